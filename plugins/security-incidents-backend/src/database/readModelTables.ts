import type { JsonText, StoredBoolean } from './tables';

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
