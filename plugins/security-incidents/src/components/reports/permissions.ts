import { usePermission } from '@backstage/plugin-permission-react';
import { reportsReadPermission } from 'backstage-plugin-security-incidents-common';

/** Whether the reader may see reports; when the platform cannot say, the backend decides. */
export function useMayReadReports(): { allowed: boolean; loading: boolean } {
  const { allowed, loading, error } = usePermission({
    permission: reportsReadPermission,
  });
  return { allowed: allowed || error !== undefined, loading };
}
