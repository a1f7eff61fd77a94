import type { Knex } from 'knex';
import { insertMany } from '../../insertMany';
import type { Row } from '../../rowMapper';
import { countMonth, type MonthRows } from './countMonth';

export type MonthTable = keyof MonthRows;

/** The columns that name a row of each table. */
export const MONTH_KEYS: Record<MonthTable, readonly string[]> = {
  analysis_months: ['month'],
  analysis_month_volume: [
    'month',
    'from_ms',
    'population',
    'class_code',
    'severity_code',
    'source_code',
  ],
  analysis_month_responses: ['month', 'facts', 'clocks', 'rules'],
  analysis_month_durations: ['month', 'duration', 'bucket'],
  analysis_month_entities: ['month', 'entity_ref'],
  analysis_month_tasks: ['month', 'due_at'],
  analysis_month_lists: ['month', 'list'],
};
const TABLES = Object.keys(MONTH_KEYS) as MonthTable[];

/** A month with fewer incidents is not counted ahead: there would be as many rows as incidents. */
export const LEAST_INCIDENTS = 500;

/**
 * Counts a month anew, from one state of the database, and removes the marks of the changes that it has. Changes that are not committed
 * yet leave theirs. PostgreSQL refuses a second one at the same time.
 *
 * @param least - months with fewer incidents are not counted ahead
 */
export async function saveMonth(
  trx: Knex.Transaction,
  month: number,
  least: number,
): Promise<void> {
  for (const table of TABLES) await trx(table).where({ month }).delete();
  await trx('analysis_changes').where({ month }).delete();
  const rows = await countMonth(trx, month);
  if (rows.analysis_months[0].incidents < least) return;
  for (const table of TABLES) {
    await insertMany(
      trx,
      table,
      rows[table].map(row => ({ ...row })),
    );
  }
}

/** Without changes since they were counted. The table has the alias `counted`. */
export function selectCountedMonths(db: Knex): Knex.QueryBuilder {
  return db('analysis_months as counted').whereNotExists(
    db('analysis_changes as changed')
      .select(db.raw('1'))
      .whereRaw('changed.month = counted.month'),
  );
}

/** The next counted months after `after`. */
export async function findNextMonths(
  db: Knex,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows: Row[] = await selectCountedMonths(db)
    .where('counted.month', '>', after)
    .orderBy('counted.month')
    .limit(limit)
    .select('counted.month');
  return rows.map(({ month }) => Number(month));
}

/** A row of a month that differs from the items. */
export interface MonthDifference {
  table: MonthTable;
  row: string;
  field?: string;
  kind: 'changed' | 'missing' | 'unexpected';
}

const toText = (value: unknown) => (value === null ? value : String(value));

function nameRows(table: MonthTable, rows: readonly object[]) {
  return new Map(
    rows.map(row => {
      const fields = row as Row;
      const name = MONTH_KEYS[table].map(column => toText(fields[column]));
      return [JSON.stringify(name), fields];
    }),
  );
}

/** Compares a counted month with the items. Run it in a transaction that sees one state. */
export async function findMonthDifferences(
  db: Knex,
  month: number,
): Promise<MonthDifference[]> {
  const counted = await countMonth(db, month);
  const differences: MonthDifference[] = [];
  for (const table of TABLES) {
    const expected = nameRows(table, counted[table]);
    const stored = nameRows(table, await db(table).where({ month }));
    for (const [row, fields] of expected) {
      const found = stored.get(row);
      if (!found) differences.push({ table, row, kind: 'missing' });
      for (const field of found ? Object.keys(fields) : []) {
        if (toText(fields[field]) !== toText(found![field])) {
          differences.push({ table, row, field, kind: 'changed' });
        }
      }
    }
    for (const row of stored.keys()) {
      if (!expected.has(row)) {
        differences.push({ table, row, kind: 'unexpected' });
      }
    }
  }
  return differences;
}
