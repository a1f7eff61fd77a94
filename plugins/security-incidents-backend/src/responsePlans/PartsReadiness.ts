import type { Readiness } from 'backstage-plugin-security-incidents-common';
import { LRUCache } from 'lru-cache';
import type { KnownState, PlansStore } from './store/PlansStore';
import type { KnownPlans } from './KnownPlans';
import { isServiceRef } from './readCatalog';
import { getReadiness } from './readiness';
import type { WatchReader } from './WatchReader';

/** Readiness checks by entity ref; unknown services are left out. */
export type ChecksOfServices = ReadonlyMap<string, Readiness['checks']>;

type ServiceChecks = Parameters<typeof getReadiness>[0];

const MAX_SERVICES = 20_000;

/**
 * Gets the readiness of the services below a system, domain or group. Services are cached for each version of the plan
 * index; the standing of their plans and their sources are always read.
 */
export class PartsReadiness {
  /** A service that the catalog does not have is cached without checks. */
  readonly #services = new LRUCache<string, { checks?: ServiceChecks }>({
    max: MAX_SERVICES,
  });

  constructor(
    private readonly options: {
      store: PlansStore;
      known: KnownPlans;
      watches: WatchReader;
      clock(): Date;
    },
  ) {}

  async getChecks(entityRefs: readonly string[]): Promise<ChecksOfServices> {
    const wanted = entityRefs.filter(isServiceRef);
    if (wanted.length === 0) return new Map();
    const state = await this.options.store.getState();
    if (state.readAt === undefined) return new Map();
    const [services, plans, watches] = await Promise.all([
      this.#read(wanted, state),
      this.options.known.at(
        state,
        this.options.clock().toISOString().slice(0, 10),
      ),
      this.options.watches.getWatches(wanted),
    ]);
    return new Map(
      services.map(([entityRef, service]) => {
        const standing =
          service.planRef === undefined
            ? undefined
            : plans.get(service.planRef)?.standing;
        const watch = watches.get(entityRef);
        return [entityRef, getReadiness(service, standing, watch).checks];
      }),
    );
  }

  async #read(
    wanted: readonly string[],
    { version }: KnownState,
  ): Promise<Array<[string, ServiceChecks]>> {
    const known = new Map<string, { checks?: ServiceChecks }>();
    for (const ref of wanted) {
      const cached = this.#services.get(`${version} ${ref}`);
      if (cached) known.set(ref, cached);
    }
    const missing = wanted.filter(ref => !known.has(ref));
    if (missing.length > 0) {
      for (const ref of missing) known.set(ref, {});
      for (const checks of await this.options.store.listServices(missing)) {
        known.set(checks.entityRef, { checks });
      }
      // If the index was rebuilt meanwhile, the next call reads it.
      if ((await this.options.store.getState()).version === version) {
        for (const ref of missing) {
          this.#services.set(`${version} ${ref}`, known.get(ref)!);
        }
      }
    }
    return wanted.flatMap(ref => {
      const service = known.get(ref)?.checks;
      return service ? [[ref, service] as [string, ServiceChecks]] : [];
    });
  }
}
