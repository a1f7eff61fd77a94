import type { RecordedWrite } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../database/rowMapper';
import type { RecordedWrites } from '../verification/RecordedWrites';
import {
  getIncidentColumn,
  RECORD_TABLE_NAMES,
  type RecordTableName,
  toRowName,
} from '../verification/recordTables';

/** What stands for an erased text that must not be empty. */
export const ERASED = 'Erased';

/** The columns that repeat what people wrote in an entry. */
const COPIES: Partial<Record<RecordTableName, readonly string[]>> = {
  resolution_steps: ['text'],
  escalations: ['reason'],
  no_plan_decisions: ['reason'],
  plan_tasks: ['reason'],
};

function isRecordTable(table: string): table is RecordTableName {
  return (RECORD_TABLE_NAMES as readonly string[]).includes(table);
}

/** The writes that the data of an entry names. */
export function readWrites(data: unknown): RecordedWrite[] {
  const { rows } = (data ?? {}) as { rows?: unknown };
  return Array.isArray(rows) ? rows : [];
}

/**
 * Erases the data of an entry and the texts that repeat it. What else its rows hold stays, and is recorded anew with the next
 * entry, since the erased one does not say it any more.
 */
export async function eraseEntry(
  db: Knex,
  incidentSeq: number,
  entry: { seq: number; data?: unknown },
  writes: RecordedWrites,
): Promise<void> {
  const written = new Map<RecordTableName, Set<string>>();
  for (const { table, row } of readWrites(entry.data)) {
    if (!isRecordTable(table)) continue;
    const names = written.get(table) ?? new Set();
    written.set(table, names.add(row));
  }
  await db('timeline_entries')
    .where({ incident_seq: incidentSeq, seq: entry.seq })
    .update({ data: null, salt: null });
  for (const [table, names] of written) {
    const rows: Row[] = await db(table).where(
      getIncidentColumn(table),
      incidentSeq,
    );
    for (const row of rows.filter(found =>
      names.has(toRowName(table, found)),
    )) {
      const erased = await eraseCopies(db, table, row);
      writes.set(incidentSeq, table, erased);
    }
  }
}

async function eraseCopies(
  db: Knex,
  table: RecordTableName,
  row: Row,
): Promise<Row> {
  const columns = (COPIES[table] ?? []).filter(column => row[column] !== null);
  if (columns.length === 0) return row;
  const changes = Object.fromEntries(columns.map(column => [column, ERASED]));
  const key = row.id === undefined ? 'incident_seq' : 'id';
  await db(table)
    .where({ [key]: row[key] })
    .update(changes);
  return { ...row, ...changes };
}
