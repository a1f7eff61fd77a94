import type { JsonText } from './tables';

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

/** A mapping that somebody saved for themselves. */
export interface ImportMappingRow {
  id: string;
  /** Entity ref. */
  owner: string;
  name: string;
  mapping: JsonText;
  saved_at: string;
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
