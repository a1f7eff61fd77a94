import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The list of incidents. @public */
export const rootRouteRef = createRouteRef({ id: 'security-incidents' });

/** One incident, by its key. @public */
export const incidentRouteRef = createSubRouteRef({
  id: 'security-incidents/incident',
  parent: rootRouteRef,
  path: '/:key',
});

/** How ready the services are. */
export const coverageRouteRef = createSubRouteRef({
  id: 'security-incidents/coverage',
  parent: rootRouteRef,
  path: '/coverage',
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

/** Opens the dialog that makes a plan of a playbook, in the address of the coverage. */
export const IMPORT_PARAM = 'import';
