import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { RESPONSE_PLAN_KIND } from 'backstage-plugin-security-incidents-common';
import { DirectoryReader } from '../catalog/DirectoryReader';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { toUnindexedPlans } from './knownCatalog';
import type { KnownPlans } from './KnownPlans';
import type {
  CataloguedPlan,
  PlanCatalog,
  PrincipalState,
} from './PlanCatalog';
import { PLAN_FIELDS, readEntities } from './readCatalog';
import type { KnownPlan, PlansStore } from './store/PlansStore';

function toCataloguedPlan({
  document,
  sourceLocation,
}: KnownPlan): CataloguedPlan {
  return { ...document, sourceLocation };
}

/**
 * Reads plans from the persisted index; only targets, users and groups from the catalog. On a new database the plans come from
 * the catalog until the index is filled, so that the first incidents have a plan too.
 */
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
    return plans.find(plan => stringifyEntityRef(plan) === planRef);
  }

  async listApproved() {
    const plans = await this.#listPlans();
    return plans.filter(({ spec }) => spec.lifecycle === 'approved');
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

  async #listPlans(): Promise<CataloguedPlan[]> {
    const { store, known } = this.options;
    const state = await store.getState();
    return state.readAt === undefined
      ? this.#readUnindexed()
      : (await known.list(state)).map(toCataloguedPlan);
  }

  async #readUnindexed(): Promise<CataloguedPlan[]> {
    const { auth, catalog, logger } = this.options;
    try {
      return toUnindexedPlans(
        await readEntities(
          catalog,
          await auth.getOwnServiceCredentials(),
          [RESPONSE_PLAN_KIND],
          PLAN_FIELDS,
        ),
      );
    } catch (error) {
      logger?.warn(
        'Could not read response plans from the catalog, and there is no index of them yet',
        error as Error,
      );
      return [];
    }
  }
}
