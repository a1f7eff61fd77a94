import type {
  AppliedPlanContent,
  IncidentStatus,
  NoPlanDecision,
  PlanOffset,
  ResolvedRole,
  TaskState,
} from 'backstage-plugin-security-incidents-common';

/** A plan applied to one incident. */
export interface PlanRunRecord {
  id: string;
  planRef: string;
  title: string;
  version: string;
  contentHash: string;
  content: AppliedPlanContent;
  sourceLocation?: string;
  isPrimary: boolean;
  reason: string;
  /** Whom the plan gives each role to. People with the role on the incident come first and are not stored here. */
  roles: ResolvedRole[];
  appliedAt: string;
  appliedBy: string;
}

/** The task as the plan defined it. */
export interface TaskDefinition {
  title: string;
  instructions?: string;
  links: Array<{ title: string; url: string }>;
  evidenceRequired: boolean;
  dependsOn: string[];
  due?: PlanOffset;
  phase: { title: string; maps: IncidentStatus };
}

/** One task of a plan run. */
export interface PlanTaskRecord {
  id: string;
  runId: string;
  planTaskId: string;
  phaseId: string;
  /** Place within the run. */
  position: number;
  state: TaskState;
  required: boolean;
  role?: string;
  assigneeRef?: string;
  assigneeGap?: string;
  isHandAssigned: boolean;
  dueAt?: string;
  startedAt?: string;
  endedAt?: string;
  endedBy?: string;
  reason?: string;
  stepId?: string;
  /** The first file that was collected for it. */
  evidenceId?: string;
  isRetired: boolean;
  definition: TaskDefinition;
}

export type DecisionRecord = NoPlanDecision;

/** What guards and summaries need to know of the plans of one incident. */
export interface PlanState {
  runs: number;
  isDeclined: boolean;
  /** Ordered by run, the primary one first, then as in the plan. */
  tasks: PlanTaskRecord[];
}

export function isUnfinished({ state }: PlanTaskRecord): boolean {
  return state === 'open' || state === 'in-progress';
}
