import { InputError } from '@backstage/errors';
import {
  IMPORT_LIMITS,
  type ImportFinding,
  isStorableText,
  STORABLE_TEXT_RULE,
} from 'backstage-plugin-security-incidents-common';
import type { RawFile, RawRow } from './types';

/** Makes a row of its cells, and finds those that cannot be stored. */
export function toRow(
  row: number,
  columns: readonly string[],
  cells: readonly string[],
  findings: ImportFinding[],
): RawRow {
  const values = new Map<string, string>();
  let length = 0;
  for (const [index, column] of columns.entries()) {
    const value = cells[index] ?? '';
    length += value.length;
    if (value === '') continue;
    if (isStorableText(value)) values.set(column, value);
    else {
      findings.push({
        row,
        column,
        level: 'error',
        rule: 'text',
        message: `The value ${STORABLE_TEXT_RULE}`,
      });
    }
  }
  if (length > IMPORT_LIMITS.rowLength) {
    findings.push({
      row,
      level: 'error',
      rule: 'row-too-long',
      message: `The row has ${length} characters; it must have at most ${IMPORT_LIMITS.rowLength}`,
    });
    values.clear();
  }
  return { row, values };
}

/** @throws InputError for a file that nothing can be imported from */
export function assertReadable(file: RawFile): RawFile {
  const { columns, rows, findings } = file;
  if (columns.length > IMPORT_LIMITS.columns) {
    throw new InputError(
      `file: has ${columns.length} columns; it must have at most ${IMPORT_LIMITS.columns}`,
    );
  }
  if (rows.length === 0 && findings.length === 0) {
    throw new InputError('file: has no rows');
  }
  return file;
}
