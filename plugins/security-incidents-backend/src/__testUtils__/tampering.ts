import type { Knex } from 'knex';
import type { Row } from '../database/rowMapper';

const APPEND_ONLY = [
  'timeline_entries',
  'resolution_steps',
  'escalations',
  'evidence',
  'gap_explanations',
];

/** Removes the triggers, as somebody with full database permissions can. */
export async function dropAppendOnlyTriggers(
  db: Knex,
  tables: readonly string[] = APPEND_ONLY,
): Promise<void> {
  for (const table of tables) {
    if (db.client.config.client === 'pg') {
      await db.raw(`DROP TRIGGER ${table}_append_only ON ${table}`);
      await db.raw(`DROP TRIGGER ${table}_no_truncate ON ${table}`);
      continue;
    }
    for (const kind of ['update', 'delete', 'replace', 'move']) {
      await db.raw(`DROP TRIGGER IF EXISTS ${table}_no_${kind}`);
    }
  }
}

const ROLLBACK = new Error('rollback');

/** Runs work in a transaction that is rolled back. */
export async function withRollback<T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  let result: { value: T } | undefined;
  try {
    await db.transaction(async trx => {
      result = { value: await work(trx) };
      throw ROLLBACK;
    });
  } catch (error) {
    if (error !== ROLLBACK) throw error;
  }
  return result!.value;
}

/** Returns another valid value for the column. */
export function tamper(
  value: unknown,
  kind: 'json' | 'boolean' | 'number' | 'plain',
): unknown {
  if (kind === 'json') return JSON.stringify({ tampered: true });
  if (kind === 'boolean') return !value;
  // PostgreSQL returns large numbers as text.
  if (kind === 'number') return Number(value) + 1000;
  if (typeof value === 'number') return value + 1000;
  if (value === null || value === '') return 'x';
  const text = String(value);
  return text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
}

/** Returns the first, a middle and the last row. */
export function pickPositions(rows: readonly Row[]): Row[] {
  const positions = [0, Math.floor(rows.length / 2), rows.length - 1];
  return [...new Set(positions)].filter(at => rows[at]).map(at => rows[at]);
}
