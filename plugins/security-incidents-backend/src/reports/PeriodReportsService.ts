import type {
  AnalysisQuery,
  AnalysisReport,
  ClauseReport,
  CompletenessQuery,
  ExplainedGaps,
  IncidentCompleteness,
  Page,
  ParsedExplainGaps,
  ReportHeader,
  ReportOverview,
  ReportQuery,
  ReportSample,
  ServicesReport,
  ServicesReportQuery,
  ServiceYear,
} from 'backstage-plugin-security-incidents-common';

/** Reports about the incidents of a period. @public */
export interface PeriodReportsService<Context> {
  /** Population, gaps, figures and services. */
  getOverview(query: ReportQuery, context: Context): Promise<ReportOverview>;
  /** Volume, impact and times. */
  getAnalysis(query: AnalysisQuery, context: Context): Promise<AnalysisReport>;
  /** The groups of an analysis as a CSV file. */
  getAnalysisCsv(
    query: AnalysisQuery,
    context: Context,
  ): Promise<{ fileName: string; content: AsyncIterable<string> }>;
  /** Each requirement with what proves it and what breaks it. */
  getClause(query: ReportQuery, context: Context): Promise<ClauseReport>;
  /** Incidents by completeness, the least complete first. */
  listCompleteness(
    query: CompletenessQuery,
    context: Context,
  ): Promise<Page<IncidentCompleteness> & ReportHeader>;
  /** The requirements of one incident. */
  getCompleteness(
    idOrKey: string,
    context: Context,
  ): Promise<IncidentCompleteness>;
  /** Explains gaps, each once. */
  explainGaps(
    request: ParsedExplainGaps,
    context: Context,
  ): Promise<ExplainedGaps>;
  /** Services and resources, most incidents first. */
  listServices(
    query: ServicesReportQuery,
    context: Context,
  ): Promise<ServicesReport>;
  /** Everything about one service, system, domain or team. */
  getServiceYear(
    entityRef: string,
    query: Pick<ReportQuery, 'from' | 'to' | 'zone'>,
    context: Context,
  ): Promise<ServiceYear>;
  /** A sample that the same seed draws again. */
  getSample(
    query: ReportQuery & { seed: string; n?: number },
    context: Context,
  ): Promise<ReportSample>;
}
