import type { Readiness } from 'backstage-plugin-security-incidents-common';
import type { PlansStore } from '../store/PlansStore';
import { KnownPlans } from './KnownPlans';
import { isServiceRef } from './readCatalog';
import { readinessOf } from './readiness';

/** What the checks of some services say, by entity ref; those that nothing is known of are not in it. */
export type ChecksOfServices = ReadonlyMap<string, Readiness['checks']>;

/** How ready the services below a system, domain or group are: one statement for all of them, by their key. */
export class PartsReadiness {
  readonly #plans: KnownPlans;

  constructor(private readonly options: { store: PlansStore; clock(): Date }) {
    this.#plans = new KnownPlans(options.store);
  }

  async of(entityRefs: readonly string[]): Promise<ChecksOfServices> {
    const services = entityRefs.filter(isServiceRef);
    if (services.length === 0) return new Map();
    const { store, clock } = this.options;
    const [state, known] = await Promise.all([
      store.getState(),
      store.listServices(services),
    ]);
    if (state.readAt === undefined) return new Map();
    const plans = await this.#plans.at(
      state,
      clock().toISOString().slice(0, 10),
    );
    return new Map(
      known.map(service => {
        const standing =
          service.planRef === undefined
            ? undefined
            : plans.get(service.planRef)?.standing;
        return [service.entityRef, readinessOf(service, standing).checks];
      }),
    );
  }
}
