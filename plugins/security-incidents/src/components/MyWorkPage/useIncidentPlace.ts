import type { WorkItem } from 'backstage-plugin-security-incidents-common';
import { useCallback } from 'react';
import { useRouteRef } from '../../navigation';
import { incidentRouteRef, incidentViewRouteRef } from '../../routes';

/** Where the incident's page shows what an item is about. */
export function useIncidentPlace(): (
  item: Pick<WorkItem, 'kind' | 'incident' | 'action'>,
) => string {
  const link = useRouteRef(incidentRouteRef);
  const viewLink = useRouteRef(incidentViewRouteRef);
  return useCallback(
    ({ kind, incident: { key }, action: { target } }) => {
      if (kind === 'review' || kind === 'action') {
        return `${viewLink({ key, view: 'review' })}#${target}`;
      }
      return kind === 'obligation'
        ? `${viewLink({ key, view: 'obligations' })}#${target}`
        : `${link({ key })}#${target}`;
    },
    [link, viewLink],
  );
}
