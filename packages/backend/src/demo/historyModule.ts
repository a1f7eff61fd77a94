import {
  coreServices,
  createBackendModule,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createIncidentsService } from 'backstage-plugin-security-incidents-backend';
import { setTimeout as wait } from 'node:timers/promises';
import { stories } from './history';
import { seedHistory, type SeedOptions } from './seedHistory';

const CATALOG_WITHIN_MS = 90_000;
const POLL_MS = 1_000;

/** The stories name services; they can only be told when the catalog knows all of them. */
async function catalogIsReady(options: SeedOptions): Promise<boolean> {
  const refs = [
    ...new Set(
      stories.flatMap(story =>
        story.report.affected.map(entity => entity.entityRef),
      ),
    ),
  ];
  const credentials = await options.auth.getOwnServiceCredentials();
  const { items } = await options.catalog.getEntitiesByRefs(
    { entityRefs: refs },
    { credentials },
  );
  return items.every(entity =>
    entity?.relations?.some(({ type }) => type === 'ownedBy'),
  );
}

async function waitForCatalog(options: SeedOptions, logger: LoggerService) {
  const deadline = Date.now() + CATALOG_WITHIN_MS;
  let problem = 'the catalog does not know all services yet';
  while (Date.now() < deadline) {
    try {
      if (await catalogIsReady(options)) return;
    } catch (error) {
      problem = String(error);
    }
    await wait(POLL_MS);
  }
  logger.warn(`Writing the demo's history without the catalog: ${problem}`);
}

/**
 * DEMO ONLY. Writes the history of the demo once, into an empty record, through the same rules as everybody else; only
 * the clock is turned back. `npm run demo -- --fresh` asks for a new one.
 */
export const demoHistoryModule = createBackendModule({
  pluginId: 'security-incidents',
  moduleId: 'demo-history',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        userInfo: coreServices.userInfo,
      },
      async init({ lifecycle, logger, ...options }) {
        lifecycle.addStartupHook(() => {
          // Not awaited: the demo is ready to click while its past is being written.
          const seeding = async () => {
            const service = await createIncidentsService(options);
            const credentials = await options.auth.getOwnServiceCredentials();
            const known = await service.list({ limit: 1 }, { credentials });
            if (known.totalItems > 0) return;
            await waitForCatalog(options, logger);
            const began = Date.now();
            await seedHistory(stories, options, new Date());
            logger.info(
              `Wrote the demo's history: ${stories.length} incidents in ${
                Date.now() - began
              } ms`,
            );
          };
          seeding().catch(error =>
            logger.error('The demo history could not be written', error),
          );
        });
      },
    });
  },
});
