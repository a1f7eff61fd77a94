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

/** Opens the dialog that makes a plan of a playbook, in the address of the coverage. */
export const IMPORT_PARAM = 'import';
