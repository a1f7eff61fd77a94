import { createPermissionRule } from '@backstage/plugin-permission-node';
import { INCIDENT_STATUSES } from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { incidentPermissionResourceRef } from '../incidentResource';

/** The incident is in one of the statuses. */
export const hasStatus = createPermissionRule({
  name: 'HAS_STATUS',
  description: 'Allow incidents that are in one of the statuses',
  resourceRef: incidentPermissionResourceRef,
  paramsSchema: z.object({
    statuses: z.array(z.enum(INCIDENT_STATUSES)).describe('Statuses to allow'),
  }),
  apply: (incident, { statuses }) => statuses.includes(incident.status),
  toQuery: ({ statuses }) => ({ key: 'status' as const, values: statuses }),
});
