import {
  COVERAGE_FILTERS,
  type CoverageFilterValues,
  type CoverageQuery,
  type QueryFilter,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useMemo } from 'react';
import {
  DEFAULT_SIZE,
  type FilterChanges,
  type PageAddress,
  readPage,
  useListAddress,
} from '../../hooks';
import { IMPORT_PARAM } from '../../routes';

/** Which services are shown; those with gaps if the URL does not say. */
export type Shown = 'gaps' | 'ready' | 'all';

/** The declared filters that "Clear" takes out; `gaps` is the choice of {@link Shown}. */
type Narrowing = Required<Omit<CoverageFilterValues, 'gaps'>>;

/** What people can narrow the coverage by; all of it lives in the URL. */
export interface CoverageFilters extends PageAddress, Narrowing {
  shown: Shown;
}

const NARROWING = Object.keys(COVERAGE_FILTERS).filter(
  name => name !== 'gaps',
) as Array<keyof Narrowing>;

const CLEARED: FilterChanges = Object.fromEntries(
  NARROWING.map(name => [name, undefined]),
);

/** Words that the filter does not know are left out. */
function readFilter(params: URLSearchParams, name: keyof Narrowing) {
  const filter: QueryFilter = COVERAGE_FILTERS[name];
  if (filter.kind === 'search') return params.get(name) ?? '';
  const values = params.getAll(name);
  return filter.kind === 'word'
    ? filter.values.filter(word => values.includes(word))
    : values;
}

function toShown(value: string | null): Shown {
  return value === 'all' || value === 'ready' ? value : 'gaps';
}

/** Reads and changes the filters of the coverage in the URL. */
export function useCoverageFilters() {
  const { params, change, turn, hrefOf } = useListAddress();
  // The import dialog is part of the URL, and changes nothing in the list.
  const address = useMemo(() => {
    const listParams = new URLSearchParams(params);
    listParams.delete(IMPORT_PARAM);
    return listParams.toString();
  }, [params]);
  const filters = useMemo<CoverageFilters>(() => {
    const listParams = new URLSearchParams(address);
    return {
      ...(Object.fromEntries(
        NARROWING.map(name => [name, readFilter(listParams, name)]),
      ) as Narrowing),
      shown: toShown(listParams.get('show')),
      ...readPage(listParams),
    };
  }, [address]);
  const clear = useCallback(() => change(CLEARED), [change]);
  const isNarrowed = NARROWING.some(name => filters[name].length > 0);
  return { filters, change, clear, hrefOf, turn, isNarrowed };
}

/** What {@link useCoverageFilters} returns. */
export type CoverageFiltersState = ReturnType<typeof useCoverageFilters>;

const GAPS: Record<Shown, boolean | undefined> = {
  gaps: true,
  ready: false,
  all: undefined,
};

/** The query for the filters, without its page. */
export function toCoverageFileQuery(
  filters: CoverageFilters,
): Omit<CoverageQuery, 'limit' | 'cursor'> {
  const narrowing = Object.fromEntries(
    NARROWING.filter(name => filters[name].length > 0).map(name => [
      name,
      filters[name],
    ]),
  ) as CoverageFilterValues;
  return { ...narrowing, gaps: GAPS[filters.shown] };
}

/** The query for the filters and the page. */
export function toCoverageQuery(filters: CoverageFilters): CoverageQuery {
  return {
    ...toCoverageFileQuery(filters),
    limit: filters.size === DEFAULT_SIZE ? undefined : filters.size,
    cursor: filters.cursor,
  };
}
