import {
  type ResponsePlan,
  selectPlans,
} from 'backstage-plugin-security-incidents-common';
import { setImmediate as breathe } from 'node:timers/promises';
import type { KnownState, PlansStore } from './store/PlansStore';

/** Services are looked at in portions, so that requests are served in between. */
const PORTION = 500;

/** A service that a plan would apply to. */
export interface CoveredService {
  entityRef: string;
  /** Whether the plan comes first there. */
  isFirst: boolean;
}

/**
 * The services that a plan would apply to, worked out once for each plan and each copy of the catalog: the answer depends on
 * nothing else, and every reader of a plan's page asks for it.
 */
export class CoveredServices {
  #version?: string;
  readonly #covered = new Map<string, readonly CoveredService[]>();

  constructor(private readonly store: Pick<PlansStore, 'getTargets'>) {}

  async of(
    planRef: string,
    plan: ResponsePlan,
    { version }: KnownState,
  ): Promise<readonly CoveredService[]> {
    if (version !== this.#version) {
      this.#covered.clear();
      this.#version = version;
    }
    const known = this.#covered.get(planRef);
    if (known) return known;
    // A plan that is not approved is selected nowhere, and there is no need to ask.
    if (plan.spec.lifecycle !== 'approved') return [];
    const read = await this.store.getTargets();
    const covered: CoveredService[] = [];
    for (let start = 0; start < read.targets.length; start += PORTION) {
      for (const service of read.targets.slice(start, start + PORTION)) {
        if (selectPlans([plan], { affected: [service.target] }).length > 0) {
          covered.push({
            entityRef: service.target.entityRef,
            isFirst: service.planRef === planRef,
          });
        }
      }
      await breathe();
    }
    // The copy may have been made anew meanwhile; then this is the answer of that one, and is not kept for this.
    if (read.version === version && version === this.#version) {
      this.#covered.set(planRef, covered);
    }
    return covered;
  }
}
