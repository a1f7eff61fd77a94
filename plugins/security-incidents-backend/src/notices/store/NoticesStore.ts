import type { DueCheck } from '../../database/queues';

/** What a notification is about. */
export type NoticeKind =
  | 'reported'
  | 'assigned'
  | 'member'
  | 'due-soon'
  | 'overdue'
  | 'reminder'
  | 'broken-glass'
  | 'report-state'
  | 'report-message'
  | 'report-answer';

/** What the wording needs besides the present incident: ids and refs, no text of the incident. */
export interface NoticeData {
  /** Whom it is for, unless the kind decides it. */
  to?: string;
  role?: string;
  taskIds?: string[];
  clock?: string;
  obligationId?: string;
  dueAt?: string;
  stepId?: string;
  /** For the review of the incident. */
  isReview?: boolean;
  /** For an improvement action. */
  actionId?: string;
  /** For the effect check of the action. */
  isCheck?: boolean;
  /** Whether it goes to the lead and not to the owner. */
  isLead?: boolean;
  /** The status that a report came to. */
  status?: string;
}

/** A notification to send, or one that was sent. */
export interface NoticeRecord {
  id: string;
  incidentSeq: number;
  kind: NoticeKind;
  /** Sent at most once for an incident. */
  noticeKey: string;
  /** Who made the change; they are not notified. */
  actor?: string;
  data: NoticeData;
  createdAt: string;
  attempts: number;
  /** Set while an attempt is due. */
  nextAttemptAt?: string;
  sentAt?: string;
  /** Why the last attempt failed, or why it was not sent. */
  problem?: string;
}

/** A notification to send, with the id of its incident. */
export interface UnsentNotice {
  incidentId: string;
  notice: NoticeRecord;
}

/** Writes as part of a change of the incident. */
export interface NoticesWriter {
  /** Notifications with the key of an earlier one of the same incident are left out. */
  insert(notices: readonly NoticeRecord[]): Promise<void>;
  /** The keys of all notifications of due times of an incident. */
  getDueKeys(incidentSeq: number): Promise<Set<string>>;
  /** Sets the time of the next check; undefined for none. */
  setCheck(incidentSeq: number, checkAt: string | undefined): Promise<void>;
}

/** What the tasks read and write, for all incidents. */
export interface NoticesQueue {
  findDueChecks(
    now: string,
    limit: number,
    after?: DueCheck,
  ): Promise<DueCheck[]>;
  /**
   * @param incidentId - of this incident only
   */
  findUnsent(
    now: string,
    limit: number,
    incidentId?: string,
  ): Promise<UnsentNotice[]>;
  /**
   * Claims an attempt until `nextAttemptAt`. If this instance dies, another one sends then.
   *
   * @returns false when another instance claimed it first
   */
  claim(notice: NoticeRecord, nextAttemptAt: string): Promise<boolean>;
  saveAttempt(
    id: string,
    attempt: Partial<
      Pick<NoticeRecord, 'nextAttemptAt' | 'sentAt' | 'problem'>
    >,
  ): Promise<void>;
  /** Deletes notifications of changes that were made before a time; returns how many. Those of due times stay. */
  forgetBefore(time: string, limit: number): Promise<number>;
}
