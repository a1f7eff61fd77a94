import type { CoverageFilterValues } from '../queries/filters';
import type { IncidentStatus, RsitClass, Severity } from '../rules';
import type { PlanContentChange } from './diff';
import type {
  PlanAnchor,
  PlanLifecycle,
  PlanOffset,
  ResponsePlanSpec,
} from './document';

/*
 * A plan run is the snapshot of a plan that is applied to one incident, with its tasks. Later edits of the plan do not
 * change it. Times are ISO-8601 UTC with milliseconds; unknown values are absent.
 */

/** States of a task. @public */
export const TASK_STATES = ['open', 'in-progress', 'done', 'skipped'] as const;
/** @public */
export type TaskState = (typeof TASK_STATES)[number];

/** A role of the plan and who it resolves to, or why it resolves to nobody. @public */
export interface ResolvedRole {
  id: string;
  title: string;
  required: boolean;
  responsibilities: string[];
  /** The person or group; absent when there is a gap. */
  principalRef?: string;
  deputyRef?: string;
  /** In words, such as "group:default/privacy is not in the catalog". */
  gap?: string;
}

/** One task of a plan run. @public */
export interface PlanRunTask {
  id: string;
  runId: string;
  /** Id within the plan; together with the run it is unique. */
  planTaskId: string;
  phaseId: string;
  title: string;
  instructions?: string;
  links: Array<{ title: string; url: string }>;
  role?: string;
  assigneeRef?: string;
  /** Why nobody is assigned. */
  assigneeGap?: string;
  required: boolean;
  /** The task needs a file of evidence or a resolution step before it can be finished. */
  evidenceRequired: boolean;
  /** Ids within the plan. */
  dependsOn: string[];
  state: TaskState;
  due?: PlanOffset;
  /** Absent while the anchor is not known; then `dueWhen` says what it waits for. */
  dueAt?: string;
  /** In words: "starts when contained". */
  dueWhen?: PlanAnchor;
  startedAt?: string;
  endedAt?: string;
  endedBy?: string;
  /** Why it was skipped. */
  reason?: string;
  /** Resolution step that says what was done: the last note on the task, else the first step that names it. */
  stepId?: string;
  /** The first file of evidence that was collected for it. */
  evidenceId?: string;
  /**
   * Whether the caller starts, finishes, skips or re-opens it: as its assignee, the commander or a deputy. Others can add a
   * note, or take it over.
   */
  maySettle: boolean;
  /** True for finished work that the plan no longer has since an upgrade. */
  retired?: boolean;
}

/** Summary of the plans of an incident. @public */
export interface PlanSummary {
  /** How many plans are applied. */
  runs: number;
  /** Required tasks; settled ones are done or skipped. */
  required: { total: number; settled: number };
  /** Unfinished tasks, required or not, whose due time has passed. */
  overdue: number;
  /** The next task: it is not blocked and is due first. */
  nextTask?: Pick<
    PlanRunTask,
    'id' | 'title' | 'state' | 'required' | 'assigneeRef' | 'dueAt' | 'dueWhen'
  >;
}

/** One phase of a plan run. @public */
export interface PlanRunPhase {
  id: string;
  title: string;
  maps: IncidentStatus;
  goal?: string;
  exitCriteria: string[];
  tasks: PlanRunTask[];
}

/** A plan applied to an incident. @public */
export interface PlanRun {
  id: string;
  /** `responseplan:default/leaked-credential` */
  planRef: string;
  title: string;
  version: string;
  /** SHA-256 over the RFC 8785 form of the applied content. */
  contentHash: string;
  /** Where the plan came from, as the catalog says it. */
  sourceLocation?: string;
  /** One run of an incident is the primary one. */
  primary: boolean;
  /** Why this plan, in words. */
  reason: string;
  appliedAt: string;
  appliedBy: string;
  roles: ResolvedRole[];
  phases: PlanRunPhase[];
  /** Present when the plan in the catalog is not what was applied. */
  changedSince?: {
    version: string;
    contentHash: string;
    /** What an upgrade would change. */
    changes: PlanContentChange[];
  };
}

/** A recorded decision to respond without a plan. @public */
export interface NoPlanDecision {
  reason: string;
  at: string;
  by: string;
}

/** `GET /incidents/:id/plan-runs`. @public */
export interface PlanRuns {
  runs: PlanRun[];
  noPlan?: NoPlanDecision;
  /**
   * True while the class of the incident is not decided and several plans could apply: then none of those offered is the
   * primary one yet.
   */
  undecided?: boolean;
  /** Plans that would apply and are not applied, the best first. */
  offered: PlanOffer[];
}

/** A plan that applies to a service or incident, with the reason. @public */
export interface PlanOffer {
  planRef: string;
  title: string;
  version: string;
  ownerRef?: string;
  score: number;
  reason: string;
  primary: boolean;
  /** Classes it is for; absent: all. */
  classes?: RsitClass[];
  lastReviewed?: string;
  nextReview?: string;
  lastTested?: string;
  gaps: PlanGap[];
}

/** Something that keeps a service from being ready. @public */
export interface PlanGap {
  code:
    | 'owner-missing'
    | 'no-plan'
    | 'plan-retired'
    | 'review-overdue'
    | 'never-tested'
    | 'test-overdue'
    | 'role-unresolved'
    | 'not-watched'
    | 'watch-interrupted';
  message: string;
  planRef?: string;
}

/** The six checks of readiness, in this order everywhere. @public */
export const READINESS_CHECKS = [
  'owner',
  'plans',
  'reviewed',
  'tested',
  'roles',
  'watched',
] as const;
/** @public */
export type ReadinessCheck = (typeof READINESS_CHECKS)[number];
/** `n-a`: nothing to check, since a check before it failed. @public */
export type ReadinessState = 'pass' | 'late' | 'fail' | 'n-a';

/** Whether a service is ready for an incident. @public */
export interface Readiness {
  checks: Record<ReadinessCheck, ReadinessState>;
  gaps: PlanGap[];
  /** Day of the last event of the sources of detections that find the service. */
  lastWatched?: string;
}

/** `GET /response-plans?entityRef=`. @public */
export interface ApplicablePlans {
  entityRef: string;
  /** In order: the first is the one that would be applied, unless `undecided`. */
  items: PlanOffer[];
  /** True while no class is given and several plans could apply; none is primary then. */
  undecided?: boolean;
  /** For each kind of incident, the plan that would apply; absent classes have none. */
  byClass: Partial<Record<RsitClass, string>>;
  /** The roles of the first plan; empty while it is undecided. */
  roles: ResolvedRole[];
  readiness: Readiness;
  /** When the catalog was last read; `stale` when it has not answered since. */
  asOf: string;
  stale: boolean;
}

/** One service on the coverage board. @public */
export interface CoverageRow {
  entityRef: string;
  title?: string;
  ownerRef?: string;
  systemRef?: string;
  domainRef?: string;
  tier?: string;
  planRef?: string;
  planTitle?: string;
  lastReviewed?: string;
  lastTested?: string;
  rolesResolved: number;
  rolesTotal: number;
  readiness: Readiness;
}

/** Readiness of the services of one system that match the filters. @public */
export interface SystemCoverage {
  systemRef: string;
  services: number;
  ready: number;
}

/** `GET /response-plans/coverage`. @public */
export interface Coverage {
  /** Fewest checks passed first, then the highest tier. */
  items: CoverageRow[];
  /** How many there are in all pages. */
  totalItems: number;
  /** Services that match the filters other than `gaps`. */
  services: number;
  /** Services among them that pass all checks. Coverage is `ready` divided by `services`. */
  ready: number;
  /** How many of them pass each check. */
  passing: Record<ReadinessCheck, number>;
  /** How many of them fail only this check. */
  lackingOnly: Record<ReadinessCheck, number>;
  /** Systems of these services, the smallest part of them ready first; at most eight. */
  bySystem: SystemCoverage[];
  /** In words, next to the percentage. */
  formula: string;
  pageInfo: { nextCursor?: string };
  asOf: string;
  stale: boolean;
  /** Whether the caller may export it. */
  mayExport: boolean;
}

/** Query of `GET /response-plans`. @public */
export interface ApplicablePlansQuery {
  entityRef: string;
  class?: RsitClass;
  severity?: Severity;
}

/** Query of `GET /response-plans/coverage`; lists are "any of". @public */
export interface CoverageQuery extends CoverageFilterValues {
  limit?: number;
  cursor?: string;
}

/** The applied content of a plan, which the content hash covers. @public */
export interface AppliedPlanContent {
  name: string;
  title: string;
  description?: string;
  lifecycle: PlanLifecycle;
  spec: ResponsePlanSpec;
}
