import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { securityIncidentsPermissions } from 'backstage-plugin-security-incidents-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { createIncidentsService } from './createIncidentsService';
import { createPlansService } from './createPlansService';
import { readRememberForMs } from './settings';
import { CallAuthorizer } from './authorization/CallAuthorizer';
import { createTaskContext } from './kernel/contexts';
import { IncidentsAudit } from './integrations/audit';
import { BrokenGlassNotices } from './integrations/brokenGlass';
import {
  EscalationListener,
  EscalationNotices,
} from './integrations/escalationNotices';
import { IncidentSignals } from './integrations/signals';
import { incidentPermissionResourceRef } from './authorization/incidentResource';
import { resourceLoader } from './authorization/loadResources';
import { incidentRules } from './authorization/rules/index';
import { AuthorizedPlansService } from './responsePlans/AuthorizedPlansService';
import { registerRoutes } from './http/createRouter';
import { createRoutes } from './createRoutes';
import { AuthorizedIncidentsService } from './incidents/AuthorizedIncidentsService';
import {
  PermissionDecider,
  PrincipalsCache,
} from './authorization/CallerDecisions';
import { IncidentEventPublisher } from './kernel/IncidentEventPublisher';

/**
 * The backend of Security Incidents: the record, its HTTP API under `/api/security-incidents`, its permissions, and the
 * tasks that keep what the catalog says of response plans and complete what it could not answer in time.
 *
 * @public
 */
export const securityIncidentsPlugin = createBackendPlugin({
  pluginId: 'security-incidents',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const principals = new PrincipalsCache(
          deps.auth,
          deps.userInfo,
          () => new Date(),
        );
        const plans = await createPlansService({ ...deps, principals });
        const escalations = new EscalationListener();
        const herald = new IncidentEventPublisher(
          [
            new IncidentSignals(deps),
            new BrokenGlassNotices(deps.notifications),
            escalations,
          ],
          deps.logger,
        );
        deps.lifecycle.addShutdownHook(() => herald.flush());
        const notices = new EscalationNotices(deps.notifications);
        const service = await createIncidentsService({
          ...deps,
          plansOf: (entityRef, context) =>
            plans.service.getCard(entityRef, context),
          tellOfEscalation: told => notices.tell(told),
          afterChange: event => herald.publish(event),
          onProblem: (message, error) => deps.logger.error(message, error),
        });
        escalations.deliverWith(service);
        const decider = new PermissionDecider(deps.permissions, principals, {
          policy: deps.config.getOptionalBoolean('permission.enabled') ?? false,
          rememberForMs: readRememberForMs(deps.config),
          clock: () => new Date(),
        });
        const authorizer = new CallAuthorizer({
          decider,
          loadResource: (idOrKey, context) =>
            service.getResource(idOrKey, context),
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: incidentPermissionResourceRef,
          permissions: securityIncidentsPermissions.filter(
            permission => permission.type === 'resource',
          ),
          rules: Object.values(incidentRules),
          getResources: resourceLoader(service, deps.auth),
        });
        deps.permissionsRegistry.addPermissions(
          securityIncidentsPermissions.filter(
            permission => permission.type === 'basic',
          ),
        );
        registerRoutes(deps.httpRouter, {
          audit: new IncidentsAudit(deps.auditor),
          httpAuth: deps.httpAuth,
          logger: deps.logger,
          routes: createRoutes({
            incidents: new AuthorizedIncidentsService(service, authorizer),
            plans: new AuthorizedPlansService(plans.service, authorizer),
          }),
        });
        await deps.scheduler.scheduleTask({
          id: 'refresh-response-plans',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 5 },
          fn: signal => plans.index.refresh(signal),
        });
        await deps.scheduler.scheduleTask({
          id: 'escalate',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 15 },
          fn: async () => {
            await service.checkServiceLevels(
              createTaskContext('escalate', {
                credentials: await deps.auth.getOwnServiceCredentials(),
              }),
            );
            await service.deliverEscalations();
          },
        });
        await deps.scheduler.scheduleTask({
          id: 'forget-old-idempotency-keys',
          frequency: { hours: 24 },
          timeout: { minutes: 5 },
          initialDelay: { minutes: 5 },
          fn: async () => {
            await service.forgetOldKeys();
          },
        });
        await deps.scheduler.scheduleTask({
          id: 'complete-entity-snapshots',
          frequency: { minutes: 1 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 30 },
          fn: async () => {
            const completed = await service.completeSnapshots(
              createTaskContext('complete-entity-snapshots', {
                credentials: await deps.auth.getOwnServiceCredentials(),
              }),
            );
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
