import {
  DETECTION_VIEWS,
  type DetectionFilterValues,
  type DetectionQuery,
  type DetectionView,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useMemo } from 'react';
import { useParams } from 'react-router-dom';
import {
  useAppNavigate,
  useAppSearchParams,
  useRouteRef,
} from '../../navigation';
import { detectionRouteRef, inboxRouteRef } from '../../routes';

/** What the inbox can be narrowed by; all of it lives in the URL. */
export interface InboxFilters {
  view: DetectionView;
  source: string[];
  /** Services, as full entity refs. */
  service: string[];
  severity: Severity[];
  orderBy: 'severity' | 'age';
}

const NARROWING = ['source', 'service', 'severity'] as const;

function read(params: URLSearchParams): InboxFilters {
  const severities = params.getAll('severity');
  return {
    view: DETECTION_VIEWS.find(view => view === params.get('view')) ?? 'new',
    source: params.getAll('source'),
    service: params.getAll('service'),
    severity: SEVERITIES.filter(severity => severities.includes(severity)),
    orderBy: params.get('orderBy') === 'age' ? 'age' : 'severity',
  };
}

const some = <T>(list: T[]) => (list.length > 0 ? list : undefined);

/** The filters as an export takes them. */
export function toExportQuery(filters: InboxFilters): DetectionFilterValues {
  return {
    view: [filters.view],
    source: some(filters.source),
    entityRef: some(filters.service),
    severity: some(filters.severity),
  };
}

/** The filters as the list takes them. */
export function toDetectionQuery(filters: InboxFilters): DetectionQuery {
  return { ...toExportQuery(filters), orderBy: filters.orderBy };
}

/** Filters and the selected detection, as the address says; and how to change them. */
export function useInboxAddress() {
  const [params] = useAppSearchParams();
  const navigate = useAppNavigate();
  const inbox = useRouteRef(inboxRouteRef)();
  const detectionLink = useRouteRef(detectionRouteRef);
  const { id } = useParams();
  const search = params.toString();
  const filters = useMemo(() => read(new URLSearchParams(search)), [search]);
  const query = search && `?${search}`;

  /** Other filters are another list, which begins without a selection. */
  const change = useCallback(
    (changes: Record<string, string | string[] | undefined>) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(changes)) {
        next.delete(name);
        [value ?? []].flat().forEach(item => next.append(name, item));
      }
      const text = next.toString();
      navigate(text ? `${inbox}?${text}` : inbox, { replace: true });
    },
    [navigate, inbox, search],
  );
  const linkTo = useCallback(
    (detectionId: string) => `${detectionLink({ id: detectionId })}${query}`,
    [detectionLink, query],
  );
  const select = useCallback(
    (detectionId: string | undefined) =>
      navigate(
        detectionId === undefined ? `${inbox}${query}` : linkTo(detectionId),
        { replace: true },
      ),
    [navigate, inbox, query, linkTo],
  );
  return {
    id,
    filters,
    isNarrowed: NARROWING.some(name => filters[name].length > 0),
    change,
    clear: () =>
      change({ source: undefined, service: undefined, severity: undefined }),
    list: `${inbox}${query}`,
    linkTo,
    select,
  };
}

export type InboxAddress = ReturnType<typeof useInboxAddress>;
