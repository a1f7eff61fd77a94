import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { securityIncidentsPermissions } from 'backstage-plugin-security-incidents-common';
import { incidentsServiceRegistryRef } from 'backstage-plugin-security-incidents-node';
import { registerActions } from './actions/registerActions';
import { incidentPermissionResourceRef } from './authorization/incidentResource';
import { createResourceLoader } from './authorization/loadResources';
import { incidentRules } from './authorization/rules/index';
import { createAuthorizedServices } from './createAuthorizedServices';
import { createServices } from './createServices';
import { createRoutes } from './createRoutes';
import { withoutStatement } from './database/databaseErrors';
import { registerRoutes } from './http/createRouter';
import { createIncidentsFacade } from './extensions/createIncidentsFacade';
import { registerExtensionPoints } from './extensions/Extensions';
import { IncidentsAudit } from './integrations/audit';
import {
  deliverEscalation,
  EscalationListener,
} from './integrations/escalationChannels';
import { subscribeDetections } from './integrations/detectionEvents';
import { DetectionSignals } from './integrations/detectionSignals';
import {
  IncidentEventSubscribers,
  IncidentEventTopic,
} from './integrations/incidentEvents';
import { BundleNotices } from './integrations/bundleNotices';
import { ImportNotices } from './integrations/importNotices';
import { IncidentNotifications } from './integrations/notifications/IncidentNotifications';
import { ObservedNotifications } from './integrations/ObservedNotifications';
import { IncidentSignals } from './integrations/signals';
import { NOTICE_TOPICS, type NoticeTopic } from './notices/topics';
import { applyPagePath } from './integrations/pagePath';
import { VerificationNotices } from './integrations/verificationNotices';
import {
  readDisabledTopics,
  readPublishesEvents,
  readServiceTimeoutMs,
  readVerificationRecipients,
} from './settings';

/** Topics that are sent by other ways than notices of changes and due times. */
const OTHER_TOPICS: readonly NoticeTopic[] = [
  'Escalated',
  'Verification',
  'Detections',
  'Exports',
  'Imports',
];

/**
 * The backend of Security Incidents: the record of incidents, its HTTP API under `/api/security-incidents`, its
 * permissions and its scheduled tasks.
 *
 * @public
 */
export const securityIncidentsPlugin = createBackendPlugin({
  pluginId: 'security-incidents',
  register(env) {
    const extensions = registerExtensionPoints(env);
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        incidentsRegistry: incidentsServiceRegistryRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        applyPagePath(deps.config);
        const catalogFailures = deps.metrics.createCounter(
          'security_incidents.catalog.failures',
          { description: 'Catalog calls that failed or timed out' },
        );
        const verified = deps.metrics.createCounter(
          'security_incidents.verification.records',
          { description: 'Records that the scheduled verification checked' },
        );
        const timeoutMs = readServiceTimeoutMs(deps.config);
        const notifications = new ObservedNotifications({ ...deps, timeoutMs });
        const disabledTopics = readDisabledTopics(deps.config);
        const verificationNotices = new VerificationNotices({
          notifications,
          entityRefs: readVerificationRecipients(deps.config),
          disabledTopics,
        });
        const bundleNotices = new BundleNotices({
          notifications,
          disabledTopics,
        });
        const importNotices = new ImportNotices({
          notifications,
          disabledTopics,
        });
        const incidentNotifications = new IncidentNotifications({
          notifications,
          disabledTopics,
        });
        const sendsNotices = NOTICE_TOPICS.some(
          topic => !OTHER_TOPICS.includes(topic) && !disabledTopics.has(topic),
        );
        const detectionSignals = new DetectionSignals({ ...deps, timeoutMs });
        const services = await createServices({
          ...deps,
          detectionsChanged: () => detectionSignals.changed(),
          notifyOfDetections: disabledTopics.has('Detections')
            ? undefined
            : notification => notifications.send(notification),
          extensions,
          notifyOfEscalation: notice =>
            deliverEscalation(notice, {
              notifications: incidentNotifications,
              channels: extensions.escalationChannels,
            }),
          notifyOfBundle: bundle => bundleNotices.send(bundle),
          notifyOfImport: ended => importNotices.send(ended),
          escalates: !disabledTopics.has('Escalated'),
          sendNotice: sendsNotices
            ? notice => incidentNotifications.send(notice)
            : undefined,
          countVerification: status => verified.add(1, { status }),
          notifyOfFinding: finding => verificationNotices.send(finding),
          countCatalogFailure: reason => catalogFailures.add(1, { reason }),
          listeners: ({ deliveries, catalog }) => [
            new IncidentSignals({ ...deps, catalog, timeoutMs }),
            new EscalationListener(deliveries),
            new IncidentEventSubscribers({
              subscribers: extensions.eventSubscribers,
              logger: deps.logger,
            }),
            ...(readPublishesEvents(deps.config)
              ? [new IncidentEventTopic({ ...deps, timeoutMs })]
              : []),
          ],
        });
        deps.lifecycle.addShutdownHook(() => services.publisher.flush());
        await subscribeDetections(
          deps.events,
          services.configuredDetectionSources,
          services.detectionIntake,
        );

        deps.permissionsRegistry.addResourceType({
          resourceRef: incidentPermissionResourceRef,
          permissions: securityIncidentsPermissions.filter(
            permission => permission.type === 'resource',
          ),
          rules: Object.values(incidentRules),
          getResources: createResourceLoader(services.incidents, deps.auth),
        });
        deps.permissionsRegistry.addPermissions(
          securityIncidentsPermissions.filter(
            permission => permission.type === 'basic',
          ),
        );

        const authorized = createAuthorizedServices(services, deps);
        const facade = createIncidentsFacade(authorized);
        deps.incidentsRegistry.provide(facade);
        registerActions(deps.actionsRegistry, {
          ...authorized,
          incidents: facade,
        });
        registerRoutes(deps.httpRouter, {
          audit: new IncidentsAudit(deps.auditor),
          httpAuth: deps.httpAuth,
          logger: deps.logger,
          routes: createRoutes(authorized),
        });

        for (const task of Object.values(services.tasks)) {
          await deps.scheduler.scheduleTask({
            id: task.id,
            ...task.schedule,
            fn: async signal => {
              try {
                await task.run(signal);
              } catch (error) {
                // The scheduler logs it.
                throw withoutStatement(error);
              }
            },
          });
        }
      },
    });
  },
});
