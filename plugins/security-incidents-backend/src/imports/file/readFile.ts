import { InputError } from '@backstage/errors';
import {
  IMPORT_LIMITS,
  type ImportFinding,
  type ImportFormat,
  type ImportOptions,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentImporter } from 'backstage-plugin-security-incidents-node/alpha';
import { Readable } from 'node:stream';
import { assertText, decodeText } from './decode';
import { readCsv } from './readCsv';
import { readJson } from './readJson';
import { assertReadable, toRow } from './rows';
import type { RawFile, RawRow } from './types';

const CSV = { format: 'csv', title: 'CSV' };
const JSON_FORMAT = { format: 'json', title: 'JSON' };
const READ_TIMEOUT_MS = 60_000;
const SHIPPED = [CSV, JSON_FORMAT];
/** The formats that the plugin reads itself. */
export const SHIPPED_FORMATS = SHIPPED.map(({ format }) => format);

/** Reads with what a module added. */
async function readWith(
  importer: IncidentImporter,
  content: Buffer,
): Promise<RawFile> {
  const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
  const findings: ImportFinding[] = [];
  const columns = new Set<string>();
  const rows: RawRow[] = [];
  for await (const read of importer.read(Readable.from([content]), {
    signal,
  })) {
    signal.throwIfAborted();
    const { row } = read;
    if (rows.length >= IMPORT_LIMITS.rows) {
      throw new InputError(
        `file: must have at most ${IMPORT_LIMITS.rows} rows; import it in parts`,
      );
    }
    if ('problems' in read) {
      findings.push(
        ...read.problems.map(
          (message): ImportFinding => ({
            row,
            level: 'error',
            rule: 'unreadable',
            message,
          }),
        ),
      );
      continue;
    }
    const names = Object.keys(read.values);
    names.forEach(name => columns.add(name));
    rows.push(toRow(row, names, Object.values(read.values), findings));
  }
  return {
    format: importer.format,
    columns: [...columns],
    rows,
    findings,
  };
}

/** Reads files in the formats that the plugin ships, and in those that modules added. */
export class FileReader {
  readonly formats: readonly ImportFormat[];

  constructor(private readonly importers: readonly IncidentImporter[]) {
    this.formats = [
      ...SHIPPED,
      ...importers.map(({ format, title }) => ({ format, title })),
    ];
  }

  /** @throws InputError that names the field and the rule, when nothing can be read */
  async read(
    content: Buffer,
    options: Pick<ImportOptions, 'format' | 'encoding' | 'delimiter'>,
  ): Promise<RawFile> {
    const { format } = options;
    const importer = this.importers.find(one => one.format === format);
    if (importer) return assertReadable(await readWith(importer, content));
    if (format !== undefined && !SHIPPED_FORMATS.includes(format)) {
      throw new InputError(
        `format: must be one of ${this.formats
          .map(one => one.format)
          .join(', ')}`,
      );
    }
    assertText(content);
    const isJson =
      format === undefined
        ? /^\s*[[{]/.test(decodeText(content, options.encoding).text)
        : format === 'json';
    return assertReadable(
      isJson
        ? await readJson(content, options)
        : await readCsv(content, options),
    );
  }
}
