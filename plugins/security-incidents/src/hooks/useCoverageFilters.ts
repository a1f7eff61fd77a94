import type { CoverageQuery } from 'backstage-plugin-security-incidents-common';
import { useCallback, useMemo } from 'react';
import {
  DEFAULT_SIZE,
  type FilterChanges,
  type PageAddress,
  readPage,
  useListAddress,
} from './useListAddress';

/** What people can narrow the coverage by; all of it lives in the URL. */
export interface CoverageFilters extends PageAddress {
  q: string;
  /** As full entity refs. */
  domain: string[];
  system: string[];
  owner: string[];
  tier: string[];
  /** Only services with gaps, as long as nobody asks for all. */
  gapsOnly: boolean;
}

const NARROWING = ['q', 'domain', 'system', 'owner', 'tier'] as const;

const CLEARED: FilterChanges = Object.fromEntries(
  NARROWING.map(name => [name, undefined]),
);

/** Reads and changes the filters of the coverage in the URL. */
export function useCoverageFilters() {
  const { params, change, turn, hrefOf } = useListAddress();
  const filters = useMemo<CoverageFilters>(
    () => ({
      q: params.get('q') ?? '',
      domain: params.getAll('domain'),
      system: params.getAll('system'),
      owner: params.getAll('owner'),
      tier: params.getAll('tier'),
      gapsOnly: params.get('show') !== 'all',
      ...readPage(params),
    }),
    [params],
  );
  const clear = useCallback(() => change(CLEARED), [change]);
  const isNarrowed = NARROWING.some(name => filters[name].length > 0);
  return { filters, change, clear, hrefOf, turn, isNarrowed };
}

/** What {@link useCoverageFilters} gives. */
export type CoverageFiltersState = ReturnType<typeof useCoverageFilters>;

const some = (list: string[]) => (list.length > 0 ? list : undefined);

/** The question that the filters ask, without its page. */
export function toCoverageFileQuery(
  filters: CoverageFilters,
): Omit<CoverageQuery, 'limit' | 'cursor'> {
  return {
    q: filters.q || undefined,
    domain: some(filters.domain),
    system: some(filters.system),
    owner: some(filters.owner),
    tier: some(filters.tier),
    gaps: filters.gapsOnly || undefined,
  };
}

/** The question that the filters ask, with its page. */
export function toCoverageQuery(filters: CoverageFilters): CoverageQuery {
  return {
    ...toCoverageFileQuery(filters),
    limit: filters.size === DEFAULT_SIZE ? undefined : filters.size,
    cursor: filters.cursor,
  };
}
