import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_HAS_MEMBER,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import {
  formatPlanFinding,
  RESPONSE_PLAN_KIND,
} from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../catalog/EntityLookup';
import { readEntities } from './readCatalog';
import { readPlan } from './readPlan';
import type {
  CataloguedPlan,
  PlanCatalog,
  PrincipalState,
} from './PlanCatalog';

const isSomebodyThere = (entity: Entity): boolean =>
  entity.kind.toLocaleLowerCase('en-US') === 'user' ||
  (entity.relations ?? []).some(
    ({ type }) => type === RELATION_HAS_MEMBER || type === RELATION_PARENT_OF,
  );

/** Asks the catalog itself, each time. */
export class DefaultPlanCatalog implements PlanCatalog {
  #lastKnown: readonly CataloguedPlan[] = [];

  constructor(
    private readonly options: {
      catalog: CatalogReader;
      auth: AuthService;
      lookup: EntityLookup;
      logger?: LoggerService;
    },
  ) {}

  async getPlan(planRef: string) {
    try {
      const [entity] = await this.#byRefs([planRef]);
      return entity && this.#read(entity);
    } catch (error) {
      this.#warn(error);
      throw new ServiceUnavailableError(
        `The catalog does not answer, so ${planRef} cannot be read; try again`,
      );
    }
  }

  async listApproved() {
    const { auth, catalog } = this.options;
    try {
      const entities = await readEntities(
        catalog,
        await auth.getOwnServiceCredentials(),
        [RESPONSE_PLAN_KIND],
        ['apiVersion', 'metadata', 'spec'],
      );
      this.#lastKnown = entities
        .flatMap(entity => this.#read(entity) ?? [])
        .filter(({ spec }) => spec.lifecycle === 'approved');
    } catch (error) {
      this.#warn(error);
    }
    return this.#lastKnown;
  }

  async targetsOf(entityRefs: readonly string[]) {
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

  async principalsOf(refs: readonly string[]) {
    if (refs.length === 0) return new Map<string, PrincipalState>();
    try {
      const entities = await this.#byRefs(refs);
      return new Map(
        entities.flatMap((entity): Array<[string, PrincipalState]> => {
          if (!entity) return [];
          const state = isSomebodyThere(entity) ? 'present' : 'empty';
          return [[stringifyEntityRef(entity), state]];
        }),
      );
    } catch (error) {
      this.#warn(error);
      return undefined;
    }
  }

  async #byRefs(refs: readonly string[]) {
    const { auth, catalog } = this.options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...refs] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items;
  }

  #read(entity: Entity): CataloguedPlan | undefined {
    const { plan, errors } = readPlan(entity);
    if (!plan) {
      this.options.logger?.warn(
        `${stringifyEntityRef(
          entity,
        )} is not used, since it cannot be read: ${errors
          .map(formatPlanFinding)
          .join('; ')}`,
      );
    }
    return plan;
  }

  #warn(error: unknown) {
    this.options.logger?.warn(
      'The catalog could not be asked for response plans',
      error as Error,
    );
  }
}
