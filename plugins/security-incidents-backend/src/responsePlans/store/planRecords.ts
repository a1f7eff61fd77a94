import type {
  AppliedPlanContent,
  IncidentStatus,
  NoPlanDecision,
  PlanOffset,
  ResolvedRole,
  TaskState,
} from 'backstage-plugin-security-incidents-common';

/** A plan as it was applied to one incident. */
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
  /** Whom the plan itself gives each role to; who holds it on the incident comes first and is not kept here. */
  roles: ResolvedRole[];
  appliedAt: string;
  appliedBy: string;
}

/** What is to be done, as the plan said it. */
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
  isRetired: boolean;
  definition: TaskDefinition;
}

export type DecisionRecord = NoPlanDecision;

/** What guards and summaries need of the plans of one incident. */
export interface PlanState {
  runs: number;
  isDeclined: boolean;
  /** In the order of the runs, the primary one first, and of the plan. */
  tasks: PlanTaskRecord[];
}

export function isUnfinished({ state }: PlanTaskRecord): boolean {
  return state === 'open' || state === 'in-progress';
}
