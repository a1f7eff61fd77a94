import type {
  HistoryMark,
  IncidentQuery,
  IncidentStatus,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';

/** When incidents were detected: at or after `from`, before `to`. */
export interface DetectionPeriod {
  from: string;
  to: string;
}

/** What the figures of one incident are computed from. */
export interface IncidentTimes {
  status: IncidentStatus;
  detectedAt: string;
  acknowledgedAt?: string;
  containedAt?: string;
  resolvedAt?: string;
}

/** Incidents of one month and severity. */
export interface MonthCount {
  /** `2026-11` */
  month: string;
  severity: Severity | 'undecided';
  count: number;
}

/** What is read about a period rather than about an incident. */
export interface HistoryReader {
  /** Real incidents of an entity and everything below it. */
  getTimes(
    entityRef: string,
    period: DetectionPeriod,
    access: ReadAccess,
  ): Promise<IncidentTimes[]>;
  /** Incidents and exercises of an entity and everything below it, the newest first. */
  getMarks(
    entityRef: string,
    period: DetectionPeriod,
    limit: number,
    access: ReadAccess,
  ): Promise<HistoryMark[]>;
  /** Real incidents by month; months without one are not there. */
  countByMonth(
    filters: IncidentQuery & DetectionPeriod,
    access: ReadAccess,
  ): Promise<MonthCount[]>;
}
