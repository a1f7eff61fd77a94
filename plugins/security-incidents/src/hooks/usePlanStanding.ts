import { useApi } from '@backstage/core-plugin-api';
import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { securityIncidentsApiRef } from '../api';
import { type LiveData, useLiveData } from './useLiveData';

const incidentsOf = ({ inUse }: ResponsePlanStatus) =>
  inUse.items.map(({ incidentId }) => incidentId);

/** Where a plan stands, which its file does not say alone: exercises, services, incidents that follow it. */
export function usePlanStanding(planRef: string): LiveData<ResponsePlanStatus> {
  const api = useApi(securityIncidentsApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getPlanStatus(planRef, { signal }),
    [api, planRef],
  );
  return useLiveData(load, planRef, incidentsOf);
}
