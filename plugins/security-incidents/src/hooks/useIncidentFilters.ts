import {
  type DueState,
  INCIDENT_FILTERS,
  type IncidentFilterValues,
  type IncidentOrderField,
  type IncidentQuery,
  type IncidentStatus,
  parseQueryTime,
  type Priority,
  type RsitClass,
  type Severity,
  type VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useMemo } from 'react';
import {
  DEFAULT_SIZE,
  type FilterChanges,
  type PageAddress,
  readPage,
  useListAddress,
} from './useListAddress';

/** What people can narrow a list by; all of it lives in the URL. */
export interface IncidentFilters extends PageAddress {
  q: string;
  view: 'all' | 'mine' | 'teams';
  /** False: open and ended ones. */
  openOnly: boolean;
  status: IncidentStatus[];
  severity: Array<Severity | 'undecided'>;
  priority: Priority[];
  class: Array<RsitClass | 'undecided'>;
  /** Services, systems, domains or groups, as full entity refs. */
  service: string[];
  /** Owners at the time of linking, as full entity refs. */
  owner: string[];
  /** Domains at the time of linking, as full entity refs. */
  domain: string[];
  /** Keys, for the rows behind a number of a report. */
  key: string[];
  /** States of what is due next. */
  due: DueState[];
  /** Whether exercises are listed among the real ones. */
  exercises: boolean;
  /** Detected at or after, ISO-8601. */
  from?: string;
  /** Detected before, ISO-8601. */
  to?: string;
  orderBy?: IncidentQuery['orderBy'];
  /** Which chart stands above the list. */
  chart: 'due' | 'months';
}

/** What "Clear" takes out; the view, the order and the size of a page are not filters. */
export const NARROWING = [
  'q',
  'status',
  'severity',
  'priority',
  'class',
  'service',
  'owner',
  'domain',
  'key',
  'due',
  'from',
  'to',
] as const;

const SORTABLE = [
  'nextDue',
  'severity',
  'priority',
  'status',
  'detectedAt',
  'recordedAt',
];
const VIEWS = ['all', 'mine', 'teams'] as const;

type WordFilter = 'status' | 'severity' | 'priority' | 'class' | 'due' | 'mode';

/** Words that the filter does not know are left out. */
function known<N extends WordFilter>(params: URLSearchParams, name: N) {
  const words: readonly string[] = INCIDENT_FILTERS[name].values;
  return params
    .getAll(name)
    .filter(word => words.includes(word)) as NonNullable<
    IncidentFilterValues[N]
  >;
}

/** A hand-typed time that is none is no filter rather than an error. */
function time(params: URLSearchParams, name: 'from' | 'to') {
  return parseQueryTime(params.get(name) ?? '', name);
}

function read(params: URLSearchParams, openByDefault: boolean) {
  const [field, direction] = (params.get('orderBy') ?? '').split(':');
  const filters: IncidentFilters = {
    ...readPage(params),
    q: params.get('q') ?? '',
    view: VIEWS.find(name => name === params.get('view')) ?? 'all',
    openOnly: (params.get('open') ?? String(openByDefault)) === 'true',
    status: known(params, 'status'),
    severity: known(params, 'severity'),
    priority: known(params, 'priority'),
    class: known(params, 'class'),
    service: params.getAll('service'),
    owner: params.getAll('owner'),
    domain: params.getAll('domain'),
    key: params.getAll('key'),
    due: known(params, 'due'),
    exercises: known(params, 'mode').includes('exercise'),
    from: time(params, 'from'),
    to: time(params, 'to'),
    orderBy: SORTABLE.includes(field)
      ? {
          field: field as IncidentOrderField,
          direction: direction === 'asc' ? 'asc' : 'desc',
        }
      : undefined,
    chart: params.get('chart') === 'months' ? 'months' : 'due',
  };
  return filters;
}

const CLEARED: FilterChanges = Object.fromEntries(
  NARROWING.map(name => [name, undefined]),
);

/**
 * Reads and changes the filters in the URL. Any change but turning the page goes back to the first page.
 *
 * @param openByDefault - whether only open incidents are shown unless the URL says otherwise
 */
export function useIncidentFilters(openByDefault: boolean) {
  const { params, change, hrefOf, turn } = useListAddress();
  const filters = useMemo(
    () => read(params, openByDefault),
    [params, openByDefault],
  );
  const clear = useCallback(() => change(CLEARED), [change]);

  const isNarrowed = NARROWING.some(name => {
    const value = filters[name];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });

  return { filters, change, clear, hrefOf, turn, isNarrowed };
}

/** What {@link useIncidentFilters} gives. */
export type IncidentFiltersState = ReturnType<typeof useIncidentFilters>;

const some = <T>(list: T[]) => (list.length > 0 ? list : undefined);

/** The filters as the API takes them; the view is for whoever knows the reader. */
export function toFilterQuery(filters: IncidentFilters): VolumeQuery {
  return {
    q: filters.q || undefined,
    open: filters.openOnly || undefined,
    status: some(filters.status),
    severity: some(filters.severity),
    priority: some(filters.priority),
    class: some(filters.class),
    entityRef: some(filters.service),
    owner: some(filters.owner),
    domain: some(filters.domain),
    key: some(filters.key),
    due: some(filters.due),
    mode: filters.exercises ? ['real', 'exercise'] : undefined,
    from: filters.from,
    to: filters.to,
  };
}

/** The query for a page of the list. */
export function toQuery(filters: IncidentFilters): IncidentQuery {
  return {
    ...toFilterQuery(filters),
    orderBy: filters.orderBy,
    limit: filters.size === DEFAULT_SIZE ? undefined : filters.size,
    cursor: filters.cursor,
  };
}

/** The same rows without what "Clear" takes out. */
export function withoutNarrowing(filters: IncidentFilters): IncidentFilters {
  return {
    ...filters,
    q: '',
    status: [],
    severity: [],
    priority: [],
    class: [],
    service: [],
    owner: [],
    domain: [],
    key: [],
    due: [],
    from: undefined,
    to: undefined,
    cursor: undefined,
  };
}
