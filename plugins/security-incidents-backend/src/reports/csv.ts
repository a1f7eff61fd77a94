import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | undefined;

const LINE_BREAKS_AND_TABS = /([\t\r\n])/;
const LINE_BREAK = /[\r\n]/;
/** What spreadsheets take for the start of a formula. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The text with codes in place of hidden characters, so that a name cannot pass for another one. */
function toShown(cell: Cell): Cell {
  return typeof cell === 'string'
    ? cell
        .split(LINE_BREAKS_AND_TABS)
        .map((part, index) =>
          // A split by a group puts what the group matched at the odd places.
          index % 2 === 1 ? part : showHiddenCharacters(part),
        )
        .join('')
    : cell;
}

/**
 * Lines of a CSV file for spreadsheets: UTF-8 with a byte order mark and lines that end with CR LF. Text that a spreadsheet
 * would evaluate as a formula starts with an apostrophe, which spreadsheets do not show. Hidden characters are shown as codes
 * such as `[U+202E]`.
 *
 * @param options.isStart - whether the file starts with these lines
 */
export function toCsvLines(
  rows: readonly (readonly Cell[])[],
  { isStart }: { isStart: boolean },
): string {
  const shown = rows.map(row => row.map(toShown));
  const some = (pattern: RegExp) =>
    shown.some(row =>
      row.some(cell => typeof cell === 'string' && pattern.test(cell)),
    );
  return stringify(shown, {
    bom: isStart,
    record_delimiter: 'windows',
    // Both are costly, and most lines need neither.
    ...(some(FORMULA) && { escape_formulas: true }),
    ...(some(LINE_BREAK) && { quoted_match: LINE_BREAK }),
  });
}
