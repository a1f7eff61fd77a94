import {
  INCIDENT_STATUSES,
  type IncidentOrderField,
  type IncidentQuery,
  type IncidentStatus,
  PRIORITIES,
  type Priority,
  RSIT_CLASSES,
  type RsitClass,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What people can narrow a list by; all of it lives in the URL. */
export interface IncidentFilters {
  q: string;
  view: 'all' | 'mine' | 'teams';
  /** Absent: open and ended ones. */
  openOnly: boolean;
  status: IncidentStatus[];
  severity: Severity[];
  priority: Priority[];
  class: RsitClass[];
  orderBy?: IncidentQuery['orderBy'];
  cursor?: string;
}

const SORTABLE = ['severity', 'priority', 'status', 'detectedAt'];
const VIEWS = ['all', 'mine', 'teams'] as const;

function known<T extends string>(
  params: URLSearchParams,
  name: string,
  words: readonly T[],
): T[] {
  return params
    .getAll(name)
    .filter((value): value is T =>
      (words as readonly string[]).includes(value),
    );
}

/**
 * Reads and changes the filters in the URL. Any change but turning the page goes back to the first page.
 *
 * @param openByDefault - whether only open incidents are shown unless the URL says otherwise
 */
export function useIncidentFilters(openByDefault: boolean) {
  const [params, setParams] = useSearchParams();

  const filters = useMemo((): IncidentFilters => {
    const [field, direction] = (params.get('orderBy') ?? '').split(':');
    const view = VIEWS.find(name => name === params.get('view')) ?? 'all';
    return {
      q: params.get('q') ?? '',
      view,
      openOnly: (params.get('open') ?? String(openByDefault)) === 'true',
      status: known(params, 'status', INCIDENT_STATUSES),
      severity: known(params, 'severity', SEVERITIES),
      priority: known(params, 'priority', PRIORITIES),
      class: known(params, 'class', RSIT_CLASSES),
      ...(SORTABLE.includes(field) && {
        orderBy: {
          field: field as IncidentOrderField,
          direction: direction === 'asc' ? 'asc' : 'desc',
        },
      }),
      ...(params.get('cursor') && { cursor: params.get('cursor')! }),
    };
  }, [params, openByDefault]);

  const change = useCallback(
    (name: string, value: string | string[] | undefined, push = false) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          next.delete(name);
          if (name !== 'cursor') next.delete('cursor');
          const values = Array.isArray(value) ? value : [value];
          values
            .filter((item): item is string => Boolean(item))
            .forEach(item => next.append(name, item));
          return next;
        },
        { replace: !push },
      ),
    [setParams],
  );

  const clear = useCallback(
    () => setParams(new URLSearchParams(), { replace: true }),
    [setParams],
  );

  const isNarrowed =
    filters.q !== '' ||
    filters.view !== 'all' ||
    [filters.status, filters.severity, filters.priority, filters.class].some(
      list => list.length > 0,
    );

  return { filters, change, clear, isNarrowed };
}

/** The part of a query that the filters say. */
export function toQuery(filters: IncidentFilters): IncidentQuery {
  const some = <T>(list: T[]) => (list.length > 0 ? list : undefined);
  return {
    q: filters.q || undefined,
    open: filters.openOnly || undefined,
    status: some(filters.status),
    severity: some(filters.severity),
    priority: some(filters.priority),
    class: some(filters.class),
    orderBy: filters.orderBy,
    cursor: filters.cursor,
  };
}
