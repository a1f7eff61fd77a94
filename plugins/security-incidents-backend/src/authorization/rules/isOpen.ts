import { createPermissionRule } from '@backstage/plugin-permission-node';
import { incidentPermissionResourceRef } from '../incidentResource';

/** The incident is not restricted. */
export const isOpen = createPermissionRule({
  name: 'IS_OPEN',
  description: 'Allow incidents that are not restricted',
  resourceRef: incidentPermissionResourceRef,
  apply: incident => incident.visibility === 'open',
  toQuery: () => ({ key: 'visibility' as const, values: ['open'] }),
});
