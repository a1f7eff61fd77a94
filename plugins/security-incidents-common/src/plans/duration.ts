/*
 * ISO-8601 durations as far as lint needs them: which of two is certainly longer, and the day that lies one further. A
 * month has no length of its own, so a duration with months is a range.
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

/** Whether it ends within so many years, wherever it starts. */
export function isAtMostYears(duration: string, years: number): boolean {
  const { months, ms } = parseDuration(duration);
  return months / 12 + ms / (366 * DAY_MS) <= years;
}

/** Whether `2026-02-30` and its like are a day that there is. */
export function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  // Some engines roll a day over that the month does not have.
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
  );
}

/** Whether the first is shorter than the second in every calendar; false when that depends on the months in question. */
export function isCertainlyShorter(first: string, second: string): boolean {
  const a = parseDuration(first);
  const b = parseDuration(second);
  const months = a.months - b.months;
  // No run of n months is longer than n times 31 days, none shorter than n times 28.
  const longest = months * (months > 0 ? 31 : 28) * DAY_MS;
  return longest + a.ms - b.ms < 0;
}

/**
 * `2026-05-04` plus `P12M` is `2027-05-04`; the end of a shorter month stands in for a day that it does not have.
 *
 * @param duration - ISO-8601; what is less than a day of it does not count
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
