import { incidentCreatePermission } from 'backstage-plugin-security-incidents-common';

/** Whether the reader may report. When the permission is not known they may try: the backend decides. */
export async function mayReport(permissions: {
  authorize(request: {
    permission: typeof incidentCreatePermission;
  }): Promise<{ result: string }>;
}): Promise<boolean> {
  try {
    const { result } = await permissions.authorize({
      permission: incidentCreatePermission,
    });
    return result !== 'DENY';
  } catch {
    return true;
  }
}
