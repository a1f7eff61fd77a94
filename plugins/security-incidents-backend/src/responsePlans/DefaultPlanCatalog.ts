import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { DirectoryReader } from '../catalog/DirectoryReader';
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

/** Queries the catalog on each call. */
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
        `The catalog is unavailable, so ${planRef} cannot be read; try again`,
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
        )} is ignored because it is not a valid response plan: ${errors
          .map(formatPlanFinding)
          .join('; ')}`,
      );
    }
    return plan;
  }

  #warn(error: unknown) {
    this.options.logger?.warn(
      'Could not read response plans from the catalog',
      error as Error,
    );
  }
}
