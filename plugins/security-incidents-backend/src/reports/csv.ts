export type Cell = string | number | undefined;

const NEEDS_QUOTES = /[",\r\n]/;
/** A spreadsheet takes what begins like this for a formula. */
const BEGINS_LIKE_FORMULA = /^[\s]*[=+\-@\t\r]/;

/** Whether text begins with a letter of ASCII: nearly all does, and then it is no formula. */
function beginsWithLetter(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 96 && first < 123) || (first > 64 && first < 91);
}

/**
 * One cell, as RFC 4180 has it. Text that a spreadsheet would take for a formula gets an apostrophe in front, which
 * spreadsheets do not show.
 */
export function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe =
    !beginsWithLetter(value) && BEGINS_LIKE_FORMULA.test(value)
      ? `'${value}`
      : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** The rest of a row with its end: one flat text, which costs nothing more wherever it is used again. */
export function csvRowEnd(cells: readonly Cell[]): string {
  return [cells.map(csvCell).join(','), ''].join('\r\n');
}
