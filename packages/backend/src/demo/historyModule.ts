import {
  coreServices,
  createBackendModule,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  createSeedingServices,
  noPlans,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { setTimeout as wait } from 'node:timers/promises';
import { muteSources, seedDetections } from './detections/seedDetections';
import { withFindings } from './detections/storyFindings';
import { catalogIsReady } from './catalogIsReady';
import { stories } from './history';
import { seedHistory } from './seedHistory';
import type { SeedOptions } from './stage';

const CATALOG_WITHIN_MS = 90_000;
const POLL_MS = 1_000;
/**
 * Overdue incidents of the stories are escalated soon after seeding, which changes them. This delays it for tests that
 * compare two reads of the same list.
 */
const QUIET_MINUTES = 'demo.historyIsQuietForMinutes';

/** Waits until the catalog has everything that the stories need. */
async function waitForCatalog(
  options: SeedOptions,
  logger: LoggerService,
): Promise<boolean> {
  const deadline = Date.now() + CATALOG_WITHIN_MS;
  let problem = 'it does not know all services, plans and people yet';
  while (Date.now() < deadline) {
    try {
      if (await catalogIsReady(stories, options)) return true;
    } catch (error) {
      problem = String(error);
    }
    await wait(POLL_MS);
  }
  logger.warn(
    `Writing the demo's history without the plans of the catalog: ${problem}`,
  );
  return false;
}

/**
 * DEMO ONLY. Writes the demo's history once, to an empty record, through the normal services with an earlier clock.
 * `npm run demo -- --fresh` writes it again.
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
          // Not awaited, so that the demo can be used while its history is written.
          const seeding = async () => {
            const service = await createSeedingServices(options);
            const credentials = await options.auth.getOwnServiceCredentials();
            const known = await service.incidents.list(
              { limit: 1 },
              withoutAuthorization({ credentials }),
            );
            if (known.totalItems > 0) return;
            const isReady = await waitForCatalog(options, logger);
            const began = Date.now();
            const now = new Date();
            const quietMinutes =
              options.config.getOptionalNumber(QUIET_MINUTES);
            const endMutes = await muteSources(options, now);
            await seedHistory(
              withFindings(stories),
              { ...options, ...(!isReady && { plans: noPlans }) },
              now,
              quietMinutes,
            );
            await seedDetections(options, now, quietMinutes);
            await endMutes();
            // As the task does after two minutes, so that the reports say so from the start.
            await service.tasks.verification.run(new AbortController().signal);
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
