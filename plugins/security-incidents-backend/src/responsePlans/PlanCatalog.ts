import type {
  PlanTargetEntity,
  ResponsePlan,
} from 'backstage-plugin-security-incidents-common';

/** A response plan as the index last read it from the catalog. @public */
export interface CataloguedPlan extends ResponsePlan {
  /** The source location from the catalog. */
  sourceLocation?: string;
}

/** State of a user or group in the catalog; `empty` is a group that nobody is reachable behind. @public */
export type PrincipalState = 'present' | 'empty';

/**
 * The queries about plans, services and people that plan runs need. They run before a transaction, never within one, and
 * with the plugin's own credentials: which plan applies does not depend on the caller.
 *
 * @public
 */
export interface PlanCatalog {
  /** Gets a plan of any lifecycle; undefined if the index has no valid one. */
  getPlan(planRef: string): Promise<CataloguedPlan | undefined>;
  /** Lists the approved plans of the index. */
  listApproved(): Promise<readonly CataloguedPlan[]>;
  /** Gets the facts that plans are selected by. Unknown entities are left out, and all while the catalog is unavailable. */
  getTargets(
    entityRefs: readonly string[],
  ): Promise<ReadonlyMap<string, PlanTargetEntity>>;
  /** Gets the known users and groups; undefined when the catalog is unavailable. */
  getPrincipals(
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, PrincipalState> | undefined>;
}

/** A catalog without plans, for seeding records without plan runs. @public */
export const noPlans: PlanCatalog = {
  getPlan: async () => undefined,
  listApproved: async () => [],
  getTargets: async () => new Map(),
  getPrincipals: async () => undefined,
};
