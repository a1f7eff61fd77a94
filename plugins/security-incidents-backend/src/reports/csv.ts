import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | undefined;

/**
 * Lines of a CSV file for spreadsheets: UTF-8 with a byte order mark and lines that end with CR LF. Text that a spreadsheet
 * would evaluate as a formula starts with an apostrophe, which spreadsheets do not show.
 *
 * @param options.isStart - whether the file starts with these lines
 */
export function toCsvLines(
  rows: readonly (readonly Cell[])[],
  { isStart }: { isStart: boolean },
): string {
  return stringify(rows as Cell[][], {
    bom: isStart,
    escape_formulas: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  });
}

/** A whole CSV file, see {@link toCsvLines}. */
export function toCsv(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  return toCsvLines([header, ...rows], { isStart: true });
}
