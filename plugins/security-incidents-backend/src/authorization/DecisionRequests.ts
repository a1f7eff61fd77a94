import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type {
  Permission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { withTimeLimit } from '../kernel/timeLimit';

export const CHECK_TIMED_OUT =
  'Permissions could not be checked in time. Retry in a few seconds.';

class Batch {
  readonly permissions = new Map<string, Permission>();
  isSent = false;
  /** The decisions by the name of the permission. */
  readonly decisions: Promise<Map<string, PolicyDecision>>;

  constructor(send: (batch: Batch) => Promise<Map<string, PolicyDecision>>) {
    // The first permissions are added before it is sent.
    this.decisions = Promise.resolve().then(() => send(this));
  }
}

/**
 * Requests decisions from the permission framework, one request per caller at a time. Calls of the same caller that arrive
 * meanwhile wait and share the next request, because a page makes several calls at once and a decision takes about half the
 * time of a call. No call gets a decision that was requested before it arrived.
 */
export class DecisionRequests {
  /** The latest batch of each caller with a request under way. */
  readonly #batches = new Map<string, Batch>();

  constructor(
    private readonly permissions: PermissionsService,
    private readonly timeoutMs: number,
  ) {}

  /**
   * @param caller - calls with the same name share requests; undefined for calls that share none
   * @throws TimeLimitError when the framework does not answer in time, or what it throws
   */
  async request(
    caller: string | undefined,
    permissions: readonly Permission[],
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision[]> {
    const latest = caller === undefined ? undefined : this.#batches.get(caller);
    const batch =
      latest && !latest.isSent
        ? latest
        : this.#openBatch(caller, credentials, latest);
    for (const permission of permissions) {
      batch.permissions.set(permission.name, permission);
    }
    const decisions = await batch.decisions;
    return permissions.map(({ name }) => decisions.get(name)!);
  }

  /** A batch takes permissions until the previous one has its answer. */
  #openBatch(
    caller: string | undefined,
    credentials: BackstageCredentials,
    previous: Batch | undefined,
  ): Batch {
    const batch = new Batch(async ({ permissions }) => {
      // The calls of the previous batch handle its error.
      await previous?.decisions.catch(() => undefined);
      batch.isSent = true;
      try {
        return await this.#send(permissions, credentials);
      } finally {
        if (caller !== undefined && this.#batches.get(caller) === batch) {
          this.#batches.delete(caller);
        }
      }
    });
    if (caller !== undefined) this.#batches.set(caller, batch);
    return batch;
  }

  async #send(
    permissions: ReadonlyMap<string, Permission>,
    credentials: BackstageCredentials,
  ): Promise<Map<string, PolicyDecision>> {
    const decisions = await withTimeLimit(
      () =>
        this.permissions.authorizeConditional(
          // The endpoint takes basic permissions as well; only its type does not say so. Two calls would be two round trips.
          [...permissions.values()].map(permission => ({
            permission: permission as ResourcePermission,
          })),
          { credentials },
        ),
      this.timeoutMs,
      CHECK_TIMED_OUT,
    );
    return new Map(
      [...permissions.keys()].map((name, index) => [name, decisions[index]]),
    );
  }
}
