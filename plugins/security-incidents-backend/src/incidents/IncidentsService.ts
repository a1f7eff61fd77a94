import type { BackstageCredentials } from '@backstage/backend-plugin-api';
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
import type { IncidentResource } from '../authorization/incidentResource';
import type { IncidentRecord, ReadAccess } from './store/records';

/** Every right of a caller, decided once for a request. @public */
export interface CallerPermissions {
  create: boolean;
  read: boolean;
  update: boolean;
  transition: boolean;
  close: boolean;
  reopen: boolean;
  merge: boolean;
  restrict: boolean;
  recordStep: boolean;
  verify: boolean;
  readViews: boolean;
  breakGlass: boolean;
  readPlans: boolean;
  exportReports: boolean;
}

/** Who calls, what they may read, and what guards the change. @public */
export interface CallContext {
  credentials: BackstageCredentials;
  /** Version that the caller has seen; a stale one is a conflict. */
  ifMatch?: number;
  /** The same key with the same request is done once. */
  idempotencyKey?: string;
  /**
   * Filled in by the authorising decorator. Absent means full access, for the plugin's own tasks.
   */
  access?: ReadAccess;
  /** What the caller may reach by breaking the glass; absent for whoever may not. */
  beyond?: ReadAccess;
  /** Told which incident the call is about, as soon as it is found: the caller may read that one. */
  onFound?: (incident: IncidentRecord) => void;
  permissions?: CallerPermissions;
  /** Which services the caller may see in the catalog: `some` when a policy makes that depend on the service. */
  services?: 'all' | 'some' | 'none';
  /** What the caller may do with one incident; absent when that is the same for all. */
  permissionsOn?: (incident: IncidentResource) => CallerPermissions;
  /**
   * Throws when the caller lacks the right to the change that is about to be made. It is asked once the incident is
   * locked, so that what it depends on cannot change in between.
   */
  assertMay?: (
    incident: IncidentRecord,
    resource: () => Promise<IncidentResource>,
  ) => Promise<void>;
}

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
export interface IncidentsService {
  create(
    request: ParsedCreateIncident,
    context: CallContext,
  ): Promise<Done<Incident>>;
  list(
    query: IncidentQuery,
    context: CallContext,
  ): Promise<Page<IncidentSummary>>;
  get(idOrKey: string, context: CallContext): Promise<Incident>;
  /** What the permission rules look at. */
  getResource(idOrKey: string, context: CallContext): Promise<IncidentResource>;
  update(
    idOrKey: string,
    changes: ParsedUpdateIncident,
    context: CallContext,
  ): Promise<Incident>;
  transition(
    idOrKey: string,
    request: ParsedTransition,
    context: CallContext,
  ): Promise<Incident>;
  /** Oldest first; without a limit all, up to `MAX_UNPAGED_ITEMS`. */
  listSteps(
    idOrKey: string,
    page: PageRequest,
    context: CallContext,
  ): Promise<Page<ResolutionStep>>;
  recordStep(
    idOrKey: string,
    request: ParsedRecordStep,
    context: CallContext,
  ): Promise<Done<ResolutionStep>>;
  /** Oldest first; without a limit all, up to `MAX_UNPAGED_ITEMS`. */
  getTimeline(
    idOrKey: string,
    page: PageRequest,
    context: CallContext,
  ): Promise<Page<TimelineEntry>>;
  verify(idOrKey: string, context: CallContext): Promise<TimelineVerification>;
  linkAffected(
    idOrKey: string,
    request: ParsedAffected,
    context: CallContext,
  ): Promise<Incident>;
  unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: CallContext,
  ): Promise<Incident>;
  assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: CallContext,
  ): Promise<Incident>;
  renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: CallContext,
  ): Promise<Incident>;
  addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ): Promise<Incident>;
  removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ): Promise<Incident>;
  /** Who read it while it was restricted, newest first; without a limit all, up to `MAX_UNPAGED_ITEMS`. */
  listViews(
    idOrKey: string,
    page: PageRequest,
    context: CallContext,
  ): Promise<Page<IncidentView>>;
  /** Makes the caller a member of a restricted incident that they may not read. */
  breakGlass(
    idOrKey: string,
    request: ParsedBreakGlass,
    context: CallContext,
  ): Promise<Incident>;
  /** Plans that are applied with their tasks, the decision for none, and plans that would apply. */
  getPlanRuns(idOrKey: string, context: CallContext): Promise<PlanRuns>;
  /** Applies or upgrades a plan, or records why none is. */
  applyPlan(
    idOrKey: string,
    request: ParsedApplyPlan,
    context: CallContext,
  ): Promise<Done<Incident>>;
  changeTask(
    idOrKey: string,
    taskId: string,
    request: ParsedChangeTask,
    context: CallContext,
  ): Promise<Incident>;
  /** Who was told and why, oldest first, and who is going to be told next. */
  listEscalations(idOrKey: string, context: CallContext): Promise<Escalations>;
  /** Tells people by hand. */
  escalate(
    idOrKey: string,
    request: ParsedEscalate,
    context: CallContext,
  ): Promise<Done<Escalation>>;
  /** Declares or ends a major incident, or declines the proposal to. */
  decideMajor(
    idOrKey: string,
    request: ParsedMajor,
    context: CallContext,
  ): Promise<Incident>;
  getEntityOverview(
    entityRef: string,
    context: CallContext,
  ): Promise<EntityOverview>;
  getEntityCounts(
    entityRefs: readonly string[],
    context: CallContext,
  ): Promise<EntityCounts[]>;
  /** Marks and figures of an entity in a period: the last 18 calendar months unless stated. */
  getEntityHistory(
    entityRef: string,
    period: Period,
    context: CallContext,
  ): Promise<EntityHistory>;
  /** Real incidents by month of detection: the last 12 calendar months unless stated. */
  getVolume(query: VolumeQuery, context: CallContext): Promise<Volume>;
  /** Completes links that were made while the catalog could not be asked; returns how many. */
  completeSnapshots(context: CallContext): Promise<number>;
  /** Has fire what is due of clocks and ladders, each rule once; returns how many did. */
  checkServiceLevels(context: CallContext): Promise<number>;
  /** Tells people of escalations that are recorded, those included that could not be told before. */
  deliverEscalations(): Promise<void>;
  /** Forgets idempotency keys that nobody will repeat any more; returns how many. */
  forgetOldKeys(): Promise<number>;
}
