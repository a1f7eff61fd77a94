/** A value in a file that spreadsheets open. */
export type CsvValue = string | number | undefined;

/** Quotes where needed. Spreadsheets run a text that starts like a formula, so an apostrophe comes before it. */
function toField(value: CsvValue): string {
  if (typeof value !== 'string') return value === undefined ? '' : `${value}`;
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The text of a CSV file (RFC 4180), with a byte order mark, by which spreadsheets know UTF-8. */
export function toCsv(
  header: readonly string[],
  rows: ReadonlyArray<readonly CsvValue[]>,
): string {
  return `\ufeff${[header, ...rows]
    .map(row => `${row.map(toField).join(',')}\r\n`)
    .join('')}`;
}
