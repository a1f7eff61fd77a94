import type { Knex } from 'knex';
import { ANALYSIS_CLOCKS } from '../../../reports/analysis/analysisFacts';
import type { IncidentAnalysisItemRow } from '../../analysisTables';
import { toMonth } from './calendar';

const DUE_COLUMNS = ANALYSIS_CLOCKS.map(clock => `${clock}_due_ms` as const);

/**
 * Incidents that no month counts, because readers differ in whether they see them or because they change as time passes. It is the
 * condition of an index.
 */
export const IS_LIVE = `(incidents.visibility <> 'open' OR ${DUE_COLUMNS.map(
  column => `incidents.${column} IS NOT NULL`,
).join(' OR ')})`;

/** What decides whether a month counts an incident. */
export const CHANGE_COLUMNS = [
  'detected_ms',
  'visibility',
  ...DUE_COLUMNS,
] as const;

type Changed = Pick<IncidentAnalysisItemRow, (typeof CHANGE_COLUMNS)[number]>;

const isCounted = (item: Changed) =>
  item.visibility === 'open' &&
  DUE_COLUMNS.every(column => item[column] === null);

/**
 * Says that months have to be counted again. Rows are only inserted, so that concurrent changes do not wait for each other.
 *
 * @param items - what was stored before the change, and after it
 */
export async function markMonths(
  db: Knex,
  items: readonly Changed[],
): Promise<void> {
  const months = new Set(
    items.filter(isCounted).map(({ detected_ms: ms }) => toMonth(Number(ms))),
  );
  if (months.size === 0) return;
  await db('analysis_changes').insert([...months].map(month => ({ month })));
}

/** Months that are over and have to be counted, earliest first. */
export async function findChangedMonths(
  db: Knex,
  now: Date,
  limit: number,
): Promise<number[]> {
  const rows: Array<{ month: number }> = await db('analysis_changes')
    .distinct('month')
    .where('month', '<', toMonth(now.getTime()))
    .orderBy('month')
    .limit(limit);
  return rows.map(({ month }) => Number(month));
}
