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
