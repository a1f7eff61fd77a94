import {
  type RecordedWrite,
  type ReviewFieldChange,
  type ReviewFieldName,
  type ReviewFields,
  toCanonicalBytes,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../database/rowMapper';
import type { RecordedWrites } from '../verification/RecordedWrites';
import {
  getIncidentColumn,
  RECORD_TABLE_NAMES,
  RECORD_TABLES,
  type RecordTableName,
  toRecordedColumns,
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
  evidence: [
    'file_name',
    'description',
    'source',
    'location',
    'hold_reason',
    'disposal_reason',
  ],
  obligations: ['reason', 'proof', 'reference'],
  reviews: ['reopen_reason', 'waived_reason'],
  review_actions: [
    'title',
    'works_if',
    'check_text',
    'link',
    'note',
    'dropped_reason',
  ],
  gap_explanations: ['text'],
};

/** The part of a timeline entry that an erasure reads. */
interface ErasedEntry {
  seq: number;
  data?: unknown;
}

/** The columns of a row that an entry wrote, by their recorded values. */
type Written = Map<string, Record<string, unknown>>;

function isRecordTable(table: string): table is RecordTableName {
  return (RECORD_TABLE_NAMES as readonly string[]).includes(table);
}

/** The writes that the data of an entry names. */
export function readWrites(data: unknown): RecordedWrite[] {
  const { rows } = (data ?? {}) as { rows?: unknown };
  return Array.isArray(rows) ? rows : [];
}

function groupWrites(data: unknown): Map<RecordTableName, Written> {
  const tables = new Map<RecordTableName, Written>();
  for (const { table, row, set } of readWrites(data)) {
    if (!isRecordTable(table) || !set) continue;
    const rows: Written = tables.get(table) ?? new Map();
    tables.set(table, rows.set(row, { ...rows.get(row), ...set }));
  }
  return tables;
}

const isSame = (a: unknown, b: unknown) =>
  Buffer.from(toCanonicalBytes(a)).equals(toCanonicalBytes(b));

/** The columns of a row that still are as the entry wrote them; what changed since belongs to a later entry. */
function findCurrent(
  table: RecordTableName,
  row: Row,
  written: Record<string, unknown>,
): string[] {
  const now = toRecordedColumns(table, row);
  return Object.keys(written).filter(
    column => column in now && isSame(now[column], written[column]),
  );
}

/** The texts of a review that the entry saved, and nobody since. */
function eraseReviewFields(
  { fields, changes }: Row,
  data: unknown,
): { row: Row; texts: string[] } {
  const { fields: names = [], version } = (data ?? {}) as {
    fields?: ReviewFieldName[];
    version?: number;
  };
  const now: ReviewFields = JSON.parse(String(fields));
  const last: Partial<Record<ReviewFieldName, ReviewFieldChange>> = JSON.parse(
    String(changes),
  );
  const texts: string[] = [];
  const erase = (text: string) => {
    texts.push(text);
    return ERASED;
  };
  const erased = { ...now };
  for (const name of names) {
    const value = now[name];
    if (last[name]?.version !== version || value === undefined) continue;
    if (name === 'rootCauses') {
      erased.rootCauses = now.rootCauses?.map(cause => ({
        ...cause,
        text: erase(cause.text),
      }));
    } else if (name === 'contributingFactors') {
      erased.contributingFactors = now.contributingFactors?.map(erase);
    } else if (
      typeof value === 'string' &&
      name !== 'planFollowed' &&
      name !== 'facilitator'
    ) {
      Object.assign(erased, { [name]: erase(value) });
    }
  }
  return {
    row: texts.length > 0 ? { fields: JSON.stringify(erased) } : {},
    texts,
  };
}

/**
 * Erases the data of an entry and the texts that repeat it. What else the entry wrote, and is still so, is recorded again with the
 * next entry, since the erased one does not say it any more.
 *
 * @returns the texts that were erased from rows
 */
export async function eraseEntry(
  db: Knex,
  incidentSeq: number,
  entry: ErasedEntry,
  writes: RecordedWrites,
): Promise<string[]> {
  const texts: string[] = [];
  await db('timeline_entries')
    .where({ incident_seq: incidentSeq, seq: entry.seq })
    .update({ data: null, salt: null });
  for (const [table, written] of groupWrites(entry.data)) {
    const rows: Row[] = await db(table).where(
      getIncidentColumn(table),
      incidentSeq,
    );
    for (const row of rows) {
      const set = written.get(toRowName(table, row));
      if (!set) continue;
      const current = findCurrent(table, row, set);
      const changes = eraseCopies(table, row, current, texts);
      if (table === 'reviews') {
        const review = eraseReviewFields(row, entry.data);
        Object.assign(changes, review.row);
        texts.push(...review.texts);
      }
      if (Object.keys(changes).length > 0) {
        await db(table).where(toKey(table, row)).update(changes);
      }
      const columns = new Set([...current, ...Object.keys(changes)]);
      const after = { ...row, ...changes };
      writes.set(incidentSeq, table, {
        ...toKey(table, row),
        ...Object.fromEntries(
          [...columns].map(column => [column, after[column]]),
        ),
      });
    }
  }
  return texts;
}

/** The columns that find a row in its table. */
function toKey(table: RecordTableName, row: Row): Row {
  const incident = getIncidentColumn(table);
  return Object.fromEntries(
    [incident, ...RECORD_TABLES[table].key].map(column => [
      column,
      row[column],
    ]),
  );
}

function eraseCopies(
  table: RecordTableName,
  row: Row,
  current: readonly string[],
  texts: string[],
): Row {
  const columns = (COPIES[table] ?? []).filter(
    column =>
      row[column] !== null &&
      row[column] !== ERASED &&
      current.includes(column),
  );
  texts.push(...columns.map(column => String(row[column])));
  return Object.fromEntries(columns.map(column => [column, ERASED]));
}
