import { setImmediate } from 'node:timers/promises';
import { ConflictError, InputError } from '@backstage/errors';
import {
  type ImportFinding,
  type ImportMapping,
  type ImportOptions,
  type ImportReport,
  type ImportTotals,
} from 'backstage-plugin-security-incidents-common';
import type { FileReader } from './file/readFile';
import type { RawFile, RawRow } from './file/types';
import { Findings } from './findings';
import { describeColumns } from './mapping/describeColumns';
import {
  type ColumnTargets,
  findRepeatedFields,
  mapColumns,
} from './mapping/columns';
import { isTimeZone } from './mapping/times';
import type { RowCorrections } from './mapping/RowCells';
import { RowMapper } from './mapping/toIncident';
import type {
  PreparedIncident,
  ResolvedNames,
  SourcedIncident,
} from './prepared';
import { toCorrections, toRowHash, toSha256 } from './recognise';
import { type CheckedRows, listRows } from './rowList';
import type { ImportsStore } from './store/ImportsStore';
import { inKeyOrder, getYear, toYears } from './store/writeBatch';

const ROWS_AT_A_TIME = 500;
const NOTHING: RowCorrections = new Map();

/** Who checks a file. */
export interface ImportCaller {
  actor: string;
  /** Hears how many rows are checked; stops the check when it throws. */
  onProgress?(done: number, total: number): void;
  /** Finds the names of the file in the catalog. */
  resolve(
    names: { services: ReadonlySet<string>; people: ReadonlySet<string> },
    mapping: ImportMapping,
  ): Promise<ResolvedNames>;
}

/** A checked file: what to answer, and what would be recorded. */
export interface CheckedImport {
  report: Omit<ImportReport, 'dryRun'>;
  incidents: SourcedIncident[];
  names: ResolvedNames;
}

/** One check of one file. */
class CheckRun {
  readonly #leftOut: ReadonlySet<number>;
  readonly #allRows: readonly RawRow[];
  readonly #duplicates = new Set<number>();

  constructor(
    private readonly file: RawFile,
    private readonly targets: ColumnTargets,
    private readonly asked: ImportOptions,
    private readonly caller: ImportCaller,
    private readonly findings: Findings,
    private readonly options: {
      source: string;
      now: string;
      findImported(keys: readonly string[]): Promise<ReadonlySet<string>>;
    },
  ) {
    this.#leftOut = new Set(asked.leaveOut);
    this.#allRows = file.rows;
  }

  async check() {
    this.#dropLeftOut();
    const mapped = this.#checkColumns() ? await this.#mapRows() : [];
    const sourced = this.#withoutRepeated(mapped);
    const incidents = await this.#withoutImported(sourced);
    const names = await this.#resolve(incidents);
    this.#noteNames(incidents, names);
    this.#noteSameTitles(incidents);
    return { incidents, names, totals: this.#count() };
  }

  /** @param incidents - what the check found */
  describeRows(incidents: readonly SourcedIncident[]): CheckedRows {
    return {
      rows: this.#allRows,
      targets: this.targets,
      incidents,
      withErrors: this.findings.rowsWithErrors,
      withNotes: this.findings.rowsWithNotes,
      duplicates: this.#duplicates,
      leftOut: this.#leftOut,
    };
  }

  /** Findings about rows that are left out count no more. */
  #dropLeftOut() {
    this.file.rows = this.file.rows.filter(
      ({ row }) => !this.#leftOut.has(row),
    );
    this.findings.forget(this.#leftOut);
  }

  /** @returns whether rows can become incidents at all */
  #checkColumns(): boolean {
    const problem = (finding: Omit<ImportFinding, 'level'>) =>
      this.findings.add({ ...finding, level: 'error' });
    for (const { field, columns } of findRepeatedFields(this.targets)) {
      problem({
        field,
        rule: 'columns',
        message: `${columns.join(' and ')} both become ${field}. Choose one`,
      });
    }
    const becomes = new Set(
      [...this.targets.values()].map(target => target.becomes),
    );
    const missing = (['title', 'detectedAt'] as const).filter(
      field => !becomes.has(field),
    );
    for (const field of missing) {
      problem({
        field,
        rule: 'required',
        message: `No column becomes ${field}. Choose the one that does`,
      });
    }
    if (!becomes.has('originalId')) {
      this.findings.add({
        level: 'note',
        rule: 'generated-id',
        field: 'originalId',
        message:
          'No column is the number in the old register. A row is recognised by its content when it is imported again',
      });
    }
    return missing.length === 0;
  }

  async #mapRows(): Promise<Array<[RawRow, PreparedIncident]>> {
    const { mapping = {} } = this.asked;
    const corrections = toCorrections(this.asked.corrections);
    const mapper = new RowMapper({
      targets: this.targets,
      mapping,
      now: this.options.now,
      actor: this.caller.actor,
      find: finding => this.findings.add(finding),
    });
    const mapped: Array<[RawRow, PreparedIncident]> = [];
    for (const [index, row] of this.file.rows.entries()) {
      if (index % ROWS_AT_A_TIME === 0) {
        this.caller.onProgress?.(index, this.file.rows.length);
        await setImmediate();
      }
      // What is wrong with such a row is known, and its columns may be the wrong ones.
      if (this.findings.rowsWithErrors.has(row.row)) continue;
      const incident = mapper.map(row, corrections.get(row.row) ?? NOTHING);
      if (incident) mapped.push([row, incident]);
    }
    return mapped;
  }

  /** Rows that stand in the file twice are imported once. Two rows with one id that differ are an error. */
  #withoutRepeated(
    mapped: ReadonlyArray<[RawRow, PreparedIncident]>,
  ): SourcedIncident[] {
    const seen = new Map<string, { row: number; hash: string }>();
    const kept: SourcedIncident[] = [];
    for (const [raw, incident] of mapped) {
      const { row, originalId } = incident;
      const hash = toRowHash(raw);
      const sourceKey =
        originalId === undefined ? `row:${hash}` : `id:${originalId}`;
      const before = seen.get(sourceKey);
      if (!before) {
        seen.set(sourceKey, { row, hash });
        kept.push({ ...incident, sourceKey });
      } else if (before.hash === hash) {
        this.#duplicates.add(row);
        this.findings.add({
          row,
          level: 'note',
          rule: 'repeated-row',
          message: `The same as row ${before.row}. It is left out`,
        });
      } else {
        this.findings.add({
          row,
          field: 'originalId',
          level: 'error',
          rule: 'duplicate',
          message: `Row ${before.row} has the same number and says something else. Change one of the numbers, or leave one row out`,
          value: originalId,
        });
      }
    }
    return kept;
  }

  async #withoutImported(incidents: readonly SourcedIncident[]) {
    const imported = await this.options.findImported(
      incidents.map(({ sourceKey }) => sourceKey),
    );
    return incidents.filter(({ sourceKey, row, originalId }) => {
      if (!imported.has(sourceKey)) return true;
      this.#duplicates.add(row);
      this.findings.add({
        row,
        level: 'note',
        rule: 'duplicate',
        message: `Imported before from ${this.options.source}. It is left out`,
        ...(originalId !== undefined && {
          field: 'originalId',
          value: originalId,
        }),
      });
      return false;
    });
  }

  async #resolve(incidents: readonly SourcedIncident[]) {
    const services = new Set(incidents.flatMap(incident => incident.services));
    const people = new Set(
      incidents.flatMap(({ lead, reporter }) =>
        [lead, reporter].filter(name => name !== undefined),
      ),
    );
    return this.caller.resolve({ services, people }, this.asked.mapping ?? {});
  }

  #noteNames(incidents: readonly SourcedIncident[], names: ResolvedNames) {
    for (const incident of incidents) {
      const { row, kept } = incident;
      const keep = (label: string, value: string) => {
        kept[label] = [kept[label], value].filter(Boolean).join('; ');
      };
      for (const value of incident.services) {
        const found = names.services[value];
        if (found?.isKnown) continue;
        if (!found) keep(this.#columnOf('services'), value);
        this.findings.add({
          row,
          column: this.#columnOf('services'),
          field: 'services',
          level: 'note',
          rule: 'unknown-service',
          message: found
            ? 'Not in the catalog, or not visible to you. Kept under its old name, marked as orphaned'
            : 'Not in the catalog, and no name that a service can have. Kept as text',
          value,
        });
      }
      for (const field of ['lead', 'reporter'] as const) {
        const value = incident[field];
        if (value === undefined || names.people[value]) continue;
        keep(this.#columnOf(field), value);
        this.findings.add({
          row,
          column: this.#columnOf(field),
          field,
          level: 'note',
          rule: 'unknown-person',
          message: 'Not in the catalog, or not visible to you. Kept as text',
          value,
        });
      }
    }
  }

  #noteSameTitles(incidents: readonly SourcedIncident[]) {
    const seen = new Map<string, number>();
    for (const { row, title, times } of incidents) {
      const name = `${title} ${times.detectedAt.slice(0, 10)}`;
      const before = seen.get(name);
      if (before === undefined) seen.set(name, row);
      else {
        this.findings.add({
          row,
          column: this.#columnOf('title'),
          field: 'title',
          level: 'note',
          rule: 'same-title',
          message: `Same title and day as row ${before}. Both are kept`,
          value: title,
        });
      }
    }
  }

  #columnOf(field: 'services' | 'lead' | 'reporter' | 'title'): string {
    return (
      [...this.targets].find(([, { becomes }]) => becomes === field)?.[0] ??
      field
    );
  }

  #count(): ImportTotals {
    const { rowsWithErrors, rowsWithNotes, hasErrorsOfFile } = this.findings;
    const rows = this.file.rows.map(({ row }) => row);
    const withErrors = rowsWithErrors.size;
    const read = rows.filter(row => !rowsWithErrors.has(row));
    const withNotes = read.filter(row => rowsWithNotes.has(row)).length;
    return {
      rows: new Set([...rows, ...rowsWithErrors]).size + this.#leftOut.size,
      toImport: hasErrorsOfFile ? 0 : read.length - this.#duplicates.size,
      fine: read.length - withNotes,
      withNotes,
      withErrors,
      duplicates: this.#duplicates.size,
      leftOut: this.#leftOut.size,
    };
  }
}

/** Checks files and says what would happen. Stores nothing. */
export class ImportChecker {
  constructor(
    private readonly options: {
      files: FileReader;
      store: Pick<ImportsStore, 'findImported' | 'findDone' | 'getLastNumbers'>;
      keyPrefix: string;
      clock(): Date;
    },
  ) {}

  /** @throws InputError that names the field and the rule, when the file cannot be read as a list of incidents */
  async check(
    content: Buffer,
    fileName: string,
    asked: ImportOptions,
    caller: ImportCaller,
  ): Promise<CheckedImport> {
    const { files, store, keyPrefix } = this.options;
    const sha256 = toSha256(content);
    if (asked.sha256 !== undefined && asked.sha256 !== sha256) {
      throw new ConflictError(
        'sha256: the file is not the one that was checked; check it again',
      );
    }
    const { mapping = {} } = asked;
    if (mapping.timeZone !== undefined && !isTimeZone(mapping.timeZone)) {
      throw new InputError(
        'mapping.timeZone: must be the IANA name of a time zone such as Europe/Berlin',
      );
    }
    const file = await files.read(content, asked);
    const targets = mapColumns(file.columns, mapping);
    const findings = new Findings();
    file.findings.forEach(finding => findings.add(finding));
    const source = asked.source ?? file.format;
    const run = new CheckRun(file, targets, asked, caller, findings, {
      source,
      now: this.options.clock().toISOString(),
      findImported: keys => store.findImported(source, keys),
    });
    const { incidents, names, totals } = await run.check();
    const last = await store.getLastNumbers(incidents.map(getYear));
    const { format, encoding, delimiter } = file;
    return {
      incidents,
      names,
      report: {
        file: {
          name: fileName,
          format,
          ...(encoding && { encoding }),
          ...(delimiter && { delimiter }),
          size: content.length,
          sha256,
        },
        source,
        mapping: {
          ...mapping,
          columns: Object.fromEntries(
            [...targets].map(([column, { becomes }]) => [column, becomes]),
          ),
        },
        columns: describeColumns(file, targets, mapping, names),
        totals,
        years: toYears(inKeyOrder(incidents), keyPrefix, last),
        findings: findings.listed,
        findingCounts: findings.counts,
        ...(asked.rowsFrom !== undefined && {
          rows: listRows(
            run.describeRows(incidents),
            asked.rowsFrom,
            keyPrefix,
            last,
          ),
        }),
        earlierImport: await store.findDone(sha256),
      },
    };
  }
}
