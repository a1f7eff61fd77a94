import type {
  IncidentMode,
  IncidentRole,
  IncidentStatus,
  ObligationDecisionState,
  Priority,
  Severity,
  Tlp,
  Visibility,
} from '../rules';
import type { PlanClock } from '../plans/schedule';
import type { TaskState } from '../plans/run';
import type { Page } from './overview';

/*
 * What one person must do across incidents. Each kind of work has a type of its own; they share the fields of
 * `WorkItemBase`.
 */

/** Kinds of work. @public */
export const WORK_KINDS = [
  'task',
  'clock',
  'decision',
  'update',
  'review',
  'action',
  'obligation',
] as const;
/** @public */
export type WorkKind = (typeof WORK_KINDS)[number];

/** How urgent work is; `none` has no due time. @public */
export const WORK_DUE_STATES = ['overdue', 'at-risk', 'due', 'none'] as const;
/** @public */
export type WorkDueState = (typeof WORK_DUE_STATES)[number];

/** Who holds the work: the caller, or a group of theirs. @public */
export const WORK_HOLDERS = ['me', 'group'] as const;
/** @public */
export type WorkHolderKind = (typeof WORK_HOLDERS)[number];

/**
 * What the caller can do about an item at once. `open`: only look at it.
 *
 * @public
 */
export const WORK_ACTIONS = [
  'finish',
  'take',
  'decide',
  'record',
  'open',
] as const;
/** @public */
export type WorkActionName = (typeof WORK_ACTIONS)[number];

/** Questions that an incident asks of its leads and of the owners of its services. @public */
export const WORK_DECISIONS = [
  'lead',
  'class',
  'severity',
  'major',
  'service',
] as const;
/** @public */
export type WorkDecision = (typeof WORK_DECISIONS)[number];

/** The incident that work is about. @public */
export interface WorkIncident {
  id: string;
  key: string;
  title: string;
  mode: IncidentMode;
  status: IncidentStatus;
  severity?: Severity;
  priority?: Priority;
  tlp: Tlp;
  visibility: Visibility;
  /** For `If-Match`. */
  version: number;
}

/** Who holds the work, and why. @public */
export interface WorkHolder {
  /** The caller or a group of theirs. */
  ref: string;
  /** `assignee`: of the task; `owner`: of an affected service; else the role on the incident. */
  because: 'assignee' | 'owner' | IncidentRole;
}

/** Fields of all kinds of work. @public */
export interface WorkItemBase {
  /** The same for as long as the work lasts, such as `task:3b0e…`. */
  id: string;
  /** What to do, in words. */
  title: string;
  incident: WorkIncident;
  due: {
    /** Absent when the state is `none`. */
    at?: string;
    state: WorkDueState;
  };
  holder: WorkHolder;
  /** Whether the caller holds it; false when a group of theirs does. */
  mine: boolean;
  action: {
    name: WorkActionName;
    /** The part of the incident's page that the work is about: its fragment, such as `task-3b0e…`. */
    target: string;
  };
}

/** A task of a plan. @public */
export interface TaskWork extends WorkItemBase {
  kind: 'task';
  taskId: string;
  taskState: Extract<TaskState, 'open' | 'in-progress'>;
  /** Blocks the next phase until it is done or skipped. */
  required: boolean;
  /** Cannot be finished without a note. */
  evidenceRequired: boolean;
  /** Titles of the tasks that must end first. */
  waitsFor: string[];
}

/** A clock of the service levels. @public */
export interface ClockWork extends WorkItemBase {
  kind: 'clock';
  clock: Exclude<PlanClock, 'updateEvery'>;
}

/** A question that somebody must decide. @public */
export interface DecisionWork extends WorkItemBase {
  kind: 'decision';
  decision: WorkDecision;
  /** For `service`: the affected service. */
  entityRef?: string;
  /** Why it is asked, in words. */
  reasons: string[];
}

/** A management update. @public */
export interface UpdateWork extends WorkItemBase {
  kind: 'update';
}

/** A review to write. @public */
export interface ReviewWork extends WorkItemBase {
  kind: 'review';
}

/** An improvement action to do, or to check. @public */
export interface ActionWork extends WorkItemBase {
  kind: 'action';
  actionId: string;
  step: 'do' | 'check';
}

/** A duty to notify somebody outside that is to be assessed or sent. @public */
export interface ObligationWork extends WorkItemBase {
  kind: 'obligation';
  obligationId: string;
  obligationState: Extract<ObligationDecisionState, 'to-assess' | 'pending'>;
  /** Name of the rule, such as `GDPR 33(1)`. */
  ruleName: string;
}

/** Something that the caller must do. @public */
export type WorkItem =
  | TaskWork
  | ClockWork
  | DecisionWork
  | UpdateWork
  | ReviewWork
  | ActionWork
  | ObligationWork;

/** Numbers of all work of the caller, whatever the filters. @public */
export interface WorkCounts {
  all: number;
  mine: number;
  group: number;
  byDue: Record<WorkDueState, number>;
}

/** Most incidents, and most titles of each, that {@link LaterWork} lists. @public */
export const MAX_LATER = 5;

/** Tasks of the caller and their groups that cannot be started yet and have no due time. They are not counted as work. @public */
export interface LaterWork {
  total: number;
  /** At most {@link MAX_LATER}, what starts first comes first. */
  incidents: Array<{
    incident: WorkIncident;
    total: number;
    /** At most {@link MAX_LATER}, in the order of the plan. */
    titles: string[];
    /** The phase that the first of them waits for; absent when it waits for other tasks only. */
    startsWith?: IncidentStatus;
  }>;
}

/** `GET /my/work`. @public */
export interface WorkPage extends Page<WorkItem> {
  counts: WorkCounts;
  /** Whatever the filters. */
  later: LaterWork;
  /** When it was read. */
  asOf: string;
  /** Whether there is more work than is looked at. The most urgent of it is shown. */
  truncated: boolean;
}
