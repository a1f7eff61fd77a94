import { PrincipalsCache } from '../authorization/CallerDecisions';
import { DirectoryReader } from '../catalog/DirectoryReader';
import { EntityLookup } from '../catalog/EntityLookup';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { DefaultPlansService } from './DefaultPlansService';
import { KnownPlans } from './KnownPlans';
import { PartsReadiness } from './PartsReadiness';
import { IndexedPlanCatalog } from './IndexedPlanCatalog';
import { PlanIndex } from './PlanIndex';
import type { CatalogEntities } from './readCatalog';
import { ResponsePlanRefreshTask } from './ResponsePlanRefreshTask';
import { DatabasePlansStore } from './store/DatabasePlansStore';
import { VisibleServices } from './VisibleServices';
import type { WatchReader } from './WatchReader';
import { readFirstReadsEveryMs } from '../settings';
import type { ServicesOptions } from '../createServices';

/** Response plans and services as the catalog last said them. */
export async function createPlanServices(
  options: ServicesOptions & {
    principals: PrincipalsCache;
    lookup: EntityLookup;
    /** With a time limit; the index reads in the background without one. */
    visibleCatalog: CatalogReader;
    clock: () => Date;
    /** Follows each read of the catalog. */
    catalogRead: (catalog: CatalogEntities) => Promise<void>;
    watches: WatchReader;
  },
) {
  const { clock, logger, watches } = options;
  const store = await DatabasePlansStore.create(options.database);
  const known = new KnownPlans(store);
  const index = new PlanIndex({
    ...options,
    logger,
    store,
    firstReadsEveryMs: readFirstReadsEveryMs(options.config),
  });
  return {
    plans: new DefaultPlansService({
      store,
      known,
      visible: new VisibleServices({
        principals: options.principals,
        catalog: options.visibleCatalog,
      }),
      directory: new DirectoryReader({
        auth: options.auth,
        catalog: options.visibleCatalog,
      }),
      watches,
      clock,
    }),
    planCatalog:
      options.plans ??
      new IndexedPlanCatalog({
        ...options,
        catalog: options.visibleCatalog,
        store,
        known,
      }),
    readiness: new PartsReadiness({ store, known, watches, clock }),
    planRefresh: new ResponsePlanRefreshTask(index),
  };
}
