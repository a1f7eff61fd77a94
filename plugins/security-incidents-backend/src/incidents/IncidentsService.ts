import type {
  EntityCounts,
  EntityHistory,
  EntityOverview,
  Escalation,
  Escalations,
  Incident,
  IncidentQuery,
  IncidentRole,
  IncidentSummary,
  IncidentView,
  Page,
  PageRequest,
  ParsedAffected,
  ParsedBreakGlass,
  ParsedApplyPlan,
  ParsedChangeTask,
  ParsedCreateIncident,
  ParsedEscalate,
  ParsedMajor,
  ParsedPrincipal,
  ParsedRecordStep,
  ParsedTransition,
  ParsedUnlink,
  ParsedUpdateIncident,
  Period,
  PlanRuns,
  ResolutionStep,
  TimelineEntry,
  TimelineVerification,
  Volume,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentResource } from '../authorization/incidentResource';

/** A result of a POST that may be the answer to a request which was done before. @public */
export interface Done<T> {
  value: T;
  replayed: boolean;
}

/**
 * The rules of the product. Errors are those of `@backstage/errors`: `InputError` names the field and the rule,
 * `NotFoundError` also stands for what the caller may not know of, `ConflictError` for a stale version or a record that
 * takes no changes.
 *
 * @public
 */
export interface IncidentsService<Context> {
  create(
    request: ParsedCreateIncident,
    context: Context,
  ): Promise<Done<Incident>>;
  list(query: IncidentQuery, context: Context): Promise<Page<IncidentSummary>>;
  get(idOrKey: string, context: Context): Promise<Incident>;
  update(
    idOrKey: string,
    changes: ParsedUpdateIncident,
    context: Context,
  ): Promise<Incident>;
  transition(
    idOrKey: string,
    request: ParsedTransition,
    context: Context,
  ): Promise<Incident>;
  /** Oldest first; without a limit all, up to `MAX_UNPAGED_ITEMS`. */
  listSteps(
    idOrKey: string,
    page: PageRequest,
    context: Context,
  ): Promise<Page<ResolutionStep>>;
  recordStep(
    idOrKey: string,
    request: ParsedRecordStep,
    context: Context,
  ): Promise<Done<ResolutionStep>>;
  /** Oldest first; without a limit all, up to `MAX_UNPAGED_ITEMS`. */
  getTimeline(
    idOrKey: string,
    page: PageRequest,
    context: Context,
  ): Promise<Page<TimelineEntry>>;
  verify(idOrKey: string, context: Context): Promise<TimelineVerification>;
  linkAffected(
    idOrKey: string,
    request: ParsedAffected,
    context: Context,
  ): Promise<Incident>;
  unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: Context,
  ): Promise<Incident>;
  assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: Context,
  ): Promise<Incident>;
  renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: Context,
  ): Promise<Incident>;
  addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: Context,
  ): Promise<Incident>;
  removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: Context,
  ): Promise<Incident>;
  /** Who read it while it was restricted, newest first; without a limit all, up to `MAX_UNPAGED_ITEMS`. */
  listViews(
    idOrKey: string,
    page: PageRequest,
    context: Context,
  ): Promise<Page<IncidentView>>;
  /** Makes the caller a member of a restricted incident that they may not read. */
  breakGlass(
    idOrKey: string,
    request: ParsedBreakGlass,
    context: Context,
  ): Promise<Incident>;
  /** Plans that are applied with their tasks, the decision for none, and plans that would apply. */
  getPlanRuns(idOrKey: string, context: Context): Promise<PlanRuns>;
  /** Applies or upgrades a plan, or records why none is. */
  applyPlan(
    idOrKey: string,
    request: ParsedApplyPlan,
    context: Context,
  ): Promise<Done<Incident>>;
  changeTask(
    idOrKey: string,
    taskId: string,
    request: ParsedChangeTask,
    context: Context,
  ): Promise<Incident>;
  /** Who was told and why, oldest first, and who is going to be told next. */
  listEscalations(idOrKey: string, context: Context): Promise<Escalations>;
  /** Tells people by hand. */
  escalate(
    idOrKey: string,
    request: ParsedEscalate,
    context: Context,
  ): Promise<Done<Escalation>>;
  /** Declares or ends a major incident, or declines the proposal to. */
  decideMajor(
    idOrKey: string,
    request: ParsedMajor,
    context: Context,
  ): Promise<Incident>;
  getEntityOverview(
    entityRef: string,
    context: Context,
  ): Promise<EntityOverview>;
  getEntityCounts(
    entityRefs: readonly string[],
    context: Context,
  ): Promise<EntityCounts[]>;
  /** Marks and figures of an entity in a period: the last 18 calendar months unless stated. */
  getEntityHistory(
    entityRef: string,
    period: Period,
    context: Context,
  ): Promise<EntityHistory>;
  /** Real incidents by month of detection: the last 12 calendar months unless stated. */
  getVolume(query: VolumeQuery, context: Context): Promise<Volume>;
}

/** What the plugin does by itself, from time to time. */
export interface IncidentUpkeep {
  /** What the permission rules look at. */
  getResource(
    idOrKey: string,
    context: AuthorizedContext,
  ): Promise<IncidentResource>;
  /** Completes links that were made while the catalog did not answer; returns how many. */
  completeSnapshots(context: AuthorizedContext): Promise<number>;
  /** Fires the due rules of clocks and ladders, each once; returns how many. */
  checkServiceLevels(context: AuthorizedContext): Promise<number>;
  /** Notifies people of recorded escalations, and tries again those that failed. */
  deliverEscalations(): Promise<void>;
  /** Deletes old idempotency keys; returns how many. */
  forgetOldKeys(): Promise<number>;
}

/** The rules without authorization. */
export type InnerIncidentsService = IncidentsService<AuthorizedContext> &
  IncidentUpkeep;
