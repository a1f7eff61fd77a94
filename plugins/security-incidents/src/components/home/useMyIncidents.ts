import { useApi } from '@backstage/core-plugin-api';
import type {
  IncidentQuery,
  IncidentSummary,
  Page,
} from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { useIdentity } from '../../hooks';
import {
  followIncidents,
  type PanelQuery,
  PAUSE_MS,
  queryKeys,
  usePanelQuery,
} from '../../queries';

/** The most rows that one request asks for. */
const LIMIT = 50;

/** The reader and their groups; undefined while the platform does not say. */
export function useMyRefs(): readonly string[] | undefined {
  return useIdentity().identity?.ownershipEntityRefs;
}

function useOpenIncidents(
  name: 'involved' | 'owned',
  refs: readonly string[] | undefined,
  filters: (refs: string[]) => IncidentQuery,
): PanelQuery<Page<IncidentSummary>> {
  const api = useApi(securityIncidentsApiRef);
  return usePanelQuery<Page<IncidentSummary>>({
    queryKey: queryKeys.list('home', name, refs),
    enabled: refs !== undefined,
    follow: followIncidents(({ items }) => items.map(({ id }) => id), PAUSE_MS),
    queryFn: async ({ signal }) =>
      // Without a ref the filter would be left out, which asks for everything.
      refs!.length === 0
        ? { items: [], totalItems: 0, pageInfo: {} }
        : api.listIncidents(
            {
              ...filters([...refs!]),
              open: true,
              orderBy: { field: 'priority', direction: 'desc' },
              limit: LIMIT,
            },
            { signal },
          ),
  });
}

/** Open incidents that the reader or a group of theirs takes part in. */
export function useInvolvedIncidents(refs: readonly string[] | undefined) {
  return useOpenIncidents('involved', refs, involved => ({
    involved,
    mode: ['real', 'exercise'],
  }));
}

/** Open incidents of the services that the reader or a group of theirs owns. Widgets share the answer. */
export function useOwnedIncidents(refs: readonly string[] | undefined) {
  return useOpenIncidents('owned', refs, owner => ({ owner }));
}
