import type {
  AffectedEntity,
  GapExplanation,
  IncidentStatus,
  RequirementId,
  StepAudience,
  StepKind,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../../incidents/store/records';
import type {
  DecisionRecord,
  PlanRunRecord,
} from '../../responsePlans/store/planRecords';
import type { EscalationRecord } from '../../serviceLevels/store/EscalationsStore';

/** A step without its text. Steps that a later one corrects are left out. */
export interface StepFact {
  id: string;
  kind: StepKind;
  audience?: StepAudience;
  performedAt: string;
  performedBy: string;
}

/** A change of the status. */
export interface StatusFact {
  at: string;
  by: string;
  from?: IncidentStatus;
  to: IncidentStatus;
  reason?: string;
}

/** What reports need to know of a plan task. */
export interface TaskFact {
  id: string;
  runId: string;
  state: string;
  required: boolean;
  needsEvidence: boolean;
  dueAt?: string;
  endedAt?: string;
}

/** What reports need to know of an obligation. */
export interface ObligationFact {
  state: string;
  title: string;
  dueAt?: string;
}

/** What reports need to know of a review. */
export interface ReviewFact {
  required: boolean;
  state: string;
  needsApproval: boolean;
  dueAt?: string;
}

/** What reports need to know of an improvement action. */
export interface ActionFact {
  id: string;
  title: string;
  state: string;
  ownerRef?: string;
  dueAt?: string;
  /** The first date, when it was moved. */
  firstDueAt?: string;
  checkBy?: string;
}

/** Everything that reports know of one incident. It comes from the record and from nothing else. */
export interface IncidentFacts {
  incident: IncidentRecord;
  /** Linked now. */
  affected: Array<Omit<AffectedEntity, 'now' | 'inScope' | 'withheld'>>;
  steps: StepFact[];
  statusChanges: StatusFact[];
  /** The primary one first; content only where `readPlans` asked for it. */
  runs: PlanRunRecord[];
  tasks: TaskFact[];
  noPlan?: DecisionRecord;
  escalations: EscalationRecord[];
  obligations: ObligationFact[];
  review?: ReviewFact;
  actions: ActionFact[];
  /** Ids of the tasks that evidence is kept for, one for each file. */
  evidenceTasks: string[];
  explanations: Partial<Record<RequirementId, GapExplanation>>;
  /** The incident commander. */
  leadRef?: string;
  /** Key of the incident that it was merged into, where the reader may know it. */
  mergedIntoKey?: string;
  /** The length of the chain when it was last verified, and when that was. */
  verified?: { length: number; at: string };
  /** Whether the last verification found the record broken. */
  isBroken: boolean;
}
