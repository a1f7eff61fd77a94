import type {
  PlanTargetEntity,
  ResponsePlan,
} from 'backstage-plugin-security-incidents-common';

/** A response plan as the catalog has it now. @public */
export interface CataloguedPlan extends ResponsePlan {
  /** Where it came from, as the catalog says it. */
  sourceLocation?: string;
}

/** Somebody that the catalog knows; a group is `empty` when nobody is in it. @public */
export type PrincipalState = 'present' | 'empty';

/**
 * What the rules of plan runs ask of the catalog, and nothing else. It is asked before a transaction, never within one,
 * and with the plugin's own credentials: which plan applies does not depend on who asks.
 *
 * @public
 */
export interface PlanCatalog {
  /**
   * One plan, whatever its lifecycle; undefined when the catalog has none that can be read.
   *
   * @throws ServiceUnavailableError when the catalog does not answer
   */
  getPlan(planRef: string): Promise<CataloguedPlan | undefined>;
  /** Approved plans; the last known ones while the catalog does not answer. */
  listApproved(): Promise<readonly CataloguedPlan[]>;
  /** What plans are selected by; entities that the catalog does not know, or cannot be asked for, are not in it. */
  targetsOf(
    entityRefs: readonly string[],
  ): Promise<ReadonlyMap<string, PlanTargetEntity>>;
  /** Those users and groups that the catalog knows; undefined when it does not answer. */
  principalsOf(
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, PrincipalState> | undefined>;
}

/** Knows no plan: for records that are written as if there were none. @public */
export const noPlans: PlanCatalog = {
  getPlan: async () => undefined,
  listApproved: async () => [],
  targetsOf: async () => new Map(),
  principalsOf: async () => undefined,
};
