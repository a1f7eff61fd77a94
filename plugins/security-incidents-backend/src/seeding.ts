/**
 * For seeders, benchmarks and tests: writes and reads incidents by the same rules, WITHOUT AUTHORIZATION. Other backend
 * code uses an authorized service.
 *
 * @packageDocumentation
 */
import {
  createIncidentsService,
  type IncidentsServiceOptions,
} from './createIncidentsService';
import type { InnerIncidentsService } from './incidents/IncidentsService';
import {
  type AuthorizedContext,
  type ContextDecisions,
  createTaskContext,
  type RequestContext,
} from './kernel/contexts';

export type { IncidentsServiceOptions as SeedingServiceOptions } from './createIncidentsService';
export { noPlans } from './responsePlans/PlanCatalog';

/** The rules without authorization; each call takes what {@link withoutAuthorization} returns. @internal */
export type SeedingService = InnerIncidentsService;

/**
 * Creates the service that {@link SeedingService} describes. Runs the migrations.
 *
 * @internal
 */
export async function createSeedingService(
  options: IncidentsServiceOptions,
): Promise<SeedingService> {
  return createIncidentsService(options);
}

/**
 * A context that acts on behalf of somebody with no permission checked.
 *
 * @param decisions - what to take as decided; everything is permitted unless stated
 * @internal
 */
export function withoutAuthorization(
  request: Pick<RequestContext, 'credentials' | 'ifMatch' | 'idempotencyKey'>,
  decisions: Partial<
    Pick<ContextDecisions, 'access' | 'permissions' | 'services'>
  > = {},
): AuthorizedContext {
  return createTaskContext('seed', request, decisions);
}
