import type {
  EscalationKind,
  EscalationRecipient,
} from 'backstage-plugin-security-incidents-common';
import type { DueCheck } from '../../database/queues';

/** An escalation by a rule or by a person, and its delivery. */
export interface EscalationRecord {
  id: string;
  /** `seq` of its timeline entry. */
  seq: number;
  /** Unique within an incident. */
  ruleKey: string;
  kind: EscalationKind;
  firedAt: string;
  reason: string;
  recipients: EscalationRecipient[];
  requestedBy?: string;
  raisedToMajor: boolean;
  /** Set while another attempt is due. */
  nextAttemptAt?: string;
  attempts: number;
  deliveredAt?: string;
  /** Why the last attempt failed. */
  problem?: string;
  /** Recipients who were not notified after all, and who was in their place. */
  withheld?: EscalationRecipient[];
}

/** An escalation that is still to be delivered. */
export interface UndeliveredEscalation {
  incidentId: string;
  escalation: EscalationRecord;
}

/** The result of an attempt to notify people. */
export type Delivery = Pick<
  EscalationRecord,
  'deliveredAt' | 'problem' | 'withheld' | 'nextAttemptAt'
>;

/** Reads escalations of an incident that the caller may read. */
export interface EscalationsReader {
  /** Oldest first. */
  list(seq: number): Promise<EscalationRecord[]>;
  /** When management got its last update. Corrected steps do not count. */
  lastUpdateAt(seq: number): Promise<string | undefined>;
}

/** Writes escalations as part of a change of the incident. */
export interface EscalationsWriter extends EscalationsReader {
  insert(seq: number, escalation: EscalationRecord): Promise<void>;
  /** Sets the time of the next check; undefined for none. */
  setCheck(seq: number, checkAt: string | undefined): Promise<void>;
  /** Saves a delivery that differs from what the timeline says; the entry of the change records who was notified. */
  correctDelivery(
    seq: number,
    id: string,
    delivery: Partial<Delivery>,
  ): Promise<void>;
}

/** What the escalation task reads and writes, for all incidents. */
export interface EscalationsQueue extends EscalationsReader {
  /** Incidents that are due for a check, the longest overdue first, after the last one of the previous batch. */
  findDueChecks(
    now: string,
    limit: number,
    after?: DueCheck,
  ): Promise<DueCheck[]>;
  countDueChecks(now: string): Promise<number>;
  /**
   * Escalations whose next attempt is due, the longest due first.
   *
   * @param incidentId - only those of this incident
   */
  findUndelivered(
    now: string,
    limit: number,
    incidentId?: string,
  ): Promise<UndeliveredEscalation[]>;
  countUndelivered(now: string): Promise<number>;
  /**
   * Claims an attempt until `nextAttemptAt`. If this instance dies, another one resends then.
   *
   * @returns false when another instance claimed it first
   */
  claim(escalation: EscalationRecord, nextAttemptAt: string): Promise<boolean>;
  saveDelivery(id: string, delivery: Partial<Delivery>): Promise<void>;
}
