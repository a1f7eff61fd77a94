import type { JsonText, StoredBoolean } from './tables';

/*
 * The rows of the tables of evidence, as the database returns them.
 */

/** A file of an incident. Only legal hold, disposal and the last check change. */
export interface EvidenceRow {
  id: string;
  incident_seq: number;
  seq: number;
  file_name: string;
  media_type: string | null;
  false_media_type: string | null;
  kind: string | null;
  size_bytes: number;
  sha256: string;
  sha256_confirmed: StoredBoolean;
  description: string | null;
  source: string | null;
  tlp: string;
  collected_at: string;
  collected_by: string;
  recorded_at: string;
  recorded_by: string;
  task_id: string | null;
  step_id: string | null;
  storage_id: string | null;
  storage_key: string | null;
  location: string | null;
  held_at: string | null;
  held_by: string | null;
  hold_reason: string | null;
  disposed_at: string | null;
  disposed_by: string | null;
  disposal_reason: string | null;
  checked_at: string | null;
  checked_by: string | null;
  check_result: string | null;
}

/** A piece of a file that the database keeps. */
export interface EvidenceChunkRow {
  storage_key: string;
  position: number;
  content: Buffer;
}

/** An upload that is not complete, or was completed a short time ago. */
export interface EvidenceUploadRow {
  id: string;
  incident_seq: number;
  actor: string;
  storage_id: string;
  request: JsonText | null;
  started_at: string;
  expires_at: string;
  evidence_id: string | null;
}

/** A stored part of an upload. */
export interface EvidenceUploadPartRow {
  upload_id: string;
  number: number;
  size_bytes: number;
  storage_key: string;
}

/** Bytes that are to be deleted from their storage. */
export interface EvidenceDeletionRow {
  storage_key: string;
  storage_id: string;
  requested_at: string;
}

/** Where the scheduled check of the bytes is. One row. */
export interface EvidenceCheckStateRow {
  id: number;
  checked_id: string;
}
