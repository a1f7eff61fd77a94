import type {
  AnalysisDimension,
  AnalysisGroup,
  AnalysisReport,
  CountedIncidents,
  DetectionPrecision,
  DurationPoint,
  ExclusionReason,
  ImpactFigure,
  PlanTaskFigure,
  ReportDurationId,
  ReportPeriod,
  ReportScope,
  ReportShare,
  Severity,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';
import type { ImpactKind } from '../analysis/analysisFacts';
import type { ZoneMonth } from '../reportPeriod';

/** The incidents that an analysis is about. */
export interface AnalysisSubject {
  period: ReportPeriod;
  scope: ReportScope;
  access: ReadAccess;
}

/** Incidents of one month, class, severity and way of detection; `undecided` where there is none. */
export interface VolumeRow {
  /** Index of the month. */
  month: number;
  class: string;
  severity: keyof SeverityCounts;
  source: string;
  total: number;
}

/** What a period counts. */
export interface VolumeCounts {
  exercises: number;
  merged: number;
  rows: VolumeRow[];
  /** Affected entities, one for each incident that they are part of. */
  hits: number;
}

/** How many values a duration has, and why others are excluded. */
export interface DurationCounts {
  n: number;
  excludedBecause: Partial<Record<ExclusionReason, number>>;
}

/** How responses went. */
export interface ResponseCounts {
  durations: Record<ReportDurationId, DurationCounts>;
  impact: { of: number } & Record<ImpactKind, ImpactFigure>;
  reopened: ReportShare;
  told: CountedIncidents;
  /** Undefined while changed service levels are not applied to all incidents. */
  attainment: AnalysisReport['attainment'];
}

/** Nearest-rank percentiles of one severity, or of all. */
export interface DurationPercentiles {
  severity: Severity | 'undecided' | 'all';
  n: number;
  medianMs: number;
  p90Ms: number;
}

/** Aggregates over the incidents of a period, without exercises and merged ones. */
export interface AnalysisReader {
  /**
   * Reads one state of the database, with what is counted ahead of it. Without it, each call counts all incidents in the state of its
   * own; the results are the same.
   */
  inSnapshot<T>(work: (reader: AnalysisReader) => Promise<T>): Promise<T>;
  countVolume(
    subject: AnalysisSubject,
    months: readonly ZoneMonth[],
  ): Promise<VolumeCounts>;
  /** Groups by dimensions with entities; volume has all others. */
  countGroups(
    subject: AnalysisSubject,
    by: readonly AnalysisDimension[],
    months: readonly ZoneMonth[],
    limit: number,
  ): Promise<AnalysisGroup[]>;
  /** Entities that are part of an incident. */
  countEntities(subject: AnalysisSubject): Promise<number>;
  /**
   * @param now - ISO-8601; clocks that are over then are breached
   * @throws ServiceUnavailableError while facts of some incidents are not built
   */
  countResponse(subject: AnalysisSubject, now: string): Promise<ResponseCounts>;
  getPercentiles(
    subject: AnalysisSubject,
    durations: readonly ReportDurationId[],
  ): Promise<Map<ReportDurationId, DurationPercentiles[]>>;
  /** Ascending. */
  getPoints(
    subject: AnalysisSubject,
    duration: ReportDurationId,
    limit: number,
  ): Promise<DurationPoint[]>;
  countPlanTasks(
    subject: AnalysisSubject,
    now: string,
  ): Promise<PlanTaskFigure>;
  /** Of detections decided in the period. */
  countPrecision(period: ReportPeriod): Promise<DetectionPrecision[]>;
}
