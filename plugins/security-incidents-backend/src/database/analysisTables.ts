/** Read model: the facts of an incident that the analysis counts, as numbers. */
export interface IncidentAnalysisItemRow {
  seq: number;
  /** Milliseconds since 1970, as all times and durations here. */
  detected_ms: number;
  visibility: string;
  /** The mode; `merged` for a real incident that was merged into another. Analysis is about `real`. */
  population: string;
  /** Places in the lists of classes, severities and ways of detection, from 1; 0 where undecided. */
  class_code: number;
  severity_code: number;
  source_code: number;
  /** Affected entities. */
  hits: number;
  /** One letter for each fact, see `analysisFacts.ts`. */
  facts: string;
  /** One letter for each clock. */
  clocks: string;
  detect_ms: number | null;
  detect_bucket: number | null;
  acknowledge_ms: number | null;
  acknowledge_bucket: number | null;
  contain_ms: number | null;
  contain_bucket: number | null;
  recover_ms: number | null;
  recover_bucket: number | null;
  resolve_ms: number | null;
  resolve_bucket: number | null;
  /** Of incidents that ended; null where unknown. */
  service_minutes: number | null;
  records_exposed: number | null;
  people_affected: number | null;
  /** Of clocks that run. */
  acknowledge_due_ms: number | null;
  contain_due_ms: number | null;
  resolve_due_ms: number | null;
  /** Stands for the rules and the configuration that the row was built with; 0 before it was built. */
  rules: number;
}

/** Read model: a month of UTC whose incidents are counted ahead. */
export interface AnalysisMonthRow {
  /** Such as 202611, as all months here. */
  month: number;
  /** How many incidents the month counts. */
  incidents: number;
}

/** Says that incidents of a month changed after it was counted. */
export interface AnalysisChangeRow {
  id: number;
  month: number;
}

export interface AnalysisMonthVolumeRow {
  month: number;
  /** The start of the part of the month: its first day, its last day, or the days between them. */
  from_ms: number;
  population: string;
  class_code: number;
  severity_code: number;
  source_code: number;
  total: number;
  hits: number;
}

export interface AnalysisMonthResponseRow {
  month: number;
  facts: string;
  clocks: string;
  rules: number;
  total: number;
  service_minutes: number;
  records_exposed: number;
  people_affected: number;
}

export type SeverityColumn = `severity_${0 | 1 | 2 | 3 | 4 | 5}`;

/** The durations of one bucket: how many each severity has. */
export type AnalysisMonthDurationRow = {
  month: number;
  duration: string;
  bucket: number;
  /** JSON: for each code of a severity its durations, ascending. */
  durations_ms: string;
} & Record<SeverityColumn, number>;

/** An entity that an incident of the month affected. */
export interface AnalysisMonthEntityRow {
  month: number;
  entity_ref: string;
}

/** Required tasks of plans, and runs. */
export interface AnalysisMonthTaskRow {
  month: number;
  /** When tasks that are not done are due; empty for those that are done. */
  due_at: string;
  total: number;
  on_time: number;
  runs: number;
}

/** The first incidents of a list of the analysis. */
export interface AnalysisMonthListRow {
  list: string;
  month: number;
  total: number;
  /** JSON: time of detection and `seq` of each. */
  incidents: string;
}
