import type {
  DueBin,
  DueMark,
  IncidentFilterValues,
  SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';

/** Open incidents by what is due next. */
export interface DueCounts {
  total: number;
  overdue: number;
  atRisk: number;
  withoutDue: number;
  bySeverity: SeverityCounts;
  bins: DueBin[];
}

/** Reads what is due of real open incidents. */
export interface DueReader {
  /**
   * @param at - the time to count for
   * @param edges - where bins end and the next ones start, in milliseconds from that time, ascending
   */
  count(
    filters: IncidentFilterValues,
    access: ReadAccess,
    at: Date,
    edges: readonly number[],
  ): Promise<DueCounts>;
  /** Incidents with something due, the earliest first. */
  getMarks(
    filters: IncidentFilterValues,
    access: ReadAccess,
    limit: number,
  ): Promise<DueMark[]>;
}
