import type {
  AffectedRequest,
  BreakGlassRequest,
  CreateIncidentRequest,
  DueOverview,
  EntityCounts,
  EntityCountsPart,
  EntityHistory,
  EntityOverview,
  Incident,
  IncidentQuery,
  IncidentSummary,
  IncidentView,
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
import type { ApplyPlanRequest, ChangeTaskRequest, PlanRuns } from '../plans';
import type { IncidentRole } from '../rules';
import type { MyWorkApi } from './MyWorkApi';
import type { MyReportsApi } from './MyReportsApi';
import type { ResponsePlansApi } from './ResponsePlansApi';
import type { ServiceLevelsApi } from './ServiceLevelsApi';

/** Options of every call. @public */
export interface CallOptions {
  /** Bearer token; absent in browsers, where Backstage's fetch adds the user's token. */
  token?: string;
  signal?: AbortSignal;
  /** `If-Match`: the version that the caller has read. A stale version is answered with 409. */
  ifMatch?: number;
  /** `Idempotency-Key`: a repeated call with the same key and body runs once. */
  idempotencyKey?: string;
}

/** Options of a call that answers in pages. @public */
export type PagedCallOptions = CallOptions & PageRequest;

/** A period of detection, ISO-8601; `from` is in it, `to` is not. @public */
export interface Period {
  from?: string;
  to?: string;
}

/** Filters of the chart: those of the list, without order and pages. @public */
export type VolumeQuery = Omit<IncidentQuery, 'orderBy' | 'limit' | 'cursor'>;

/** The HTTP API of the plugin, typed. Errors are `ResponseError`s of `@backstage/errors`. @public */
export interface SecurityIncidentsApi
  extends MyReportsApi,
    MyWorkApi,
    ResponsePlansApi,
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
  /** Changes the facts of an incident. */
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
  /** Records a step, or a step that corrects another. */
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
  /** Verifies the hash chain of the timeline. */
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
  /** Unlinks a service. The timeline still shows that it was linked. */
  unlinkAffected(
    idOrKey: string,
    request: UnlinkRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Assigns a role to a person or group, in place of its holder. */
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
  /** Removes a member. */
  removeMember(
    idOrKey: string,
    principalRef: string,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Views of the incident while it was restricted, newest first: up to `MAX_UNPAGED_ITEMS`, or a page. */
  listViews(
    idOrKey: string,
    options?: PagedCallOptions,
  ): Promise<Page<IncidentView>>;
  /** Makes the caller a member of a restricted incident that they may not read. Its members are notified. */
  breakGlass(
    idOrKey: string,
    request: BreakGlassRequest,
    options?: CallOptions,
  ): Promise<Incident>;
  /** Applied plans with phases and tasks, and plans that would apply. */
  getPlanRuns(idOrKey: string, options?: CallOptions): Promise<PlanRuns>;
  /** Applies a plan, or upgrades its run to the plan's current content. */
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
  /** The content of the entity card. */
  getEntityOverview(
    entityRef: string,
    options?: CallOptions,
  ): Promise<EntityOverview>;
  /** Counts for up to 200 entities, with what `include` asks for besides. */
  getEntityCounts(
    entityRefs: string[],
    options?: CallOptions & { include?: EntityCountsPart[] },
  ): Promise<{ items: EntityCounts[] }>;
  /** History of an entity in a period; by default the last 18 months. */
  getEntityHistory(
    entityRef: string,
    period?: Period,
    options?: CallOptions,
  ): Promise<EntityHistory>;
  /** Incidents by month of detection; by default the last 12 months. */
  getVolume(query?: VolumeQuery, options?: CallOptions): Promise<Volume>;
  /** Open incidents by what is due next. */
  getDue(query?: VolumeQuery, options?: CallOptions): Promise<DueOverview>;
}
