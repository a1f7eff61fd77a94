import type {
  AnalysisDimension,
  AnalysisGroup,
  DetectionPrecision,
  DurationPoint,
  ExclusionReason,
  ImpactFigure,
  PlanTaskFigure,
  ReportDurationId,
  ReportPeriod,
  ReportScope,
  Severity,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';
import type { ZoneMonth } from '../reportPeriod';

/** The incidents that an analysis is about. */
export interface AnalysisSubject {
  period: ReportPeriod;
  scope: ReportScope;
  access: ReadAccess;
}

/** Incidents of one month, class, severity and way of detection. */
export interface VolumeRow {
  /** Index of the month. */
  month: number;
  class: string;
  severity: keyof SeverityCounts;
  total: number;
}

/** How many values a duration has, and why others are excluded. */
export interface DurationCounts {
  n: number;
  excludedBecause: Partial<Record<ExclusionReason, number>>;
}

/** Nearest-rank percentiles of one severity, or of all. */
export interface DurationPercentiles {
  severity: Severity | 'undecided' | 'all';
  n: number;
  medianMs: number;
  p90Ms: number;
}

/** Impact of one kind in SQL terms. */
export type ImpactKind = 'serviceMinutes' | 'recordsExposed' | 'peopleAffected';

/** Figures of one service. */
export interface ServiceRow {
  entityRef: string;
  incidents: number;
}

/** Aggregates over the incidents of a period, without exercises and merged ones. */
export interface AnalysisReader {
  countModes(
    subject: AnalysisSubject,
  ): Promise<{ incidents: number; exercises: number; merged: number }>;
  countVolume(
    subject: AnalysisSubject,
    months: readonly ZoneMonth[],
  ): Promise<VolumeRow[]>;
  countSources(
    subject: AnalysisSubject,
  ): Promise<Array<{ source: string; total: number }>>;
  countGroups(
    subject: AnalysisSubject,
    by: readonly AnalysisDimension[],
    months: readonly ZoneMonth[],
    limit: number,
  ): Promise<AnalysisGroup[]>;
  countHits(
    subject: AnalysisSubject,
  ): Promise<{ entities: number; total: number }>;
  countDurations(
    subject: AnalysisSubject,
  ): Promise<Record<ReportDurationId, DurationCounts>>;
  getPercentiles(
    subject: AnalysisSubject,
    duration: ReportDurationId,
  ): Promise<DurationPercentiles[]>;
  /** Ascending. */
  getPoints(
    subject: AnalysisSubject,
    duration: ReportDurationId,
    limit: number,
  ): Promise<DurationPoint[]>;
  getImpact(
    subject: AnalysisSubject,
  ): Promise<{ of: number } & Record<ImpactKind, ImpactFigure>>;
  countPlanTasks(
    subject: AnalysisSubject,
    now: string,
  ): Promise<PlanTaskFigure>;
  /** Of detections decided in the period. */
  countPrecision(period: ReportPeriod): Promise<DetectionPrecision[]>;
}
