import type {
  ObligationDecisionState,
  ObligationDueBasis,
  ObligationEnding,
  ObligationFilterValues,
  ObligationRule,
  ObligationState,
} from 'backstage-plugin-security-incidents-common';
import type { ListedIncident } from '../../incidents/store/IncidentsStore';
import type { ReadAccess } from '../../incidents/store/records';
import type { IncidentRecord } from '../../kernel/records';

/** A duty of an incident. */
export interface ObligationRecord {
  id: string;
  ruleId: string;
  regime: string;
  /** As it was when the obligation was raised. */
  rule: ObligationRule;
  state: ObligationDecisionState;
  raisedAt: string;
  anchorAt?: string;
  startsAt?: string;
  atRiskAt?: string;
  dueAt?: string;
  dueBasis: ObligationDueBasis;
  decidedAt?: string;
  decidedBy?: string;
  reason?: string;
  decidedWith?: ObligationEnding;
  submittedAt?: string;
  submissionRecordedAt?: string;
  submittedBy?: string;
  proof?: string;
  reference?: string;
  remindedAt?: string;
  version: number;
}

/** Reads the obligations of incidents. */
export interface ObligationsReader {
  /** In the order in which they were raised. */
  list(seq: number): Promise<ObligationRecord[]>;
  /** Those to assess or to send, by the `seq` of the incident; incidents without any are left out. */
  listOpen(seqs: readonly number[]): Promise<Map<number, ObligationRecord[]>>;
}

/** Writes them as part of a change. */
export interface ObligationsWriter extends ObligationsReader {
  insert(seq: number, obligations: readonly ObligationRecord[]): Promise<void>;
  update(
    seq: number,
    id: string,
    changes: Partial<ObligationRecord>,
  ): Promise<void>;
}

/** An obligation with what the register shows of its incident. */
export interface RegisteredRecord {
  obligation: ObligationRecord;
  item: Omit<ListedIncident, 'incident'> & { incident: IncidentRecord };
}

/** A page of the register. */
export interface RegisterQuery extends ObligationFilterValues {
  /** `raised` is the order in which they were raised, which never changes. */
  orderBy?: 'due' | 'decided' | 'raised';
  limit?: number;
  cursor?: string;
}

/** Reads obligations across incidents. Each call is one statement. */
export interface ObligationRegister {
  listPage(
    query: RegisterQuery,
    access: ReadAccess,
  ): Promise<{ items: RegisteredRecord[]; nextCursor?: string }>;
  /** By state, with all filters but `state`, `open` and `due`. */
  count(
    query: RegisterQuery,
    access: ReadAccess,
  ): Promise<Record<ObligationState, number>>;
  /** How many match all filters. */
  total(query: RegisterQuery, access: ReadAccess): Promise<number>;
}
