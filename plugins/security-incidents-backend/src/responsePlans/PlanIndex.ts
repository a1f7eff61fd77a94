import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { formatPlanFinding } from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { KnownCatalog, PlansStore } from './store/PlansStore';
import { buildKnownCatalog, type UnreadablePlan } from './knownCatalog';
import { type CatalogEntities, readCatalog } from './readCatalog';

/** Hashes the whole index row by row, because it can be many megabytes. */
function hashCatalog(
  { plans, services }: KnownCatalog,
  unreadable: readonly UnreadablePlan[],
): string {
  const hash = createHash('sha256');
  for (const row of [...plans, ...services, ...unreadable]) {
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

/** How often an empty catalog is read after a start before it is accepted as empty. */
const MAX_FIRST_READS = 40;

/** The result of a read; `same` means no changes. */
type ReadResult = 'failed' | 'empty' | 'changed' | 'same';

/** Waits until the time is over or the plugin shuts down. */
async function pause(ms: number, signal: AbortSignal) {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Stores plans and services from the catalog, so that requests do not page through the catalog and work during its
 * outages. One replica refreshes at a time; the others read its result.
 */
export class PlanIndex {
  /** Whether two reads in a row were the same. */
  #isSettled = false;

  constructor(
    private readonly options: {
      store: PlansStore;
      catalog: CatalogReader;
      auth: AuthService;
      logger?: LoggerService;
      clock(): Date;
      /** Follows each read of the catalog. */
      catalogRead?: (catalog: CatalogEntities) => Promise<void>;
      /** Milliseconds between two reads after a start. */
      firstReadsEveryMs: number;
    },
  ) {}

  /**
   * Updates the index from the catalog. After a start the catalog may still be ingesting entities, so it is read every few
   * seconds until nothing changes.
   *
   * @param signal - ends the wait for the next read
   */
  async refresh(signal: AbortSignal): Promise<void> {
    if (this.#isSettled) {
      await this.#read();
      return;
    }
    for (let reading = 1; reading <= MAX_FIRST_READS; reading += 1) {
      const isLast = reading === MAX_FIRST_READS;
      const read = await this.#read({ keepsEmpty: isLast });
      if (read === 'same' || isLast) {
        this.#isSettled = read !== 'failed';
        return;
      }
      await pause(this.options.firstReadsEveryMs, signal);
      if (signal.aborted) return;
    }
  }

  async #read({ keepsEmpty } = { keepsEmpty: true }): Promise<ReadResult> {
    const { store, logger, clock } = this.options;
    const state = await store.getState();
    let entities: CatalogEntities;
    try {
      entities = await readCatalog(
        this.options.catalog,
        await this.options.auth.getOwnServiceCredentials(),
      );
    } catch (error) {
      // Logged once per outage; responses are marked stale while it lasts.
      if (!state.failedAt) {
        logger?.warn(
          'The catalog is unavailable; response plans are selected from the last index',
          error as Error,
        );
      }
      await store.markFailed(clock().toISOString(), stringifyError(error));
      return 'failed';
    }
    // A catalog without any service is probably still ingesting.
    if (entities.services.length === 0 && !keepsEmpty) return 'empty';
    await this.options.catalogRead?.(entities);
    const at = clock().toISOString();
    const { plans } = await store.getPlans();
    const before = new Map(plans.map(plan => [plan.planRef, plan]));
    const { known, unreadable } = await buildKnownCatalog(
      entities,
      (planRef, contentHash) => {
        const plan = before.get(planRef);
        return plan?.contentHash === contentHash ? plan.changedAt : at;
      },
    );
    const version = hashCatalog(known, unreadable);
    if (version === state.version) {
      await store.markRead(at);
      return 'same';
    }
    await store.save(known, version, at);
    this.#logUnreadable(unreadable);
    logger?.info(
      `Updated the response plan index: ${known.plans.length} plans, ${known.services.length} services`,
    );
    return 'changed';
  }

  #logUnreadable(plans: readonly UnreadablePlan[]) {
    for (const { planRef, findings } of plans) {
      this.options.logger?.warn(
        `${planRef} is ignored because it is not a valid response plan: ${findings
          .map(formatPlanFinding)
          .join('; ')}`,
      );
    }
  }
}
