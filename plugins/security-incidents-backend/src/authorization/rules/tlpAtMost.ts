import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  type Tlp,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { incidentPermissionResourceRef } from '../incidentResource';

/** All levels up to the most confidential of the given ones. */
function upTo(levels: readonly Tlp[]): Tlp[] {
  const most = Math.max(
    -1,
    ...levels.map(level => TLP_MARKINGS.indexOf(level)),
  );
  return TLP_MARKINGS.slice(0, most + 1);
}

/** The incident is marked no more confidential than the level (FIRST TLP 2.0). */
export const tlpAtMost = createPermissionRule({
  name: 'TLP_AT_MOST',
  description:
    'Allow incidents marked with this TLP level or a less confidential one',
  resourceRef: incidentPermissionResourceRef,
  paramsSchema: z.object({
    tlp: z
      .array(z.enum(TLP_MARKINGS))
      .describe('The level; of several the most confidential one counts'),
  }),
  apply: (incident, { tlp }) => upTo(tlp).includes(incident.tlp),
  toQuery: ({ tlp }) => ({ key: 'tlp' as const, values: upTo(tlp) }),
});
