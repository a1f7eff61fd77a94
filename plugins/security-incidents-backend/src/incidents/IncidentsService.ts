import type {
  Incident,
  IncidentQuery,
  IncidentSummary,
  Page,
  PageRequest,
  ParsedAffected,
  ParsedCreateIncident,
  ParsedRecordStep,
  ParsedTransition,
  ParsedUnlink,
  ParsedUpdateIncident,
  ResolutionStep,
  TimelineEntry,
  TimelineVerification,
} from 'backstage-plugin-security-incidents-common';

/** The result of a POST; `replayed` when an earlier request with the same idempotency key produced it. @public */
export interface Done<T> {
  value: T;
  replayed: boolean;
}

/**
 * Incidents with their steps, timelines and affected services. Errors are those of `@backstage/errors`: `InputError` names the field and the rule,
 * `NotFoundError` also stands for what the caller may not read, `ConflictError` for a stale version or a frozen
 * record.
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
}
