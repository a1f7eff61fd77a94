import type {
  EscalationKind,
  EscalationRecipient,
} from 'backstage-plugin-security-incidents-common';

/** That a rule fired, or a person asked for it, and what became of telling people. */
export interface EscalationRecord {
  id: string;
  /** Of its entry in the timeline. */
  seq: number;
  /** What makes it one of its kind: no incident has two with the same key. */
  ruleKey: string;
  kind: EscalationKind;
  firedAt: string;
  reason: string;
  recipients: EscalationRecipient[];
  requestedBy?: string;
  raisedToMajor: boolean;
  /** Set as long as an attempt to tell people is to be made. */
  nextAttemptAt?: string;
  attempts: number;
  deliveredAt?: string;
  /** What went wrong with the last attempt. */
  problem?: string;
  /** Who of the recipients was not told after all. */
  withheld?: EscalationRecipient[];
}

/** An incident that has to be looked at, and since when. */
export interface DueCheck {
  incidentSeq: number;
  incidentId: string;
  checkAt: string;
}

/** An escalation that people still have to be told of. */
export interface UndeliveredEscalation {
  incidentId: string;
  escalation: EscalationRecord;
}

/** What became of an attempt to tell people. */
export type Delivery = Pick<
  EscalationRecord,
  'deliveredAt' | 'problem' | 'withheld' | 'nextAttemptAt'
>;

/** Reads escalations; incidents are named by their `seq`, which only who may read them knows. */
export interface EscalationsReader {
  /** Oldest first. */
  list(seq: number): Promise<EscalationRecord[]>;
  /** When management was told last; corrected steps do not count. */
  lastUpdateAt(seq: number): Promise<string | undefined>;
}

/** Writes them, as part of a change of the incident. */
export interface EscalationsWriter extends EscalationsReader {
  insert(seq: number, escalation: EscalationRecord): Promise<void>;
  /** When the incident has to be looked at next; never, unless given. */
  setCheck(seq: number, checkAt: string | undefined): Promise<void>;
}

/** What the task that runs each minute asks and writes, for all incidents. */
export interface EscalationsQueue extends EscalationsReader {
  /** Incidents whose time to be looked at has passed, the longest ago first, after the last one of the batch before. */
  findDueChecks(
    now: string,
    limit: number,
    after?: DueCheck,
  ): Promise<DueCheck[]>;
  findUndelivered(now: string, limit: number): Promise<UndeliveredEscalation[]>;
  /**
   * Takes an attempt for the caller, who has until the next one to make it.
   *
   * @returns whether nobody else took it in the meantime
   */
  claim(escalation: EscalationRecord, nextAttemptAt: string): Promise<boolean>;
  saveDelivery(id: string, delivery: Partial<Delivery>): Promise<void>;
}
