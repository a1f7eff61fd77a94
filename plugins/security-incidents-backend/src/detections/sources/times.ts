import { DateTime } from 'luxon';

/** Longer texts are no times. */
const MAX_LENGTH = 40;
/** Seconds of the year 5138; milliseconds of the year 1973. */
const SECONDS_BELOW = 1e11;
const LATEST_MS = Date.UTC(9999, 11, 31);

function toIso(time: DateTime): string | undefined {
  const ms = time.toMillis();
  // `0001-01-01T00:00:00Z` is how Go writes "no time".
  return time.isValid && ms > 0 && ms < LATEST_MS
    ? time.toUTC().toISO() ?? undefined
    : undefined;
}

/**
 * Reads a time as sources write it: RFC 3339 with up to nine digits after the second, offsets without a colon, ` UTC` instead of
 * `Z`, or Unix seconds or milliseconds. Without a zone it is UTC.
 *
 * @returns ISO-8601 in UTC with milliseconds; undefined when it is no time or stands for none
 */
export function toTime(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
    return toIso(
      DateTime.fromMillis(
        Math.floor(value < SECONDS_BELOW ? value * 1_000 : value),
        { zone: 'utc' },
      ),
    );
  }
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  const text = value.trim().replace(/ UTC$/, 'Z').replace(' ', 'T');
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)
    ? toIso(DateTime.fromISO(text, { zone: 'utc' }))
    : undefined;
}

/** The latest of several times as {@link toTime} returns them. */
export function toLatest(
  ...times: ReadonlyArray<string | undefined>
): string | undefined {
  return times.reduce(
    (latest, time) =>
      time !== undefined && (latest === undefined || time > latest)
        ? time
        : latest,
    undefined,
  );
}
