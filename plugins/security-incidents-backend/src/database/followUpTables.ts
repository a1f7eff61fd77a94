import type { JsonText, StoredBoolean } from './tables';

/** An escalation that fired. Only the delivery columns change. */
export interface EscalationRow {
  id: string;
  incident_seq: number;
  seq: number;
  rule_key: string;
  kind: string;
  fired_at: string;
  reason: string;
  recipients: JsonText;
  requested_by: string | null;
  raised_to_major: StoredBoolean;
  next_attempt_at: string | null;
  attempts: number;
  delivered_at: string | null;
  problem: string | null;
  withheld: JsonText | null;
}

/** When to check an incident next. */
export interface ServiceLevelCheckRow {
  incident_seq: number;
  check_at: string;
}

/** A notification of a change or a due time. It belongs to no record and can be deleted. */
export interface NoticeRow {
  id: string;
  incident_seq: number;
  kind: string;
  notice_key: string;
  actor: string | null;
  data: JsonText;
  created_at: string;
  attempts: number;
  next_attempt_at: string | null;
  sent_at: string | null;
  problem: string | null;
}

/** When a clock or a task of an incident is at risk or overdue next. */
export interface NoticeCheckRow {
  incident_seq: number;
  check_at: string;
}

/** A duty to notify somebody outside. The clock columns follow from the rule and the moments of the incident. */
export interface ObligationRow {
  seq: number;
  id: string;
  incident_seq: number;
  rule_id: string;
  regime: string;
  rule: JsonText;
  state: string;
  raised_at: string;
  anchor_at: string | null;
  starts_at: string | null;
  at_risk_at: string | null;
  due_at: string | null;
  due_basis: string;
  decided_at: string | null;
  decided_by: string | null;
  reason: string | null;
  decided_with: string | null;
  submitted_at: string | null;
  submission_recorded_at: string | null;
  submitted_by: string | null;
  proof: string | null;
  reference: string | null;
  reminded_at: string | null;
  version: number;
}
