import type { Common } from '../createCommon';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { ServicesOptions } from '../ServicesOptions';
import { readFirstReadsEveryMs } from '../settings';
import { DefaultPlansService } from './DefaultPlansService';
import { IndexedPlanCatalog } from './IndexedPlanCatalog';
import { KnownPlans } from './KnownPlans';
import { PartsReadiness } from './PartsReadiness';
import { PlanIndex } from './PlanIndex';
import type { CatalogEntities } from './readCatalog';
import { ResponsePlanRefreshTask } from './ResponsePlanRefreshTask';
import { DefaultPlanRunsService } from './runs/DefaultPlanRunsService';
import { IncidentPlans } from './runs/IncidentPlans';
import { DatabasePlansStore } from './store/DatabasePlansStore';
import { VisibleServices } from './VisibleServices';
import type { WatchReader } from './WatchReader';

/** Builds response plans and services as the catalog last described them, and the plan runs of incidents. */
export async function createPlanServices(
  given: Common & {
    /** Without a time limit: the index reads in the background. */
    backgroundCatalog: ServicesOptions['catalog'];
    visible: VisibleServices;
    /** Follows each read of the catalog. */
    catalogRead: (catalog: CatalogEntities) => Promise<void>;
    watches: WatchReader;
    /** In place of the plan index. */
    planCatalog?: ServicesOptions['plans'];
  },
) {
  const store = await DatabasePlansStore.create(given.database);
  const known = new KnownPlans(store);
  const parts = { ...given, store, known };
  const index = new PlanIndex({
    ...given,
    catalog: given.backgroundCatalog,
    store,
    firstReadsEveryMs: readFirstReadsEveryMs(given.config),
  });
  const planCatalog = given.planCatalog ?? new IndexedPlanCatalog(parts);
  const incidentPlans = new IncidentPlans({ ...given, plans: planCatalog });
  return {
    plans: new DefaultPlansService(parts),
    planCatalog,
    incidentPlans,
    createPlanRuns: (calls: IncidentCalls, services: ServiceLookup) =>
      new DefaultPlanRunsService({
        ...given,
        calls,
        services,
        plans: incidentPlans,
      }),
    readiness: new PartsReadiness(parts),
    planRefresh: new ResponsePlanRefreshTask(index),
  };
}
