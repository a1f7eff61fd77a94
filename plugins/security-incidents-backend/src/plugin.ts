import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  type Incident,
  RESOURCE_TYPE_INCIDENT,
  securityIncidentsPermissions,
} from 'backstage-plugin-security-incidents-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { createIncidentsService } from './createIncidentsService';
import { IncidentSignals } from './integrations/signals';
import { createRouter } from './router/createRouter';
import { AuthorizedIncidentsService } from './service/AuthorizedIncidentsService';
import { PermissionDecider, PrincipalsCache } from './service/CallerDecisions';
import { tellListeners } from './service/IncidentsListener';

const incidentResourceRef = createPermissionResourceRef<
  Incident,
  Record<string, never>
>().with({
  pluginId: 'security-incidents',
  resourceType: RESOURCE_TYPE_INCIDENT,
});

/**
 * The backend of Security Incidents: the record, its HTTP API under `/api/security-incidents`, its permissions, and the
 * task that completes what the catalog could not answer in time.
 *
 * @public
 */
export const securityIncidentsPlugin = createBackendPlugin({
  pluginId: 'security-incidents',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const service = await createIncidentsService({
          ...deps,
          afterChange: tellListeners([new IncidentSignals(deps)], deps.logger),
        });
        const decider = new PermissionDecider(
          deps.permissions,
          new PrincipalsCache(deps.auth, deps.userInfo, () => new Date()),
          {
            policy:
              deps.config.getOptionalBoolean('permission.enabled') ?? false,
          },
        );
        deps.permissionsRegistry.addResourceType({
          resourceRef: incidentResourceRef,
          permissions: securityIncidentsPermissions.filter(
            permission => permission.type === 'resource',
          ),
          rules: [],
        });
        deps.permissionsRegistry.addPermissions(
          securityIncidentsPermissions.filter(
            permission => permission.type === 'basic',
          ),
        );
        deps.httpRouter.use(
          await createRouter({
            httpAuth: deps.httpAuth,
            service: new AuthorizedIncidentsService(service, decider),
          }),
        );
        await deps.scheduler.scheduleTask({
          id: 'complete-entity-snapshots',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 30 },
          fn: async () => {
            const completed = await service.completeSnapshots({
              credentials: await deps.auth.getOwnServiceCredentials(),
            });
            if (completed > 0) {
              deps.logger.info(
                `Completed what the catalog says of ${completed} affected services`,
              );
            }
          },
        });
      },
    });
  },
});
