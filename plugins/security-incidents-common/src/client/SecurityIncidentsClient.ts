import type {
  AffectedRequest,
  AnswerReportRequest,
  BreakGlassRequest,
  CreateIncidentRequest,
  DueOverview,
  EntityCountsPart,
  EntityHistory,
  EscalateRequest,
  Escalation,
  Escalations,
  Incident,
  IncidentQuery,
  IncidentSummary,
  IncidentView,
  MajorRequest,
  MyReport,
  MyReportDetails,
  Page,
  RecordStepRequest,
  ReportRecipients,
  ReportRecipientsQuery,
  ResolutionStep,
  TimelineEntry,
  TimelineVerification,
  TransitionRequest,
  UnlinkRequest,
  UpdateIncidentRequest,
  Volume,
  WorkPage,
} from '../model';
import type {
  ApplicablePlans,
  ApplicablePlansQuery,
  ApplyPlanRequest,
  CacaoPlaybook,
  ChangeTaskRequest,
  Coverage,
  CoverageQuery,
  ImportPlaybookRequest,
  PlanRuns,
  PlaybookImport,
  ResponsePlanStatus,
} from '../plans';
import type { IncidentRole } from '../rules';
import { EntitiesClient } from './EntitiesClient';
import { entityPath } from './entityPath';
import { HttpCalls } from './HttpCalls';
import type { WorkQuery } from './MyWorkApi';
import {
  incidentPath,
  myReportPath,
  toIncidentQueryParams,
  pagesPath,
  planPath,
  withQuery,
} from './paths';
import type {
  CallOptions,
  PagedCallOptions,
  Period,
  SecurityIncidentsApi,
  VolumeQuery,
} from './SecurityIncidentsApi';

/**
 * Client of the HTTP API, for browsers and other backends alike.
 * @public
 */
export class SecurityIncidentsClient implements SecurityIncidentsApi {
  readonly #calls: HttpCalls;
  readonly #entities: EntitiesClient;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
    this.#entities = new EntitiesClient(options);
  }

  createIncident(request: CreateIncidentRequest, options?: CallOptions) {
    return this.#post<Incident>('/incidents', request, options);
  }

  listIncidents(query: IncidentQuery = {}, options?: CallOptions) {
    const params = toIncidentQueryParams(query).toString();
    const path = params ? `/incidents?${params}` : '/incidents';
    return this.#get<Page<IncidentSummary>>(path, options);
  }

  getIncident(idOrKey: string, options?: CallOptions) {
    return this.#get<Incident>(incidentPath(idOrKey), options);
  }

  updateIncident(
    idOrKey: string,
    request: UpdateIncidentRequest,
    options?: CallOptions,
  ) {
    return this.#patch<Incident>(incidentPath(idOrKey), request, options);
  }

  transitionIncident(
    idOrKey: string,
    request: TransitionRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'transitions');
    return this.#post<Incident>(path, request, options);
  }

  listSteps(idOrKey: string, options?: PagedCallOptions) {
    const path = pagesPath(idOrKey, 'steps', options);
    return this.#get<Page<ResolutionStep>>(path, options);
  }

  recordStep(
    idOrKey: string,
    request: RecordStepRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'steps');
    return this.#post<ResolutionStep>(path, request, options);
  }

  getTimeline(idOrKey: string, options?: PagedCallOptions) {
    const path = pagesPath(idOrKey, 'timeline', options);
    return this.#get<Page<TimelineEntry>>(path, options);
  }

  verifyTimeline(idOrKey: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'verification');
    return this.#get<TimelineVerification>(path, options);
  }

  linkAffected(
    idOrKey: string,
    request: AffectedRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'affected');
    return this.#post<Incident>(path, request, options);
  }

  unlinkAffected(
    idOrKey: string,
    request: UnlinkRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'affected');
    return this.#delete<Incident>(path, request, options);
  }

  assignRole(
    idOrKey: string,
    role: IncidentRole,
    principalRef: string,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'roles', role);
    return this.#calls.send<Incident>('PUT', path, { principalRef }, options);
  }

  renounceRole(idOrKey: string, role: IncidentRole, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'roles', role);
    return this.#delete<Incident>(path, undefined, options);
  }

  addMember(idOrKey: string, principalRef: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'members');
    return this.#post<Incident>(path, { principalRef }, options);
  }

  removeMember(idOrKey: string, principalRef: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'members');
    return this.#delete<Incident>(path, { principalRef }, options);
  }

  listViews(idOrKey: string, options?: PagedCallOptions) {
    const path = pagesPath(idOrKey, 'views', options);
    return this.#get<Page<IncidentView>>(path, options);
  }

  breakGlass(
    idOrKey: string,
    request: BreakGlassRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'break-glass');
    return this.#post<Incident>(path, request, options);
  }

  getPlanRuns(idOrKey: string, options?: CallOptions) {
    return this.#get<PlanRuns>(incidentPath(idOrKey, 'plan-runs'), options);
  }

  applyPlan(
    idOrKey: string,
    request: Extract<ApplyPlanRequest, { planRef: string }>,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'plan-runs');
    return this.#post<Incident>(path, request, options);
  }

  declinePlan(idOrKey: string, noPlanReason: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'plan-runs');
    return this.#post<Incident>(path, { noPlanReason }, options);
  }

  changeTask(
    idOrKey: string,
    taskId: string,
    request: ChangeTaskRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'tasks', taskId);
    return this.#patch<Incident>(path, request, options);
  }

  listEscalations(idOrKey: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'escalations');
    return this.#get<Escalations>(path, options);
  }

  escalate(idOrKey: string, request: EscalateRequest, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'escalations');
    return this.#post<Escalation>(path, request, options);
  }

  decideMajor(idOrKey: string, request: MajorRequest, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'major');
    return this.#post<Incident>(path, request, options);
  }

  getMyWork(query: WorkQuery = {}, options?: CallOptions) {
    return this.#get<WorkPage>(withQuery('/my/work', query), options);
  }

  listMyReports({ limit, cursor, ...options }: PagedCallOptions = {}) {
    const path = withQuery('/my/reports', { limit, cursor });
    return this.#get<Page<MyReport>>(path, options);
  }

  getMyReport(idOrKey: string, options?: CallOptions) {
    return this.#get<MyReportDetails>(myReportPath(idOrKey), options);
  }

  answerMyReport(
    idOrKey: string,
    request: AnswerReportRequest,
    options?: CallOptions,
  ) {
    const path = myReportPath(idOrKey, 'answers');
    return this.#post<MyReportDetails>(path, request, options);
  }

  getReportRecipients(query: ReportRecipientsQuery, options?: CallOptions) {
    const path = withQuery('/my/report-recipients', query);
    return this.#get<ReportRecipients>(path, options);
  }

  getEntityOverview(entityRef: string, options?: CallOptions) {
    return this.#entities.getEntityOverview(entityRef, options);
  }

  getEntityHistory(
    entityRef: string,
    period: Period = {},
    options?: CallOptions,
  ) {
    const path = withQuery(entityPath(entityRef, 'history'), period);
    return this.#get<EntityHistory>(path, options);
  }

  getVolume(query: VolumeQuery = {}, options?: CallOptions) {
    return this.#get<Volume>(withQuery('/reports/volume', query), options);
  }

  getDue(query: VolumeQuery = {}, options?: CallOptions) {
    return this.#get<DueOverview>(withQuery('/reports/due', query), options);
  }

  getEntityCounts(
    entityRefs: string[],
    options?: CallOptions & { include?: EntityCountsPart[] },
  ) {
    return this.#entities.getEntityCounts(entityRefs, options);
  }

  getApplicablePlans(query: ApplicablePlansQuery, options?: CallOptions) {
    const path = withQuery('/response-plans', query);
    return this.#get<ApplicablePlans>(path, options);
  }

  getCoverage(query: CoverageQuery = {}, options?: CallOptions) {
    const path = withQuery('/response-plans/coverage', query);
    return this.#get<Coverage>(path, options);
  }

  getPlanStatus(planRef: string, options?: CallOptions) {
    return this.#get<ResponsePlanStatus>(planPath(planRef), options);
  }

  exportCoverage(
    format: 'csv' | 'json',
    query: Omit<CoverageQuery, 'limit' | 'cursor'> = {},
    options?: CallOptions,
  ) {
    const path = withQuery(`/response-plans/coverage.${format}`, query);
    return this.#calls.getText(path, options);
  }

  importPlaybook(request: ImportPlaybookRequest, options?: CallOptions) {
    return this.#post<PlaybookImport>(
      '/response-plans/import',
      request,
      options,
    );
  }

  getPlaybook(planRef: string, options?: CallOptions) {
    return this.#get<CacaoPlaybook>(`${planPath(planRef)}/cacao`, options);
  }

  #get<T>(path: string, options?: CallOptions): Promise<T> {
    return this.#calls.get<T>(path, options);
  }

  #post<T>(path: string, body: unknown, options?: CallOptions): Promise<T> {
    return this.#calls.send<T>('POST', path, body, options);
  }

  #patch<T>(path: string, body: unknown, options?: CallOptions): Promise<T> {
    return this.#calls.send<T>('PATCH', path, body, options);
  }

  #delete<T>(path: string, body: unknown, options?: CallOptions): Promise<T> {
    return this.#calls.send<T>('DELETE', path, body, options);
  }
}
