import type {
  HistoryMark,
  IncidentQuery,
  IncidentStatus,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';

/** Incidents detected at or after `from` and before `to`. */
export interface DetectionPeriod {
  from: string;
  to: string;
}

/** The times of one incident that figures are computed from. */
export interface IncidentTimes {
  status: IncidentStatus;
  detectedAt: string;
  acknowledgedAt?: string;
  containedAt?: string;
  resolvedAt?: string;
}

/** The number of incidents of one month and severity. */
export interface MonthCount {
  /** `2026-11` */
  month: string;
  severity: Severity | 'undecided';
  count: number;
}

/** Reads incidents of a period. */
export interface HistoryReader {
  /** Real incidents of an entity and everything below it. */
  getTimes(
    entityRef: string,
    period: DetectionPeriod,
    access: ReadAccess,
  ): Promise<IncidentTimes[]>;
  /** Incidents and exercises of an entity and everything below it, newest first. */
  getMarks(
    entityRef: string,
    period: DetectionPeriod,
    limit: number,
    access: ReadAccess,
  ): Promise<HistoryMark[]>;
  /** Real incidents by month, without months that have none. */
  countByMonth(
    filters: IncidentQuery & DetectionPeriod,
    access: ReadAccess,
  ): Promise<MonthCount[]>;
}
