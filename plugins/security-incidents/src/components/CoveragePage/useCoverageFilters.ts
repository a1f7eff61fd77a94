import {
  type CoverageQuery,
  READINESS_CHECKS,
  type ReadinessCheck,
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

/** What people can narrow the coverage by; all of it lives in the URL. */
export interface CoverageFilters extends PageAddress {
  q: string;
  /** As full entity refs. */
  domain: string[];
  system: string[];
  owner: string[];
  tier: string[];
  /** Checks that the services do not pass. */
  lacking: ReadinessCheck[];
  shown: Shown;
}

const NARROWING = [
  'q',
  'domain',
  'system',
  'owner',
  'tier',
  'lacking',
] as const;

const CLEARED: FilterChanges = Object.fromEntries(
  NARROWING.map(name => [name, undefined]),
);

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
      q: listParams.get('q') ?? '',
      domain: listParams.getAll('domain'),
      system: listParams.getAll('system'),
      owner: listParams.getAll('owner'),
      tier: listParams.getAll('tier'),
      lacking: READINESS_CHECKS.filter(check =>
        listParams.getAll('lacking').includes(check),
      ),
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

function toList<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** The query for the filters, without its page. */
export function toCoverageFileQuery(
  filters: CoverageFilters,
): Omit<CoverageQuery, 'limit' | 'cursor'> {
  return {
    q: filters.q || undefined,
    domain: toList(filters.domain),
    system: toList(filters.system),
    owner: toList(filters.owner),
    tier: toList(filters.tier),
    lacking: toList(filters.lacking),
    gaps: GAPS[filters.shown],
  };
}

/** The query for the filters and the page. */
export function toCoverageQuery(filters: CoverageFilters): CoverageQuery {
  return {
    ...toCoverageFileQuery(filters),
    limit: filters.size === DEFAULT_SIZE ? undefined : filters.size,
    cursor: filters.cursor,
  };
}
