/*
 * The rows of each table, as the database returns them. The migrations define the tables; rowMapper.ts turns rows into
 * records.
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

/** An import of incidents from a file. */
export interface ImportRow {
  seq: number;
  id: string;
  state: string;
  file_name: string;
  format: string;
  encoding: string | null;
  delimiter: string | null;
  size: number;
  sha256: string;
  source: string;
  mapping: JsonText;
  corrections: number;
  row_count: number;
  incident_count: number;
  created_at: string;
  created_by: string;
  started_at: string | null;
  ended_at: string | null;
  progress: JsonText | null;
  years: JsonText | null;
  problem: string | null;
  /** Until when the instance that runs it has it. */
  claimed_until: string | null;
}

/** The content of a file and what was asked for, until its import has ended. */
export interface ImportFileRow {
  import_id: string;
  content: Buffer;
  request: JsonText;
}

/** Where an imported incident comes from. */
export interface IncidentProvenanceRow {
  incident_seq: number;
  import_id: string;
  file_row: number;
  source: string;
  /** The id in the source, or a hash of the row where the source has none. */
  source_key: string;
  original_id: string | null;
  kept: JsonText;
  corrections: JsonText;
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

/** A response plan, as the catalog last described it. */
export interface KnownPlanRow {
  plan_ref: string;
  title: string;
  version: string;
  lifecycle: string;
  owner_ref: string | null;
  last_reviewed: string | null;
  next_review: string | null;
  tested_on: string | null;
  test_interval: string | null;
  document: JsonText;
  people: JsonText;
  content_hash: string;
  changed_at: string;
  source_location: string | null;
  row_hash: string;
}

/** A service, as the catalog last described it, with the plan that would apply. */
export interface KnownServiceRow {
  entity_ref: string;
  title: string;
  kind: string;
  owner_ref: string | null;
  system_ref: string | null;
  domain_ref: string | null;
  tier: string | null;
  tier_rank: number;
  target: JsonText;
  plan_ref: string | null;
  roles_resolved: number;
  roles_total: number;
  gaps: JsonText;
  has_owner: StoredBoolean;
  owner_gap: string | null;
  row_hash: string;
  search_text: string;
}

/** The state of the copy of the catalog. One row. */
export interface KnownCatalogRow {
  id: number;
  version: string | null;
  read_at: string | null;
  failed_at: string | null;
  problem: string | null;
}

/** A plan applied to an incident. */
export interface PlanRunRow {
  id: string;
  incident_seq: number;
  plan_ref: string;
  title: string;
  version: string;
  content_hash: string;
  content: JsonText;
  source_location: string | null;
  is_primary: StoredBoolean;
  reason: string;
  roles: JsonText;
  applied_at: string;
  applied_by: string;
}

/** A task of a plan run. */
export interface PlanTaskRow {
  id: string;
  run_id: string;
  incident_seq: number;
  plan_task_id: string;
  phase_id: string;
  position: number;
  state: string;
  required: StoredBoolean;
  role: string | null;
  assignee_ref: string | null;
  assignee_gap: string | null;
  due_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
  reason: string | null;
  step_id: string | null;
  is_retired: StoredBoolean;
  is_hand_assigned: StoredBoolean;
  definition: JsonText;
  /** The first file that was collected for it. */
  evidence_id: string | null;
}

/** The decision to respond without a plan. */
export interface NoPlanDecisionRow {
  incident_seq: number;
  reason: string;
  at: string;
  by: string;
}

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

/** Read model: the facts by which lists of one entity filter, order and count. */
export interface IncidentScopeItemRow {
  scope_ref: string;
  seq: number;
  mode: string;
  status: string;
  status_rank: number;
  is_open: StoredBoolean;
  class: string | null;
  severity: string | null;
  severity_rank: number;
  priority: string | null;
  priority_rank: number;
  tlp: string;
  visibility: string;
  reported_by: string;
  detected_at: string;
  recorded_at: string;
  closed_at: string | null;
}

/** Read model: what a list shows of an incident. */
export interface IncidentListItemRow {
  incident_seq: number;
  facts: JsonText;
  affected: JsonText;
  roles: JsonText;
}

/** Read model: what is due next of an incident. */
export interface IncidentDueItemRow {
  incident_seq: number;
  /** The due time, or a time after all others: one for open incidents with nothing due, a later one for the others. */
  sort_at: string;
  at_risk_at: string | null;
  due: JsonText | null;
  is_major_proposed: StoredBoolean;
  /** Names the rules and the configuration that the row was built with; empty before it was built. */
  rules: string;
}

/** Read model: incidents that count for `scope_ref` through `entity_ref`. */
export interface IncidentCountRow {
  scope_ref: string;
  entity_ref: string;
  mode: string;
  visibility: string;
  is_open: StoredBoolean;
  severity: string;
  total: number;
}

/** What a check of the read model replaced. */
export interface ReadModelRepairRow {
  id: number;
  repaired_at: string;
  /** The id of an incident, or `read-model`. */
  subject: string;
  table_name: string;
  row_name: string | null;
  field: string | null;
  kind: string;
  /** Of a count. */
  found: number | null;
  expected: number | null;
}

/** A signed state of all hash chains. Append-only. */
export interface CheckpointRow {
  n: number;
  v: number;
  at: string;
  chains: number;
  entries: number;
  merkle_root: string;
  prev_hash: string;
  key_id: string | null;
  public_key: string | null;
  previous_key_id: string | null;
  hash: string;
  signature: string | null;
  previous_signature: string | null;
}

/** The head of a chain that a checkpoint added or changed. Append-only. */
export interface CheckpointHeadRow {
  /** Place of the chain in the tree; the registry has the first one. */
  position: number;
  n: number;
  /** 0 is the registry. */
  incident_seq: number;
  incident_id: string;
  length: number;
  head: string;
}

/** A checkpoint that the webhook has not received yet. */
export interface CheckpointDeliveryRow {
  n: number;
  attempts: number;
  /** Null after the last attempt. */
  next_attempt_at: string | null;
  problem: string | null;
}

/** An explanation of a gap in the record of an incident. Append-only. */
export interface GapExplanationRow {
  incident_seq: number;
  requirement: string;
  text: string;
  at: string;
  by: string;
}

/** A frozen report. Append-only. */
export interface FrozenReportRow {
  id: string;
  name: string;
  period_from: string;
  period_to: string;
  zone: string;
  scope: JsonText;
  readers: JsonText;
  marking: string;
  made_at: string;
  made_by: string | null;
  schedule_key: string | null;
  incidents: number;
  restricted: number;
  content: JsonText;
  sha256: string;
  supersedes: string | null;
}

/** A record as it was when a report was frozen. Append-only. */
export interface FrozenReportRecordRow {
  report_id: string;
  incident_seq: number;
  status: string;
  chain_length: number;
  chain_head: string;
}
