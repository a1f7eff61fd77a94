import { useApi } from '@backstage/core-plugin-api';
import type {
  DueOverview,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import type { IncidentFilters } from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';
import { useReader } from './useReader';

/** What is due of the open incidents of a view; undefined data where nothing can match. */
export function useDue(query: VolumeQuery, view: IncidentFilters['view']) {
  const api = useApi(securityIncidentsApiRef);
  const asReader = useReader();
  return usePanelQuery<DueOverview | null>({
    queryKey: queryKeys.report('due', view, query),
    keepWhile: queryKeys.report('due', view),
    follow: followIncidents(() => []),
    queryFn: async ({ signal }) => {
      const asked = await asReader(query, view);
      return asked ? api.getDue(asked, { signal }) : null;
    },
  });
}
