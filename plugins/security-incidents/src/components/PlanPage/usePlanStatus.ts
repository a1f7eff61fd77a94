import { useApi } from '@backstage/core-plugin-api';
import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import {
  followIncidents,
  type PanelQuery,
  queryKeys,
  usePanelQuery,
} from '../../queries';

const FOLLOW = followIncidents<ResponsePlanStatus>(({ inUse }) =>
  inUse.items.map(({ incidentId }) => incidentId),
);

/**
 * Reads what the file of a plan does not say: exercises, covered services, incidents that follow it.
 *
 * @param options.isLive - whether to read it again when incidents change, which is the default
 */
export function usePlanStatus(
  planRef: string,
  options: { isLive?: boolean } = {},
): PanelQuery<ResponsePlanStatus> {
  const api = useApi(securityIncidentsApiRef);
  return usePanelQuery({
    queryKey: queryKeys.planPart(planRef, 'status'),
    queryFn: ({ signal }) => api.getPlanStatus(planRef, { signal }),
    follow: options.isLive === false ? undefined : FOLLOW,
  });
}
