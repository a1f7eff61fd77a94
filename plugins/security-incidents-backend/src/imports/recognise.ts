import { InputError } from '@backstage/errors';
import type { ImportCorrection } from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import type { RawRow } from './file/types';
import type { RowCorrections } from './mapping/RowCells';

export function toSha256(...parts: Array<string | Buffer>): string {
  const hash = createHash('sha256');
  parts.forEach(part => hash.update(part));
  return hash.digest('hex');
}

/** What recognises a row that has no id: everything in it. */
export function toRowHash({ values }: RawRow): string {
  return toSha256(JSON.stringify([...values].sort()));
}

/** Corrections by row. */
export function toCorrections(
  corrections: readonly ImportCorrection[] = [],
): ReadonlyMap<number, RowCorrections> {
  const byRow = new Map<number, Map<string, ImportCorrection>>();
  corrections.forEach((correction, index) => {
    const { row, column } = correction;
    const ofRow = byRow.get(row) ?? new Map<string, ImportCorrection>();
    if (ofRow.has(column)) {
      throw new InputError(
        `corrections[${index}]: row ${row} has two corrections of ${column}`,
      );
    }
    byRow.set(row, ofRow.set(column, correction));
  });
  return byRow;
}
