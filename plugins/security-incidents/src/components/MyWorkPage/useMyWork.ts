import { useApi } from '@backstage/core-plugin-api';
import {
  WORK_DUE_STATES,
  WORK_HOLDERS,
  WORK_KINDS,
  type WorkPage,
  type WorkQuery,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useListAddress } from '../../hooks';
import {
  followIncidents,
  PAUSE_MS,
  queryKeys,
  usePanelQuery,
} from '../../queries';

/** How many rows are asked for, then after each `Show more`; the last is the most that the API answers. */
const SIZES = [50, 100, 200];

function readWord<T extends string>(
  params: URLSearchParams,
  name: string,
  words: readonly T[],
): T | undefined {
  return words.find(word => word === params.get(name));
}

/** What the reader must do, narrowed by what the address says. */
export function useMyWork() {
  const api = useApi(securityIncidentsApiRef);
  const { params, change } = useListAddress();
  const [size, setSize] = useState(0);
  const filters = {
    kind: readWord(params, 'kind', WORK_KINDS),
    holder: readWord(params, 'holder', WORK_HOLDERS),
    due: readWord(params, 'due', WORK_DUE_STATES),
  };
  const query: WorkQuery = {
    ...(filters.kind && { kind: [filters.kind] }),
    ...(filters.holder && { holder: [filters.holder] }),
    ...(filters.due && { due: [filters.due] }),
    limit: SIZES[size],
  };
  const panel = usePanelQuery<WorkPage>({
    queryKey: queryKeys.work(query),
    keepWhile: queryKeys.work(),
    // A task may become the reader's on any incident.
    follow: followIncidents(
      ({ items }) => items.map(({ incident }) => incident.id),
      PAUSE_MS,
    ),
    queryFn: ({ signal }) => api.getMyWork(query, { signal }),
  });
  const hasMore = Boolean(panel.data?.pageInfo.nextCursor);
  return {
    ...panel,
    filters,
    isNarrowed: Object.values(filters).some(Boolean),
    change,
    showMore:
      hasMore && size < SIZES.length - 1
        ? () => setSize(before => before + 1)
        : undefined,
  };
}

export type MyWork = ReturnType<typeof useMyWork>;
