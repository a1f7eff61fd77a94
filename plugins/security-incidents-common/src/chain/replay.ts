import { type Sha256Hex, toCanonicalBytes } from './hash';
import type { StoredChainEntry } from './verify';

/** The action of the entry that records the erasure of another entry's data; its data names that entry as `seq`. @public */
export const ERASURE_ACTION = 'entry.erased';

/** Longer values are recorded as their SHA-256. */
const MAX_RECORDED_LENGTH = 200;

/** A value as an entry records it: null, a JSON value, or `{ sha256 }` of a long one. @public */
export type RecordedValue = unknown;

/** A row that a change wrote, as its timeline entry records it under `rows`. @public */
export interface RecordedWrite {
  table: string;
  /** Names the row within the table and the incident. */
  row: string;
  /** The columns that were written; absent for a removed row. */
  set?: Record<string, RecordedValue>;
  removed?: true;
}

/** Rows by table and name. @public */
export type RecordedRows = Map<
  string,
  Map<string, Record<string, RecordedValue>>
>;

/** A difference between the timeline and the tables. @public */
export interface RecordMismatch {
  table: string;
  /** Names the row within the table. Absent when it names something that the caller may not see. */
  row?: string;
  /** The column that differs; absent for a whole row. */
  field?: string;
  /**
   * `changed`: the row differs from the timeline; `missing`: the timeline has it and the table does not; `unexpected`: the table
   * has it and the timeline does not.
   */
  kind: 'changed' | 'missing' | 'unexpected';
}

/** The rows that the timeline says an incident has. @public */
export interface ReplayedRecord {
  /** False when the first entry records no rows, as entries did before rows were recorded. */
  isComplete: boolean;
  rows: RecordedRows;
}

/**
 * The form in which entries record a value. Long values become their SHA-256, so that entries stay short.
 *
 * @public
 */
export function toRecordedValue(
  value: unknown,
  sha256Hex: Sha256Hex,
): RecordedValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const bytes = toCanonicalBytes(value);
  if (bytes.length <= MAX_RECORDED_LENGTH) return value;
  return { sha256: sha256Hex(bytes) };
}

function getWrites({ data }: StoredChainEntry): RecordedWrite[] | undefined {
  const rows = (data as { rows?: unknown } | undefined)?.rows;
  return Array.isArray(rows) ? rows : undefined;
}

/**
 * Replays the entries of an incident into the rows that its tables have to hold. Verify the chain first.
 *
 * @public
 */
export function replayRecord(
  entries: readonly StoredChainEntry[],
): ReplayedRecord {
  const tables: RecordedRows = new Map();
  for (const entry of entries) {
    for (const { table, row, set, removed } of getWrites(entry) ?? []) {
      const rows = tables.get(table) ?? new Map();
      tables.set(table, rows);
      if (removed) rows.delete(row);
      else rows.set(row, { ...rows.get(row), ...set });
    }
  }
  const [first] = entries;
  return {
    isComplete: first !== undefined && getWrites(first) !== undefined,
    rows: tables,
  };
}

function isSame(a: RecordedValue, b: RecordedValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [left, right] = [toCanonicalBytes(a), toCanonicalBytes(b)];
  return (
    left.length === right.length &&
    left.every((byte, index) => byte === right[index])
  );
}

/**
 * Compares the rows that the timeline says an incident has with those that its tables hold.
 *
 * @param replayed - what {@link replayRecord} returned
 * @param stored - every row of every table, with values as {@link toRecordedValue} returns them
 * @returns what differs, in a stable order
 * @public
 */
export function compareRecord(
  replayed: ReplayedRecord,
  stored: RecordedRows,
): RecordMismatch[] {
  const found: RecordMismatch[] = [];
  const tables = new Set([...stored.keys(), ...replayed.rows.keys()]);
  for (const table of tables) {
    const expectedRows = replayed.rows.get(table) ?? new Map();
    const storedRows = stored.get(table) ?? new Map();
    for (const [row, expected] of expectedRows) {
      const actual = storedRows.get(row);
      if (!actual) {
        found.push({ table, row, kind: 'missing' });
        continue;
      }
      // Columns that no entry names were never written.
      const fields = replayed.isComplete
        ? Object.keys(actual)
        : Object.keys(actual).filter(field => field in expected);
      for (const field of fields) {
        if (!isSame(expected[field] ?? null, actual[field])) {
          found.push({ table, row, field, kind: 'changed' });
        }
      }
    }
    if (!replayed.isComplete) continue;
    for (const row of storedRows.keys()) {
      if (!expectedRows.has(row))
        found.push({ table, row, kind: 'unexpected' });
    }
  }
  return found;
}

/** Entries whose data is absent: those that a later entry records as erased, and the others. @public */
export function findErasedEntries(entries: readonly StoredChainEntry[]): {
  erased: number[];
  missing: number[];
} {
  const recorded = new Set<number>();
  const erased: number[] = [];
  const missing: number[] = [];
  // An erasure is recorded after the entry that it erased.
  for (const entry of [...entries].reverse()) {
    if (entry.data === undefined) {
      (recorded.has(entry.seq) ? erased : missing).push(entry.seq);
    } else if (entry.action === ERASURE_ACTION) {
      const { seq } = entry.data as { seq?: unknown };
      if (typeof seq === 'number') recorded.add(seq);
    }
  }
  return { erased: erased.reverse(), missing: missing.reverse() };
}
