import {
  type DueOverview,
  MAX_DUE_MARKS,
  type VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../incidents/store/records';
import type { DueReader } from './store/DueReader';

const HOUR_MS = 60 * 60_000;

/** Where the due line has its marks, in hours from now. */
const EDGES_HOURS = [-48, -24, -8, -1, 0, 1, 2, 8, 24, 48];

/** Open incidents by what is due next. */
export async function buildDue(
  query: VolumeQuery,
  now: Date,
  access: ReadAccess,
  reader: DueReader,
): Promise<DueOverview> {
  // One answer counts for one list of incidents, whose closed ones have nothing due.
  const counts = await reader.count(
    query,
    access,
    now,
    EDGES_HOURS.map(hours => hours * HOUR_MS),
  );
  const hasMarks = counts.total - counts.withoutDue <= MAX_DUE_MARKS;
  return {
    at: now.toISOString(),
    ...counts,
    marks: hasMarks ? await reader.getMarks(query, access, MAX_DUE_MARKS) : [],
  };
}
