import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** The list of incidents. @public */
export const rootRouteRef = createRouteRef({ id: 'security-incidents' });

/** One incident, by its key. @public */
export const incidentRouteRef = createSubRouteRef({
  id: 'security-incidents/incident',
  parent: rootRouteRef,
  path: '/:key',
});

/** One view of an incident besides its response: `evidence`, `obligations`, `review` or `access`. */
export const incidentViewRouteRef = createSubRouteRef({
  id: 'security-incidents/incident-view',
  parent: rootRouteRef,
  path: '/:key/:view',
});

/** What the reader must do. */
export const myWorkRouteRef = createSubRouteRef({
  id: 'security-incidents/my-work',
  parent: rootRouteRef,
  path: '/my-work',
});

/** Detections that wait for a decision. */
export const inboxRouteRef = createSubRouteRef({
  id: 'security-incidents/inbox',
  parent: rootRouteRef,
  path: '/inbox',
});

/** One detection, by its id. */
export const detectionRouteRef = createSubRouteRef({
  id: 'security-incidents/detection',
  parent: rootRouteRef,
  path: '/inbox/:id',
});

/** The sources of detections. */
export const sourcesRouteRef = createSubRouteRef({
  id: 'security-incidents/detection-sources',
  parent: rootRouteRef,
  path: '/inbox/sources',
});

/** One source of detections, by its id. */
export const sourceRouteRef = createSubRouteRef({
  id: 'security-incidents/detection-source',
  parent: rootRouteRef,
  path: '/inbox/sources/:id',
});

/** Rules, patterns and suppressions of detections. */
export const detectionRulesRouteRef = createSubRouteRef({
  id: 'security-incidents/detection-rules',
  parent: rootRouteRef,
  path: '/inbox/rules',
});

/** The list of response plans. */
export const plansRouteRef = createSubRouteRef({
  id: 'security-incidents/plans',
  parent: rootRouteRef,
  path: '/plans',
});

/** How ready the services are. */
export const coverageRouteRef = createSubRouteRef({
  id: 'security-incidents/coverage',
  parent: rootRouteRef,
  path: '/plans/coverage',
});

/** What is still owed; leads to the first of its views. */
export const followUpRouteRef = createSubRouteRef({
  id: 'security-incidents/follow-up',
  parent: rootRouteRef,
  path: '/follow-up',
});

/** The register of obligations. */
export const obligationsRouteRef = createSubRouteRef({
  id: 'security-incidents/obligations',
  parent: rootRouteRef,
  path: '/follow-up/obligations',
});

/** The register of reviews. */
export const reviewsRouteRef = createSubRouteRef({
  id: 'security-incidents/reviews',
  parent: rootRouteRef,
  path: '/follow-up/reviews',
});

/** The register of improvement actions. */
export const improvementActionsRouteRef = createSubRouteRef({
  id: 'security-incidents/improvement-actions',
  parent: rootRouteRef,
  path: '/follow-up/actions',
});

/** The overview of a period. */
export const reportsRouteRef = createSubRouteRef({
  id: 'security-incidents/reports',
  parent: rootRouteRef,
  path: '/reports',
});

/** The analysis of a period by type, volume and impact. */
export const analysisRouteRef = createSubRouteRef({
  id: 'security-incidents/analysis',
  parent: rootRouteRef,
  path: '/reports/analysis',
});

/** The services of a period. */
export const serviceReportsRouteRef = createSubRouteRef({
  id: 'security-incidents/service-reports',
  parent: rootRouteRef,
  path: '/reports/services',
});

/** The period of one service. */
export const serviceReportRouteRef = createSubRouteRef({
  id: 'security-incidents/service-report',
  parent: rootRouteRef,
  path: '/reports/services/:kind/:namespace/:name',
});

/** The requirements of the clause in a period. */
export const clauseRouteRef = createSubRouteRef({
  id: 'security-incidents/clause',
  parent: rootRouteRef,
  path: '/reports/clause-8.7.3.3',
});

/** The frozen reports. */
export const frozenReportsRouteRef = createSubRouteRef({
  id: 'security-incidents/frozen-reports',
  parent: rootRouteRef,
  path: '/reports/frozen',
});

/** One frozen report, by its id. */
export const frozenReportRouteRef = createSubRouteRef({
  id: 'security-incidents/frozen-report',
  parent: rootRouteRef,
  path: '/reports/frozen/:id',
});

/** Import of old history and export of lists. */
export const importExportRouteRef = createSubRouteRef({
  id: 'security-incidents/import-export',
  parent: rootRouteRef,
  path: '/reports/import-export',
});

/** The reports of the reader. */
export const myReportsRouteRef = createSubRouteRef({
  id: 'security-incidents/my-reports',
  parent: rootRouteRef,
  path: '/my-reports',
});

/** One report of the reader, by the key of its incident. */
export const myReportRouteRef = createSubRouteRef({
  id: 'security-incidents/my-report',
  parent: rootRouteRef,
  path: '/my-reports/:key',
});

/** The tab with the incidents of an entity, on the entity's page. */
export const entityTabRouteRef = createRouteRef({
  id: 'security-incidents/entity-tab',
});

/** The tab with a response plan, on the plan's entity page. */
export const planTabRouteRef = createRouteRef({
  id: 'security-incidents/plan-tab',
});

/**
 * The page of a software template, to which a plan is sent where `securityIncidents.planTemplate` names a template. An app
 * without the scaffolder has no such page.
 */
export const planTemplateRouteRef = createExternalRouteRef({
  id: 'security-incidents/plan-template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** Path of the entity tab unless the app gives it another one. */
export const ENTITY_TAB_PATH = 'security-incidents';
/** Path of the plan tab unless the app gives it another one. */
export const PLAN_TAB_PATH = 'response-plan';

/** Query parameter that opens the import of a playbook on the pages of plans. */
export const IMPORT_PARAM = 'import';
