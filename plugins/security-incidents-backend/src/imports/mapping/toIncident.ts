import {
  createIncidentSchema,
  getRsitTypes,
  IMPORT_LIMITS,
  IMPORT_TIME_FIELDS,
  type ImportedCorrection,
  type ImportField,
  type ImportFinding,
  type ImportMapping,
  type ImportRule,
  type ImportTimeField,
  LIMITS,
  type Resolution,
  type ResolutionCode,
  RSIT_CLASSES,
  type RsitClass,
} from 'backstage-plugin-security-incidents-common';
import type { RawRow } from '../file/types';
import type { PreparedIncident } from '../prepared';
import type { ColumnTargets } from './columns';
import { readTime } from './times';
import { guessWord, WORD_FIELDS, WORDS, type WordField } from './values';

/** Fields whose text has a greatest length. */
const LENGTHS: Partial<Record<ImportField, number>> = {
  originalId: IMPORT_LIMITS.originalId,
  title: LIMITS.title,
  summary: LIMITS.longText,
  step: LIMITS.longText,
  resolutionSummary: LIMITS.longText,
  rootCause: LIMITS.longText,
};
const ENDS_OF_DURATIONS = [
  'acknowledgedAt',
  'containedAt',
  'recoveredAt',
  'resolvedAt',
] as const satisfies readonly ImportTimeField[];
const SERVICES = /[\n;,|]+/;
const TITLE = createIncidentSchema.shape.title;
const SERVICES_AT_MOST = LIMITS.affected;

/** Corrections of one row by column. */
export type RowCorrections = ReadonlyMap<
  string,
  { value?: string; keepBecause?: string }
>;

/** A field of a row, with the column that it comes from. */
interface Cell {
  column: string;
  value: string;
}

/** What the rows of a file are read with. */
interface RowOptions {
  targets: ColumnTargets;
  mapping: ImportMapping;
  /** ISO-8601. */
  now: string;
  actor: string;
  find(finding: ImportFinding): void;
}

class RowReader {
  readonly #cells = new Map<ImportField, Cell[]>();
  readonly #kept: Record<string, string> = {};
  readonly #corrections: ImportedCorrection[] = [];
  readonly #reasons = new Map<string, string>();
  #hasErrors = false;

  constructor(
    private readonly row: RawRow,
    corrections: RowCorrections,
    private readonly options: RowOptions,
  ) {
    for (const [column, { becomes }] of options.targets) {
      const from = row.values.get(column) ?? '';
      const correction = corrections.get(column);
      if (correction) {
        this.#corrections.push({
          column,
          from,
          ...(correction.keepBecause === undefined
            ? { to: correction.value ?? '' }
            : { keptBecause: correction.keepBecause }),
          by: options.actor,
        });
        if (correction.keepBecause !== undefined) {
          this.#reasons.set(column, correction.keepBecause);
        }
      }
      const value = (correction?.value ?? from).trim();
      if (value === '' || becomes === 'none') continue;
      if (becomes === 'text') this.#kept[column] = value;
      else {
        const cells = this.#cells.get(becomes) ?? [];
        this.#cells.set(becomes, [...cells, { column, value }]);
      }
    }
  }

  read(): PreparedIncident | undefined {
    const { row } = this.row;
    const originalId = this.#text('originalId');
    const title = this.#title();
    const words = this.#words();
    const times = this.#times();
    const services = this.#services();
    const summary = this.#text('summary');
    const step = this.#text('step');
    const resolution = this.#resolution(words.resolutionCode);
    const detectedAt = times.detectedAt;
    if (detectedAt === undefined && !this.#cells.has('detectedAt')) {
      this.#error('detectedAt', 'required', 'When it was detected is missing');
    }
    if (this.#hasErrors || title === undefined || detectedAt === undefined) {
      return undefined;
    }
    const { status = 'closed', determination = 'confirmed' } = words;
    return {
      row,
      originalId,
      title,
      summary,
      status: status as PreparedIncident['status'],
      determination: determination as PreparedIncident['determination'],
      severity: words.severity as PreparedIncident['severity'],
      classification: this.#classification(words),
      tlp: (words.tlp ?? 'AMBER') as PreparedIncident['tlp'],
      visibility: (words.visibility ??
        'open') as PreparedIncident['visibility'],
      times: { ...times, detectedAt },
      services,
      lead: this.#first('lead')?.value,
      reporter: this.#first('reporter')?.value,
      step,
      resolution,
      kept: this.#kept,
      corrections: this.#corrections,
    };
  }

  #first(field: ImportField): Cell | undefined {
    return this.#cells.get(field)?.[0];
  }

  #error(field: ImportField, rule: ImportRule, message: string, cell?: Cell) {
    this.#hasErrors = true;
    this.#find('error', field, rule, message, cell);
  }

  #note(field: ImportField, rule: ImportRule, message: string, cell?: Cell) {
    this.#find('note', field, rule, message, cell);
  }

  #find(
    level: ImportFinding['level'],
    field: ImportField,
    rule: ImportRule,
    message: string,
    cell: Cell | undefined,
  ) {
    const column = cell?.column ?? this.#columnOf(field);
    this.options.find({
      row: this.row.row,
      ...(column !== undefined && { column }),
      field,
      level,
      rule,
      message,
      ...(cell && { value: cell.value }),
    });
  }

  #columnOf(field: ImportField): string | undefined {
    return [...this.options.targets].find(
      ([, { becomes }]) => becomes === field,
    )?.[0];
  }

  #text(field: ImportField): string | undefined {
    const cells = this.#cells.get(field);
    if (!cells) return undefined;
    const text = cells.map(({ value }) => value).join('\n\n');
    const limit = LENGTHS[field];
    if (limit !== undefined && text.length > limit) {
      this.#error(
        field,
        'too-long',
        `The text has ${text.length} characters; it must have at most ${limit}`,
        cells[0],
      );
    }
    return text;
  }

  #title(): string | undefined {
    const title = this.#text('title');
    const cell = this.#first('title');
    if (title === undefined) {
      this.#error('title', 'required', 'The title is missing');
    } else if (title.length <= LIMITS.title) {
      const { error } = TITLE.safeParse(title);
      if (error) {
        this.#error(
          'title',
          'text',
          `The title ${error.issues[0].message}`,
          cell,
        );
      }
    }
    return title;
  }

  #words(): Partial<Record<WordField, string>> {
    const { values = {} } = this.options.mapping;
    const words: Partial<Record<WordField, string>> = {};
    for (const field of WORD_FIELDS) {
      const cell = this.#first(field);
      if (!cell) continue;
      const stated = values[field];
      const word =
        stated && Object.hasOwn(stated, cell.value)
          ? stated[cell.value]
          : guessWord(field, cell.value);
      if (word !== undefined && WORDS[field].includes(word))
        words[field] = word;
      else if (word === '') continue;
      else this.#wrongWord(field, cell);
    }
    return words;
  }

  #wrongWord(field: WordField, cell: Cell) {
    if (field === 'status') {
      this.#error(
        field,
        'status',
        'Only closed and dismissed incidents can be imported. Report one that goes on, or say which of both this status means',
        cell,
      );
      return;
    }
    // The type is optional everywhere, so one that nothing fits is kept as text.
    if (field === 'type' || field === 'resolutionCode') {
      this.#kept[cell.column] = cell.value;
      this.#note(
        field,
        'value',
        'Nothing fits this value. It is kept as text',
        cell,
      );
      return;
    }
    const what = field === 'class' ? 'No class of RSIT' : `No ${field}`;
    this.#error(
      field,
      'value',
      `${what} is meant by this value. Choose one`,
      cell,
    );
  }

  #classification(words: Partial<Record<WordField, string>>) {
    const { type } = words;
    const ofType =
      type && RSIT_CLASSES.find(name => getRsitTypes(name).includes(type));
    const rsitClass = (words.class ?? ofType) as RsitClass | undefined;
    if (!rsitClass) return undefined;
    return {
      scheme: 'rsit' as const,
      class: rsitClass,
      ...(ofType === rsitClass && type && { type }),
    };
  }

  #resolution(code: string | undefined): Resolution | undefined {
    const summary = this.#text('resolutionSummary');
    const rootCause = this.#text('rootCause');
    if (!code && !summary && !rootCause) return undefined;
    return {
      code: (code ?? 'mitigated') as ResolutionCode,
      summary: summary ?? '',
      ...(rootCause && { rootCause }),
    };
  }

  #services(): string[] {
    const cells = this.#cells.get('services') ?? [];
    const names = new Set(
      cells.flatMap(({ value }) =>
        value
          .split(SERVICES)
          .map(name => name.trim())
          .filter(Boolean),
      ),
    );
    if (names.size > SERVICES_AT_MOST) {
      this.#error(
        'services',
        'too-long',
        `The row has ${names.size} services; it must have at most ${SERVICES_AT_MOST}`,
        cells[0],
      );
    }
    return [...names];
  }

  #times() {
    const { mapping, now } = this.options;
    const times: Partial<Record<ImportTimeField, string>> = {};
    const dayOnly = new Set<ImportTimeField>();
    for (const field of IMPORT_TIME_FIELDS) {
      const cell = this.#first(field);
      if (!cell) continue;
      const read = readTime(cell.value, mapping);
      if ('problem' in read) {
        this.#error(field, read.rule, read.problem, cell);
        continue;
      }
      const { at, endOfDay, isAmbiguous } = read;
      if (at > now) {
        this.#error(field, 'future', 'The time is in the future', cell);
        continue;
      }
      if (isAmbiguous) {
        this.#note(
          field,
          'clock-change',
          `The clocks of ${mapping.timeZone} showed this time twice. The first one is taken`,
          cell,
        );
      }
      if (endOfDay !== undefined) this.#noteDay(field, cell);
      if (endOfDay === undefined || field === 'detectedAt') times[field] = at;
      else if (field === 'closedAt') {
        // A closed record needs a time; the end of the day is the latest that it can have been.
        times[field] = endOfDay < now ? endOfDay : now;
      } else this.#kept[cell.column] = cell.value;
      if (endOfDay !== undefined) dayOnly.add(field);
    }
    if (dayOnly.has('detectedAt')) this.#keepAsText(times);
    this.#checkOrder(times, dayOnly);
    return times;
  }

  #noteDay(field: ImportTimeField, cell: Cell) {
    const message =
      field === 'detectedAt'
        ? 'A day without a time. Kept as a day; times to acknowledge, contain, recover and resolve leave it out'
        : 'A day without a time. Kept as a day; durations leave it out';
    this.#note(field, 'day-only', message, cell);
  }

  /** Durations begin at the detection. Without its time they would be wrong, so what they end at is no time of the record. */
  #keepAsText(times: Partial<Record<ImportTimeField, string>>) {
    for (const field of ENDS_OF_DURATIONS) {
      if (times[field] === undefined) continue;
      const { column, value } = this.#first(field)!;
      this.#kept[column] = value;
      delete times[field];
    }
  }

  /** Each time must not be before the ones that come before it in an incident. */
  #checkOrder(
    times: Partial<Record<ImportTimeField, string>>,
    dayOnly: ReadonlySet<ImportTimeField>,
  ) {
    let latest: { field: ImportTimeField; at: string } | undefined;
    for (const field of IMPORT_TIME_FIELDS) {
      const at = times[field];
      if (at === undefined) continue;
      const cell = this.#first(field)!;
      const isBefore =
        latest !== undefined && at < latest.at && !dayOnly.has(field);
      if (isBefore && !this.#reasons.has(cell.column)) {
        const before = this.#first(latest!.field)!;
        this.#error(
          field,
          'order',
          `${cell.column} is before ${before.column} (${before.value}). Correct it, leave it empty, or say why it is right`,
          cell,
        );
      }
      if (!isBefore && (latest === undefined || at > latest.at)) {
        latest = { field, at };
      }
    }
  }
}

/** Makes incidents of rows. */
export class RowMapper {
  constructor(private readonly options: RowOptions) {}

  /** @returns undefined when the row has errors; each is a finding */
  map(row: RawRow, corrections: RowCorrections): PreparedIncident | undefined {
    return new RowReader(row, corrections, this.options).read();
  }
}
