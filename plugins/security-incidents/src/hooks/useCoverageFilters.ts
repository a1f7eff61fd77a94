import type { CoverageQuery } from 'backstage-plugin-security-incidents-common';
import { useCallback, useMemo } from 'react';
import { IMPORT_PARAM } from '../routes';
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
  const address = useMemo(() => {
    const asked = new URLSearchParams(params);
    asked.delete(IMPORT_PARAM);
    return asked.toString();
  }, [params]);
  // A dialog that opens in the address is no other question.
  const filters = useMemo<CoverageFilters>(() => {
    const asked = new URLSearchParams(address);
    return {
      q: asked.get('q') ?? '',
      domain: asked.getAll('domain'),
      system: asked.getAll('system'),
      owner: asked.getAll('owner'),
      tier: asked.getAll('tier'),
      gapsOnly: asked.get('show') !== 'all',
      ...readPage(asked),
    };
  }, [address]);
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
