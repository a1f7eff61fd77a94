/*
 * Reports: population, clause 8.7.3.3, completeness, analysis, the year of a service, samples and frozen reports. One
 * evaluator computes them from the record. They leave out restricted incidents that the caller may not read.
 */

/** Most keys that a number lists; its total counts all. @public */
export const MAX_REPORT_KEYS = 200;

/** Most incidents that one report evaluates one by one. @public */
export const MAX_REPORT_INCIDENTS = 20_000;

/** Most records of a sample. @public */
export const MAX_SAMPLE = 200;

/**
 * The period, zone and scope of every report. Scopes count by the snapshot that was taken when a service was linked;
 * several values of one name are "any of", different names are combined with "and".
 *
 * @public
 */
export interface ReportQuery {
  /** Detected at or after: a day in the zone, or an ISO-8601 time. The default is 12 months before `to`. */
  from?: string;
  /** Detected before: a day in the zone, which is included, or an ISO-8601 time. The default is the end of today. */
  to?: string;
  /** IANA name, such as `Europe/Berlin`. The default is `UTC`. */
  zone?: string;
  entityRef?: string[];
  system?: string[];
  domain?: string[];
  owner?: string[];
}

/** A period in a zone. @public */
export interface ReportPeriod {
  /** ISO-8601 UTC. */
  from: string;
  /** ISO-8601 UTC, exclusive. */
  to: string;
  /** IANA name. */
  zone: string;
}

/** What every report says about itself. @public */
export interface ReportHeader {
  period: ReportPeriod;
  scope: ReportScope;
  /** When it was computed. */
  at: string;
}

/** @public */
export type ReportScope = Pick<
  ReportQuery,
  'entityRef' | 'system' | 'domain' | 'owner'
>;

/** A number with the incidents behind it. @public */
export interface CountedIncidents {
  total: number;
  /** The first {@link MAX_REPORT_KEYS}, in the order of detection. */
  keys: string[];
}
