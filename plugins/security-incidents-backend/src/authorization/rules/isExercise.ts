import { createPermissionRule } from '@backstage/plugin-permission-node';
import { incidentPermissionResourceRef } from '../incidentResource';

/** The incident is an exercise. */
export const isExercise = createPermissionRule({
  name: 'IS_EXERCISE',
  description: 'Allow exercises',
  resourceRef: incidentPermissionResourceRef,
  apply: incident => incident.mode === 'exercise',
  toQuery: () => ({ key: 'mode' as const, values: ['exercise'] }),
});
