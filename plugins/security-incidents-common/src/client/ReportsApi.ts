import type {
  AnalysisQuery,
  AnalysisReport,
  ClauseReport,
  CompletenessQuery,
  ExplainedGaps,
  ExplainGapsRequest,
  FreezeReportRequest,
  FrozenComparison,
  FrozenReport,
  FrozenReports,
  IncidentCompleteness,
  Page,
  PageRequest,
  ReportHeader,
  ReportOverview,
  ReportQuery,
  ReportSample,
  ServicesReport,
  ServicesReportQuery,
  ServiceYear,
} from '../model';
import type {
  DetectionFilterValues,
  ObligationFilterValues,
} from '../queries/filters';
import type {
  ActionFilterValues,
  ReviewFilterValues,
} from '../queries/reviewFilters';
import type { CallOptions, VolumeQuery } from './SecurityIncidentsApi';

/** The lists that can be exported. @public */
export const EXPORTED_LISTS = [
  'incidents',
  'obligations',
  'reviews',
  'actions',
  'detections',
] as const;
/** @public */
export type ExportedListName = (typeof EXPORTED_LISTS)[number];

/** The filters of each list that can be exported. @public */
export interface ExportedListFilters {
  incidents: VolumeQuery;
  obligations: ObligationFilterValues;
  reviews: ReviewFilterValues;
  actions: ActionFilterValues;
  detections: DetectionFilterValues;
}

/** Calls about reports. @public */
export interface ReportsApi {
  /** Population, gaps, figures and services of a period. */
  getReportOverview(
    query?: ReportQuery,
    options?: CallOptions,
  ): Promise<ReportOverview>;
  /** Volume, impact and times of a period, by up to three dimensions. */
  getAnalysis(
    query?: AnalysisQuery,
    options?: CallOptions,
  ): Promise<AnalysisReport>;
  /**
   * A list as a file: all rows that match its filters. Of what is about a TLP:RED incident it has the key only.
   *
   * @param query - the filters of the list
   */
  exportList<L extends ExportedListName>(
    list: L,
    format: 'csv' | 'json',
    query?: ExportedListFilters[L],
    options?: CallOptions,
  ): Promise<string>;
  /** The analysis as CSV: one line for each group. */
  getAnalysisCsv(query?: AnalysisQuery, options?: CallOptions): Promise<string>;
  /** Each requirement with what proves it and what breaks it. */
  getClauseReport(
    query?: ReportQuery,
    options?: CallOptions,
  ): Promise<ClauseReport>;
  /** Incidents by completeness, the least complete first: the rows behind the numbers of the clause. */
  listCompleteness(
    query?: CompletenessQuery,
    options?: CallOptions,
  ): Promise<Page<IncidentCompleteness> & ReportHeader>;
  /** The requirements of one incident. */
  getIncidentCompleteness(
    idOrKey: string,
    options?: CallOptions,
  ): Promise<IncidentCompleteness>;
  /** Explains gaps, each once. */
  explainGaps(
    request: ExplainGapsRequest,
    options?: CallOptions,
  ): Promise<ExplainedGaps>;
  /** Services and resources of a period, most incidents first. */
  listServiceReports(
    query?: ServicesReportQuery,
    options?: CallOptions,
  ): Promise<ServicesReport>;
  /** Everything about one service, system, domain or team in a period. */
  getServiceYear(
    entityRef: string,
    query?: Pick<ReportQuery, 'from' | 'to' | 'zone'>,
    options?: CallOptions,
  ): Promise<ServiceYear>;
  /** A random sample that the same seed draws again. */
  getReportSample(
    query: ReportQuery & { seed: string; n?: number },
    options?: CallOptions,
  ): Promise<ReportSample>;
  /** Freezes the reports of a period. */
  freezeReport(
    request: FreezeReportRequest,
    options?: CallOptions,
  ): Promise<FrozenReport>;
  /** Frozen reports, newest first. */
  listFrozenReports(
    page?: PageRequest,
    options?: CallOptions,
  ): Promise<FrozenReports>;
  getFrozenReport(id: string, options?: CallOptions): Promise<FrozenReport>;
  /** Compares a frozen report with today. */
  compareFrozenReport(
    id: string,
    options?: CallOptions,
  ): Promise<FrozenComparison>;
}
