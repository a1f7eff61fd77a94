import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The list of incidents. @public */
export const rootRouteRef = createRouteRef({ id: 'security-incidents' });

/** One incident, by its key. @public */
export const incidentRouteRef = createSubRouteRef({
  id: 'security-incidents/incident',
  parent: rootRouteRef,
  path: '/:key',
});
