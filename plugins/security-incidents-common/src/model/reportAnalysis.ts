import type { DetectionMethod, RsitClass, Severity } from '../rules';
import type { DurationFigure } from './history';
import type { SeverityCounts } from './overview';
import type {
  CountedIncidents,
  ReportHeader,
  ReportQuery,
} from './reportScope';

/** What incidents can be grouped by. `source` is the way of detection. @public */
export const ANALYSIS_DIMENSIONS = [
  'class',
  'severity',
  'month',
  'entity',
  'system',
  'domain',
  'owner',
  'source',
] as const;

/** @public */
export type AnalysisDimension = (typeof ANALYSIS_DIMENSIONS)[number];

/** Most dimensions of one analysis. @public */
export const MAX_ANALYSIS_DIMENSIONS = 3;

/** Most groups of one analysis. Ten years of 3,000 services have 17,000 by service and class. @public */
export const MAX_ANALYSIS_GROUPS = 20_000;

/** @public */
export interface AnalysisQuery extends ReportQuery {
  by?: AnalysisDimension[];
}

/** One month of the zone. @public */
export interface AnalysisMonth {
  /** `2026-11` */
  month: string;
  /** Where it starts and ends within the period, ISO-8601 UTC, for filters of the list. */
  from: string;
  to: string;
  total: number;
  bySeverity: SeverityCounts;
}

/** Incidents of one combination of values. @public */
export interface AnalysisGroup {
  /** One value for each asked dimension; `undecided` where an incident has none, `hidden` for what the caller may not see. */
  values: Partial<Record<AnalysisDimension, string>>;
  total: number;
  bySeverity: SeverityCounts;
}

/** Durations of reports. @public */
export const REPORT_DURATIONS = [
  'detect',
  'acknowledge',
  'contain',
  'recover',
  'resolve',
] as const;

/** @public */
export type ReportDurationId = (typeof REPORT_DURATIONS)[number];

/** Why an incident is not in a duration. @public */
export const EXCLUSION_REASONS = [
  'dismissed',
  'in-triage',
  'not-yet',
  'skipped',
  'start-unknown',
  'contradictory',
] as const;

/** @public */
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** One incident in a distribution. @public */
export interface DurationPoint {
  key: string;
  title: string;
  severity?: Severity;
  ms: number;
}

/** A duration with its formula, its population and why others are excluded. @public */
export interface ReportDuration extends DurationFigure {
  id: ReportDurationId;
  excludedBecause: Partial<Record<ExclusionReason, number>>;
  bySeverity: Array<{
    severity: Severity | 'undecided';
    n: number;
    medianMs?: number;
    p90Ms?: number;
    /** Target of the configuration, for containing and resolving. */
    targetMs?: number;
  }>;
  /** Every value, ascending; absent when there are more than {@link MAX_REPORT_KEYS}. */
  points?: DurationPoint[];
}

/** Impact of one kind over the resolved incidents. @public */
export interface ImpactFigure {
  /** Sum over `some`. */
  sum: number;
  /** Incidents with an impact. */
  some: CountedIncidents;
  /** Incidents that say that there was none. */
  none: number;
  /** Incidents that do not say. */
  unknown: CountedIncidents;
}

/** Required plan tasks that fell due, and those done by their due time. @public */
export interface PlanTaskFigure {
  onTime: number;
  due: number;
  runs: number;
}

/** A share with the incidents that miss it. @public */
export interface ReportShare {
  met: number;
  of: number;
  missed: CountedIncidents;
}

/** Detections that were decided in the period, by the source that sent them. @public */
export interface DetectionPrecision {
  sourceId: string;
  promoted: number;
  /** Dismissed as false positive, benign or test. */
  falseAlarms: number;
  /** Dismissed for other reasons. */
  otherwiseDismissed: number;
}

/** `GET /reports/analysis`. @public */
export interface AnalysisReport extends ReportHeader {
  incidents: number;
  exercises: number;
  merged: number;
  bySeverity: SeverityCounts;
  months: AnalysisMonth[];
  byClass: Array<{
    class: RsitClass | 'undecided';
    total: number;
    bySeverity: SeverityCounts;
  }>;
  bySource: Array<{ source: DetectionMethod | 'undecided'; total: number }>;
  /** By the dimensions of `by`, most incidents first. */
  groups: AnalysisGroup[];
  hits: { entities: number; total: number };
  durations: ReportDuration[];
  impact: {
    /** Number of incidents that were resolved. */
    of: number;
    serviceMinutes: ImpactFigure;
    recordsExposed: ImpactFigure;
    peopleAffected: ImpactFigure;
  };
  /** Of incidents that were closed, those that stayed closed; `missed` has those that were re-opened. */
  reopened?: ReportShare;
  /** Incidents that customers were notified of. */
  told?: CountedIncidents;
  /** By clock, of those that have one and have ended or are over. Absent while changed service levels are being applied. */
  attainment?: {
    acknowledge: ReportShare;
    contain: ReportShare;
    resolve: ReportShare;
  };
  planTasks: PlanTaskFigure;
  /** Absent for callers who may not read detections. */
  precision?: DetectionPrecision[];
}
