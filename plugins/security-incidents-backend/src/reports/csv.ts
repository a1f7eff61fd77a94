import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | undefined;

/**
 * A CSV file for spreadsheets: UTF-8 with a byte order mark and lines that end with CR LF. Text that a spreadsheet would
 * evaluate as a formula starts with an apostrophe, which spreadsheets do not show.
 */
export function toCsv(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  return stringify([header, ...rows] as Cell[][], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  });
}
