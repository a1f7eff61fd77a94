import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import {
  type IncidentEvent,
  INCIDENTS_EVENT_TOPIC,
  incidentsServiceRef,
  readPagePath,
} from 'backstage-plugin-security-incidents-node';
import { IncidentCollatorFactory } from './IncidentCollatorFactory';
import { IndexRefresh } from './IndexRefresh';
import { readRefreshIntervalMs, readSchedule } from './refreshSettings';
import { ReviewCollatorFactory } from './ReviewCollatorFactory';

/**
 * Adds security incidents and their finished reviews to the search index.
 *
 * @public
 */
export const searchModuleSecurityIncidents = createBackendModule({
  pluginId: 'search',
  moduleId: 'security-incidents-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        incidents: incidentsServiceRef,
        indexRegistry: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, events, incidents, logger, ...deps }) {
        const read = { auth, incidents, pagePath: readPagePath(config) };
        const factories = [
          new IncidentCollatorFactory(read),
          new ReviewCollatorFactory(read),
        ];
        const schedule = readSchedule(config);
        const intervalMs = readRefreshIntervalMs(config);
        const refreshes: IndexRefresh[] = [];
        for (const factory of factories) {
          const { type } = factory;
          const refresh = new IndexRefresh({
            ...deps,
            logger,
            type,
            intervalMs,
          });
          refreshes.push(refresh);
          deps.indexRegistry.addCollator({
            schedule: refresh.measure(
              deps.scheduler.createScheduledTaskRunner(schedule),
            ),
            factory,
          });
        }
        await events.subscribe({
          id: 'security-incidents-collator',
          topics: [INCIDENTS_EVENT_TOPIC],
          onEvent: async ({ eventPayload }) => {
            for (const refresh of refreshes) {
              refresh.incidentChanged(eventPayload as IncidentEvent);
            }
          },
        });
      },
    });
  },
});
