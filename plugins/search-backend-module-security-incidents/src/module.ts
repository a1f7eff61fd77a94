import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
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
import { ReviewCollatorFactory } from './ReviewCollatorFactory';

function readSchedule(config: RootConfigService) {
  const schedule = config.getOptionalConfig(
    'search.collators.securityIncidents.schedule',
  );
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 3 },
      };
}

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
        for (const factory of factories) {
          deps.indexRegistry.addCollator({
            schedule: deps.scheduler.createScheduledTaskRunner(
              readSchedule(config),
            ),
            factory,
          });
        }
        const refreshes = factories.map(
          ({ type }) => new IndexRefresh({ ...deps, logger, type }),
        );
        await events.subscribe({
          id: 'security-incidents-collator',
          topics: [INCIDENTS_EVENT_TOPIC],
          onEvent: async ({ eventPayload }) => {
            for (const refresh of refreshes) {
              await refresh.incidentChanged(eventPayload as IncidentEvent);
            }
          },
        });
      },
    });
  },
});
