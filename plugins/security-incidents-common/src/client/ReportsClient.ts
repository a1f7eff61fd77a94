import { parseEntityRef } from '@backstage/catalog-model';
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
import { HttpCalls } from './HttpCalls';
import { incidentPath, withQuery } from './paths';
import type {
  ExportedListFilters,
  ExportedListName,
  ReportsApi,
} from './ReportsApi';
import type { CallOptions } from './SecurityIncidentsApi';

const toPath = (...parts: string[]) =>
  `/reports/${parts.map(encodeURIComponent).join('/')}`;

/**
 * Client of the part of the HTTP API about reports.
 * @public
 */
export class ReportsClient implements ReportsApi {
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  getReportOverview(query: ReportQuery = {}, options?: CallOptions) {
    const path = withQuery(toPath('overview'), query);
    return this.#calls.get<ReportOverview>(path, options);
  }

  getAnalysis(query: AnalysisQuery = {}, options?: CallOptions) {
    const path = withQuery(toPath('analysis'), query);
    return this.#calls.get<AnalysisReport>(path, options);
  }

  exportList<L extends ExportedListName>(
    list: L,
    format: 'csv' | 'json',
    query: ExportedListFilters[L] = {},
    options?: CallOptions,
  ) {
    const path = withQuery(toPath(`${list}.${format}`), query);
    return this.#calls.getText(path, options);
  }

  getAnalysisCsv(query: AnalysisQuery = {}, options?: CallOptions) {
    const path = withQuery(toPath('analysis.csv'), query);
    return this.#calls.getText(path, options);
  }

  getClauseReport(query: ReportQuery = {}, options?: CallOptions) {
    const path = withQuery(toPath('clause-8.7.3.3'), query);
    return this.#calls.get<ClauseReport>(path, options);
  }

  listCompleteness(query: CompletenessQuery = {}, options?: CallOptions) {
    const path = withQuery(toPath('completeness'), query);
    return this.#calls.get<Page<IncidentCompleteness> & ReportHeader>(
      path,
      options,
    );
  }

  getIncidentCompleteness(idOrKey: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'completeness');
    return this.#calls.get<IncidentCompleteness>(path, options);
  }

  explainGaps(request: ExplainGapsRequest, options?: CallOptions) {
    const path = toPath('explanations');
    return this.#calls.send<ExplainedGaps>('POST', path, request, options);
  }

  listServiceReports(query: ServicesReportQuery = {}, options?: CallOptions) {
    const path = withQuery(toPath('services'), query);
    return this.#calls.get<ServicesReport>(path, options);
  }

  getServiceYear(
    entityRef: string,
    query: Pick<ReportQuery, 'from' | 'to' | 'zone'> = {},
    options?: CallOptions,
  ) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const parts = [kind, namespace, name].map(part =>
      part.toLocaleLowerCase('en-US'),
    );
    const path = withQuery(toPath('services', ...parts), query);
    return this.#calls.get<ServiceYear>(path, options);
  }

  getReportSample(
    query: ReportQuery & { seed: string; n?: number },
    options?: CallOptions,
  ) {
    const path = withQuery(toPath('sample'), query);
    return this.#calls.get<ReportSample>(path, options);
  }

  freezeReport(request: FreezeReportRequest, options?: CallOptions) {
    const path = toPath('frozen');
    return this.#calls.send<FrozenReport>('POST', path, request, options);
  }

  listFrozenReports(page: PageRequest = {}, options?: CallOptions) {
    const path = withQuery(toPath('frozen'), page);
    return this.#calls.get<FrozenReports>(path, options);
  }

  getFrozenReport(id: string, options?: CallOptions) {
    return this.#calls.get<FrozenReport>(toPath('frozen', id), options);
  }

  compareFrozenReport(id: string, options?: CallOptions) {
    const path = toPath('frozen', id, 'comparison');
    return this.#calls.get<FrozenComparison>(path, options);
  }
}
