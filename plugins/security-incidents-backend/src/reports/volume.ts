import {
  type IncidentQuery,
  SEVERITIES,
  type SeverityCounts,
  type Volume,
} from 'backstage-plugin-security-incidents-common';
import type { DetectionPeriod, HistoryReader } from '../store/HistoryReader';
import type { ReadAccess } from '../store/records';
import { monthsOf } from './period';

function noCounts(): SeverityCounts {
  return Object.fromEntries(
    [...SEVERITIES, 'undecided'].map(severity => [severity, 0]),
  ) as SeverityCounts;
}

/** Incidents of each month of a period, months without one included. */
export async function buildVolume(
  filters: IncidentQuery & DetectionPeriod,
  access: ReadAccess,
  reader: HistoryReader,
): Promise<Volume> {
  const counts = await reader.countByMonth(filters, access);
  const months = monthsOf(filters).map(month => {
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
    from: filters.from,
    to: filters.to,
    total: months.reduce((sum, month) => sum + month.total, 0),
    months,
  };
}
