import {
  createIncidentSchema,
  getRsitTypes,
  IMPORT_LIMITS,
  type ImportField,
  LIMITS,
  type Resolution,
  type ResolutionCode,
  RSIT_CLASSES,
  type RsitClass,
} from 'backstage-plugin-security-incidents-common';
import type { RawRow } from '../file/types';
import type { PreparedIncident } from '../prepared';
import {
  type Cell,
  RowCells,
  type RowCorrections,
  type RowOptions,
} from './RowCells';
import { RowTimes } from './RowTimes';
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
const SERVICES = /[\n;,|]+/;
const TITLE = createIncidentSchema.shape.title;
const SERVICES_AT_MOST = LIMITS.affected;

class RowReader {
  constructor(private readonly cells: RowCells) {}

  read(): PreparedIncident | undefined {
    const { row } = this.cells.row;
    const originalId = this.#text('originalId');
    const title = this.#title();
    const words = this.#words();
    const times = new RowTimes(this.cells).read();
    const services = this.#services();
    const summary = this.#text('summary');
    const step = this.#text('step');
    const resolution = this.#resolution(words.resolutionCode);
    const detectedAt = times.detectedAt;
    if (detectedAt === undefined && !this.cells.first('detectedAt')) {
      this.cells.error(
        'detectedAt',
        'required',
        'When it was detected is missing',
      );
    }
    if (
      this.cells.hasErrors ||
      title === undefined ||
      detectedAt === undefined
    ) {
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
      lead: this.cells.first('lead')?.value,
      reporter: this.cells.first('reporter')?.value,
      step,
      resolution,
      kept: this.cells.kept,
      corrections: this.cells.corrections,
    };
  }

  #text(field: ImportField): string | undefined {
    const cells = this.cells.all(field);
    if (cells.length === 0) return undefined;
    const text = cells.map(({ value }) => value).join('\n\n');
    const limit = LENGTHS[field];
    if (limit !== undefined && text.length > limit) {
      this.cells.error(
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
    const cell = this.cells.first('title');
    if (title === undefined) {
      this.cells.error('title', 'required', 'The title is missing');
    } else if (title.length <= LIMITS.title) {
      const { error } = TITLE.safeParse(title);
      if (error) {
        this.cells.error(
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
    const { values = {} } = this.cells.options.mapping;
    const words: Partial<Record<WordField, string>> = {};
    for (const field of WORD_FIELDS) {
      const cell = this.cells.first(field);
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
      this.cells.error(
        field,
        'status',
        'Only closed and dismissed incidents can be imported. Report one that goes on, or say which of both this status means',
        cell,
      );
      return;
    }
    // The type is optional everywhere, so one that nothing fits is kept as text.
    if (field === 'type' || field === 'resolutionCode') {
      this.cells.keep(cell);
      this.cells.note(
        field,
        'value',
        'Nothing fits this value. It is kept as text',
        cell,
      );
      return;
    }
    const what = field === 'class' ? 'No class of RSIT' : `No ${field}`;
    this.cells.error(
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
    const cells = this.cells.all('services');
    const names = new Set(
      cells.flatMap(({ value }) =>
        value
          .split(SERVICES)
          .map(name => name.trim())
          .filter(Boolean),
      ),
    );
    if (names.size > SERVICES_AT_MOST) {
      this.cells.error(
        'services',
        'too-long',
        `The row has ${names.size} services; it must have at most ${SERVICES_AT_MOST}`,
        cells[0],
      );
    }
    return [...names];
  }
}

/** Makes incidents of rows. */
export class RowMapper {
  constructor(private readonly options: RowOptions) {}

  /** @returns undefined when the row has errors; each is a finding */
  map(row: RawRow, corrections: RowCorrections): PreparedIncident | undefined {
    return new RowReader(new RowCells(row, corrections, this.options)).read();
  }
}
