import {
  IMPORT_TIME_FIELDS,
  type ImportTimeField,
} from 'backstage-plugin-security-incidents-common';
import type { Cell, RowCells } from './RowCells';
import { readTime } from './times';

const ENDS_OF_DURATIONS = [
  'acknowledgedAt',
  'containedAt',
  'recoveredAt',
  'resolvedAt',
] as const satisfies readonly ImportTimeField[];

/** Reads the times of a row. */
export class RowTimes {
  constructor(private readonly cells: RowCells) {}

  read() {
    const { mapping, now } = this.cells.options;
    const times: Partial<Record<ImportTimeField, string>> = {};
    const dayOnly = new Set<ImportTimeField>();
    for (const field of IMPORT_TIME_FIELDS) {
      const cell = this.cells.first(field);
      if (!cell) continue;
      const read = readTime(cell.value, mapping);
      if ('problem' in read) {
        this.cells.error(field, read.rule, read.problem, cell);
        continue;
      }
      const { at, endOfDay, isAmbiguous } = read;
      if (at > now) {
        this.cells.error(field, 'future', 'The time is in the future', cell);
        continue;
      }
      if (isAmbiguous) {
        this.cells.note(
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
      } else this.cells.keep(cell);
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
    this.cells.note(field, 'day-only', message, cell);
  }

  /** Durations begin at the detection. Without its time they would be wrong, so what they end at is no time of the record. */
  #keepAsText(times: Partial<Record<ImportTimeField, string>>) {
    for (const field of ENDS_OF_DURATIONS) {
      if (times[field] === undefined) continue;
      this.cells.keep(this.cells.first(field)!);
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
      const cell = this.cells.first(field)!;
      const isBefore =
        latest !== undefined && at < latest.at && !dayOnly.has(field);
      if (isBefore && !this.cells.isKept(cell)) {
        const before = this.cells.first(latest!.field)!;
        this.cells.error(
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
