import type { IncidentStatus, RsitClass, Severity } from '../rules';
import type { PlanOffer, Readiness, ResolvedRole } from '../plans';
import type { IncidentSummary } from './incident';

/** Open incidents by severity; `undecided` ones wait for triage. @public */
export type SeverityCounts = Record<Severity | 'undecided', number>;

/** What the caller should do next about one open incident. @public */
export interface NextAction {
  incidentId: string;
  incidentKey: string;
  incidentTitle: string;
  /** What to do, in a sentence fragment such as "Name an incident commander". */
  text: string;
  /**
   * Why it is asked of the caller: a role held on the incident, the service owned, or a task of its plan that is theirs.
   */
  because: 'role' | 'owner' | 'task';
  /** The status that it opens the way to. */
  towards: IncidentStatus;
  /** The task of a plan that it is, when it is one. */
  taskId?: string;
  /** When the task is due; absent while that is not known. */
  dueAt?: string;
}

/** Counts of one entity below a system, domain or group. @public */
export interface RollUpRow {
  entityRef: string;
  open: number;
  bySeverity: SeverityCounts;
  total: number;
  /** Of a service: whether it is ready for an incident. Absent where `readiness` would be. */
  checks?: Readiness['checks'];
}

/** Everything that the entity card needs, in one call. @public */
export interface EntityOverview {
  entityRef: string;
  open: { total: number; bySeverity: SeverityCounts };
  /** All incidents that ever affected the entity; exercises are not counted. */
  total: number;
  lastClosedAt?: string;
  /** The most urgent open ones, at most five. */
  openIncidents: IncidentSummary[];
  /** At most three, the most urgent first. */
  nextActions: NextAction[];
  /** For a system, domain or group: the entities below that were ever affected, at most 50, most open first. */
  rollUp: RollUpRow[];
  /** Whether the caller may report. */
  mayReport: boolean;
  /**
   * Nothing is known of plans until the catalog was read for the first time, which is tried every few seconds. Absent
   * afterwards, and for callers who may not see plans.
   */
  plansState?: 'not-read-yet';
  /**
   * Whether a service is ready for an incident. Absent, as is all else of plans, for entities that are no service,
   * for whom the caller may not see plans of, and until the catalog was read.
   */
  readiness?: Readiness;
  /** The plans that would apply to a service, the first one first, at most four. */
  plans?: PlanOffer[];
  /** Which plan would lead for each kind of incident, in the order of the kinds; kinds without a plan are not in it. */
  planKinds?: PlanForClasses[];
  /** Who would act, from the first plan. */
  planRoles?: ResolvedRole[];
}

/** The kinds of incident for which one plan would lead. @public */
export interface PlanForClasses {
  planRef: string;
  title: string;
  classes: RsitClass[];
}

/** The counts of one entity for tables. @public */
export interface EntityCounts {
  entityRef: string;
  open: number;
  bySeverity: SeverityCounts;
  total: number;
}

/** A page of a list. @public */
export interface Page<T> {
  items: T[];
  /** How many there are in all pages. */
  totalItems: number;
  pageInfo: {
    /** Opaque; absent on the last page. */
    nextCursor?: string;
  };
}
