import type { JsonText, StoredBoolean } from './tables';

/** A row of a query that reads more or less than one table. */
export type Row = Record<string, unknown>;

type ColumnsOf<TRow, TValue> = {
  [C in keyof TRow]: NonNullable<TRow[C]> extends TValue ? C : never;
}[keyof TRow] &
  string;

type StructuredColumn<TRow> = ColumnsOf<TRow, JsonText>;
type BooleanColumn<TRow> = ColumnsOf<TRow, StoredBoolean>;
type PlainColumn<TRow> = Exclude<
  keyof TRow & string,
  StructuredColumn<TRow> | BooleanColumn<TRow>
>;

type Column<TRow> =
  | PlainColumn<TRow>
  | { json: StructuredColumn<TRow> }
  | { boolean: BooleanColumn<TRow> };

/** Translates between the rows of one table and the records of the service. */
export interface RowMapper<TRecord, TRow> {
  /** Null columns and columns that the query did not select are absent from the record. */
  toRecord(row: Partial<TRow> | Row): TRecord;
  /** Fields that are absent from `record` are absent from the row; undefined fields are null. */
  toRow(record: Partial<TRecord>): Partial<TRow>;
  /** The columns of some fields. */
  columnsOf(fields: readonly (keyof TRecord)[]): string[];
}

/** @throws SyntaxError that names the column and says nothing of its content */
function parseJson(column: string, value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    throw new SyntaxError(`The column ${column} holds no JSON`);
  }
}

/**
 * Creates the mapper of one table.
 *
 * @param columns - the column of each field: its name, or its name and how it is stored
 */
export function createRowMapper<
  TRecord extends object,
  TRow extends object,
>(columns: { [F in keyof TRecord]-?: Column<TRow> }): RowMapper<TRecord, TRow> {
  const fields = Object.entries<Column<TRow>>(columns).map(
    ([field, column]) => {
      if (typeof column === 'string') return { field, name: column };
      return 'json' in column
        ? { field, name: column.json, isJson: true }
        : { field, name: column.boolean, isBoolean: true };
    },
  );
  return {
    toRecord: row => {
      const record: Row = {};
      for (const { field, name, isJson, isBoolean } of fields) {
        const value = (row as Row)[name];
        if (value === null || value === undefined) continue;
        if (isJson) record[field] = parseJson(name, value);
        else record[field] = isBoolean ? Boolean(value) : value;
      }
      return record as TRecord;
    },
    toRow: record => {
      const row: Row = {};
      for (const { field, name, isJson } of fields) {
        if (!(field in record)) continue;
        const value = (record as Row)[field];
        row[name] =
          isJson && value !== undefined ? JSON.stringify(value) : value ?? null;
      }
      return row as Partial<TRow>;
    },
    columnsOf: names =>
      fields
        .filter(({ field }) => names.includes(field as keyof TRecord))
        .map(({ name }) => name),
  };
}
