import type {
  ActionGroup,
  ActionState,
  ActionType,
  IncidentMode,
  IncidentStatus,
  PlanAnswer,
  ReviewBlockerId,
  ReviewReason,
  ReviewState,
  RootCauseCategory,
  RsitClass,
  Severity,
  Tlp,
  Visibility,
} from '../rules';
import type { Page } from './overview';

/** Greatest numbers of items in a review. @public */
export const REVIEW_LIMITS = {
  rootCauses: 20,
  contributingFactors: 30,
  attendees: 50,
  actions: 100,
  reminders: 50,
} as const;

/** A root cause: a category, and what it was. @public */
export interface RootCause {
  category: RootCauseCategory;
  text: string;
}

/** What people write in a review. Each field is saved alone; absent ones are not written yet. @public */
export interface ReviewFields {
  /** What happened, where and how far. */
  summary?: string;
  rootCauses?: RootCause[];
  contributingFactors?: string[];
  wentWell?: string;
  wentBadly?: string;
  /** What would have shown it earlier. */
  detectionGap?: string;
  planFollowed?: PlanAnswer;
  /** Why the plan was not followed, or why tasks were late. */
  planDeviation?: string;
  /** What the plan needs to say. */
  planChanges?: string;
  /** What others can learn from it. */
  lessons?: string;
  /** Who leads the review: a person or group. */
  facilitator?: string;
  /** Who took part: people and groups. */
  attendees?: string[];
}

/** Names of the fields of a review. @public */
export type ReviewFieldName = keyof ReviewFields;

/** The last change of a field of a review. @public */
export interface ReviewFieldChange {
  at: string;
  by: string;
  /** The version of the review that it made. */
  version: number;
}

/** What must be there before a review can be completed. @public */
export interface ReviewBlocker {
  id: ReviewBlockerId;
  /** What to do about it. */
  message: string;
  /** The field that is missing; absent for what is no field. */
  field?: ReviewFieldName;
  /** The actions without owner or date. */
  actionIds?: string[];
}

/** A required task of a plan, and whether it was done in time. @public */
export interface AdherenceTask {
  taskId: string;
  title: string;
  /** Person or group. */
  by?: string;
  dueAt?: string;
  endedAt?: string;
  result: 'on-time' | 'late' | 'skipped' | 'open' | 'overdue';
  /** How late it was, or is so far. */
  lateMs?: number;
}

/** How the response followed its plan, computed from the record. Nobody can edit it. @public */
export interface PlanAdherence {
  planRef: string;
  planTitle: string;
  planVersion?: string;
  contentHash: string;
  /** Required tasks that ended or whose due time has passed. */
  dueSoFar: number;
  /** Required tasks that were done by their due time, or done without one. */
  onTime: number;
  late: number;
  skipped: number;
  /** Roles of the plan that somebody held. */
  rolesFilled: number;
  roles: number;
  /** Required tasks that need a note, and those of them that have one. */
  evidence: number;
  evidenceKept: number;
  tasks: AdherenceTask[];
}

/** Whether an improvement action had the effect that it was meant to have. @public */
export interface EffectCheck {
  /** What must be true for the action to have worked. */
  worksIf?: string;
  /** By when it is checked. */
  by?: string;
  /** Who checks it; never the owner. */
  checkerRef?: string;
  /** `works-not` re-opens the action. */
  result?: 'works' | 'works-not';
  /** What the check found. */
  text?: string;
  checkedAt?: string;
  checkedBy?: string;
}

/** Something that is changed because of an incident. @public */
export interface ImprovementAction {
  id: string;
  type: ActionType;
  title: string;
  /** Person or group. */
  ownerRef?: string;
  dueAt?: string;
  /** The first due time; absent while it never moved. */
  firstDueAt?: string;
  /** How often the due time was moved. */
  moves: number;
  state: ActionState;
  /** As of the answer. */
  group: ActionGroup;
  check: EffectCheck;
  /** Address of a ticket or pull request. */
  link?: string;
  /** What the owner last said about it. */
  note?: { text: string; at: string; by: string };
  addedAt: string;
  addedBy: string;
  doneAt?: string;
  doneBy?: string;
  droppedReason?: string;
  /** When the owner, or whoever checks it, was last reminded. */
  remindedAt?: string;
  /** When whoever leads the incident was last reminded. */
  leadRemindedAt?: string;
  /** For `If-Match`. */
  version: number;
}

/** Another incident of the same class and type on one of the services. @public */
export interface Recurrence {
  id: string;
  key: string;
  title: string;
  detectedAt: string;
}

/** `GET /incidents/:id/review`. @public */
export interface Review {
  incidentId: string;
  incidentKey: string;
  /** Absent when none is required and nobody started one. */
  state?: ReviewState;
  required: boolean;
  requiredBecause?: ReviewReason;
  dueAt?: string;
  overdue: boolean;
  /** For `If-Match`; 0 until something was saved. */
  version: number;
  fields: ReviewFields;
  /** The last change of each field. */
  changes: Partial<Record<ReviewFieldName, ReviewFieldChange>>;
  completedAt?: string;
  completedBy?: string;
  approvedAt?: string;
  approvedBy?: string;
  reopenedAt?: string;
  reopenedBy?: string;
  reopenReason?: string;
  waivedAt?: string;
  waivedBy?: string;
  waivedReason?: string;
  remindedAt?: string;
  /** What is left before it can be completed. */
  blockedBy: ReviewBlocker[];
  approval: {
    /** Majors need one before they can be closed. */
    required: boolean;
    /** Why the caller may not approve; absent when they may. */
    refusedBecause?: string;
  };
  /** Of each plan that was applied, the primary plan first. */
  adherence: PlanAdherence[];
  actions: ImprovementAction[];
  /** The last incidents of the same class and type on one of the services before and after, at most a year apart. */
  cameBack: { from?: Recurrence; as?: Recurrence };
  rights: { update: boolean; approve: boolean };
}

/** The incident of a review or an action. @public */
export interface ReviewIncident {
  id: string;
  key: string;
  title: string;
  mode: IncidentMode;
  status: IncidentStatus;
  severity?: Severity;
  class?: RsitClass;
  isMajor: boolean;
  tlp: Tlp;
  visibility: Visibility;
  resolvedAt?: string;
  /** The affected services that the caller may see. */
  entityRefs: string[];
}

/** A review in the register. @public */
export interface ReviewSummary {
  incident: ReviewIncident;
  state: ReviewState;
  required: boolean;
  requiredBecause?: ReviewReason;
  dueAt?: string;
  overdue: boolean;
  /** Who leads it: the facilitator, or else the commander. */
  leadRef?: string;
  completedAt?: string;
  completedBy?: string;
  approvedAt?: string;
  approvedBy?: string;
  /** True while it waits for an approval that it needs. */
  needsApproval: boolean;
  remindedAt?: string;
  actions: { total: number; open: number; proven: number };
}

/** `GET /reviews`. @public */
export interface ReviewPage extends Page<ReviewSummary> {
  /** Numbers of all reviews that the filters match, whatever the state. */
  counts: Record<'overdue' | 'open' | 'needsApproval' | 'finished', number>;
  asOf: string;
}

/** An action in the register. @public */
export interface ActionSummary extends ImprovementAction {
  incident: ReviewIncident;
  /** The last incident of the same class and type on one of its services, at most a year later. */
  cameBackAs?: Pick<Recurrence, 'id' | 'key'>;
}

/** `GET /actions`. @public */
export interface ActionPage extends Page<ActionSummary> {
  /** Numbers of all actions that the other filters match, by group. */
  counts: Record<ActionGroup, number>;
  /** How many incidents and exercises these actions come from. */
  incidents: number;
  exercises: number;
  asOf: string;
}

/** `GET /reviews/counts`: what is overdue, for a badge. @public */
export interface FollowUpCounts {
  overdue: {
    reviews: number;
    actions: number;
    checks: number;
    /** To assess or to send and past their due time; absent for callers who may not see obligations. */
    obligations?: number;
  };
  open: {
    reviews: number;
    actions: number;
    /** To assess or to send; absent for callers who may not see obligations. */
    obligations?: number;
  };
}

/** Why a review is related. @public */
export type RelatedReviewReason = 'class' | 'service' | 'system' | 'words';

/** A finished review that can be learned from. @public */
export interface RelatedReview {
  incident: ReviewIncident;
  /** When it was completed. */
  completedAt: string;
  because: RelatedReviewReason[];
  /** The beginning of what happened. */
  summary?: string;
  /** The beginning of the lessons. */
  lessons?: string;
  rootCauses: RootCause[];
  actions: { total: number; proven: number };
}

/** What people wrote in a review, without who took part. @public */
export type ReviewTextFields = Omit<ReviewFields, 'facilitator' | 'attendees'>;

/** What a finished review says. @public */
export interface ReviewText {
  incident: ReviewIncident;
  /** When it was completed. */
  completedAt: string;
  fields: ReviewTextFields;
}

/** What became of a reminder. `held-back`: the same person was reminded within the last day. @public */
export interface ReminderResult {
  actionId: string;
  outcome: 'reminded' | 'held-back' | 'no-owner' | 'not-found' | 'refused';
  /** When the person was last reminded. */
  remindedAt?: string;
}
