import type {
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DefaultPlansService } from './responsePlans/DefaultPlansService';
import { PlanIndex } from './responsePlans/PlanIndex';
import type { PlansService } from './responsePlans/PlansService';
import { VisibleServices } from './responsePlans/VisibleServices';
import type { PrincipalsCache } from './authorization/CallerDecisions';
import type { AuthorizedContext } from './kernel/contexts';
import { readFirstReadsEveryMs } from './settings';
import { DatabasePlansStore } from './responsePlans/store/DatabasePlansStore';

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
}): Promise<{ service: PlansService<AuthorizedContext>; index: PlanIndex }> {
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
