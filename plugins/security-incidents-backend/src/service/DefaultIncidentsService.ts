import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  CLOCK_SKEW_MS,
  type EntitySnapshot,
  findTransition,
  GENESIS_HASH,
  type IncidentQuery,
  type IncidentRole,
  LATE_ENTRY_AFTER_MS,
  type ParsedAffected,
  type ParsedCreateIncident,
  type ParsedPrincipal,
  type ParsedRecordStep,
  type ParsedTransition,
  type ParsedUnlink,
  type ParsedUpdateIncident,
  type ResolutionStep,
  STATUS_LABELS,
  verifyChain,
} from 'backstage-plugin-security-incidents-common';
import type { EntityLookup, LookedUpEntity } from '../catalog/EntityLookup';
import type {
  IncidentsReader,
  IncidentsStore,
  IncidentsTransaction,
} from '../store/IncidentsStore';
import { searchWordsOf } from '../store/incidentQueries';
import type {
  AffectedRecord,
  EntityScope,
  IncidentRecord,
  NewIncidentRecord,
  StepRecord,
} from '../store/records';
import { isOpenStatus } from '../store/rows';
import { assertTimestamps, computePriority, factChanges } from './changes';
import { blockersOf, describeMoves, type GuardContext } from './guards';
import {
  accessOf,
  IncidentChange,
  IncidentChanger,
  notFound,
} from './IncidentChange';
import type { CallContext, IncidentsService } from './IncidentsService';
import { buildOverview } from './overview';
import { toIncident, toSummary } from './present';

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
      this.#affectedRecord(entity, linked.get(entity.entityRef), actor, at),
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
            this.#scopes(entity.entityRef, linked.get(entity.entityRef)),
          );
        }
        await tx.saveMember(incident.seq, {
          principalRef: actor,
          source: 'reporter',
          addedAt: at,
          addedBy: actor,
        });
        await this.#index(tx, incident, affected);
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
      await this.#index(tx, incident, affected);
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
      async change => {
        const { incident, tx, at, actor } = change;
        if (incident.status === request.to) return;
        const details = await tx.getDetails(incident);
        const transition = findTransition(
          incident.status,
          request.to,
          incident.mergedFromStatus,
        );
        if (!transition) {
          throw new ConflictError(
            `to: ${
              STATUS_LABELS[request.to]
            } cannot be reached, ${describeMoves(details)}`,
          );
        }
        for (const field of transition.requires) {
          if (request[field] === undefined) {
            throw new InputError(
              `${field}: is required to go from ${incident.status} to ${request.to}`,
            );
          }
        }
        const blockers = blockersOf(
          transition,
          details,
          this.#guardContext(context),
        );
        const inTheWay = blockers.filter(
          blocker => !(blocker.waivedByReason && request.reason),
        );
        if (inTheWay.length > 0) {
          throw new ConflictError(
            `to: ${request.to} is blocked. ${inTheWay
              .map(blocker => blocker.message)
              .join('. ')}`,
          );
        }
        const target =
          transition.to === 'merged'
            ? await this.#mergeTarget(
                tx,
                incident,
                request.mergedInto!,
                context,
              )
            : undefined;

        const firstTimes = Object.fromEntries(
          transition.sets
            .filter(name => incident[name] === undefined)
            .map(name => [name, at]),
        );
        const from = incident.status;
        await change.set({
          status: transition.to,
          ...firstTimes,
          ...(request.resolution && { resolution: request.resolution }),
          ...(request.resolution?.code === 'false-positive' && {
            determination: 'false-positive' as const,
          }),
          ...(transition.to === 'resolved' && { resolvedBy: actor }),
          mergedIntoId: target?.id,
          mergedFromStatus: target ? from : undefined,
        });
        await change.log('status.changed', {
          from,
          to: transition.to,
          kind: transition.kind,
          reason: request.reason,
          resolution: request.resolution,
          mergedInto: target?.key,
          waived: blockers.map(blocker => blocker.guard),
        });
      },
      { frozen: true },
    );
    return this.get(idOrKey, context);
  }

  async #mergeTarget(
    tx: IncidentsTransaction,
    incident: IncidentRecord,
    idOrKey: string,
    context: CallContext,
  ): Promise<IncidentRecord> {
    const target = await tx.findIncident(idOrKey, accessOf(context));
    if (!target) {
      throw new InputError(
        `mergedInto: no incident ${idOrKey} that you can see`,
      );
    }
    if (target.id === incident.id) {
      throw new InputError('mergedInto: must be another incident');
    }
    if (!isOpenStatus(target.status)) {
      throw new InputError(
        `mergedInto: ${target.key} is ${target.status}, it must be open`,
      );
    }
    return target;
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
          resultId: await this.#insertStep(change, request),
        })),
    );
    const steps = await this.listSteps(found.id, context);
    const value = steps.items.find(step => step.id === made.resultId);
    if (!value) throw new NotFoundError(`No step ${made.resultId}`);
    return { value, replayed: made.replayed };
  }

  async #insertStep(
    change: IncidentChange,
    request: ParsedRecordStep,
  ): Promise<string> {
    const { tx, incident, actor, at } = change;
    const performedAt = request.performedAt ?? at;
    const ahead = Date.parse(performedAt) - Date.parse(at);
    if (ahead > CLOCK_SKEW_MS) {
      throw new InputError('performedAt: must not be in the future');
    }
    const entityRefs = request.entityRefs ?? [];
    if (entityRefs.length > 0) {
      const { affected } = await tx.getDetails(incident);
      const known = affected.map(entity => entity.entityRef);
      const stranger = entityRefs.findIndex(ref => !known.includes(ref));
      if (stranger >= 0) {
        throw new InputError(
          `entityRefs[${stranger}]: ${entityRefs[stranger]} is not an affected service of ${incident.key}; link it first`,
        );
      }
    }
    if (request.supersedes) {
      const steps = withCorrections(await tx.getSteps(incident));
      const original = steps.find(step => step.id === request.supersedes);
      if (!original) {
        throw new InputError(
          `supersedes: no step ${request.supersedes} on ${incident.key}`,
        );
      }
      if (original.supersededBy) {
        throw new ConflictError(
          `supersedes: the step was corrected already; correct ${original.supersededBy} instead`,
        );
      }
    }
    const lateEntry = -ahead > LATE_ENTRY_AFTER_MS;
    const id = randomUUID();
    const entry = await change.log('step.recorded', {
      stepId: id,
      kind: request.kind,
      text: request.text,
      outcome: request.outcome,
      performedAt,
      entityRefs,
      taskId: request.taskId,
      supersedes: request.supersedes,
      lateEntry,
    });
    await tx.insertStep(incident.seq, {
      id,
      kind: request.kind,
      text: request.text,
      outcome: request.outcome,
      performedAt,
      performedBy: actor,
      recordedAt: at,
      recordedBy: actor,
      lateEntry,
      entityRefs,
      taskId: request.taskId,
      supersedes: request.supersedes,
      seq: entry.seq,
    });
    return id;
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
    await this.#change(idOrKey, context, async change => {
      const { tx, incident, actor } = change;
      const { affected } = await tx.getDetails(incident);
      const before = affected.find(
        entity => entity.entityRef === request.entityRef,
      );
      if (before) {
        const after = { ...before, ...defined(request) };
        const fields = (['role', 'compromise', 'impactNote'] as const).filter(
          field => before[field] !== after[field],
        );
        if (fields.length === 0) return;
        await tx.saveAffected(incident.seq, after);
        await change.log('affected.updated', {
          entityRef: request.entityRef,
          changes: Object.fromEntries(
            fields.map(field => [
              field,
              { from: before[field] ?? null, to: after[field] ?? null },
            ]),
          ),
        });
        return;
      }
      const found = linked.get(request.entityRef);
      const record = this.#affectedRecord(request, found, actor, change.at);
      await tx.saveAffected(incident.seq, record);
      await tx.saveScopes(
        incident.seq,
        record.entityRef,
        this.#scopes(record.entityRef, found),
      );
      const all = [...affected, record];
      await change.set({
        unknownService: false,
        ...(await computePriority(incident, all, tx)),
      });
      await this.#index(tx, incident, all);
      await change.log('affected.linked', {
        entityRef: record.entityRef,
        role: record.role,
        compromise: record.compromise,
        impactNote: record.impactNote,
        snapshot: record.snapshot,
      });
    });
    return this.get(idOrKey, context);
  }

  async unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, async change => {
      const { tx, incident, at } = change;
      const { affected } = await tx.getDetails(incident);
      if (!affected.some(entity => entity.entityRef === request.entityRef)) {
        throw new NotFoundError(
          `entityRef: ${request.entityRef} is not an affected service of ${incident.key}`,
        );
      }
      const rest = affected.filter(
        entity => entity.entityRef !== request.entityRef,
      );
      await tx.removeAffected(incident.seq, request.entityRef, at);
      await change.set({
        unknownService: rest.length === 0,
        ...(await computePriority(incident, rest, tx)),
      });
      await this.#index(tx, incident, rest);
      await change.log('affected.unlinked', { ...request });
    });
    return this.get(idOrKey, context);
  }

  async assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const details = await tx.getDetails(incident);
      const holder = details.roles.find(
        held => held.role === role && !held.renouncedAt,
      );
      if (holder?.principalRef === request.principalRef) return;
      if (holder) await this.#endRole(change, role, holder.principalRef);
      await tx.insertRole(incident.seq, {
        role,
        principalRef: request.principalRef,
        assumedAt: at,
        assignedBy: actor,
      });
      await tx.saveMember(incident.seq, {
        principalRef: request.principalRef,
        source: 'role',
        addedAt: at,
        addedBy: actor,
      });
      await change.log('role.assumed', {
        role,
        principalRef: request.principalRef,
      });
    });
    return this.get(idOrKey, context);
  }

  async renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, async change => {
      const details = await change.tx.getDetails(change.incident);
      const holder = details.roles.find(
        held => held.role === role && !held.renouncedAt,
      );
      if (!holder) {
        throw new NotFoundError(
          `role: nobody is ${role} of ${change.incident.key}`,
        );
      }
      await this.#endRole(change, role, holder.principalRef);
    });
    return this.get(idOrKey, context);
  }

  async #endRole(
    change: IncidentChange,
    role: IncidentRole,
    principalRef: string,
  ) {
    const { tx, incident, at } = change;
    await tx.renounceRole(incident.seq, role, at);
    const { roles } = await tx.getDetails(incident);
    const stillHolds = roles.some(
      held => held.principalRef === principalRef && !held.renouncedAt,
    );
    if (!stillHolds) await tx.removeMember(incident.seq, principalRef, 'role');
    await change.log('role.renounced', { role, principalRef });
  }

  async addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, async change => {
      const { tx, incident, at, actor } = change;
      const { members } = await tx.getDetails(incident);
      const isMember = members.some(
        member =>
          member.principalRef === request.principalRef &&
          member.source === 'manual',
      );
      if (isMember) return;
      await tx.saveMember(incident.seq, {
        principalRef: request.principalRef,
        source: 'manual',
        addedAt: at,
        addedBy: actor,
      });
      await change.log('member.added', {
        principalRef: request.principalRef,
        source: 'manual',
      });
    });
    return this.get(idOrKey, context);
  }

  async removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#change(idOrKey, context, async change => {
      const { tx, incident } = change;
      const { members } = await tx.getDetails(incident);
      const isMember = members.some(
        member =>
          member.principalRef === request.principalRef &&
          member.source === 'manual',
      );
      if (!isMember) {
        throw new NotFoundError(
          `principalRef: ${request.principalRef} was not added to ${incident.key}; reporters and role holders stay readers`,
        );
      }
      await tx.removeMember(incident.seq, request.principalRef, 'manual');
      await change.log('member.removed', {
        principalRef: request.principalRef,
        source: 'manual',
      });
    });
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
      async change => {
        const { tx, incident } = change;
        const { affected } = await tx.getDetails(incident);
        const record = affected.find(
          entity =>
            entity.entityRef === link.entityRef &&
            entity.snapshotState === 'pending',
        );
        if (!record) return;
        const completed: AffectedRecord = {
          ...record,
          snapshot: found?.snapshot ?? {},
          snapshotState: found ? 'complete' : 'missing',
        };
        await tx.saveAffected(incident.seq, completed);
        await tx.saveScopes(
          incident.seq,
          link.entityRef,
          this.#scopes(link.entityRef, found),
        );
        const all = affected.map(entity =>
          entity === record ? completed : entity,
        );
        if (isOpenStatus(incident.status)) {
          await change.set(await computePriority(incident, all, tx));
        }
        await change.log('affected.snapshot-completed', {
          entityRef: link.entityRef,
          state: completed.snapshotState,
          snapshot: completed.snapshot,
        });
      },
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

  #affectedRecord(
    request: ParsedAffected,
    found: LookedUpEntity | undefined,
    actor: string,
    at: string,
  ): AffectedRecord {
    const snapshot: EntitySnapshot = found?.snapshot ?? {};
    return {
      entityRef: request.entityRef,
      role: request.role ?? 'affected',
      compromise: request.compromise ?? 'unknown',
      impactNote: request.impactNote,
      snapshot,
      snapshotState: found ? 'complete' : 'pending',
      addedAt: at,
      addedBy: actor,
    };
  }

  #scopes(
    entityRef: string,
    found: LookedUpEntity | undefined,
  ): readonly EntityScope[] {
    return found?.scopes ?? [{ scopeRef: entityRef, relation: 'entity' }];
  }

  async #index(
    tx: IncidentsTransaction,
    incident: IncidentRecord,
    affected: readonly AffectedRecord[],
  ) {
    await tx.saveSearchWords(
      incident.seq,
      searchWordsOf(
        incident.key,
        incident.title,
        incident.summary,
        incident.codename,
        ...affected.map(entity => entity.entityRef.split('/')[1]),
      ),
    );
  }
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as Partial<T>;
}

/** Points each corrected step at its correction. */
function withCorrections(steps: StepRecord[]): ResolutionStep[] {
  const corrections = new Map(
    steps
      .filter(step => step.supersedes)
      .map(step => [step.supersedes!, step.id]),
  );
  return steps.map(step => ({
    ...step,
    ...(corrections.has(step.id) && {
      supersededBy: corrections.get(step.id),
    }),
  }));
}
