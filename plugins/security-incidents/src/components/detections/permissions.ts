import { usePermission } from '@backstage/plugin-permission-react';
import {
  detectionConfigurePermission,
  detectionTriagePermission,
} from 'backstage-plugin-security-incidents-common';

/** Whether the reader has a permission; when the platform cannot say, the backend decides. */
export interface Allowed {
  allowed: boolean;
  loading: boolean;
}

/** Whether the reader may triage detections, which is what the inbox is for. */
export function useMayTriage(): Allowed {
  const { allowed, loading, error } = usePermission({
    permission: detectionTriagePermission,
  });
  return { allowed: allowed || error !== undefined, loading };
}

/** Whether the reader may change rules and suppressions, mute sources and send test events. */
export function useMayConfigure(): Allowed {
  const { allowed, loading, error } = usePermission({
    permission: detectionConfigurePermission,
  });
  return { allowed: allowed || error !== undefined, loading };
}
