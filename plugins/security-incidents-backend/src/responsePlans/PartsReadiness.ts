import type { Readiness } from 'backstage-plugin-security-incidents-common';
import type { KnownState, PlansStore } from './store/PlansStore';
import type { KnownPlans } from './KnownPlans';
import { isServiceRef } from './readCatalog';
import { getReadiness } from './readiness';

/** Readiness checks by entity ref; unknown services are left out. */
export type ChecksOfServices = ReadonlyMap<string, Readiness['checks']>;

type ServiceChecks = Parameters<typeof getReadiness>[0];

/** The cache is emptied above this size. */
const MAX_SERVICES = 20_000;

/**
 * Gets the readiness of the services below a system, domain or group. Services are cached for each version of the plan
 * index; the standing of their plans is always read.
 */
export class PartsReadiness {
  readonly #services = new Map<string, ServiceChecks | undefined>();
  #version?: string;

  constructor(
    private readonly options: {
      store: PlansStore;
      known: KnownPlans;
      clock(): Date;
    },
  ) {}

  async getChecks(entityRefs: readonly string[]): Promise<ChecksOfServices> {
    const wanted = entityRefs.filter(isServiceRef);
    if (wanted.length === 0) return new Map();
    const state = await this.options.store.getState();
    if (state.readAt === undefined) return new Map();
    const [services, plans] = await Promise.all([
      this.#read(wanted, state),
      this.options.known.at(
        state,
        this.options.clock().toISOString().slice(0, 10),
      ),
    ]);
    return new Map(
      services.map(([entityRef, service]) => {
        const standing =
          service.planRef === undefined
            ? undefined
            : plans.get(service.planRef)?.standing;
        return [entityRef, getReadiness(service, standing).checks];
      }),
    );
  }

  async #read(
    wanted: readonly string[],
    { version }: KnownState,
  ): Promise<Array<[string, ServiceChecks]>> {
    if (version !== this.#version || this.#services.size > MAX_SERVICES) {
      this.#services.clear();
      this.#version = version;
    }
    const known = new Map(
      wanted
        .filter(ref => this.#services.has(ref))
        .map(ref => [ref, this.#services.get(ref)]),
    );
    const missing = wanted.filter(ref => !known.has(ref));
    if (missing.length > 0) {
      const read = await this.options.store.listServices(missing);
      for (const ref of missing) known.set(ref, undefined);
      for (const service of read) known.set(service.entityRef, service);
      // If the index was rebuilt meanwhile, the next call reads it.
      if (version === this.#version) {
        for (const ref of missing) this.#services.set(ref, known.get(ref));
      }
    }
    return wanted.flatMap(ref => {
      const service = known.get(ref);
      return service ? [[ref, service] as [string, ServiceChecks]] : [];
    });
  }
}
