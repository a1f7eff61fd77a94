/**
 * For seeders, benchmarks and tests: writes and reads incidents by the same rules, WITHOUT AUTHORIZATION. Other backend
 * code uses an authorized service.
 *
 * @packageDocumentation
 */
import {
  ALL_PERMISSIONS,
  type CallerPermissions,
} from './authorization/permissions';
import { createServices, type InnerServices } from './createServices';
import {
  type AuthorizedContext,
  type ContextDecisions,
  createTaskContext,
  type RequestContext,
} from './kernel/contexts';
import type { ServicesOptions } from './ServicesOptions';
import { noPlans as catalogWithoutPlans } from './responsePlans/PlanCatalog';
import { createDueRules } from './serviceLevels/nextDue';

/** Stands for the default service levels in rows of `incident_analysis_items`. @internal */
export const DEFAULT_ANALYSIS_RULES = createDueRules().code;

/** A catalog without response plans. @internal */
export const noPlans = catalogWithoutPlans;

/** @internal */
export type SeedingOptions = ServicesOptions;

/** The services without authorization; each call takes what {@link withoutAuthorization} returns. @internal */
export type SeedingServices = InnerServices;

/** Creates services that check no permission. Runs the migrations. @internal */
export async function createSeedingServices(
  options: SeedingOptions,
): Promise<SeedingServices> {
  return createServices(options);
}

/**
 * A context that acts on behalf of somebody with no permission checked.
 *
 * @param decisions - what to take as decided; everything is permitted unless stated
 * @internal
 */
export function withoutAuthorization(
  request: Pick<RequestContext, 'credentials' | 'ifMatch' | 'idempotencyKey'>,
  decisions: Partial<Pick<ContextDecisions, 'access' | 'services'>> & {
    permissions?: Partial<CallerPermissions>;
  } = {},
): AuthorizedContext {
  return createTaskContext('seed', request, {
    ...decisions,
    permissions: { ...ALL_PERMISSIONS, ...decisions.permissions },
  });
}
