import { parseEntityRef } from '@backstage/catalog-model';
import type {
  AffectedRequest,
  BreakGlassRequest,
  CreateIncidentRequest,
  EscalateRequest,
  Escalation,
  Escalations,
  EntityCounts,
  EntityHistory,
  EntityOverview,
  Incident,
  IncidentQuery,
  IncidentSummary,
  IncidentView,
  MajorRequest,
  Page,
  PageRequest,
  RecordStepRequest,
  ResolutionStep,
  TimelineEntry,
  TimelineVerification,
  TransitionRequest,
  UnlinkRequest,
  UpdateIncidentRequest,
  Volume,
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
  ResponsePlanStanding,
} from '../plans';
import type { IncidentRole } from '../rules';
import { refusalOf } from './refusal';
import type { ResponsePlansApi } from './ResponsePlansApi';
import type { ServiceLevelsApi } from './ServiceLevelsApi';

/** What each call may carry besides its request. @public */
export interface CallOptions {
  /** Sent as bearer token; the platform's fetch adds the signed-in user's own when absent. */
  token?: string;
  signal?: AbortSignal;
  /** `If-Match`: the version the caller has seen; a stale one is answered with 409. */
  ifMatch?: number;
  /** `Idempotency-Key`: the same key with the same body is done once. */
  idempotencyKey?: string;
}

/** What a call that answers in pages may carry. @public */
export type PagedCallOptions = CallOptions & PageRequest;

/** A period of detection, ISO-8601; `from` is in it, `to` is not. @public */
export interface Period {
  from?: string;
  to?: string;
}

/** The filters of the list; a chart has neither order nor pages. @public */
export type VolumeQuery = Omit<IncidentQuery, 'orderBy' | 'limit' | 'cursor'>;

/** The HTTP API of the plugin, typed. Errors are `ResponseError`s of `@backstage/errors`. @public */
export interface SecurityIncidentsApi
  extends ResponsePlansApi,
    ServiceLevelsApi {
  /** Records an incident. */
  createIncident(
    request: CreateIncidentRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** A page of incidents that the caller may read. */
  listIncidents(
    query?: IncidentQuery,
    options?: CallOptions,
  ): Promise<Page<IncidentSummary>>;
  /** One incident by uuid or key. */
  getIncident(idOrKey: string, options?: CallOptions): Promise<Incident>;
  /** Changes facts. */
  updateIncident(
    idOrKey: string,
    request: UpdateIncidentRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Moves an incident to another status. */
  transitionIncident(
    idOrKey: string,
    request: TransitionRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /**
   * Resolution steps, oldest first: all of them, up to `MAX_UNPAGED_ITEMS`, unless the options ask for a page.
   */
  listSteps(
    idOrKey: string,
    options?: PagedCallOptions,
  ): Promise<Page<ResolutionStep>>;
  /** Records a step, or a correction of one. */
  recordStep(
    idOrKey: string,
    request: RecordStepRequest,
    options?: CallOptions,
  ): Promise<ResolutionStep>;
  /** The timeline, oldest first: all of it, up to `MAX_UNPAGED_ITEMS` entries, unless the options ask for a page. */
  getTimeline(
    idOrKey: string,
    options?: PagedCallOptions,
  ): Promise<Page<TimelineEntry>>;
  /** Recomputes the hash chain. */
  verifyTimeline(
    idOrKey: string,
    options?: CallOptions,
  ): Promise<TimelineVerification>;
  /** Links a service, or changes the link. */
  linkAffected(
    idOrKey: string,
    request: AffectedRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Unlinks a service; the timeline keeps that it was linked. */
  unlinkAffected(
    idOrKey: string,
    request: UnlinkRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Gives a role to a person or group; who held it before gives it up. */
  assignRole(
    idOrKey: string,
    role: IncidentRole,
    principalRef: string,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Ends a role. */
  renounceRole(
    idOrKey: string,
    role: IncidentRole,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Lets a person or group read the incident while it is restricted. */
  addMember(
    idOrKey: string,
    principalRef: string,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Takes that back. */
  removeMember(
    idOrKey: string,
    principalRef: string,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Who looked at the incident while it was restricted, newest first: all, up to `MAX_UNPAGED_ITEMS`, or a page. */
  listViews(
    idOrKey: string,
    options?: PagedCallOptions,
  ): Promise<Page<IncidentView>>;
  /** Makes the caller a member of a restricted incident that they may not read; its members are told. */
  breakGlass(
    idOrKey: string,
    request: BreakGlassRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Plans that are applied, with phases and tasks, and those that would apply. */
  getPlanRuns(idOrKey: string, options?: CallOptions): Promise<PlanRuns>;
  /** Applies a plan of the catalog, or upgrades its run to what the catalog says now. */
  applyPlan(
    idOrKey: string,
    request: Extract<ApplyPlanRequest, { planRef: string }>,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Records why no plan is applied. */
  declinePlan(
    idOrKey: string,
    noPlanReason: string,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Moves, assigns or notes on a task of a plan. */
  changeTask(
    idOrKey: string,
    taskId: string,
    request: ChangeTaskRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Everything that the entity card shows. */
  getEntityOverview(
    entityRef: string,
    options?: CallOptions,
  ): Promise<EntityOverview>;
  /** Counts for up to 200 entities. */
  getEntityCounts(
    entityRefs: string[],
    options?: CallOptions,
  ): Promise<{ items: EntityCounts[] }>;
  /** Marks and figures of an entity in a period, the last 18 months unless stated. */
  getEntityHistory(
    entityRef: string,
    period?: Period,
    options?: CallOptions,
  ): Promise<EntityHistory>;
  /** Incidents by month of detection, the last 12 months unless stated; the filters are those of the list. */
  getVolume(query?: VolumeQuery, options?: CallOptions): Promise<Volume>;
}

/** Lists are repeated; what is undefined is left out. */
function queryParams(query: object): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) params.append(name, String(item));
    }
  }
  return params;
}

function queryString(query: object): string {
  const params = queryParams(query).toString();
  return params && `?${params}`;
}

/**
 * Query string of `GET /incidents`; lists are repeated, the order is `field:direction`.
 * @public
 */
export function incidentQueryParams(query: IncidentQuery): URLSearchParams {
  const { orderBy } = query;
  return queryParams({
    ...query,
    orderBy: orderBy && `${orderBy.field}:${orderBy.direction}`,
  });
}

function pageParams({ limit, cursor }: PageRequest = {}): string {
  return queryString({ limit, cursor });
}

const pathPart = (text: string) =>
  encodeURIComponent(text.toLocaleLowerCase('en-US'));

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(pathPart).join('/')}`;
}

/**
 * Client of the HTTP API, for browsers and other backends alike.
 * @public
 */
export class SecurityIncidentsClient implements SecurityIncidentsApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: globalThis.fetch };
  }

  createIncident(request: CreateIncidentRequest, options?: CallOptions) {
    return this.#send<Incident>('POST', '/incidents', request, options);
  }

  listIncidents(query: IncidentQuery = {}, options?: CallOptions) {
    const params = incidentQueryParams(query).toString();
    return this.#send<Page<IncidentSummary>>(
      'GET',
      `/incidents${params && `?${params}`}`,
      undefined,
      options,
    );
  }

  getIncident(idOrKey: string, options?: CallOptions) {
    return this.#onIncident<Incident>('GET', idOrKey, '', undefined, options);
  }

  updateIncident(
    idOrKey: string,
    request: UpdateIncidentRequest,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>('PATCH', idOrKey, '', request, options);
  }

  transitionIncident(
    idOrKey: string,
    request: TransitionRequest,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>(
      'POST',
      idOrKey,
      '/transitions',
      request,
      options,
    );
  }

  listSteps(idOrKey: string, options?: PagedCallOptions) {
    return this.#onIncident<Page<ResolutionStep>>(
      'GET',
      idOrKey,
      `/steps${pageParams(options)}`,
      undefined,
      options,
    );
  }

  recordStep(
    idOrKey: string,
    request: RecordStepRequest,
    options?: CallOptions,
  ) {
    return this.#onIncident<ResolutionStep>(
      'POST',
      idOrKey,
      '/steps',
      request,
      options,
    );
  }

  getTimeline(idOrKey: string, options?: PagedCallOptions) {
    return this.#onIncident<Page<TimelineEntry>>(
      'GET',
      idOrKey,
      `/timeline${pageParams(options)}`,
      undefined,
      options,
    );
  }

  verifyTimeline(idOrKey: string, options?: CallOptions) {
    return this.#onIncident<TimelineVerification>(
      'GET',
      idOrKey,
      '/verification',
      undefined,
      options,
    );
  }

  linkAffected(
    idOrKey: string,
    request: AffectedRequest,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>(
      'POST',
      idOrKey,
      '/affected',
      request,
      options,
    );
  }

  unlinkAffected(
    idOrKey: string,
    request: UnlinkRequest,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>(
      'DELETE',
      idOrKey,
      '/affected',
      request,
      options,
    );
  }

  assignRole(
    idOrKey: string,
    role: IncidentRole,
    principalRef: string,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>(
      'PUT',
      idOrKey,
      `/roles/${encodeURIComponent(role)}`,
      { principalRef },
      options,
    );
  }

  renounceRole(idOrKey: string, role: IncidentRole, options?: CallOptions) {
    return this.#onIncident<Incident>(
      'DELETE',
      idOrKey,
      `/roles/${encodeURIComponent(role)}`,
      undefined,
      options,
    );
  }

  addMember(idOrKey: string, principalRef: string, options?: CallOptions) {
    return this.#onIncident<Incident>(
      'POST',
      idOrKey,
      '/members',
      { principalRef },
      options,
    );
  }

  removeMember(idOrKey: string, principalRef: string, options?: CallOptions) {
    return this.#onIncident<Incident>(
      'DELETE',
      idOrKey,
      '/members',
      { principalRef },
      options,
    );
  }

  listViews(idOrKey: string, options?: PagedCallOptions) {
    return this.#onIncident<Page<IncidentView>>(
      'GET',
      idOrKey,
      `/views${pageParams(options)}`,
      undefined,
      options,
    );
  }

  breakGlass(
    idOrKey: string,
    request: BreakGlassRequest,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>(
      'POST',
      idOrKey,
      '/break-glass',
      request,
      options,
    );
  }

  getPlanRuns(idOrKey: string, options?: CallOptions) {
    return this.#onIncident<PlanRuns>(
      'GET',
      idOrKey,
      '/plan-runs',
      undefined,
      options,
    );
  }

  applyPlan(
    idOrKey: string,
    request: Extract<ApplyPlanRequest, { planRef: string }>,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>(
      'POST',
      idOrKey,
      '/plan-runs',
      request,
      options,
    );
  }

  declinePlan(idOrKey: string, noPlanReason: string, options?: CallOptions) {
    return this.#onIncident<Incident>(
      'POST',
      idOrKey,
      '/plan-runs',
      { noPlanReason },
      options,
    );
  }

  changeTask(
    idOrKey: string,
    taskId: string,
    request: ChangeTaskRequest,
    options?: CallOptions,
  ) {
    return this.#onIncident<Incident>(
      'PATCH',
      idOrKey,
      `/tasks/${encodeURIComponent(taskId)}`,
      request,
      options,
    );
  }

  listEscalations(idOrKey: string, options?: CallOptions) {
    return this.#onIncident<Escalations>(
      'GET',
      idOrKey,
      '/escalations',
      undefined,
      options,
    );
  }

  escalate(idOrKey: string, request: EscalateRequest, options?: CallOptions) {
    return this.#onIncident<Escalation>(
      'POST',
      idOrKey,
      '/escalations',
      request,
      options,
    );
  }

  decideMajor(idOrKey: string, request: MajorRequest, options?: CallOptions) {
    return this.#onIncident<Incident>(
      'POST',
      idOrKey,
      '/major',
      request,
      options,
    );
  }

  getEntityOverview(entityRef: string, options?: CallOptions) {
    return this.#send<EntityOverview>(
      'GET',
      `${entityPath(entityRef)}/overview`,
      undefined,
      options,
    );
  }

  getEntityHistory(
    entityRef: string,
    period: Period = {},
    options?: CallOptions,
  ) {
    return this.#send<EntityHistory>(
      'GET',
      `${entityPath(entityRef)}/history${queryString(period)}`,
      undefined,
      options,
    );
  }

  getVolume(query: VolumeQuery = {}, options?: CallOptions) {
    return this.#send<Volume>(
      'GET',
      `/reports/volume${queryString(query)}`,
      undefined,
      options,
    );
  }

  getEntityCounts(entityRefs: string[], options?: CallOptions) {
    return this.#send<{ items: EntityCounts[] }>(
      'POST',
      '/entities/overviews',
      { entityRefs },
      options,
    );
  }

  getApplicablePlans(query: ApplicablePlansQuery, options?: CallOptions) {
    return this.#send<ApplicablePlans>(
      'GET',
      `/response-plans${queryString(query)}`,
      undefined,
      options,
    );
  }

  getCoverage(query: CoverageQuery = {}, options?: CallOptions) {
    return this.#send<Coverage>(
      'GET',
      `/response-plans/coverage${queryString(query)}`,
      undefined,
      options,
    );
  }

  getPlanStanding(planRef: string, options?: CallOptions) {
    const { namespace, name } = parseEntityRef(planRef);
    return this.#send<ResponsePlanStanding>(
      'GET',
      `/response-plans/${pathPart(namespace)}/${pathPart(name)}`,
      undefined,
      options,
    );
  }

  async getCoverageCsv(
    query: Omit<CoverageQuery, 'limit' | 'cursor'> = {},
    options?: CallOptions,
  ) {
    const response = await this.#fetch(
      'GET',
      `/response-plans/coverage.csv${queryString(query)}`,
      undefined,
      options,
    );
    return response.text();
  }

  importPlaybook(request: ImportPlaybookRequest, options?: CallOptions) {
    return this.#send<PlaybookImport>(
      'POST',
      '/response-plans/import',
      request,
      options,
    );
  }

  getPlaybook(planRef: string, options?: CallOptions) {
    const { namespace, name } = parseEntityRef(planRef);
    return this.#send<CacaoPlaybook>(
      'GET',
      `/response-plans/${pathPart(namespace)}/${pathPart(name)}/cacao`,
      undefined,
      options,
    );
  }

  #onIncident<T>(
    method: string,
    idOrKey: string,
    path: string,
    body: unknown,
    options?: CallOptions,
  ): Promise<T> {
    return this.#send(
      method,
      `/incidents/${encodeURIComponent(idOrKey)}${path}`,
      body,
      options,
    );
  }

  async #send<T>(
    method: string,
    path: string,
    body: unknown,
    options?: CallOptions,
  ): Promise<T> {
    const response = await this.#fetch(method, path, body, options);
    return response.json();
  }

  async #fetch(
    method: string,
    path: string,
    body: unknown,
    options: CallOptions = {},
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('security-incidents');
    const headers: Record<string, string> = {};
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (options.token) headers.authorization = `Bearer ${options.token}`;
    if (options.ifMatch !== undefined) {
      headers['if-match'] = String(options.ifMatch);
    }
    if (options.idempotencyKey) {
      headers['idempotency-key'] = options.idempotencyKey;
    }
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
    });
    if (!response.ok) throw await refusalOf(response);
    return response;
  }
}
