import type { JsonText, StoredBoolean } from './tables';

/*
 * The rows of the tables of detections, as the database returns them.
 */

/** What a source reported, in one episode. */
export interface DetectionRow {
  seq: number;
  id: string;
  source_id: string;
  fingerprint: string;
  episode: number;
  is_latest: StoredBoolean;
  fingerprint_basis: string;
  title: string;
  description: string | null;
  severity: string;
  severity_rank: number;
  stated_severity: string | null;
  class: string | null;
  rule_id: string | null;
  rule_name: string | null;
  status: string;
  source_state: string;
  state_at: string | null;
  entity_ref: string | null;
  mapping: JsonText | null;
  mapping_tried: JsonText;
  occurred_at: string | null;
  first_seen_at: string;
  last_seen_at: string;
  seen_count: number;
  is_test: StoredBoolean;
  url: string | null;
  labels: JsonText;
  search_text: string;
  verified_by: string;
  redactions: number;
  delivery_id: string;
  payload_sha256: string;
  resolved_at: string | null;
  incident_seq: number | null;
  decided_at: string | null;
  decided_by: string | null;
  decided_rule: JsonText | null;
  disposition: string | null;
  reason: string | null;
  suppression_id: string | null;
  suggested_seq: number | null;
  suggested_by: string | null;
  repeat_noted_at: string | null;
  notified_at: string | null;
  notified_count: number | null;
  pending: string | null;
  version: number;
}

/** One delivery that a detection was in. */
export interface DetectionSightingRow {
  seq: number;
  detection_seq: number;
  delivery_id: string;
  at: string;
  source_state: string;
}

/** A decision about a detection. Append-only. */
export interface DetectionDecisionRow {
  seq: number;
  detection_seq: number;
  at: string;
  kind: string;
  actor: string | null;
  rule_id: string | null;
  rule_name: string | null;
  disposition: string | null;
  reason: string | null;
  incident_seq: number | null;
  entity_ref: string | null;
}

/** A verified request of a source. */
export interface DetectionDeliveryRow {
  id: string;
  source_id: string;
  received_at: string;
  outcome: string;
  delivery_key: string | null;
  size: number;
  sha256: string;
  payload: string | null;
  redactions: number;
  verified_by: string;
  note: string | null;
  is_test: StoredBoolean;
  detections: number;
}

/** Until when a delivery with this key is a duplicate. */
export interface DetectionReplayRow {
  source_id: string;
  delivery_key: string;
  expires_at: string;
}

/** Deliveries of a minute of which nothing is kept. */
export interface DetectionRejectionRow {
  source_id: string;
  minute: string;
  reason: string;
  total: number;
  last_at: string;
}

/** The mute and the alarm of a source. */
export interface DetectionSourceStateRow {
  source_id: string;
  muted_until: string | null;
  mute_reason: string | null;
  muted_by: string | null;
  silent_since: string | null;
  notified_at: string | null;
}

/** A name by which a service of the catalog is found. `path` narrows a repository. */
export interface DetectionServiceKeyRow {
  kind: string;
  key: string;
  entity_ref: string;
  path: string;
}

/** A source that finds a service, and how. Derived. */
export interface ServiceWatchRow {
  entity_ref: string;
  source_id: string;
  way: string;
  value: string;
}

/** What somebody who decides about detections could see when they last looked. */
export interface DetectionViewerRow {
  principal_ref: string;
  /** Null: all services. */
  services: JsonText | null;
  seen_at: string;
}

/** What happens with new detections that fit. */
export interface DetectionRuleRow {
  id: string;
  position: number;
  name: string;
  is_enabled: StoredBoolean;
  definition: JsonText;
  updated_by: string;
  updated_at: string;
  version: number;
}

/** Holds back detections until it ends. */
export interface DetectionSuppressionRow {
  id: string;
  name: string;
  condition: JsonText;
  reason: string;
  created_by: string;
  created_at: string;
  ends_at: string;
  /** The end that its author was notified of. */
  notified_end: string | null;
  version: number;
}

/** Finds the service of detections by a label. */
export interface DetectionPatternRow {
  id: string;
  position: number;
  name: string;
  label: string;
  pattern: string;
  entity_ref: string;
  updated_by: string;
  updated_at: string;
  version: number;
}

/** A change of rules, suppressions, patterns or mutes. Append-only. */
export interface DetectionChangeRow {
  seq: number;
  at: string;
  by: string;
  kind: string;
  action: string;
  name: string;
  data: JsonText;
}
