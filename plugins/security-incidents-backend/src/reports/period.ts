import { InputError } from '@backstage/errors';
import type { DetectionPeriod } from './store/HistoryReader';

/** Longer periods are asked for in parts. */
const MAX_YEARS = 10;

/** Start of the UTC month that lies a number of months before the one of `time`. */
function startOfMonth(time: Date, monthsBefore: number): Date {
  return new Date(
    Date.UTC(time.getUTCFullYear(), time.getUTCMonth() - monthsBefore, 1),
  );
}

/** The last moment before the end of a period, which is not part of it. */
function lastMomentBefore(to: string): Date {
  return new Date(Date.parse(to) - 1);
}

/**
 * The period that a request means: until now unless stated, and so many calendar months (UTC) up to its end, that
 * month included.
 *
 * @throws InputError that names the field and the rule
 */
export function resolvePeriod(
  stated: Partial<DetectionPeriod>,
  options: { now: Date; months: number },
): DetectionPeriod {
  const to = stated.to ?? options.now.toISOString();
  const from =
    stated.from ??
    startOfMonth(lastMomentBefore(to), options.months - 1).toISOString();
  if (Date.parse(from) > Date.parse(to)) {
    throw new InputError(`from: must not be after to, which is ${to}`);
  }
  const earliest = new Date(to);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - MAX_YEARS);
  if (Date.parse(from) < earliest.getTime()) {
    throw new InputError(
      `from: must be at most ${MAX_YEARS} years before to, which is ${to}`,
    );
  }
  return { from, to };
}

/** Every calendar month (UTC) that a period touches, as `2026-11`, the earliest first. */
export function monthsOf(period: DetectionPeriod): string[] {
  const last = lastMomentBefore(period.to);
  const months: string[] = [];
  let month = startOfMonth(new Date(period.from), 0);
  while (month <= last) {
    months.push(month.toISOString().slice(0, 7));
    month = startOfMonth(month, -1);
  }
  return months;
}
