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
   * Why the caller is asked: by role, as owner of the service, or as assignee of a task.
   */
  because: 'role' | 'owner' | 'task';
  /** The status that it leads to. */
  towards: IncidentStatus;
  /** The task, if it is one. */
  taskId?: string;
  /** When the task is due; absent while unknown. */
  dueAt?: string;
}

/** Counts of one entity below a system, domain or group. @public */
export interface RollUpRow {
  entityRef: string;
  open: number;
  bySeverity: SeverityCounts;
  total: number;
  /** Readiness of a service. Absent when `readiness` would be. */
  checks?: Readiness['checks'];
}

/** The content of the entity card. @public */
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
   * Set until the catalog is read for the first time; retried every few seconds. Absent for callers who may not see plans.
   */
  plansState?: 'not-read-yet';
  /**
   * Whether a service is ready for an incident. This and the other plan fields are absent for entities that are not services,
   * for callers who may not see plans, and until the catalog is read.
   */
  readiness?: Readiness;
  /** Who would report a problem of a service. Absent for callers who may not see detections. */
  watch?: OverviewWatch;
  /** The plans that would apply to a service, the first one first, at most four. */
  plans?: PlanOffer[];
  /** The primary plan for each class, in the order of the classes; classes without a plan are left out. */
  planKinds?: PlanForClasses[];
  /** Roles of the first plan. */
  planRoles?: ResolvedRole[];
}

/** Sources of detections that find a service, and what waits about it. @public */
export interface OverviewWatch {
  sources: number;
  /** How many of these sources do not send events as they should. */
  inTrouble: number;
  /** New detections about the service. Absent for callers who may not decide about them. */
  waiting?: WaitingDetections;
}

/** The classes for which one plan is the primary plan. @public */
export interface PlanForClasses {
  planRef: string;
  title: string;
  classes: RsitClass[];
}

/** New detections about a service. @public */
export interface WaitingDetections {
  total: number;
  /** When the oldest was seen first; absent when there is none. */
  oldestAt?: string;
}

/**
 * What counts of entities can have besides: `readiness` the checks of services, `detections` what waits about them.
 *
 * @public
 */
export const ENTITY_COUNTS_PARTS = ['readiness', 'detections'] as const;
/** @public */
export type EntityCountsPart = (typeof ENTITY_COUNTS_PARTS)[number];

/** The counts of one entity for tables. @public */
export interface EntityCounts {
  entityRef: string;
  open: number;
  bySeverity: SeverityCounts;
  total: number;
  /** With `readiness`: the checks of a service. Absent for other entities and for callers who may not see plans. */
  checks?: Readiness['checks'];
  /** With `detections`: what waits. Absent for callers who may not decide about detections. */
  waiting?: WaitingDetections;
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
