import type { WorkItem } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';

/** Where the incident's page shows what an item is about. */
export function useIncidentPlace(): (
  item: Pick<WorkItem, 'incident' | 'action'>,
) => string {
  const link = useRouteRef(incidentRouteRef);
  return useCallback(
    ({ incident, action }) => `${link({ key: incident.key })}#${action.target}`,
    [link],
  );
}
