import { InputError } from '@backstage/errors';
import {
  IMPORT_DELIMITERS,
  IMPORT_LIMITS,
  type ImportDelimiter,
  type ImportEncoding,
  type ImportFinding,
} from 'backstage-plugin-security-incidents-common';
import { type CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { decodeText } from './decode';
import { toRow } from './rows';
import type { RawFile } from './types';

/** Characters that are parsed before other requests get their turn. */
const SLICE = 256 * 1024;

const RULES_OF_QUOTES: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED:
    'A quote opens here and is closed nowhere, so the rows after it cannot be read. Close it, or double it if it belongs to the text',
  CSV_INVALID_CLOSING_QUOTE:
    'Text follows a closing quote. Double the quotes that belong to the text',
  INVALID_OPENING_QUOTE:
    'A quote stands inside a value that is not quoted. Quote the value and double its quotes',
};

/** The delimiter that the first line has most often outside of quotes. */
function guessDelimiter(text: string): ImportDelimiter {
  const end = text.search(/[\r\n]/);
  const [line] = [text.slice(0, end < 0 ? 10_000 : end)];
  const outside = line.replace(/"[^"]*"/g, '');
  const counts = IMPORT_DELIMITERS.map(
    delimiter => outside.split(delimiter).length,
  );
  return IMPORT_DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/** Names of columns, each once. */
function readHeader(cells: readonly string[], findings: ImportFinding[]) {
  const names: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim() || `Column ${index + 1}`;
    if (!names.includes(name)) {
      names.push(name);
      continue;
    }
    findings.push({
      column: name,
      level: 'error',
      rule: 'columns',
      message: `The file has two columns with the name ${name}. Rename one of them`,
    });
    names.push(`${name} (${index + 1})`);
  }
  return names;
}

async function* slice(text: string) {
  for (let start = 0; start < text.length; start += SLICE) {
    yield text.slice(start, start + SLICE);
    await setImmediate();
  }
}

/**
 * Reads CSV by RFC 4180 with any delimiter. Rows that cannot be read become findings; the others are read.
 *
 * @throws InputError when nothing can be read
 */
export async function readCsv(
  content: Buffer,
  options: { encoding?: ImportEncoding; delimiter?: ImportDelimiter },
): Promise<RawFile> {
  const { text: decoded, encoding } = decodeText(content, options.encoding);
  const text = decoded.replace(/^\ufeff/, '');
  const delimiter = options.delimiter ?? guessDelimiter(text);
  const findings: ImportFinding[] = [];
  const file: RawFile = {
    format: 'csv',
    encoding,
    delimiter,
    columns: [],
    rows: [],
    findings,
  };
  let row = 0;
  let tooMany = false;
  const takeRow = (cells: string[]) => {
    row += 1;
    if (row === 1) {
      file.columns = readHeader(cells, findings);
      return;
    }
    // An empty line is counted, as spreadsheets do.
    if (cells.every(cell => cell.trim() === '')) return;
    if (cells.length !== file.columns.length) {
      findings.push({
        row,
        level: 'error',
        rule: 'columns',
        message: `The row has ${cells.length} values and the header has ${file.columns.length} columns`,
      });
    }
    tooMany ||= file.rows.length >= IMPORT_LIMITS.rows;
    if (!tooMany) file.rows.push(toRow(row, file.columns, cells, findings));
  };
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_records_with_error: true,
    on_record: (cells: string[]) => {
      takeRow(cells);
      return null;
    },
    on_skip: (error: CsvError | undefined) => {
      row += 1;
      findings.push({
        row,
        level: 'error',
        rule: 'unreadable',
        message:
          RULES_OF_QUOTES[error?.code ?? ''] ?? 'The row cannot be read as CSV',
      });
    },
  });
  parser.resume();
  Readable.from(slice(text)).pipe(parser);
  await finished(parser);
  if (tooMany) {
    throw new InputError(
      `file: must have at most ${IMPORT_LIMITS.rows} rows; import it in parts`,
    );
  }
  if (file.columns.length === 0) {
    throw new InputError(
      findings.length > 0
        ? `file: ${findings[0].message} (row ${findings[0].row})`
        : 'file: has no header',
    );
  }
  return file;
}
