import { formatCalendar } from './calendar';
import { getTimeWords } from './words';
import {
  getZoneAbbreviation,
  inUtc,
  inZone,
  today,
  type ZonedTime,
} from './zone';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in at most two units: `1h 12m`, `3d 1h`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE) return getTimeWords().underMinute;
  const { d, h, m } = getTimeWords().unit;
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const parts = days
    ? [days + d.sign, hours && hours + h.sign]
    : [hours && hours + h.sign, minutes && minutes + m.sign];
  return parts.filter(Boolean).join(' ');
}

/** What is left of a time that runs out: the last ten minutes with their seconds, as `9m 05s`. */
export function formatCountdown(leftMs: number): string {
  if (leftMs > 10 * MINUTE) return formatDuration(leftMs);
  const { m, s } = getTimeWords().unit;
  const seconds = Math.max(0, Math.floor(leftMs / SECOND));
  const rest = seconds % 60;
  return seconds < 60
    ? `${rest}${s.sign}`
    : `${Math.floor(seconds / 60)}${m.sign} ${String(rest).padStart(2, '0')}${
        s.sign
      }`;
}

/** A duration of this page as it is said: `1h 12m` becomes `1 hour 12 minutes`. */
export function spoken(duration: string): string {
  const units = Object.values(getTimeWords().unit);
  return duration.replace(
    /(?<!\d)(\d+)(\p{L}+)/gu,
    (written, count: string, sign: string) => {
      const unit = units.find(each => each.sign === sign);
      if (!unit) return written;
      return `${Number(count)} ${Number(count) === 1 ? unit.one : unit.other}`;
    },
  );
}

/** Time between two ISO times, the second now when absent. */
export function elapsed(from: string, to?: string): string {
  return formatDuration(
    (to ? new Date(to).getTime() : Date.now()) - new Date(from).getTime(),
  );
}

/** `10:05` */
export function clockTime(iso: string): string {
  return inZone(iso).clock;
}

/** `10:05 CET`, for a time that stands alone. */
export function clockTimeWithZone(iso: string): string {
  return withZone(iso, clockTime(iso));
}

const toDay = (time: ZonedTime) => formatCalendar(time, 'day-of-year');

/*
 * Months of charts and days of filters: the backend counts them in UTC, whatever zone the reader is in.
 */

/** `September` in UTC. */
export function longMonth(iso: string): string {
  return formatCalendar(inUtc(iso), 'long-month');
}

/** `Sep` in UTC. */
export function shortMonth(iso: string): string {
  return formatCalendar(inUtc(iso), 'month');
}

/** `Nov 2026` in UTC. */
export function monthOf(iso: string): string {
  return formatCalendar(inUtc(iso), 'month-of-year');
}

/** `23 Nov 2026` in UTC. */
export function utcDay(iso: string): string {
  return toDay(inUtc(iso));
}

/** `23 Nov` in UTC. */
export function utcDayOfYear(iso: string): string {
  return formatCalendar(inUtc(iso), 'day');
}

/** `2026-11-23 10:05 UTC`, for tooltips. */
export function utcTime(iso: string): string {
  const { date, clock } = inUtc(iso);
  return `${date} ${clock} UTC`;
}

/** `23 Nov 2026` */
export function dayOf(iso: string): string {
  return toDay(inZone(iso));
}

/** `23 Nov 2026 10:05` */
export function dateTime(iso: string): string {
  return `${dayOf(iso)} ${clockTime(iso)}`;
}

/** `23 Nov 2026 10:05 CET` */
export function dateTimeWithZone(iso: string): string {
  return withZone(iso, dateTime(iso));
}

/** Whether it is the present day. */
export function isToday(iso: string): boolean {
  return inZone(iso).date === today();
}

/** `10:05` when it is today, else `23 Nov 10:05` or, in another year, `23 Nov 2025 10:05`. */
export function shortTime(iso: string): string {
  if (isToday(iso)) return clockTime(iso);
  const time = inZone(iso);
  const isThisYear = String(time.year) === today().slice(0, 4);
  const day = formatCalendar(time, isThisYear ? 'day' : 'day-of-year');
  return `${day} ${clockTime(iso)}`;
}

/** As {@link shortTime}, with its zone: `23 Nov 10:05 CET`. */
export function shortTimeWithZone(iso: string): string {
  return withZone(iso, shortTime(iso));
}

/** As {@link shortTime}, with the weekday before the date while it is less than a week away: `Thu 26 Nov 07:52`. */
export function nearTime(iso: string, nowMs: number): string {
  const isNear = Math.abs(Date.parse(iso) - nowMs) < 6 * DAY;
  return isNear && !isToday(iso)
    ? `${formatCalendar(inZone(iso), 'weekday')} ${shortTime(iso)}`
    : shortTime(iso);
}

/** `Mon 23 Nov 2026`, with `Today` before it when it is. */
export function longDay(iso: string): string {
  const day = formatCalendar(inZone(iso), 'long-day');
  return isToday(iso) ? `${getTimeWords().today}, ${day}` : day;
}

function withZone(iso: string, text: string): string {
  return `${text} ${getZoneAbbreviation(iso)}`;
}
