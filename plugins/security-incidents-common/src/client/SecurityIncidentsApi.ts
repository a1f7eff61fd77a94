import type {
  AffectedRequest,
  BreakGlassRequest,
  CreateIncidentRequest,
  EntityCounts,
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
