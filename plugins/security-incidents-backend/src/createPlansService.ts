import type {
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DefaultPlansService } from './plans/DefaultPlansService';
import { PlanIndex } from './plans/PlanIndex';
import type { PlansService } from './plans/PlansService';
import { VisibleServices } from './plans/VisibleServices';
import type { PrincipalsCache } from './service/CallerDecisions';
import { readFirstReadsEveryMs } from './settings';
import { DatabasePlansStore } from './store/DatabasePlansStore';

/**
 * Response plans over Backstage's database, without authorisation, and the index that they are answered from. The record's
 * migrations make the tables.
 */
export async function createPlansService(options: {
  database: DatabaseService;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  config: RootConfigService;
  principals: PrincipalsCache;
}): Promise<{ service: PlansService; index: PlanIndex }> {
  const clock = () => new Date();
  const store = await DatabasePlansStore.create(options.database);
  return {
    service: new DefaultPlansService({
      store,
      visible: new VisibleServices({ ...options, clock }),
      clock,
    }),
    index: new PlanIndex({
      ...options,
      store,
      clock,
      firstReadsEveryMs: readFirstReadsEveryMs(options.config),
    }),
  };
}
