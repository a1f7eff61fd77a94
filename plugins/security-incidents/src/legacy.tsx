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
import {
  createSearchResultListItemExtension,
  type SearchResultListItemExtensionProps,
} from '@backstage/plugin-search-react';
import {
  INCIDENT_SEARCH_TYPE,
  REVIEW_SEARCH_TYPE,
} from 'backstage-plugin-security-incidents-common';
import { apiFactories } from './api/factories';
import { homeWidgetParams } from './extensions/homeWidgetParams';
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

/** An item of a search page, which gives it its result. @public */
export type SecurityIncidentsSearchResultItem = (
  props: SearchResultListItemExtensionProps,
) => JSX.Element | null;

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
    ...homeWidgetParams.myTasks,
  }),
);

/** Widget for a home page: open incidents that concern the reader. @public */
export const HomePageSecurityIncidentsMyIncidents =
  securityIncidentsPlugin.provide(
    createCardExtension<HomePageWidgetSettings>({
      name: 'HomePageSecurityIncidentsMyIncidents',
      ...homeWidgetParams.myIncidents,
    }),
  );

/** Widget for a home page: how the services of the reader's teams stand. @public */
export const HomePageSecurityIncidentsTeamsRisk =
  securityIncidentsPlugin.provide(
    createCardExtension<HomePageWidgetSettings>({
      name: 'HomePageSecurityIncidentsTeamsRisk',
      ...homeWidgetParams.teamsRisk,
    }),
  );

/** Incidents among the results of the platform's search. @public */
export const SecurityIncidentSearchResultListItem =
  securityIncidentsPlugin.provide(
    createSearchResultListItemExtension({
      name: 'SecurityIncidentSearchResultListItem',
      predicate: ({ type }) => type === INCIDENT_SEARCH_TYPE,
      component: () =>
        import('./components/SearchResult').then(
          (m): SecurityIncidentsSearchResultItem => m.IncidentSearchResult,
        ),
    }),
  );

/** Finished post-incident reviews among the results of the platform's search. @public */
export const SecurityIncidentReviewSearchResultListItem =
  securityIncidentsPlugin.provide(
    createSearchResultListItemExtension({
      name: 'SecurityIncidentReviewSearchResultListItem',
      predicate: ({ type }) => type === REVIEW_SEARCH_TYPE,
      component: () =>
        import('./components/SearchResult').then(
          (m): SecurityIncidentsSearchResultItem => m.ReviewSearchResult,
        ),
    }),
  );

export { createOpenIncidentsColumn } from './extensions/openIncidentsColumn';
export {
  securityIncidentsReadinessTranslationRef,
  securityIncidentsSharedTranslationRef,
  securityIncidentsTranslationRef,
} from './translation';
