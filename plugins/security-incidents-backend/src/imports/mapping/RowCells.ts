import type {
  ImportedCorrection,
  ImportField,
  ImportFinding,
  ImportMapping,
  ImportRule,
} from 'backstage-plugin-security-incidents-common';
import type { RawRow } from '../file/types';
import type { ColumnTargets } from './columns';

/** Corrections of one row by column. */
export type RowCorrections = ReadonlyMap<
  string,
  { value?: string; keepBecause?: string }
>;

/** A field of a row, with the column that it comes from. */
export interface Cell {
  column: string;
  value: string;
}

/** What the rows of a file are read with. */
export interface RowOptions {
  targets: ColumnTargets;
  mapping: ImportMapping;
  /** ISO-8601. */
  now: string;
  actor: string;
  find(finding: ImportFinding): void;
}

/** The values of one row by what they become, corrected, and what is found wrong with them. */
export class RowCells {
  readonly #cells = new Map<ImportField, Cell[]>();
  readonly #reasons = new Map<string, string>();
  readonly kept: Record<string, string> = {};
  readonly corrections: ImportedCorrection[] = [];
  hasErrors = false;

  constructor(
    readonly row: RawRow,
    corrections: RowCorrections,
    readonly options: RowOptions,
  ) {
    for (const [column, { becomes }] of options.targets) {
      const from = row.values.get(column) ?? '';
      const correction = corrections.get(column);
      if (correction) {
        this.corrections.push({
          column,
          from,
          ...(correction.keepBecause === undefined
            ? { to: correction.value ?? '' }
            : { keptBecause: correction.keepBecause }),
          by: options.actor,
        });
        if (correction.keepBecause !== undefined) {
          this.#reasons.set(column, correction.keepBecause);
        }
      }
      const value = (correction?.value ?? from).trim();
      if (value === '' || becomes === 'none') continue;
      if (becomes === 'text') this.kept[column] = value;
      else {
        const cells = this.#cells.get(becomes) ?? [];
        this.#cells.set(becomes, [...cells, { column, value }]);
      }
    }
  }

  all(field: ImportField): readonly Cell[] {
    return this.#cells.get(field) ?? [];
  }

  first(field: ImportField): Cell | undefined {
    return this.all(field)[0];
  }

  error(field: ImportField, rule: ImportRule, message: string, cell?: Cell) {
    this.hasErrors = true;
    this.#find('error', field, rule, message, cell);
  }

  note(field: ImportField, rule: ImportRule, message: string, cell?: Cell) {
    this.#find('note', field, rule, message, cell);
  }

  #find(
    level: ImportFinding['level'],
    field: ImportField,
    rule: ImportRule,
    message: string,
    cell: Cell | undefined,
  ) {
    const column = cell?.column ?? this.#columnOf(field);
    this.options.find({
      row: this.row.row,
      ...(column !== undefined && { column }),
      field,
      level,
      rule,
      message,
      ...(cell && { value: cell.value }),
    });
  }

  /** Keeps a value as text of the record. */
  keep({ column, value }: Cell) {
    this.kept[column] = value;
  }

  /** Whether somebody said why the value of a column is right. */
  isKept({ column }: Cell): boolean {
    return this.#reasons.has(column);
  }

  #columnOf(field: ImportField): string | undefined {
    return [...this.options.targets].find(
      ([, { becomes }]) => becomes === field,
    )?.[0];
  }
}
