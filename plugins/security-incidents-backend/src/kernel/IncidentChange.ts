import { createHash } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  toCanonicalBytes,
  STATUS_LABELS,
  type TimelineAction,
  isFrozenStatus,
} from 'backstage-plugin-security-incidents-common';
import { followChange } from '../responsePlans/runs/follow';
import type {
  IncidentsStore,
  IncidentsTransaction,
} from '../incidents/store/IncidentsStore';
import type {
  IncidentDetails,
  IncidentRecord,
} from '../incidents/store/records';
import type { ReadAccess } from '../authorization/ReadAccess';
import type { IncidentChanged } from './IncidentEventPublisher';
import { type AuthorizedContext, getReadAccess } from './contexts';

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

/** Whether what happened can matter to the tasks of a plan; most steps of a response are only recorded. */
function movesTasks(action: TimelineAction): boolean {
  return !/^(step|member|task|escalation)\./.test(action);
}

/** One change of one locked incident: its writes and timeline entries are one transaction. */
export class IncidentChange {
  readonly #actions: TimelineAction[] = [];

  constructor(
    readonly tx: IncidentsTransaction,
    readonly incident: IncidentRecord,
    readonly actor: string,
    readonly at: string,
  ) {}

  /** Appends to the timeline. */
  async log(action: TimelineAction, data: Record<string, unknown>) {
    this.#actions.push(action);
    return this.tx.appendEntry(this.incident, {
      at: this.at,
      actor: this.actor,
      action,
      data,
    });
  }

  /** What it appended to the timeline so far. */
  get actions(): readonly TimelineAction[] {
    return this.#actions;
  }

  /** Changes fields of the record. */
  async set(changes: Partial<IncidentRecord>) {
    if (Object.keys(changes).length === 0) return;
    await this.tx.updateIncident(this.incident.seq, changes);
    Object.assign(this.incident, changes);
  }

  /** A change that wrote an entry is a new version; answers what it wrote. */
  async finish(): Promise<readonly TimelineAction[]> {
    if (this.#actions.length > 0) {
      await this.set({
        version: this.incident.version + 1,
        updatedAt: this.at,
      });
    }
    return this.#actions;
  }
}

/** One transaction, and what is to be told of it once it is committed. */
export interface IncidentsUnit {
  tx: IncidentsTransaction;
  changed(event: Omit<IncidentChanged, 'members' | 'roles'>): void;
}

/** What a request made, and whether it did so now or before. */
interface Made {
  incidentId: string;
  resultId?: string;
}

export interface ChangeOptions {
  /** Whether the change is allowed on a closed, dismissed or merged incident. */
  frozen?: boolean;
  /** Finds the incident by this access in place of the caller's own. */
  access?: ReadAccess;
}

/** How an incident is found, locked and changed; the same for every change. */
export class IncidentChanger {
  constructor(
    private readonly store: IncidentsStore,
    private readonly clock: () => Date,
    private readonly tell: (event: IncidentChanged) => void,
    /** What else a change brings along, as part of the same transaction. */
    private readonly follow: (change: IncidentChange) => Promise<void>,
  ) {}

  /**
   * @param options.frozen - whether the change is made to a record that otherwise takes no changes
   * @returns the incident as it was committed, for the answer: the change may be one after which the caller may not read
   * it any more
   */
  async change(
    idOrKey: string,
    actor: string,
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<void>,
    options: ChangeOptions = {},
  ): Promise<IncidentDetails> {
    return this.#transaction(async unit => {
      const { incident } = await this.changeIn(
        unit,
        idOrKey,
        actor,
        context,
        work,
        options,
      );
      return unit.tx.getDetails(incident);
    });
  }

  async changeIn<T>(
    unit: IncidentsUnit,
    idOrKey: string,
    actor: string,
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<T>,
    options: ChangeOptions = {},
  ): Promise<{ incident: IncidentRecord; result: T }> {
    const { tx } = unit;
    const incident = await tx.lockIncident(
      idOrKey,
      options.access ?? getReadAccess(context),
    );
    if (!incident) throw notFound(idOrKey);
    context.onFound?.(incident);
    await context.assertMayChange?.(incident, () => tx.getResource(incident));
    if (context.ifMatch !== undefined && context.ifMatch !== incident.version) {
      throw new VersionConflictError(incident.version, context.ifMatch);
    }
    if (isFrozenStatus(incident.status) && !options.frozen) {
      throw new ConflictError(
        `status: the incident is ${STATUS_LABELS[
          incident.status
        ].toLocaleLowerCase('en')} and takes no changes; re-open it first`,
      );
    }
    const at = this.clock().toISOString();
    const change = new IncidentChange(tx, incident, actor, at);
    const result = await work(change);
    if (change.actions.some(movesTasks)) await followChange(change);
    await this.follow(change);
    const actions = await change.finish();
    if (actions.length > 0) unit.changed({ incident, actor, actions });
    return { incident, result };
  }

  /**
   * Adds a part to an incident, once for each idempotency key.
   *
   * @param request - how the caller names the incident, and the part as the path names it
   * @param work - answers the id of what it made
   */
  async addOnce(
    found: IncidentRecord,
    request: { idOrKey: string; part: string; body: unknown; actor: string },
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<string>,
  ): Promise<{ resultId: string; replayed: boolean }> {
    const { idOrKey, part, body, actor } = request;
    const { resultId, replayed } = await this.once(
      {
        actor,
        operation: `incidents/${found.id}/${part}`,
        key: context.idempotencyKey,
        body,
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
    work: (unit: IncidentsUnit) => Promise<Made>,
  ): Promise<Made & { replayed: boolean }> {
    const { actor, operation, key, body } = request;
    if (key === undefined) {
      const made = await this.#transaction(work);
      return { ...made, replayed: false };
    }
    const requestHash = createHash('sha256')
      .update(toCanonicalBytes(JSON.parse(JSON.stringify(body))))
      .digest('hex');
    const attempt = () =>
      this.#transaction(async unit => {
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

  /** What happened in a transaction is told after it is committed, and not at all when it is rolled back. */
  async #transaction<T>(work: (unit: IncidentsUnit) => Promise<T>): Promise<T> {
    const changes: Array<Omit<IncidentChanged, 'members' | 'roles'>> = [];
    const result = await this.store.transaction(tx =>
      work({ tx, changed: event => changes.push(event) }),
    );
    for (const event of changes) {
      this.tell({
        ...event,
        members: async () => {
          const { members } = await this.store.getDetails(event.incident);
          return [...new Set(members.map(member => member.principalRef))];
        },
        roles: async () => {
          const { roles } = await this.store.getDetails(event.incident);
          return roles.filter(role => !role.renouncedAt);
        },
      });
    }
    return result;
  }
}
