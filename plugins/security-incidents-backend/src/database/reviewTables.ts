import type { JsonText, StoredBoolean } from './tables';

/** The post-incident review of an incident. */
export interface ReviewRow {
  incident_seq: number;
  required: StoredBoolean;
  required_because: string | null;
  due_at: string | null;
  state: string;
  needs_approval: StoredBoolean;
  fields: JsonText;
  changes: JsonText;
  facilitator_ref: string | null;
  version: number;
  completed_at: string | null;
  completed_by: string | null;
  approved_at: string | null;
  approved_by: string | null;
  reopened_at: string | null;
  reopened_by: string | null;
  reopen_reason: string | null;
  waived_at: string | null;
  waived_by: string | null;
  waived_reason: string | null;
  reminded_at: string | null;
}

/** An improvement action of a review. `next_at` is derived, for orders. */
export interface ReviewActionRow {
  id: string;
  incident_seq: number;
  type: string;
  title: string;
  owner_ref: string | null;
  due_at: string | null;
  first_due_at: string | null;
  moves: number;
  state: string;
  next_at: string;
  works_if: string | null;
  check_by: string | null;
  checker_ref: string | null;
  check_result: string | null;
  check_text: string | null;
  checked_at: string | null;
  checked_by: string | null;
  link: string | null;
  note: string | null;
  note_at: string | null;
  note_by: string | null;
  added_at: string;
  added_by: string;
  done_at: string | null;
  done_by: string | null;
  dropped_at: string | null;
  dropped_reason: string | null;
  reminded_at: string | null;
  lead_reminded_at: string | null;
  version: number;
}
