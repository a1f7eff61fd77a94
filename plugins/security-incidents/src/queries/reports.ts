import { useApi } from '@backstage/core-plugin-api';
import type {
  AnalysisDimension,
  AnalysisReport,
  ClauseReport,
  CompletenessQuery,
  FrozenComparison,
  FrozenReport,
  FrozenReports,
  IncidentCompleteness,
  Page,
  ReportOverview,
  ReportQuery,
  ReportSample,
  ServicesReport,
  ServiceYear,
} from 'backstage-plugin-security-incidents-common';
import { reportsApiRef } from '../api';
import { queryKeys } from './keys';
import { followIncidents, usePanelQuery } from './usePanelQuery';

/** Population, gaps, figures and services of a period. */
export function useReportOverview(query: ReportQuery) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<ReportOverview>({
    queryKey: queryKeys.report('overview', query),
    queryFn: ({ signal }) => api.getReportOverview(query, { signal }),
  });
}

/** Volume, impact and times of a period. */
export function useAnalysis(
  query: ReportQuery,
  by: AnalysisDimension[],
  enabled = true,
) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<AnalysisReport>({
    queryKey: queryKeys.report('analysis', query, by),
    enabled,
    queryFn: ({ signal }) => api.getAnalysis({ ...query, by }, { signal }),
  });
}

/** Each requirement with what proves it and what breaks it. */
export function useClauseReport(query: ReportQuery) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<ClauseReport>({
    queryKey: queryKeys.report('clause', query),
    queryFn: ({ signal }) => api.getClauseReport(query, { signal }),
  });
}

/** Incidents by completeness. */
export function useCompleteness(query: CompletenessQuery) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<Page<IncidentCompleteness>>({
    queryKey: queryKeys.report('completeness', query),
    queryFn: ({ signal }) => api.listCompleteness(query, { signal }),
    keepWhile: queryKeys.report('completeness'),
  });
}

/** The requirements of one incident. */
export function useIncidentCompleteness(
  key: string,
  id: string,
  options: { enabled?: boolean } = {},
) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<IncidentCompleteness>({
    enabled: options.enabled,
    queryKey: queryKeys.incidentPart(key, 'completeness'),
    follow: followIncidents(() => [id]),
    queryFn: ({ signal }) => api.getIncidentCompleteness(key, { signal }),
  });
}

/** A random sample that the same seed draws again. */
export function useReportSample(query: ReportQuery, seed: string, n: number) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<ReportSample>({
    queryKey: queryKeys.report('sample', query, seed, n),
    enabled: seed.length > 0,
    queryFn: ({ signal }) =>
      api.getReportSample({ ...query, seed, n }, { signal }),
    keepWhile: queryKeys.report('sample'),
  });
}

/** Services of a period, most incidents first. */
export function useServiceReports(
  query: ReportQuery,
  page: { limit?: number; cursor?: string },
) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<ServicesReport>({
    queryKey: queryKeys.report('services', query, page),
    queryFn: ({ signal }) =>
      api.listServiceReports({ ...query, ...page }, { signal }),
    keepWhile: queryKeys.report('services'),
  });
}

/** Everything about one service, system, domain or team in a period. */
export function useServiceYear(
  entityRef: string,
  query: Pick<ReportQuery, 'from' | 'to' | 'zone'>,
) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<ServiceYear>({
    queryKey: queryKeys.report('service-year', entityRef, query),
    queryFn: ({ signal }) => api.getServiceYear(entityRef, query, { signal }),
  });
}

/** Frozen reports, newest first. */
export function useFrozenReports(page: { limit?: number; cursor?: string }) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<FrozenReports>({
    queryKey: queryKeys.report('frozen', 'list', page),
    queryFn: ({ signal }) => api.listFrozenReports(page, { signal }),
    keepWhile: queryKeys.report('frozen', 'list'),
  });
}

/** One frozen report with its numbers. */
export function useFrozenReport(id: string) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<FrozenReport>({
    queryKey: queryKeys.report('frozen', 'one', id),
    queryFn: ({ signal }) => api.getFrozenReport(id, { signal }),
  });
}

/** A frozen report beside today. */
export function useFrozenComparison(id: string, enabled: boolean) {
  const api = useApi(reportsApiRef);
  return usePanelQuery<FrozenComparison>({
    queryKey: queryKeys.report('frozen', 'comparison', id),
    enabled,
    queryFn: ({ signal }) => api.compareFrozenReport(id, { signal }),
  });
}
