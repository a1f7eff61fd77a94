import { useApi } from '@backstage/core-plugin-api';
import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import {
  followIncidents,
  type PanelQuery,
  queryKeys,
  usePanelQuery,
} from '../../queries';

/** Reads what the file of a plan does not say: exercises, covered services, incidents that follow it. */
export function usePlanStatus(planRef: string): PanelQuery<ResponsePlanStatus> {
  const api = useApi(securityIncidentsApiRef);
  return usePanelQuery({
    queryKey: queryKeys.planPart(planRef, 'status'),
    queryFn: ({ signal }) => api.getPlanStatus(planRef, { signal }),
    follow: followIncidents<ResponsePlanStatus>(({ inUse }) =>
      inUse.items.map(({ incidentId }) => incidentId),
    ),
  });
}
