import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { incidentPermissionResourceRef } from '../incidentResource';

/** The incident counts for one of the entities: a service, or a system, domain or group above one. */
export const affectsEntity = createPermissionRule({
  name: 'AFFECTS_ENTITY',
  description:
    'Allow incidents that affect one of the entities, or something below one of them',
  resourceRef: incidentPermissionResourceRef,
  paramsSchema: z.object({
    entityRefs: z
      .array(z.string())
      .describe('Full entity refs of services, systems, domains or groups'),
  }),
  apply: (incident, { entityRefs }) =>
    entityRefs.some(ref => incident.scopes.includes(ref)),
  toQuery: ({ entityRefs }) => ({ key: 'scopes' as const, values: entityRefs }),
});
