import type {
  IncidentMode,
  IncidentStatus,
  RsitClass,
  Severity,
} from '../rules';
import type { SeverityCounts } from './overview';

/**
 * A duration over many incidents, with everything needed to argue about it. Never a bare mean.
 *
 * @public
 */
export interface DurationFigure {
  /** In words, such as "contained minus detected". */
  formula: string;
  /** How many incidents it is computed from. */
  n: number;
  /** How many were left out because one of the two times is not known, or not known yet. */
  excluded: number;
  /** Absent when `n` is 0. Nearest-rank, in milliseconds. */
  medianMs?: number;
  /** Absent when `n` is less than 5, where a percentile says nothing. Nearest-rank, in milliseconds. */
  p90Ms?: number;
}

/** One incident on a strip of time. @public */
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
 * What happened to an entity, and to everything below it, in a period: for the strip and the figures above the history
 * on its page. Restricted incidents that the caller may not read are not part of it.
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
  /** True when there are more than fit in `marks`; the figures are of all. */
  truncated: boolean;
}

/** Real incidents of one calendar month (UTC). @public */
export interface MonthVolume {
  /** `2026-11` */
  month: string;
  total: number;
  bySeverity: SeverityCounts;
}

/** How many incidents were detected in each month of a period; months without one are there with zeros. @public */
export interface Volume {
  from: string;
  to: string;
  total: number;
  months: MonthVolume[];
}
