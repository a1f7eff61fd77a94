type Cell = string | number | undefined;

/**
 * One cell, as RFC 4180 has it. A spreadsheet takes text that begins like a formula for one, so such text gets an
 * apostrophe in front, which spreadsheets do not show.
 */
function cellOf(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A table as CSV that is safe to open in a spreadsheet; the first row names the columns. */
export function toCsv(
  columns: readonly string[],
  rows: ReadonlyArray<readonly Cell[]>,
): string {
  return [columns, ...rows]
    .map(row => `${row.map(cellOf).join(',')}\r\n`)
    .join('');
}
