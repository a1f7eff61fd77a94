import { createHash } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  isFrozenStatus,
  STATUS_LABELS,
  toCanonicalBytes,
} from 'backstage-plugin-security-incidents-common';
import { FULL_ACCESS, type ReadAccess } from '../authorization/ReadAccess';
import { type AuthorizedContext, getReadAccess } from './contexts';
import {
  type ChangeFollower,
  IncidentChange,
  notFound,
  VersionConflictError,
} from './IncidentChange';
import type { IncidentChanged } from './IncidentEventPublisher';
import { OutsideRead, OutsideReads } from './OutsideReads';
import type { IncidentRecord } from './records';
import type {
  IncidentPeople,
  KernelStore,
  KernelTransaction,
  TransactionOptions,
} from './store';

type RecordedChange = Omit<IncidentChanged, 'members' | 'roles'>;

/** How often a transaction is started again for what it must not read within it. */
const MAX_OUTSIDE_READS = 3;

/** One transaction, and the changes to publish once it is committed. */
export interface ChangeUnit<Tx extends KernelTransaction> {
  tx: Tx;
  reads: OutsideReads;
  changed(event: RecordedChange): void;
}

/** What a request made: an incident, or a part of one. */
interface Made {
  incidentId: string;
  resultId?: string;
}

export interface ChangeOptions {
  /** Allows the change on a closed, dismissed or merged incident, or says which of these allow it. */
  frozen?: boolean | ((incident: IncidentRecord) => boolean);
  /** Finds the incident by this access in place of the caller's own. */
  access?: ReadAccess;
  /** Another incident that the change is about, by id or key; it is locked as well, in the order of the records. */
  alsoLock?: string;
  /** Finds the other incident by this access in place of the caller's own. */
  alsoLockBy?: ReadAccess;
}

/** Finds, locks and changes incidents, and publishes each change after its commit. */
export class IncidentChanger<
  Details extends IncidentPeople,
  Tx extends KernelTransaction<Details>,
> {
  constructor(
    private readonly options: {
      store: KernelStore<Tx>;
      clock(): Date;
      followers: ReadonlyArray<ChangeFollower<Tx>>;
      publish(event: IncidentChanged): void;
    },
  ) {}

  /**
   * Changes an incident in a transaction of its own.
   *
   * @returns the incident as committed; the caller may have lost access to it by the change
   */
  async change(
    idOrKey: string,
    actor: string,
    context: AuthorizedContext,
    work: (change: IncidentChange<Tx>, unit: ChangeUnit<Tx>) => Promise<void>,
    options: ChangeOptions = {},
  ): Promise<Details> {
    return this.#transaction(
      async unit => {
        const { incident } = await this.changeIn(
          unit,
          idOrKey,
          actor,
          context,
          change => work(change, unit),
          options,
        );
        return unit.tx.getDetails(incident);
      },
      { incident: idOrKey },
    );
  }

  /** Changes an incident as part of a transaction. */
  async changeIn<T>(
    unit: ChangeUnit<Tx>,
    idOrKey: string,
    actor: string,
    context: AuthorizedContext,
    work: (change: IncidentChange<Tx>) => Promise<T>,
    options: ChangeOptions = {},
  ): Promise<{ incident: IncidentRecord; result: T }> {
    const { tx } = unit;
    const access = options.access ?? getReadAccess(context);
    const { alsoLock, alsoLockBy = access } = options;
    if (alsoLock !== undefined) {
      await this.#lockInOrder(tx, [
        { idOrKey, access },
        { idOrKey: alsoLock, access: alsoLockBy },
      ]);
    }
    const incident = await tx.lockIncident(idOrKey, access);
    if (!incident) throw notFound(idOrKey);
    context.onFound?.(incident);
    await context.assertMayChange?.(incident, () => tx.getResource(incident));
    if (context.ifMatch !== undefined && context.ifMatch !== incident.version) {
      throw new VersionConflictError(incident.version, context.ifMatch);
    }
    const { frozen = false } = options;
    const mayChangeFrozen =
      typeof frozen === 'function' ? frozen(incident) : frozen;
    if (isFrozenStatus(incident.status) && !mayChangeFrozen) {
      throw new ConflictError(
        `status: the incident is ${STATUS_LABELS[
          incident.status
        ].toLocaleLowerCase('en')} and takes no changes; re-open it first`,
      );
    }
    const at = this.options.clock().toISOString();
    const change = new IncidentChange(tx, incident, actor, at, unit.reads);
    const result = await this.#apply(unit, change, work);
    return { incident, result };
  }

  /**
   * Changes another incident as part of a change, such as the one that survives a merge. Nothing is authorized here: that is
   * up to the first change.
   *
   * @param id - id of the incident, which the first change locked
   */
  async changeAlso(
    unit: ChangeUnit<Tx>,
    first: IncidentChange<Tx>,
    id: string,
    work: (change: IncidentChange<Tx>) => Promise<void>,
  ): Promise<void> {
    const { tx } = unit;
    const incident = await tx.lockIncident(id, FULL_ACCESS);
    if (!incident) throw notFound(id);
    await this.#apply(
      unit,
      new IncidentChange(tx, incident, first.actor, first.at, unit.reads),
      work,
    );
  }

  async #apply<T>(
    unit: ChangeUnit<Tx>,
    change: IncidentChange<Tx>,
    work: (change: IncidentChange<Tx>) => Promise<T>,
  ): Promise<T> {
    const { incident, actor } = change;
    const result = await work(change);
    for (const follower of this.options.followers) {
      await follower.followChange(change);
    }
    const actions = await change.finish();
    if (actions.length > 0) unit.changed({ incident, actor, actions });
    return result;
  }

  /**
   * Completes the recording of an incident. All of it is the first version.
   *
   * @param work - what the report asks for besides the record itself
   */
  async finishRecording(
    unit: ChangeUnit<Tx>,
    incident: IncidentRecord,
    actor: string,
    work: (change: IncidentChange<Tx>) => Promise<void>,
  ): Promise<void> {
    const change = new IncidentChange(
      unit.tx,
      incident,
      actor,
      incident.recordedAt,
      unit.reads,
    );
    await work(change);
    for (const follower of this.options.followers) {
      await follower.followRecording?.(change);
    }
    unit.changed({
      incident,
      actor,
      actions: ['incident.recorded', ...change.actions],
    });
  }

  /**
   * Adds a part to an incident, once per idempotency key.
   *
   * @param request - how the caller names the incident, and the part as the path names it
   * @param work - returns the id of the part
   */
  async addOnce(
    found: IncidentRecord,
    request: { idOrKey: string; part: string; body: unknown; actor: string },
    context: AuthorizedContext,
    work: (change: IncidentChange<Tx>) => Promise<string>,
  ): Promise<{ resultId: string; replayed: boolean }> {
    const { idOrKey, part, body, actor } = request;
    const { resultId, replayed } = await this.once(
      {
        actor,
        operation: `incidents/${found.id}/${part}`,
        key: context.idempotencyKey,
        body,
        incident: found.id,
      },
      async unit => {
        const { result } = await this.changeIn(
          unit,
          idOrKey,
          actor,
          context,
          work,
        );
        return { incidentId: found.id, resultId: result };
      },
    );
    return { resultId: resultId!, replayed };
  }

  /** Serves a request once per idempotency key: a second one with the same body gets the result of the first. */
  async once(
    request: {
      actor: string;
      operation: string;
      key: string | undefined;
      body: unknown;
      /** Id or key of the incident that the request changes. */
      incident?: string;
    },
    work: (unit: ChangeUnit<Tx>) => Promise<Made>,
  ): Promise<Made & { replayed: boolean }> {
    const { actor, operation, key, body, incident } = request;
    if (key === undefined) {
      const made = await this.#transaction(work, { incident });
      return { ...made, replayed: false };
    }
    const requestHash = createHash('sha256')
      .update(toCanonicalBytes(JSON.parse(JSON.stringify(body))))
      .digest('hex');
    const attempt = () =>
      this.#transaction(
        async unit => {
          const { tx } = unit;
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
          const made = await work(unit);
          await tx.saveIdempotentResult(actor, operation, key, {
            ...made,
            requestHash,
            createdAt: this.options.clock().toISOString(),
          });
          return { ...made, replayed: false };
        },
        { incident },
      );
    try {
      return await attempt();
    } catch (error) {
      // A concurrent request with the same key was faster; its result is stored now.
      if (isDatabaseConflictError(error)) return attempt();
      throw error;
    }
  }

  /** Locks incidents in the order of their records, so that two changes of the same pair wait for each other. */
  async #lockInOrder(
    tx: Tx,
    wanted: ReadonlyArray<{ idOrKey: string; access: ReadAccess }>,
  ): Promise<void> {
    const found: Array<{ incident: IncidentRecord; access: ReadAccess }> = [];
    for (const { idOrKey, access } of wanted) {
      const incident = await tx.findIncident(idOrKey, access);
      if (incident) found.push({ incident, access });
    }
    found.sort((a, b) => a.incident.seq - b.incident.seq);
    for (const { incident, access } of found) {
      await tx.lockIncident(incident.id, access);
    }
  }

  /** Publishes the changes of a transaction after its commit, and none after a rollback. */
  async #transaction<T>(
    work: (unit: ChangeUnit<Tx>) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T> {
    const { store, publish } = this.options;
    const { result, changes } = await this.#commit(work, options);
    for (const event of changes) {
      publish({
        ...event,
        members: async () => {
          const { members } = await store.getDetails(event.incident);
          return [...new Set(members.map(member => member.principalRef))];
        },
        roles: async () => {
          const { roles } = await store.getDetails(event.incident);
          return roles.filter(role => !role.renouncedAt);
        },
      });
    }
    return result;
  }
  /** Starts a transaction, and again with what it needs and must not read within it. */
  async #commit<T>(
    work: (unit: ChangeUnit<Tx>) => Promise<T>,
    options: TransactionOptions,
  ): Promise<{ result: T; changes: RecordedChange[] }> {
    const reads = new OutsideReads();
    for (let attempt = 0; ; attempt += 1) {
      const changes: RecordedChange[] = [];
      try {
        const result = await this.options.store.transaction(
          tx => work({ tx, reads, changed: event => changes.push(event) }),
          options,
        );
        return { result, changes };
      } catch (error) {
        if (!(error instanceof OutsideRead) || attempt >= MAX_OUTSIDE_READS) {
          throw error;
        }
        await reads.answer(error);
      }
    }
  }
}
