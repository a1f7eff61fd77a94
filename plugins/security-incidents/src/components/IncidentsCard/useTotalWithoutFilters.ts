import { useApi } from '@backstage/core-plugin-api';
import { securityIncidentsApiRef } from '../../api';
import { type IncidentFiltersState, withoutNarrowing } from '../../hooks';
import { queryKeys, usePanelQuery } from '../../queries';
import type { Question } from './useIncidentPage';

/** How many rows the list has without its filters; undefined without filters, and while it is not known. */
export function useTotalWithoutFilters(
  { filters, isNarrowed }: IncidentFiltersState,
  question: Question,
  subject: string,
): number | undefined {
  const api = useApi(securityIncidentsApiRef);
  const { offset: _offset, ...all } = withoutNarrowing({
    ...filters,
    orderBy: undefined,
    exercises: false,
  });
  const { data } = usePanelQuery<number>({
    queryKey: queryKeys.list(subject, 'total', all),
    enabled: isNarrowed,
    queryFn: async ({ signal }) => {
      const query = await question(all);
      if (!query) return 0;
      const page = await api.listIncidents({ ...query, limit: 1 }, { signal });
      return page.totalItems;
    },
  });
  return isNarrowed ? data : undefined;
}
