/*
 * Arithmetic of ISO-8601 durations and days. Months differ in length, so a duration with months is a range.
 */

const DURATION =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const DAY_MS = 86_400_000;

interface DurationParts {
  months: number;
  ms: number;
}

function parseDuration(duration: string): DurationParts {
  const match = DURATION.exec(duration);
  if (!match) throw new Error(`${duration} is not an ISO-8601 duration`);
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map(digits => Number(digits ?? 0));
  return {
    months: years * 12 + months,
    ms:
      (weeks * 7 + days) * DAY_MS +
      hours * 3_600_000 +
      minutes * 60_000 +
      seconds * 1000,
  };
}

/** Whether a duration is at most so many years, from any start. */
export function isAtMostYears(duration: string, years: number): boolean {
  const { months, ms } = parseDuration(duration);
  return months / 12 + ms / (366 * DAY_MS) <= years;
}

/** Whether a `yyyy-mm-dd` day exists in the calendar. */
export function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  // Some engines turn 30 February into a day of March.
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
  );
}

/** Whether the first is shorter from every start; false when that depends on the months. */
export function isCertainlyShorter(first: string, second: string): boolean {
  const a = parseDuration(first);
  const b = parseDuration(second);
  const months = a.months - b.months;
  // No run of n months is longer than n times 31 days, none shorter than n times 28.
  const longest = months * (months > 0 ? 31 : 28) * DAY_MS;
  return longest + a.ms - b.ms < 0;
}

/**
 * Adds a duration to a day: `2026-05-04` plus `P12M` is `2027-05-04`. A day that the month does not have becomes its last.
 *
 * @param duration - ISO-8601; parts of a day are ignored
 * @public
 */
export function addDurationToDay(day: string, duration: string): string {
  const { months, ms } = parseDuration(duration);
  const [year, month, date] = day.split('-').map(Number);
  const lastOfMonth = new Date(
    Date.UTC(year, month - 1 + months + 1, 0),
  ).getUTCDate();
  const moved = Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth));
  return new Date(moved + ms).toISOString().slice(0, 10);
}
