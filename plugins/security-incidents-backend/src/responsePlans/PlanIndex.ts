import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { formatPlanFinding } from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { KnownCatalog, PlansStore } from './store/PlansStore';
import { knownCatalogOf, type UnreadablePlan } from './knownCatalog';
import { type CatalogEntities, readCatalog } from './readCatalog';

/** Of everything that is kept or said; a row at a time, since it can be many megabytes. */
function versionOf(
  { plans, services }: KnownCatalog,
  unreadable: readonly UnreadablePlan[],
): string {
  const hash = createHash('sha256');
  for (const row of [...plans, ...services, ...unreadable]) {
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

/** How often the catalog is asked after a start before an empty one is taken for what there is. */
const FIRST_READS = 40;

/** How a reading ended; `same`: as it was before. */
type Reading = 'failed' | 'empty' | 'changed' | 'same';

/** Waits, but never for a plugin that is shutting down. */
async function pause(ms: number, signal: AbortSignal) {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Keeps what the catalog says of plans and services, so that no request has to walk the catalog and answers outlive it.
 * One instance of all replicas refreshes at a time; the others read what it wrote.
 */
export class PlanIndex {
  /** Whether this process has seen the catalog as it stays. */
  #isSettled = false;

  constructor(
    private readonly options: {
      store: PlansStore;
      catalog: CatalogReader;
      auth: AuthService;
      logger?: LoggerService;
      clock(): Date;
      /** Milliseconds between two readings after a start. */
      firstReadsEveryMs: number;
    },
  ) {}

  /**
   * Compares the copy with the catalog and makes it anew where they differ. After a start the catalog may be filling itself,
   * also one whose copy outlived it: it is then read every few seconds until it says the same twice, or what the copy says.
   *
   * @param signal - ends the wait for the next reading
   */
  async refresh(signal: AbortSignal): Promise<void> {
    if (this.#isSettled) {
      await this.#read();
      return;
    }
    for (let reading = 1; reading <= FIRST_READS; reading += 1) {
      const isLast = reading === FIRST_READS;
      const read = await this.#read({ keepsEmpty: isLast });
      if (read === 'same' || isLast) {
        this.#isSettled = read !== 'failed';
        return;
      }
      await pause(this.options.firstReadsEveryMs, signal);
      if (signal.aborted) return;
    }
  }

  async #read({ keepsEmpty } = { keepsEmpty: true }): Promise<Reading> {
    const { store, logger, clock } = this.options;
    const state = await store.getState();
    let entities: CatalogEntities;
    try {
      entities = await readCatalog(
        this.options.catalog,
        await this.options.auth.getOwnServiceCredentials(),
      );
    } catch (error) {
      // Said once, when it starts; the answers say it themselves as long as it lasts.
      if (!state.failedAt) {
        logger?.warn(
          'The catalog did not answer, so response plans are selected by what it said last',
          error as Error,
        );
      }
      await store.markFailed(clock().toISOString(), stringifyError(error));
      return 'failed';
    }
    // No service at all: saying so would be believed, and is hardly ever true of a catalog that is being filled.
    if (entities.services.length === 0 && !keepsEmpty) return 'empty';
    const at = clock().toISOString();
    const { plans } = await store.getPlans();
    const before = new Map(plans.map(plan => [plan.planRef, plan]));
    const { known, unreadable } = await knownCatalogOf(
      entities,
      (planRef, contentHash) => {
        const plan = before.get(planRef);
        return plan?.contentHash === contentHash ? plan.changedAt : at;
      },
    );
    const version = versionOf(known, unreadable);
    if (version === state.version) {
      await store.markRead(at);
      return 'same';
    }
    await store.save(known, version, at);
    this.#tellUnreadable(unreadable);
    logger?.info(
      `Selected response plans anew: ${known.plans.length} plans, ${known.services.length} services`,
    );
    return 'changed';
  }

  #tellUnreadable(plans: readonly UnreadablePlan[]) {
    for (const { planRef, findings } of plans) {
      this.options.logger?.warn(
        `${planRef} is not used as a response plan: ${findings
          .map(formatPlanFinding)
          .join('; ')}`,
      );
    }
  }
}
