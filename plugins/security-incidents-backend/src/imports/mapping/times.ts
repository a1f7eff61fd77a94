import type {
  ImportDateOrder,
  ImportMapping,
  ImportRule,
} from 'backstage-plugin-security-incidents-common';
import { DateTime } from 'luxon';

/** A time of a file, or why it is none. */
export type ReadTime =
  | {
      /** ISO-8601 in UTC. */
      at: string;
      /** When the file has only the day: the last moment of it. */
      endOfDay?: string;
      /** Whether the clock showed this time twice; the first one is taken. */
      isAmbiguous?: boolean;
    }
  | { problem: string; rule: ImportRule };

interface Parts {
  year: number;
  month: number;
  day: number;
  time?: string;
  zone?: string;
}

const TIME =
  '(?:[T ]+(\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?)?';
const YEAR_FIRST = new RegExp(
  `^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}$`,
  'i',
);
const DOTS = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${TIME}$`, 'i');
const SLASHES = new RegExp(
  `^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})${TIME}$`,
  'i',
);
const MAX_LENGTH = 64;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Whether a zone has a name that the platform knows. */
export function isTimeZone(zone: string): boolean {
  return DateTime.local().setZone(zone).isValid;
}

function split(
  value: string,
  order: ImportDateOrder | undefined,
): Parts | { problem: string; rule: ImportRule } {
  const toParts = (found: RegExpExecArray, [y, m, d]: number[]): Parts => ({
    year: Number(found[y]),
    month: Number(found[m]),
    day: Number(found[d]),
    time: found[4],
    zone: found[5],
  });
  const yearFirst = YEAR_FIRST.exec(value);
  if (yearFirst) return toParts(yearFirst, [1, 2, 3]);
  const dots = DOTS.exec(value);
  if (dots) return toParts(dots, [3, 2, 1]);
  const slashes = SLASHES.exec(value);
  if (!slashes) {
    return {
      rule: 'date',
      problem:
        'Not a date. Write it as 2026-11-30T10:30:00Z, 2026-11-30 10:30 or 30.11.2026 10:30',
    };
  }
  if (!order) {
    return {
      rule: 'date-order',
      problem:
        'The day or the month can stand first. Choose the order of dates for the file',
    };
  }
  return toParts(slashes, order === 'dmy' ? [3, 2, 1] : [3, 1, 2]);
}

function findCalendarProblem({ year, month, day }: Parts): string | undefined {
  if (year < 1970) return 'The year must be 1970 or later';
  if (month < 1 || month > 12) return `There is no month ${month}`;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days)
    return `${MONTHS[month - 1]} ${year} has ${days} days`;
  return undefined;
}

const pad = (value: number) => String(value).padStart(2, '0');
const format = (time: DateTime) => time.toUTC().toJSDate().toISOString();

/** Whether the clock of the zone shows the same an hour later again. */
function isRepeated(time: DateTime): boolean {
  const shown = (other: DateTime) => other.toFormat("yyyy-MM-dd'T'HH:mm:ss");
  return [1, -1].some(
    hours =>
      shown(time.toUTC().plus({ hours }).setZone(time.zone)) === shown(time),
  );
}

/**
 * Reads a time of a file. A time without a zone is in the one of the mapping, and an error without that.
 */
export function readTime(
  text: string,
  { timeZone, dateOrder }: Pick<ImportMapping, 'timeZone' | 'dateOrder'>,
): ReadTime {
  const value = text.trim().slice(0, MAX_LENGTH);
  const parts = split(value, dateOrder);
  if ('problem' in parts) return parts;
  const wrong = findCalendarProblem(parts);
  if (wrong) return { rule: 'date', problem: wrong };
  const { year, month, day, time, zone } = parts;
  const date = `${year}-${pad(month)}-${pad(day)}`;
  if (zone === undefined && timeZone === undefined) {
    return {
      rule: 'time-zone',
      problem: 'The time has no zone. Choose the time zone of the file',
    };
  }
  if (time === undefined) {
    const start = DateTime.fromISO(date, { zone: timeZone });
    return { at: format(start), endOfDay: format(start.endOf('day')) };
  }
  const [hours, ...others] = time.replace(',', '.').split(':');
  const clock = [hours.padStart(2, '0'), ...others].join(':');
  const offset = zone && /^(z|utc)$/i.test(zone) ? 'Z' : zone ?? '';
  const read = DateTime.fromISO(`${date}T${clock}${offset}`, {
    zone: zone ? 'utc' : timeZone,
  });
  if (!read.isValid)
    return { rule: 'date', problem: `There is no time ${time}` };
  if (zone) return { at: format(read) };
  if (!clock.startsWith(read.toFormat('HH:mm'))) {
    return {
      rule: 'clock-change',
      problem: `The clocks of ${timeZone} skipped this time`,
    };
  }
  if (!isRepeated(read)) return { at: format(read) };
  const earlier = read.toUTC().minus({ hours: 1 }).setZone(read.zone);
  const isSecond = earlier.toFormat('HH:mm') === read.toFormat('HH:mm');
  return { at: format(isSecond ? earlier : read), isAmbiguous: true };
}
