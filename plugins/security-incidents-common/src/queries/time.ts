import { isDay } from '../plans/duration';

/** The rule of {@link parseQueryTime} in words. @public */
export const QUERY_TIME_RULE =
  'must be an ISO-8601 time with Z or an offset such as 2026-11-23T10:20:00Z, or a day (UTC) such as 2026-11-23';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Parses one end of a period in a query. A time needs `Z` or an offset. A day means the whole day in UTC: as `from` the
 * period starts when the day starts, as `to` it ends when the day ends.
 *
 * @param end - which end of the period the value is
 * @returns the time in UTC with milliseconds, or undefined when the value breaks {@link QUERY_TIME_RULE}
 * @public
 */
export function parseQueryTime(
  value: string,
  end: 'from' | 'to',
): string | undefined {
  const day = DAY.test(value) ? value : TIME.exec(value)?.[1];
  if (day === undefined || !isDay(day)) return undefined;
  const isWholeDay = day === value;
  const time = Date.parse(value) + (isWholeDay && end === 'to' ? DAY_MS : 0);
  const year = new Date(time).getUTCFullYear();
  return year >= 1970 && year <= 9999
    ? new Date(time).toISOString()
    : undefined;
}
