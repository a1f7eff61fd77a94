import {
  type ResponsePlan,
  selectPlans,
} from 'backstage-plugin-security-incidents-common';
import { LRUCache } from 'lru-cache';
import { setImmediate as breathe } from 'node:timers/promises';
import type { KnownState, PlansStore } from './store/PlansStore';

/** Services are processed in batches, so that requests are served in between. */
const BATCH_SIZE = 500;

/** A service that a plan would apply to. */
export interface CoveredService {
  entityRef: string;
  /** Whether the plan is the first choice for it. */
  isFirst: boolean;
}

/** The number of cached results: one for each plan that somebody looked at. */
const MAX_RESULTS = 200;

/**
 * Finds the services that a plan would apply to. The result is cached for each plan and version of the plan index.
 */
export class CoveredServices {
  readonly #covered = new LRUCache<string, readonly CoveredService[]>({
    max: MAX_RESULTS,
  });

  constructor(private readonly store: Pick<PlansStore, 'getTargets'>) {}

  async find(
    planRef: string,
    plan: ResponsePlan,
    { version }: KnownState,
  ): Promise<readonly CoveredService[]> {
    const known = this.#covered.get(`${version} ${planRef}`);
    if (known) return known;
    // Only approved plans are selected.
    if (plan.spec.lifecycle !== 'approved') return [];
    const read = await this.store.getTargets();
    const covered: CoveredService[] = [];
    for (let start = 0; start < read.targets.length; start += BATCH_SIZE) {
      for (const service of read.targets.slice(start, start + BATCH_SIZE)) {
        if (selectPlans([plan], { affected: [service.target] }).length > 0) {
          covered.push({
            entityRef: service.target.entityRef,
            isFirst: service.planRef === planRef,
          });
        }
      }
      await breathe();
    }
    // The index may have been rebuilt meanwhile.
    this.#covered.set(`${read.version} ${planRef}`, covered);
    return covered;
  }
}
