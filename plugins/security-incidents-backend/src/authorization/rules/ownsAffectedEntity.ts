import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { incidentPermissionResourceRef } from '../incidentResource';

/** One of the claims owned an affected entity when it was linked, itself or as a parent of the owning group. */
export const ownsAffectedEntity = createPermissionRule({
  name: 'OWNS_AFFECTED_ENTITY',
  description:
    'Allow incidents that affect an entity owned by one of the claims, directly or as a parent of the owning group',
  resourceRef: incidentPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of the person and of the groups they belong to'),
  }),
  apply: (incident, { claims }) =>
    claims.some(claim => incident.owners.includes(claim)),
  toQuery: ({ claims }) => ({ key: 'owners' as const, values: claims }),
});
