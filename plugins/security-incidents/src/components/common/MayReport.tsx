import { usePermission } from '@backstage/plugin-permission-react';
import { incidentCreatePermission } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';

/** Shows what it holds to those who may report. Who cannot be asked about is let try: the backend decides anyway. */
export function MayReport({ children }: { children: ReactNode }) {
  const { allowed, error } = usePermission({
    permission: incidentCreatePermission,
  });
  return <>{(allowed || error) && children}</>;
}
