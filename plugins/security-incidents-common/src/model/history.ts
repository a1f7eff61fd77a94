import type {
  IncidentMode,
  IncidentStatus,
  RsitClass,
  Severity,
} from '../rules';
import type { SeverityCounts } from './overview';

/**
 * A duration over many incidents, with its formula and population. Never a bare mean.
 *
 * @public
 */
export interface DurationFigure {
  /** In words, such as "contained minus detected". */
  formula: string;
  /** Number of incidents it is computed from. */
  n: number;
  /** Number of incidents left out, since one of the two times is not known. */
  excluded: number;
  /** Absent when `n` is 0. Nearest-rank, in milliseconds. */
  medianMs?: number;
  /** Absent when `n` is less than 5, where a percentile says nothing. Nearest-rank, in milliseconds. */
  p90Ms?: number;
}

/** One incident on the timeline strip. @public */
export interface HistoryMark {
  id: string;
  key: string;
  title: string;
  severity?: Severity;
  status: IncidentStatus;
  open: boolean;
  mode: IncidentMode;
  class?: RsitClass;
  detectedAt: string;
}

/**
 * History of an entity and everything below it in a period. It leaves out restricted incidents that the caller may not
 * read.
 *
 * @public
 */
export interface EntityHistory {
  entityRef: string;
  /** Detected at or after, ISO-8601. */
  from: string;
  /** Detected before, ISO-8601. */
  to: string;
  /** Real incidents only; `dismissed` counts merged ones too. */
  incidents: { total: number; open: number; ended: number; dismissed: number };
  timeToAcknowledge: DurationFigure;
  timeToContain: DurationFigure;
  timeToResolve: DurationFigure;
  /** Real incidents and exercises, the newest first, at most 500. */
  marks: HistoryMark[];
  /** True when `marks` is cut; the figures still cover all incidents. */
  truncated: boolean;
}

/** Real incidents of one calendar month (UTC). @public */
export interface MonthVolume {
  /** `2026-11` */
  month: string;
  total: number;
  bySeverity: SeverityCounts;
}

/** Incidents detected in each month of a period, months without incidents included. @public */
export interface Volume {
  from: string;
  to: string;
  total: number;
  months: MonthVolume[];
}

/** An open incident on the due line. @public */
export interface DueMark {
  id: string;
  key: string;
  title: string;
  severity?: Severity;
  dueAt: string;
  /** When three quarters of the time have passed. */
  atRiskAt: string;
}

/** The open incidents whose next due time is in one stretch of the due line. @public */
export interface DueBin {
  /** Start in milliseconds from `at`, negative for the past; absent for the first. */
  fromMs?: number;
  /** End in milliseconds from `at`, exclusive; absent for the last. */
  toMs?: number;
  total: number;
}

/** Real open incidents by what is due next. Each counts once, by its most urgent due thing. @public */
export interface DueOverview {
  /** The time that it is counted for. */
  at: string;
  total: number;
  overdue: number;
  atRisk: number;
  /** Incidents with nothing due, such as those without a severity. */
  withoutDue: number;
  bySeverity: SeverityCounts;
  /** Every incident with something due, the earliest first; empty when there are more than {@link MAX_DUE_MARKS}. */
  marks: DueMark[];
  bins: DueBin[];
}

/** The due line shows single incidents up to this number, and counts beyond it. @public */
export const MAX_DUE_MARKS = 24;
