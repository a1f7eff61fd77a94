import { DateTime } from 'luxon';
import type { BusinessCalendar } from './types';

const toDay = (date: DateTime) => date.toISODate()!;
const utc = (year: number, month: number, day: number) =>
  DateTime.utc(year, month, day);

/** The nth given weekday (1 is Monday) of a month. */
function nthWeekday(year: number, month: number, weekday: number, n: number) {
  const first = utc(year, month, 1);
  return first.plus({
    days: ((weekday - first.weekday + 7) % 7) + 7 * (n - 1),
  });
}

function lastWeekday(year: number, month: number, weekday: number) {
  const last = utc(year, month, 1).endOf('month').startOf('day');
  return last.minus({ days: (last.weekday - weekday + 7) % 7 });
}

/** A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after. */
function observed(date: DateTime) {
  if (date.weekday === 6) return date.minus({ days: 1 });
  return date.weekday === 7 ? date.plus({ days: 1 }) : date;
}

/**
 * The days on which US federal holidays are observed in a year (5 U.S.C. 6103), as `2026-07-03`. New Year's Day of the next
 * year can be one of them.
 *
 * @public
 */
export function getUsFederalHolidays(year: number): string[] {
  return [
    observed(utc(year, 1, 1)),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    lastWeekday(year, 5, 1),
    // Juneteenth is a federal holiday since 2021.
    ...(year >= 2021 ? [observed(utc(year, 6, 19))] : []),
    observed(utc(year, 7, 4)),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2),
    observed(utc(year, 11, 11)),
    nthWeekday(year, 11, 4, 4),
    observed(utc(year, 12, 25)),
    observed(utc(year + 1, 1, 1)),
  ]
    .filter(date => date.year === year)
    .map(toDay);
}

/** The holidays of the year that was asked for last, since deadlines ask day by day. */
let lastYear: { year: number; holidays: readonly string[] } | undefined;

function isUsFederalHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  if (lastYear?.year !== year) {
    lastYear = { year, holidays: getUsFederalHolidays(year) };
  }
  return lastYear.holidays.includes(day);
}

/**
 * US federal business days. A filing counts for the day when it is sent by 17:30 in Washington (Regulation S-T, rule 13(a)).
 *
 * @public
 */
export const US_FEDERAL_CALENDAR: BusinessCalendar = {
  id: 'us-federal',
  title: 'US federal holidays',
  zone: 'America/New_York',
  endOfDay: '17:30',
  isHoliday: isUsFederalHoliday,
};

/** Monday to Friday, without holidays, in UTC. @public */
export const WEEKDAY_CALENDAR: BusinessCalendar = {
  id: 'weekdays',
  title: 'Monday to Friday',
  zone: 'utc',
  endOfDay: '23:59',
  isHoliday: () => false,
};

/** The calendars that rules can name without configuration. @public */
export const SHIPPED_CALENDARS: readonly BusinessCalendar[] = [
  US_FEDERAL_CALENDAR,
  WEEKDAY_CALENDAR,
];

function isBusinessDay(date: DateTime, calendar: BusinessCalendar): boolean {
  return date.weekday < 6 && !calendar.isHoliday(toDay(date));
}

function atEndOfDay(date: DateTime, { endOfDay }: BusinessCalendar): string {
  const [hour, minute] = endOfDay.split(':').map(Number);
  return new Date(
    date.set({ hour, minute, second: 0, millisecond: 0 }).toMillis(),
  ).toISOString();
}

/** The end of the nth business day after the day of a moment. */
export function addBusinessDays(
  from: string,
  days: number,
  calendar: BusinessCalendar,
): string {
  let date = DateTime.fromISO(from, { zone: calendar.zone }).startOf('day');
  for (let left = days; left > 0; ) {
    date = date.plus({ days: 1 });
    if (isBusinessDay(date, calendar)) left -= 1;
  }
  return atEndOfDay(date, calendar);
}

/** The end of the next business day when a time is on none, else the time itself. */
export function rollOver(at: string, calendar: BusinessCalendar): string {
  let date = DateTime.fromISO(at, { zone: calendar.zone });
  if (isBusinessDay(date, calendar)) return at;
  while (!isBusinessDay(date, calendar)) date = date.plus({ days: 1 });
  return atEndOfDay(date, calendar);
}
