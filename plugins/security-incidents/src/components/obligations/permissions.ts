import { usePermission } from '@backstage/plugin-permission-react';
import { obligationReadPermission } from 'backstage-plugin-security-incidents-common';
import { useFollowUpCounts } from '../../queries';

/**
 * Whether the reader may see obligations of any incident, and how many are open. The permission depends on the incident, so only
 * the backend can say; it counts none for whoever may not.
 */
export function useOpenObligations(): {
  allowed: boolean;
  loading: boolean;
  open?: number;
} {
  const counts = useFollowUpCounts();
  const open = counts?.open.obligations;
  return { allowed: open !== undefined, loading: !counts, open };
}

/** Whether the reader may see the obligations of an incident. */
export function useMayReadObligations(incidentId: string) {
  return usePermission({
    permission: obligationReadPermission,
    resourceRef: incidentId,
  });
}
