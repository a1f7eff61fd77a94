import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { incidentPermissionResourceRef } from '../incidentResource';

/** One of the claims reported the incident, holds a role on it, or was let in. */
export const isMember = createPermissionRule({
  name: 'IS_MEMBER',
  description: 'Allow incidents that one of the claims is a member of',
  resourceRef: incidentPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of the person and of the groups they belong to'),
  }),
  apply: (incident, { claims }) =>
    claims.some(claim => incident.members.includes(claim)),
  toQuery: ({ claims }) => ({ key: 'members' as const, values: claims }),
});
