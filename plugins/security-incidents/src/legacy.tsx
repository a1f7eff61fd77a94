/**
 * Security Incidents for apps of the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { apiFactories } from './api/factories';
import {
  analysisRouteRef,
  clauseRouteRef,
  coverageRouteRef,
  detectionRouteRef,
  detectionRulesRouteRef,
  followUpRouteRef,
  frozenReportRouteRef,
  frozenReportsRouteRef,
  importExportRouteRef,
  improvementActionsRouteRef,
  inboxRouteRef,
  incidentRouteRef,
  incidentViewRouteRef,
  myReportRouteRef,
  myReportsRouteRef,
  myWorkRouteRef,
  obligationsRouteRef,
  planTemplateRouteRef,
  plansRouteRef,
  reportsRouteRef,
  reviewsRouteRef,
  rootRouteRef,
  serviceReportRouteRef,
  serviceReportsRouteRef,
  sourceRouteRef,
  sourcesRouteRef,
} from './routes';
import type { JSX } from 'react';

/** Security incidents for apps of the old frontend system. @public */
export const securityIncidentsPlugin = createPlugin({
  id: 'security-incidents',
  routes: {
    root: rootRouteRef,
    incident: incidentRouteRef,
    incidentView: incidentViewRouteRef,
    myWork: myWorkRouteRef,
    inbox: inboxRouteRef,
    detection: detectionRouteRef,
    detectionSources: sourcesRouteRef,
    detectionSource: sourceRouteRef,
    detectionRules: detectionRulesRouteRef,
    plans: plansRouteRef,
    coverage: coverageRouteRef,
    followUp: followUpRouteRef,
    obligations: obligationsRouteRef,
    reviews: reviewsRouteRef,
    improvementActions: improvementActionsRouteRef,
    reports: reportsRouteRef,
    analysis: analysisRouteRef,
    serviceReports: serviceReportsRouteRef,
    serviceReport: serviceReportRouteRef,
    clause: clauseRouteRef,
    frozenReports: frozenReportsRouteRef,
    frozenReport: frozenReportRouteRef,
    importExport: importExportRouteRef,
    myReports: myReportsRouteRef,
    myReport: myReportRouteRef,
  },
  externalRoutes: { planTemplate: planTemplateRouteRef },
  apis: Object.values(apiFactories),
});

/** All pages; mount it at `/security-incidents`. @public */
export const SecurityIncidentsPage = securityIncidentsPlugin.provide(
  createRoutableExtension({
    name: 'SecurityIncidentsPage',
    component: () =>
      import('./components/Router').then((m): (() => JSX.Element) => m.Router),
    mountPoint: rootRouteRef,
  }),
);

/** Card for the overview of an entity. @public */
export const EntitySecurityIncidentsCard = securityIncidentsPlugin.provide(
  createComponentExtension({
    name: 'EntitySecurityIncidentsCard',
    component: {
      lazy: () =>
        import('./components/EntityCard').then(
          (m): (() => JSX.Element) => m.EntityCard,
        ),
    },
  }),
);

/** Content of an entity tab. @public */
export const EntitySecurityIncidentsContent = securityIncidentsPlugin.provide(
  createComponentExtension({
    name: 'EntitySecurityIncidentsContent',
    component: {
      lazy: () =>
        import('./components/EntityTab').then(
          (m): (() => JSX.Element) => m.EntityTab,
        ),
    },
  }),
);

/** Content of the tab that shows a response plan; for entities of kind `ResponsePlan`. @public */
export const EntityResponsePlanContent = securityIncidentsPlugin.provide(
  createComponentExtension({
    name: 'EntityResponsePlanContent',
    component: {
      lazy: () =>
        import('./components/PlanPage').then(
          (m): (() => JSX.Element) => m.PlanPage,
        ),
    },
  }),
);
/** Settings of a widget of the home page. @public */
export interface HomePageWidgetSettings {
  /** How many rows at most; 5 unless stated. */
  rows?: number;
}

/** Widget for a home page: what the reader must do in security incidents. @public */
export const HomePageSecurityIncidentsMyTasks = securityIncidentsPlugin.provide(
  createCardExtension<HomePageWidgetSettings>({
    name: 'HomePageSecurityIncidentsMyTasks',
    title: 'My tasks in security incidents',
    components: () => import('./components/home').then(m => m.myTasks),
  }),
);

/** Widget for a home page: open incidents that concern the reader. @public */
export const HomePageSecurityIncidentsMyIncidents =
  securityIncidentsPlugin.provide(
    createCardExtension<HomePageWidgetSettings>({
      name: 'HomePageSecurityIncidentsMyIncidents',
      title: 'My security incidents',
      components: () => import('./components/home').then(m => m.myIncidents),
    }),
  );

/** Widget for a home page: how the services of the reader's teams stand. @public */
export const HomePageSecurityIncidentsTeamsRisk =
  securityIncidentsPlugin.provide(
    createCardExtension<HomePageWidgetSettings>({
      name: 'HomePageSecurityIncidentsTeamsRisk',
      title: "My teams' risk",
      components: () => import('./components/home').then(m => m.teamsRisk),
    }),
  );
export { createOpenIncidentsColumn } from './extensions/openIncidentsColumn';
export {
  securityIncidentsReadinessTranslationRef,
  securityIncidentsSharedTranslationRef,
  securityIncidentsTranslationRef,
} from './translation';
