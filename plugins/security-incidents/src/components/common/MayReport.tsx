import { usePermission } from '@backstage/plugin-permission-react';
import {
  exerciseStartPermission,
  incidentCreatePermission,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';

/** Shows its children to readers who may report. When the permission is not known they are shown too: the backend decides. */
export function MayReport({ children }: { children: ReactNode }) {
  const { allowed, error } = usePermission({
    permission: incidentCreatePermission,
  });
  return <>{(allowed || error) && children}</>;
}

/** Shows its children to readers who may start an exercise, or when the permission is not known. */
export function MayStartExercise({ children }: { children: ReactNode }) {
  const { allowed, error } = usePermission({
    permission: exerciseStartPermission,
  });
  return <MayReport>{(allowed || error) && children}</MayReport>;
}
