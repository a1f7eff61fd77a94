import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  GENESIS_HASH,
  type IncidentQuery,
  type IncidentRole,
  type ParsedAffected,
  type ParsedCreateIncident,
  type ParsedPrincipal,
  type ParsedRecordStep,
  type ParsedTransition,
  type ParsedUnlink,
  type ParsedUpdateIncident,
  type Period,
  verifyChain,
  type VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { EntityLookup, LookedUpEntity } from '../catalog/EntityLookup';
import { buildEntityHistory } from '../reports/entityHistory';
import { resolvePeriod } from '../reports/period';
import { buildVolume } from '../reports/volume';
import type { IncidentsReader, IncidentsStore } from '../store/IncidentsStore';
import type { IncidentRecord, NewIncidentRecord } from '../store/records';
import {
  affectedRecord,
  completeSnapshot,
  indexIncident,
  linkService,
  scopesOf,
  unlinkService,
} from './affected';
import { assertTimestamps, computePriority, factChanges } from './changes';
import type { GuardContext } from './guards';
import {
  accessOf,
  type IncidentChange,
  IncidentChanger,
  notFound,
} from './IncidentChange';
import type { CallContext, IncidentsService } from './IncidentsService';
import { buildOverview } from './overview';
import { addMember, assumeRole, removeMember, renounceRole } from './people';
import { toIncident, toSummary } from './present';
import { recordStepOf, withCorrections } from './steps';
import { moveIncident } from './transitions';

/** Settings of the rules. */
export interface IncidentsSettings {
  /** First part of keys, `SEC` unless configured. */
  keyPrefix: string;
  /** How long a closed incident can be re-opened. */
  reopenWithinDays: number;
}

export interface DefaultIncidentsServiceOptions {
  store: IncidentsStore;
  lookup: EntityLookup;
  settings: IncidentsSettings;
  /** Entity ref of a user, or the subject of a service. */
  actorOf(credentials: BackstageCredentials): string;
  /** The person and the groups they own things through; empty for services. */
  principalsOf(credentials: BackstageCredentials): Promise<readonly string[]>;
  clock(): Date;
}

const SNAPSHOT_BATCH = 100;
/** Calendar months that are reported on unless a period is stated. */
const HISTORY_MONTHS = 18;
const VOLUME_MONTHS = 12;

/** The rules: each change is one transaction of rows and timeline entries. */
export class DefaultIncidentsService implements IncidentsService {
  readonly #changer: IncidentChanger;

  constructor(private readonly options: DefaultIncidentsServiceOptions) {
    this.#changer = new IncidentChanger(options.store, options.clock);
  }

  async create(request: ParsedCreateIncident, context: CallContext) {
    const actor = this.#actor(context);
    const now = this.options.clock();
    const at = now.toISOString();
    const detectedAt = request.detectedAt ?? at;
    assertTimestamps(
      {
        occurredAt: request.occurredAt,
        detectedAt,
        reportedAt: detectedAt > at ? undefined : at,
      },
      now.getTime(),
      request.timestampsReason,
    );
    const linked = await this.#lookUp(
      request.affected.map((entity, index) => ({
        field: `affected[${index}].entityRef`,
        entityRef: entity.entityRef,
      })),
      at,
      context,
    );
    const affected = request.affected.map(entity =>
      affectedRecord(entity, linked.get(entity.entityRef), actor, at),
    );

    const made = await this.#changer.once(
      {
        actor,
        operation: 'incidents',
        key: context.idempotencyKey,
        body: request,
      },
      async tx => {
        const facts = {
          severity: request.severity,
          impact: request.impact,
          urgency: request.urgency,
          ongoing: request.ongoing ?? ('unknown' as const),
          personalData: request.personalData ?? {
            involved: 'unknown' as const,
          },
          ...(request.classification && {
            classification: {
              ...request.classification,
              scheme: 'rsit' as const,
            },
          }),
          detectedAt,
          priorityOverride: undefined,
        };
        const record: NewIncidentRecord = {
          id: randomUUID(),
          key: await tx.nextKey(
            this.options.settings.keyPrefix,
            now.getUTCFullYear(),
          ),
          title: request.title,
          summary: request.summary || undefined,
          codename: request.codename,
          mode: request.mode ?? 'real',
          status: 'new',
          determination: request.determination ?? 'suspected',
          ...facts,
          ...(await computePriority(facts, affected, tx)),
          tlp: request.tlp ?? 'AMBER',
          visibility: request.visibility ?? 'open',
          suspectedMalicious: request.suspectedMalicious ?? 'unknown',
          crossBorder: request.crossBorder ?? 'unknown',
          isMajor: false,
          unknownService: request.unknownService ?? false,
          detection: request.detection,
          reportedBy: actor,
          occurredAt: request.occurredAt,
          reportedAt: at,
          recordedAt: at,
          updatedAt: at,
          version: 1,
          chainLength: 0,
          chainHead: GENESIS_HASH,
        };
        const incident = await tx.insertIncident(record);
        for (const entity of affected) {
          await tx.saveAffected(incident.seq, entity);
          await tx.saveScopes(
            incident.seq,
            entity.entityRef,
            scopesOf(entity.entityRef, linked.get(entity.entityRef)),
          );
        }
        await tx.saveMember(incident.seq, {
          principalRef: actor,
          source: 'reporter',
          addedAt: at,
          addedBy: actor,
        });
        await indexIncident(tx, incident, affected);
        await tx.appendEntry(incident, {
          at,
          actor,
          action: 'incident.recorded',
          data: {
            ...request,
            status: 'new',
            mode: incident.mode,
            visibility: incident.visibility,
            tlp: incident.tlp,
            detectedAt,
            affected: affected.map(
              ({ entityRef, role, compromise, snapshot }) => ({
                entityRef,
                role,
                compromise,
                snapshot,
              }),
            ),
            priority: incident.priority,
          },
        });
        return { incidentId: incident.id };
      },
    );
    return {
      value: await this.get(made.incidentId, context),
      replayed: made.replayed,
    };
  }

  async list(query: IncidentQuery, context: CallContext) {
    const page = await this.options.store.list(query, accessOf(context));
    return {
      ...page,
      items: page.items.map(item =>
        toSummary(item.incident, item.affected, item.roles),
      ),
    };
  }

  async get(idOrKey: string, context: CallContext) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const details = await this.options.store.getDetails(incident);
    const present = toIncident(
      details,
      this.#guardContext(context),
      context.rights,
    );
    const owners = await this.options.lookup.ownersNow(
      details.affected.map(entity => entity.entityRef),
      context.credentials,
    );
    return {
      ...present,
      affected: present.affected.map(entity => {
        if (!owners) return { ...entity, now: { state: 'unknown' as const } };
        if (!owners.has(entity.entityRef)) {
          return { ...entity, now: { state: 'orphaned' as const } };
        }
        const ownerRef = owners.get(entity.entityRef);
        return { ...entity, now: { state: 'present' as const, ownerRef } };
      }),
    };
  }

  async update(
    idOrKey: string,
    request: ParsedUpdateIncident,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, async change => {
      const { incident, tx, at, actor } = change;
      const changes = factChanges(incident, request, actor, at);
      if (Object.keys(changes.after).length === 0) return;
      const next = { ...incident, ...changes.record };
      assertTimestamps(
        {
          occurredAt: next.occurredAt,
          detectedAt: next.detectedAt,
          reportedAt: next.reportedAt,
          ...('awareAt' in changes.after && { awareAt: next.awareAt }),
        },
        Date.parse(at),
        request.timestampsReason,
      );
      const { affected } = await tx.getDetails(incident);
      const priority = await computePriority(next, affected, tx);
      await change.set({ ...changes.record, ...priority });
      await indexIncident(tx, incident, affected);
      await change.log('incident.updated', {
        changes: Object.fromEntries(
          Object.keys(changes.after).map(field => [
            field,
            { from: changes.before[field], to: changes.after[field] },
          ]),
        ),
        priority: priority.priority,
        reason: request.timestampsReason,
      });
    });
    return this.get(idOrKey, context);
  }

  async transition(
    idOrKey: string,
    request: ParsedTransition,
    context: CallContext,
  ) {
    await this.#change(
      idOrKey,
      context,
      change =>
        moveIncident(
          change,
          request,
          this.#guardContext(context),
          accessOf(context),
        ),
      { frozen: true },
    );
    return this.get(idOrKey, context);
  }

  async listSteps(idOrKey: string, context: CallContext) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const items = withCorrections(await this.options.store.getSteps(incident));
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async recordStep(
    idOrKey: string,
    request: ParsedRecordStep,
    context: CallContext,
  ) {
    const actor = this.#actor(context);
    const found = await this.#find(this.options.store, idOrKey, context);
    const made = await this.#changer.once(
      {
        actor,
        operation: `incidents/${found.id}/steps`,
        key: context.idempotencyKey,
        body: request,
      },
      tx =>
        this.#changer.changeIn(tx, idOrKey, actor, context, async change => ({
          incidentId: found.id,
          resultId: await recordStepOf(change, request),
        })),
    );
    const steps = await this.listSteps(found.id, context);
    const value = steps.items.find(step => step.id === made.resultId);
    if (!value) throw new NotFoundError(`No step ${made.resultId}`);
    return { value, replayed: made.replayed };
  }

  async getTimeline(idOrKey: string, context: CallContext) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const items = await this.options.store.getTimeline(incident);
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async verify(idOrKey: string, context: CallContext) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const entries = await this.options.store.getTimeline(incident);
    // Read again: an entry that was appended in between is no forgery.
    const { chainLength, chainHead } = await this.#find(
      this.options.store,
      incident.id,
      context,
    );
    const isSame = chainLength === incident.chainLength;
    const chain = `incident/${incident.key}`;
    const result = verifyChain(entries, {
      chain,
      ...(isSame && { length: chainLength, headHash: chainHead }),
    });
    return {
      ...result,
      chain,
      checkedAt: this.options.clock().toISOString(),
    };
  }

  async linkAffected(
    idOrKey: string,
    request: ParsedAffected,
    context: CallContext,
  ) {
    const at = this.options.clock().toISOString();
    const linked = await this.#lookUp(
      [{ field: 'entityRef', entityRef: request.entityRef }],
      at,
      context,
      idOrKey,
    );
    await this.#change(idOrKey, context, change =>
      linkService(change, request, linked.get(request.entityRef)),
    );
    return this.get(idOrKey, context);
  }

  async unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, change =>
      unlinkService(change, request),
    );
    return this.get(idOrKey, context);
  }

  async assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, change =>
      assumeRole(change, role, request.principalRef),
    );
    return this.get(idOrKey, context);
  }

  async renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, change => renounceRole(change, role));
    return this.get(idOrKey, context);
  }

  async addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, change =>
      addMember(change, request.principalRef),
    );
    return this.get(idOrKey, context);
  }

  async removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, change =>
      removeMember(change, request.principalRef),
    );
    return this.get(idOrKey, context);
  }

  async getEntityOverview(entityRef: string, context: CallContext) {
    return buildOverview(
      entityRef,
      accessOf(context),
      {
        principals: await this.options.principalsOf(context.credentials),
        mayReport: context.rights?.create ?? true,
      },
      this.#guardContext(context),
      this.options.store,
    );
  }

  async getEntityCounts(entityRefs: readonly string[], context: CallContext) {
    return this.options.store.getEntityCounts(entityRefs, accessOf(context));
  }

  async getEntityHistory(
    entityRef: string,
    period: Period,
    context: CallContext,
  ) {
    return buildEntityHistory(
      entityRef,
      resolvePeriod(period, {
        now: this.options.clock(),
        months: HISTORY_MONTHS,
      }),
      accessOf(context),
      this.options.store.history,
    );
  }

  async getVolume(query: VolumeQuery, context: CallContext) {
    const period = resolvePeriod(query, {
      now: this.options.clock(),
      months: VOLUME_MONTHS,
    });
    return buildVolume(
      { ...query, ...period },
      accessOf(context),
      this.options.store.history,
    );
  }

  async completeSnapshots(context: CallContext) {
    const pending = await this.options.store.findPendingSnapshots(
      SNAPSHOT_BATCH,
    );
    const refs = [...new Set(pending.map(link => link.entityRef))];
    const answer = await this.options.lookup.lookUp(
      refs,
      this.options.clock().toISOString(),
      context.credentials,
    );
    if (answer.state === 'unavailable') return 0;
    for (const link of pending) {
      await this.#completeSnapshot(
        link,
        answer.entities.get(link.entityRef),
        context,
      );
    }
    return pending.length;
  }

  async #completeSnapshot(
    link: { incidentId: string; entityRef: string },
    found: LookedUpEntity | undefined,
    context: CallContext,
  ) {
    await this.#change(
      link.incidentId,
      context,
      change => completeSnapshot(change, link.entityRef, found),
      { frozen: true },
    );
  }

  #actor(context: CallContext): string {
    return this.options.actorOf(context.credentials);
  }

  #guardContext(context: CallContext): GuardContext {
    return {
      actor: this.#actor(context),
      now: this.options.clock().getTime(),
      reopenWithinDays: this.options.settings.reopenWithinDays,
    };
  }

  async #find(
    reader: IncidentsReader,
    idOrKey: string,
    context: CallContext,
  ): Promise<IncidentRecord> {
    const incident = await reader.findIncident(idOrKey, accessOf(context));
    if (!incident) throw notFound(idOrKey);
    return incident;
  }

  #change(
    idOrKey: string,
    context: CallContext,
    work: (change: IncidentChange) => Promise<void>,
    options?: { frozen?: boolean },
  ): Promise<void> {
    return this.#changer.change(
      idOrKey,
      this.#actor(context),
      context,
      work,
      options,
    );
  }

  /** Catalog entries of services to link; a service that the catalog does not know is the caller's mistake. */
  async #lookUp(
    wanted: Array<{ field: string; entityRef: string }>,
    at: string,
    context: CallContext,
    linkedTo?: string,
  ): Promise<Map<string, LookedUpEntity>> {
    const answer = await this.options.lookup.lookUp(
      wanted.map(({ entityRef }) => entityRef),
      at,
      context.credentials,
    );
    if (answer.state === 'unavailable') return new Map();
    const unknown = wanted.find(
      ({ entityRef }) => !answer.entities.has(entityRef),
    );
    if (unknown) {
      // A link that exists can be changed even when the service has left the catalog.
      const incident =
        linkedTo &&
        (await this.options.store.findIncident(linkedTo, accessOf(context)));
      const links = incident
        ? (await this.options.store.getDetails(incident)).affected
        : [];
      if (!links.some(link => link.entityRef === unknown.entityRef)) {
        throw new InputError(
          `${unknown.field}: ${unknown.entityRef} is not in the catalog, or not visible to you`,
        );
      }
    }
    return answer.entities;
  }
}
