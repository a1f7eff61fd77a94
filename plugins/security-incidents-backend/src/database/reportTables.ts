import type { JsonText } from './tables';

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
