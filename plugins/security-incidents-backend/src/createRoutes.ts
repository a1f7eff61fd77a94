import type { RequestContext } from './kernel/contexts';
import { createAccessRoutes } from './access/routes';
import { createEntityRoutes } from './entities/routes';
import type { Route } from './http/Route';
import type { IncidentsService } from './incidents/IncidentsService';
import { createIncidentRoutes } from './incidents/routes';
import { createReportRoutes } from './reports/routes';
import type { PlansService } from './responsePlans/PlansService';
import { createPlanRoutes } from './responsePlans/routes';
import { createPlanRunRoutes } from './responsePlans/runs/routes';
import { createServiceLevelRoutes } from './serviceLevels/routes';

/** The authorised services that routes call. */
export interface RouteServices {
  incidents: IncidentsService<RequestContext>;
  plans: PlansService<RequestContext>;
}

/** Every route of the API; a feature adds its group here. */
export function createRoutes({ incidents, plans }: RouteServices): Route[] {
  return [
    ...createIncidentRoutes(incidents),
    ...createAccessRoutes(incidents),
    ...createPlanRunRoutes(incidents),
    ...createServiceLevelRoutes(incidents),
    ...createEntityRoutes(incidents),
    ...createReportRoutes(incidents),
    ...createPlanRoutes(plans),
  ];
}
