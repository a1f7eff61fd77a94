import type {
  ActionState,
  ActionType,
  EffectCheck,
  ReviewFieldChange,
  ReviewFieldName,
  ReviewFields,
  ReviewReason,
  ReviewState,
} from 'backstage-plugin-security-incidents-common';

/** A review as it is stored. */
export interface ReviewRecord {
  required: boolean;
  requiredBecause?: ReviewReason;
  dueAt?: string;
  state: ReviewState;
  needsApproval: boolean;
  fields: ReviewFields;
  changes: Partial<Record<ReviewFieldName, ReviewFieldChange>>;
  /** The field `facilitator`, for filters. */
  facilitatorRef?: string;
  version: number;
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
}

/** An improvement action as it is stored. */
export interface ActionRecord {
  id: string;
  type: ActionType;
  title: string;
  ownerRef?: string;
  dueAt?: string;
  firstDueAt?: string;
  moves: number;
  state: ActionState;
  nextAt: string;
  worksIf?: string;
  checkBy?: string;
  checkerRef?: string;
  checkResult?: EffectCheck['result'];
  checkText?: string;
  checkedAt?: string;
  checkedBy?: string;
  link?: string;
  note?: string;
  noteAt?: string;
  noteBy?: string;
  addedAt: string;
  addedBy: string;
  doneAt?: string;
  doneBy?: string;
  droppedAt?: string;
  droppedReason?: string;
  remindedAt?: string;
  leadRemindedAt?: string;
  version: number;
}

/** What the review of an incident and its actions leave to do before it is closed. */
export interface ReviewStanding {
  state: 'settled' | 'to-complete' | 'to-approve';
  /** Titles of actions without owner or date. */
  unassigned: string[];
}

/** Of an incident whose review keeps it from nothing. */
export const REVIEW_SETTLED: ReviewStanding = {
  state: 'settled',
  unassigned: [],
};

/** Sorts after every time. */
const NO_DATE = '9999-12-31T23:59:59.999Z';

/** The time by which lists order an action. */
export function getNextAt(action: Omit<ActionRecord, 'nextAt'>): string {
  const times = {
    open: action.dueAt,
    done: action.checkBy,
    proven: action.checkedAt,
    dropped: action.droppedAt,
  };
  return times[action.state] ?? NO_DATE;
}
