/*
 * The rows of the tables of incidents, as the database returns them; the rows of other features are in the files beside this
 * one. The migrations define the tables; rowMapper.ts turns rows into records.
 */

/** Structured values are JSON text. */
export type JsonText = string & { readonly json: true };

/** PostgreSQL returns booleans, SQLite 0 and 1. */
export type StoredBoolean = boolean | 0 | 1;

/** The last number of each year, for keys such as `SEC-2026-0001`. */
export interface IncidentKeyRow {
  year: number;
  last: number;
}

/** The current facts of an incident. The `…_rank` columns and `is_open` are derived, for orders and filters. */
export interface IncidentRow {
  seq: number;
  id: string;
  key: string;
  title: string;
  summary: string | null;
  codename: string | null;
  mode: string;
  status: string;
  status_rank: number;
  is_open: StoredBoolean;
  merged_from_status: string | null;
  merged_into_id: string | null;
  determination: string;
  class: string | null;
  class_type: string | null;
  severity: string | null;
  severity_rank: number;
  impact: JsonText | null;
  urgency: string | null;
  ongoing: string;
  priority: string | null;
  priority_rank: number;
  priority_inputs: JsonText;
  priority_override: JsonText | null;
  tlp: string;
  visibility: string;
  personal_data: JsonText;
  suspected_malicious: string;
  cross_border: string;
  is_major: StoredBoolean;
  major_reason: string | null;
  major_at: string | null;
  major_standing: JsonText | null;
  unknown_service: StoredBoolean;
  detection: JsonText | null;
  resolution: JsonText | null;
  resolved_by: string | null;
  reported_by: string;
  import_id: string | null;
  occurred_at: string | null;
  detected_at: string;
  reported_at: string;
  recorded_at: string;
  acknowledged_at: string | null;
  declared_at: string | null;
  contained_at: string | null;
  eradicated_at: string | null;
  recovered_at: string | null;
  resolved_at: string | null;
  closed_at: string | null;
  aware_at: string | null;
  updated_at: string;
  version: number;
  chain_length: number;
  chain_head: string;
}

/** An incident and a catalog entity that it affects, with a snapshot of the entity. */
export interface AffectedEntityRow {
  id: number;
  incident_seq: number;
  entity_ref: string;
  role: string;
  compromise: string;
  impact_note: string | null;
  snapshot: JsonText;
  snapshot_state: string;
  added_at: string;
  added_by: string;
  removed_at: string | null;
}

/** An entity that an incident counts for, through one affected entity. */
export interface IncidentScopeRow {
  scope_ref: string;
  incident_seq: number;
  entity_ref: string;
  relation: string;
}

/** Who holds or held a role. */
export interface RoleAssignmentRow {
  id: number;
  incident_seq: number;
  role: string;
  principal_ref: string;
  assumed_at: string;
  assigned_by: string;
  renounced_at: string | null;
}

/** Who may read an incident while it is restricted, and why. */
export interface IncidentMemberRow {
  principal_ref: string;
  incident_seq: number;
  source: string;
  added_at: string;
  added_by: string;
}

/** The first time in an hour that somebody read a restricted incident. */
export interface IncidentViewRow {
  incident_seq: number;
  viewer: string;
  hour: string;
  at: string;
}

/** A resolution step. Append-only. */
export interface ResolutionStepRow {
  id: string;
  incident_seq: number;
  seq: number;
  kind: string;
  text: string;
  outcome: string | null;
  performed_at: string;
  performed_by: string;
  recorded_at: string;
  recorded_by: string;
  late_entry: StoredBoolean;
  entity_refs: JsonText;
  task_id: string | null;
  supersedes: string | null;
  audience: string | null;
}

/** An entry of the hash-chained timeline. Append-only. */
export interface TimelineEntryRow {
  incident_seq: number;
  seq: number;
  v: number;
  chain: string;
  at: string;
  actor: string;
  action: string;
  data: JsonText | null;
  salt: string | null;
  data_hash: string;
  prev_hash: string;
  hash: string;
}

/** The result of a request that came with an `Idempotency-Key`. */
export interface IdempotencyKeyRow {
  actor: string;
  operation: string;
  key: string;
  request_hash: string;
  incident_id: string;
  result_id: string | null;
  created_at: string;
}

/** A word that people wrote. */
export interface SearchWordRow {
  word: string;
  incident_seq: number;
}

/** A word from the name of an affected entity. */
export interface SearchNameRow {
  word: string;
  incident_seq: number;
  entity_ref: string;
}
