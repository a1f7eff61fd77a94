import { createHash } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  canonicalBytes,
  FROZEN_STATUSES,
  type IncidentStatus,
  STATUS_LABELS,
  type TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type {
  IncidentsStore,
  IncidentsTransaction,
} from '../store/IncidentsStore';
import type { IncidentRecord, ReadAccess } from '../store/records';
import type { CallContext } from './IncidentsService';

const FULL_ACCESS: ReadAccess = { restricted: 'all' };

/** What the context allows to read; the plugin's own tasks read everything. */
export function accessOf(context: CallContext): ReadAccess {
  return context.access ?? FULL_ACCESS;
}

/** The same words for what does not exist and for what the caller may not know of. */
export function notFound(idOrKey: string): NotFoundError {
  return new NotFoundError(`No incident ${idOrKey} that you can see`);
}

/** A stale version: says which one is current, so that the client can show what changed. */
export class VersionConflictError extends ConflictError {
  name = 'ConflictError' as const;

  constructor(readonly currentVersion: number, seen: number) {
    super(
      `If-Match: version ${seen} is stale, the incident is at version ${currentVersion}`,
    );
  }
}

/** One change of one locked incident: its writes and timeline entries are one transaction. */
export class IncidentChange {
  #entries = 0;

  constructor(
    readonly tx: IncidentsTransaction,
    readonly incident: IncidentRecord,
    readonly actor: string,
    readonly at: string,
  ) {}

  /** Appends to the timeline. */
  async log(action: TimelineAction, data: Record<string, unknown>) {
    this.#entries += 1;
    return this.tx.appendEntry(this.incident, {
      at: this.at,
      actor: this.actor,
      action,
      data,
    });
  }

  /** Changes fields of the record. */
  async set(changes: Partial<IncidentRecord>) {
    if (Object.keys(changes).length === 0) return;
    await this.tx.updateIncident(this.incident.seq, changes);
    Object.assign(this.incident, changes);
  }

  /** A change that wrote an entry is a new version. */
  async finish() {
    if (this.#entries === 0) return;
    await this.set({
      version: this.incident.version + 1,
      updatedAt: this.at,
    });
  }
}

/** How an incident is found, locked and changed; the same for every change. */
export class IncidentChanger {
  constructor(
    private readonly store: IncidentsStore,
    private readonly clock: () => Date,
  ) {}

  /**
   * @param options.frozen - whether the change is made to a record that otherwise takes no changes
   */
  async change<T>(
    idOrKey: string,
    actor: string,
    context: CallContext,
    work: (change: IncidentChange) => Promise<T>,
    options: { frozen?: boolean } = {},
  ): Promise<T> {
    return this.store.transaction(async tx =>
      this.changeIn(tx, idOrKey, actor, context, work, options),
    );
  }

  async changeIn<T>(
    tx: IncidentsTransaction,
    idOrKey: string,
    actor: string,
    context: CallContext,
    work: (change: IncidentChange) => Promise<T>,
    options: { frozen?: boolean } = {},
  ): Promise<T> {
    const incident = await tx.lockIncident(idOrKey, accessOf(context));
    if (!incident) throw notFound(idOrKey);
    if (context.ifMatch !== undefined && context.ifMatch !== incident.version) {
      throw new VersionConflictError(incident.version, context.ifMatch);
    }
    const frozen = (FROZEN_STATUSES as readonly IncidentStatus[]).includes(
      incident.status,
    );
    if (frozen && !options.frozen) {
      throw new ConflictError(
        `status: the incident is ${STATUS_LABELS[
          incident.status
        ].toLocaleLowerCase('en')} and takes no changes; re-open it first`,
      );
    }
    const change = new IncidentChange(
      tx,
      incident,
      actor,
      this.clock().toISOString(),
    );
    const result = await work(change);
    await change.finish();
    return result;
  }

  /**
   * Does a request once for each idempotency key: a second one with the same body gets what the first one made.
   *
   * @param work - makes something and says in which incident, and which part of it
   */
  async once(
    request: {
      actor: string;
      operation: string;
      key: string | undefined;
      body: unknown;
    },
    work: (
      tx: IncidentsTransaction,
    ) => Promise<{ incidentId: string; resultId?: string }>,
  ): Promise<{ incidentId: string; resultId?: string; replayed: boolean }> {
    const { actor, operation, key, body } = request;
    if (key === undefined) {
      const made = await this.store.transaction(work);
      return { ...made, replayed: false };
    }
    const requestHash = createHash('sha256')
      .update(canonicalBytes(JSON.parse(JSON.stringify(body))))
      .digest('hex');
    const attempt = () =>
      this.store.transaction(async tx => {
        const before = await tx.findIdempotentResult(actor, operation, key);
        if (before) {
          if (before.requestHash !== requestHash) {
            throw new ConflictError(
              'Idempotency-Key: was used before with another request; use a new key for a new request',
            );
          }
          return {
            incidentId: before.incidentId,
            resultId: before.resultId,
            replayed: true,
          };
        }
        const made = await work(tx);
        await tx.saveIdempotentResult(actor, operation, key, {
          ...made,
          requestHash,
          createdAt: this.clock().toISOString(),
        });
        return { ...made, replayed: false };
      });
    try {
      return await attempt();
    } catch (error) {
      // Two requests with one key at the same time: the other one won, and its result is there now.
      if (isDatabaseConflictError(error)) return attempt();
      throw error;
    }
  }
}
