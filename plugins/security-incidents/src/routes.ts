import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The list of incidents. @public */
export const rootRouteRef = createRouteRef({ id: 'security-incidents' });

/** One incident, by its key. @public */
export const incidentRouteRef = createSubRouteRef({
  id: 'security-incidents/incident',
  parent: rootRouteRef,
  path: '/:key',
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

/** Path of the entity tab unless the app gives it another one. */
export const ENTITY_TAB_PATH = 'security-incidents';
/** Path of the plan tab unless the app gives it another one. */
export const PLAN_TAB_PATH = 'response-plan';

/** Query parameter that opens the import of a playbook on the pages of plans. */
export const IMPORT_PARAM = 'import';
