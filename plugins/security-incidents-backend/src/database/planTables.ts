import type { JsonText, StoredBoolean } from './tables';

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
