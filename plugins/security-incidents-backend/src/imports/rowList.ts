import {
  IMPORT_LIMITS,
  type ImportRow,
  type ImportRows,
} from 'backstage-plugin-security-incidents-common';
import type { RawRow } from './file/types';
import { shorten } from './findings';
import type { ColumnTargets } from './mapping/columns';
import type { SourcedIncident } from './prepared';
import { getYear, inKeyOrder, toKey } from './store/writeBatch';

/** What a check knows of the rows of its file. */
export interface CheckedRows {
  rows: readonly RawRow[];
  targets: ColumnTargets;
  incidents: readonly SourcedIncident[];
  withErrors: ReadonlySet<number>;
  withNotes: ReadonlySet<number>;
  duplicates: ReadonlySet<number>;
  leftOut: ReadonlySet<number>;
}

function getResult(row: number, checked: CheckedRows): ImportRow['result'] {
  if (checked.leftOut.has(row)) return 'leftOut';
  if (checked.withErrors.has(row)) return 'error';
  if (checked.duplicates.has(row)) return 'duplicate';
  return checked.withNotes.has(row) ? 'note' : 'fine';
}

/** The keys that rows would get, as far as they are among some. */
function findKeys(
  incidents: readonly SourcedIncident[],
  wanted: ReadonlySet<number>,
  keyPrefix: string,
  last: ReadonlyMap<number, number>,
): ReadonlyMap<number, string> {
  const numbers = new Map(last);
  const keys = new Map<number, string>();
  for (const incident of inKeyOrder(incidents)) {
    const year = getYear(incident);
    const number = (numbers.get(year) ?? 0) + 1;
    numbers.set(year, number);
    if (wanted.has(incident.row)) {
      keys.set(incident.row, toKey(keyPrefix, year, number));
    }
  }
  return keys;
}

/**
 * Lists rows of a dry run from a number on, those that could not be read included.
 *
 * @param last - last numbers of keys by year
 */
export function listRows(
  checked: CheckedRows,
  from: number,
  keyPrefix: string,
  last: ReadonlyMap<number, number>,
): ImportRows {
  const { rows, targets, incidents, withErrors, leftOut } = checked;
  const raw = new Map(rows.map(row => [row.row, row]));
  const numbers = [...new Set([...raw.keys(), ...withErrors, ...leftOut])].sort(
    (a, b) => a - b,
  );
  const start = numbers.findIndex(number => number >= from);
  const first = start < 0 ? numbers.length : start;
  const shown = numbers.slice(first, first + IMPORT_LIMITS.listedRows);
  const wanted = new Set(shown);
  const keys = findKeys(incidents, wanted, keyPrefix, last);
  const prepared = new Map(
    incidents
      .filter(({ row }) => wanted.has(row))
      .map(incident => [incident.row, incident]),
  );
  const getText = (row: number, field: 'originalId' | 'title') => {
    const [column] =
      [...targets].find(([, { becomes }]) => becomes === field) ?? [];
    const read = prepared.get(row)?.[field];
    const value = read ?? (column && raw.get(row)?.values.get(column));
    return value ? { [field]: shorten(value) } : {};
  };
  const next = numbers[first + IMPORT_LIMITS.listedRows];
  return {
    items: shown.map(row => {
      const key = keys.get(row);
      const detectedAt = prepared.get(row)?.times.detectedAt;
      return {
        row,
        result: getResult(row, checked),
        ...getText(row, 'originalId'),
        ...getText(row, 'title'),
        ...(detectedAt && { detectedAt }),
        ...(key && { key }),
      };
    }),
    ...(next !== undefined && { nextFrom: next }),
    ...(first > 0 && {
      previousFrom: numbers[Math.max(0, first - IMPORT_LIMITS.listedRows)],
    }),
  };
}
