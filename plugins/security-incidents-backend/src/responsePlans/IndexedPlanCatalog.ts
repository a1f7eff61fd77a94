import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { DirectoryReader } from '../catalog/DirectoryReader';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import type { KnownPlans } from './KnownPlans';
import type {
  CataloguedPlan,
  PlanCatalog,
  PrincipalState,
} from './PlanCatalog';
import type { KnownPlan, PlansStore } from './store/PlansStore';

function toCataloguedPlan({
  document,
  sourceLocation,
}: KnownPlan): CataloguedPlan {
  return { ...document, sourceLocation };
}

/** Reads plans from the persisted index; only targets, users and groups from the catalog. */
export class IndexedPlanCatalog implements PlanCatalog {
  constructor(
    private readonly options: {
      store: Pick<PlansStore, 'getState'>;
      known: KnownPlans;
      catalog: CatalogReader;
      auth: AuthService;
      lookup: EntityLookup;
      logger?: LoggerService;
    },
  ) {}

  async getPlan(planRef: string) {
    const plans = await this.#listPlans();
    const plan = plans.find(known => known.planRef === planRef);
    return plan && toCataloguedPlan(plan);
  }

  async listApproved() {
    const plans = await this.#listPlans();
    return plans
      .filter(({ lifecycle }) => lifecycle === 'approved')
      .map(toCataloguedPlan);
  }

  async getTargets(entityRefs: readonly string[]) {
    const { auth, lookup } = this.options;
    const answer = await lookup.lookUp(
      entityRefs,
      '',
      await auth.getOwnServiceCredentials(),
    );
    return new Map(
      answer.state === 'answered'
        ? [...answer.entities].map(([ref, { target }]) => [ref, target])
        : [],
    );
  }

  async getPrincipals(refs: readonly string[]) {
    if (refs.length === 0) return new Map<string, PrincipalState>();
    try {
      const directory = await new DirectoryReader(this.options).read(refs);
      return new Map(
        refs
          .filter(ref => directory.has(ref))
          .map((ref): [string, PrincipalState] => [
            ref,
            directory.getGap(ref) === undefined ? 'present' : 'empty',
          ]),
      );
    } catch (error) {
      this.options.logger?.warn(
        'Could not read users and groups from the catalog',
        error as Error,
      );
      return undefined;
    }
  }

  async #listPlans(): Promise<readonly KnownPlan[]> {
    const { store, known } = this.options;
    return known.list(await store.getState());
  }
}
