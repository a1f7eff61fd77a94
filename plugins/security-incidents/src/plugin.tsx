import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiListCheck3, RiShieldFlashLine } from '@remixicon/react';
import { apiFactories } from './api/factories';
import {
  hasOpenIncidents,
  homeWidgets,
  incidentCards,
  openIncidentsLink,
  page,
  reportConcern,
  reviewSearchResult,
  reviewSearchType,
  searchResult,
  searchType,
} from './extensions';
import {
  analysisRouteRef,
  clauseRouteRef,
  coverageRouteRef,
  detectionRouteRef,
  detectionRulesRouteRef,
  ENTITY_TAB_PATH,
  entityTabRouteRef,
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
  PLAN_TAB_PATH,
  plansRouteRef,
  planTemplateRouteRef,
  planTabRouteRef,
  reportsRouteRef,
  reviewsRouteRef,
  rootRouteRef,
  serviceReportRouteRef,
  serviceReportsRouteRef,
  sourceRouteRef,
  sourcesRouteRef,
} from './routes';

/** Kinds that incidents are linked to, and kinds that roll up what is below them. */
const ENTITY_FILTER = {
  kind: { $in: ['component', 'api', 'resource', 'system', 'domain', 'group'] },
};

const clientApi = ApiBlueprint.make({
  params: define => define(apiFactories.incidents),
});

const detectionsApi = ApiBlueprint.make({
  name: 'detections',
  params: define => define(apiFactories.detections),
});

const evidenceApi = ApiBlueprint.make({
  name: 'evidence',
  params: define => define(apiFactories.evidence),
});

const proofApi = ApiBlueprint.make({
  name: 'proof',
  params: define => define(apiFactories.proof),
});

const reviewsApi = ApiBlueprint.make({
  name: 'reviews',
  params: define => define(apiFactories.reviews),
});

const obligationsApi = ApiBlueprint.make({
  name: 'obligations',
  params: define => define(apiFactories.obligations),
});

const reportsApi = ApiBlueprint.make({
  name: 'reports',
  params: define => define(apiFactories.reports),
});

const importsApi = ApiBlueprint.make({
  name: 'imports',
  params: define => define(apiFactories.imports),
});

const entityCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'info',
    filter: ENTITY_FILTER,
    loader: () => import('./components/EntityCard').then(m => <m.EntityCard />),
  },
});

const entityTab = EntityContentBlueprint.make({
  params: {
    path: ENTITY_TAB_PATH,
    routeRef: entityTabRouteRef,
    title: 'Security incidents',
    icon: <RiShieldFlashLine />,
    filter: ENTITY_FILTER,
    loader: () => import('./components/EntityTab').then(m => <m.EntityTab />),
  },
});

const planTab = EntityContentBlueprint.make({
  name: 'response-plan',
  params: {
    path: PLAN_TAB_PATH,
    routeRef: planTabRouteRef,
    title: 'Plan',
    icon: <RiListCheck3 />,
    filter: { kind: 'responseplan' },
    loader: () => import('./components/PlanPage').then(m => <m.PlanPage />),
  },
});

/**
 * Security incidents for the new frontend system: pages under `/security-incidents`, a card and a tab on entity pages, and
 * the page of a response plan.
 *
 * @public
 */
export const securityIncidentsPlugin = createFrontendPlugin({
  pluginId: 'security-incidents',
  title: 'Security incidents',
  icon: <RiShieldFlashLine />,
  info: { packageJson: () => import('../package.json') },
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
    coverage: coverageRouteRef,
    entityTab: entityTabRouteRef,
    planTab: planTabRouteRef,
  },
  externalRoutes: { planTemplate: planTemplateRouteRef },
  extensions: [
    clientApi,
    detectionsApi,
    evidenceApi,
    proofApi,
    reviewsApi,
    obligationsApi,
    reportsApi,
    importsApi,
    page,
    entityCard,
    entityTab,
    planTab,
    searchResult,
    searchType,
    reviewSearchResult,
    reviewSearchType,
    reportConcern,
    openIncidentsLink,
    hasOpenIncidents,
    ...homeWidgets,
    ...incidentCards,
  ],
});
