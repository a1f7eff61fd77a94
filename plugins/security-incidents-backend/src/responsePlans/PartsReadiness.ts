import type { Readiness } from 'backstage-plugin-security-incidents-common';
import type { KnownState, PlansStore } from './store/PlansStore';
import type { KnownPlans } from './KnownPlans';
import { isServiceRef } from './readCatalog';
import { readinessOf } from './readiness';

/** What the checks of some services say, by entity ref; those that nothing is known of are not in it. */
export type ChecksOfServices = ReadonlyMap<string, Readiness['checks']>;

/** What readiness is judged by. */
type Judged = Parameters<typeof readinessOf>[0];

/** Services are remembered until there are more than any company has below one entity. */
const MOST_SERVICES = 20_000;

/**
 * How ready the services below a system, domain or group are. Services are read once for each copy of the catalog, one
 * statement for all that are new; where their plans stand is asked anew each time.
 */
export class PartsReadiness {
  readonly #services = new Map<string, Judged | undefined>();
  #version?: string;

  constructor(
    private readonly options: {
      store: PlansStore;
      known: KnownPlans;
      clock(): Date;
    },
  ) {}

  async of(entityRefs: readonly string[]): Promise<ChecksOfServices> {
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
        return [entityRef, readinessOf(service, standing).checks];
      }),
    );
  }

  async #read(
    wanted: readonly string[],
    { version }: KnownState,
  ): Promise<Array<[string, Judged]>> {
    if (version !== this.#version || this.#services.size > MOST_SERVICES) {
      this.#services.clear();
      this.#version = version;
    }
    const known = new Map(
      wanted
        .filter(ref => this.#services.has(ref))
        .map(ref => [ref, this.#services.get(ref)]),
    );
    const asked = wanted.filter(ref => !known.has(ref));
    if (asked.length > 0) {
      const read = await this.options.store.listServices(asked);
      for (const ref of asked) known.set(ref, undefined);
      for (const service of read) known.set(service.entityRef, service);
      // The copy may have been made anew meanwhile, and is then read anew by the next one.
      if (version === this.#version) {
        for (const ref of asked) this.#services.set(ref, known.get(ref));
      }
    }
    return wanted.flatMap(ref => {
      const service = known.get(ref);
      return service ? [[ref, service] as [string, Judged]] : [];
    });
  }
}
