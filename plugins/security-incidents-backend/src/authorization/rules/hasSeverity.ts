import { createPermissionRule } from '@backstage/plugin-permission-node';
import { SEVERITIES } from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { incidentPermissionResourceRef } from '../incidentResource';

/** The incident has one of the severities; one that is undecided has none. */
export const hasSeverity = createPermissionRule({
  name: 'HAS_SEVERITY',
  description: 'Allow incidents that have one of the severities',
  resourceRef: incidentPermissionResourceRef,
  paramsSchema: z.object({
    severities: z.array(z.enum(SEVERITIES)).describe('Severities to allow'),
  }),
  apply: (incident, { severities }) =>
    incident.severity !== undefined && severities.includes(incident.severity),
  toQuery: ({ severities }) => ({
    key: 'severity' as const,
    values: severities,
  }),
});
