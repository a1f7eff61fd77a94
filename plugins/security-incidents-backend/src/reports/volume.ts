import {
  SEVERITIES,
  type SeverityCounts,
  type Volume,
  type VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { HistoryReader } from './store/HistoryReader';
import type { ReadAccess } from '../incidents/store/records';
import { getMonths, resolvePeriod } from './period';

/** The number of calendar months of the default period. */
const MONTHS = 12;

function noCounts(): SeverityCounts {
  return Object.fromEntries(
    [...SEVERITIES, 'undecided'].map(severity => [severity, 0]),
  ) as SeverityCounts;
}

/** Incidents by month of a period, with zeros for months without incidents. */
export async function buildVolume(
  query: VolumeQuery,
  now: Date,
  access: ReadAccess,
  reader: HistoryReader,
): Promise<Volume> {
  const period = resolvePeriod(query, { now, months: MONTHS });
  const counts = await reader.countByMonth({ ...query, ...period }, access);
  const months = getMonths(period).map(month => {
    const bySeverity = noCounts();
    let total = 0;
    for (const counted of counts) {
      if (counted.month !== month) continue;
      bySeverity[counted.severity] += counted.count;
      total += counted.count;
    }
    return { month, total, bySeverity };
  });
  return {
    ...period,
    total: months.reduce((sum, month) => sum + month.total, 0),
    months,
  };
}
