import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { incidentPermissionResourceRef } from '../incidentResource';

/** One of the claims reported the incident. */
export const isReporter = createPermissionRule({
  name: 'IS_REPORTER',
  description: 'Allow incidents that one of the claims reported',
  resourceRef: incidentPermissionResourceRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Entity refs of people and services'),
  }),
  apply: (incident, { claims }) => claims.includes(incident.reportedBy),
  toQuery: ({ claims }) => ({ key: 'reportedBy' as const, values: claims }),
});
