import type { ReportScope } from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';
import type { IncidentFacts } from '../evaluate/facts';
import type { DetectionPeriod } from './HistoryReader';

/** Reads what reports are computed from. */
export interface ReportFactsReader {
  /** The number of records of a period, exercises and merged ones included. */
  count(
    period: DetectionPeriod,
    scope: ReportScope,
    access: ReadAccess,
  ): Promise<number>;
  /** Records of a period in the order of detection, in parts that fit into memory. */
  read(
    period: DetectionPeriod,
    scope: ReportScope,
    access: ReadAccess,
  ): AsyncIterable<IncidentFacts[]>;
  /** Some records, by internal key, in the order of detection. Those that the caller may not read are left out. */
  readMany(
    seqs: readonly number[],
    access: ReadAccess,
  ): Promise<IncidentFacts[]>;
}
