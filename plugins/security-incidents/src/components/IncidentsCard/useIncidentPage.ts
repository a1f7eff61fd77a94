import { useApi } from '@backstage/core-plugin-api';
import type {
  IncidentQuery,
  IncidentSummary,
  Page,
} from 'backstage-plugin-security-incidents-common';
import type { RefObject } from 'react';
import { securityIncidentsApiRef } from '../../api';
import {
  type IncidentFilters,
  isInUse,
  leaveRow,
  newRows,
  sameRows,
  type SteadyRow,
  steadyRows,
} from '../../hooks';
import { followIncidents, queryKeys, usePanelQuery } from '../../queries';

/** Turns filters into a query; undefined where nothing can match. */
export type Question = (
  filters: IncidentFilters,
) => Promise<IncidentQuery | undefined>;

/** The backend's limit. */
const MOST_ROWS = 200;
const NO_ROWS = { items: [], totalItems: 0, pageInfo: {} };

/** A page of the list as it is shown. */
interface ShownPage extends Page<SteadyRow<IncidentSummary>> {
  /** How many new rows wait while the list is in use; undefined when it is up to date. */
  waiting?: number;
}

const getIds = (page: ShownPage) => page.items.map(({ id }) => id);

/**
 * Reads one page of incidents, and reads it again when others change them. While the reader uses the list, rows change in
 * place and new ones wait, so that nothing moves under the pointer and the focus stays.
 */
export function useIncidentPage(props: {
  filters: IncidentFilters;
  question: Question;
  /** What the list is about; part of the query key. */
  subject: string;
  pauseForOthersMs?: number;
  /** Where the rows are shown. */
  list: RefObject<HTMLElement>;
}) {
  const { filters, question, list, subject } = props;
  const api = useApi(securityIncidentsApiRef);
  const rowsKey = queryKeys.list(subject, 'rows');
  return usePanelQuery<ShownPage>({
    queryKey: [...rowsKey, filters],
    keepWhile: rowsKey,
    follow: followIncidents(getIds, props.pauseForOthersMs),
    queryFn: async ({ signal, previous: shown }) => {
      const query = await question(filters);
      if (!query) return NO_ROWS;
      if (!shown?.items.length) return api.listIncidents(query, { signal });
      if (!isInUse(list.current)) {
        const page = await api.listIncidents(query, { signal });
        // The reader may have started to use it meanwhile.
        if (!isInUse(list.current) || sameRows(shown.items, page.items)) {
          return page;
        }
      }
      // Twice the page size, so that rows that moved to the next page do not look gone.
      const { items, totalItems } = await api.listIncidents(
        { ...query, limit: Math.min(2 * filters.size, MOST_ROWS) },
        { signal },
      );
      return {
        ...shown,
        totalItems,
        items: steadyRows(shown.items, items, id => leaveRow(list.current, id)),
        waiting: newRows(shown.items, items.slice(0, filters.size)),
      };
    },
  });
}
