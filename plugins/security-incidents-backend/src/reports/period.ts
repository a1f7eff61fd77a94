import { InputError } from '@backstage/errors';
import { DateTime, Interval } from 'luxon';
import type { DetectionPeriod } from './store/HistoryReader';

const MAX_YEARS = 10;

function parse(time: string): DateTime {
  return DateTime.fromISO(time, { zone: 'utc' });
}

function format(time: DateTime): string {
  return time.toJSDate().toISOString();
}

/** The last moment of a period, whose `to` is exclusive. */
function getLastMoment(to: string): DateTime {
  return parse(to).minus({ milliseconds: 1 });
}

/**
 * Completes the period of a request. `to` defaults to now, `from` to the start of a calendar month (UTC).
 *
 * @param options.months - the number of calendar months, the one of `to` included
 * @throws InputError that names the field and the rule
 */
export function resolvePeriod(
  stated: Partial<DetectionPeriod>,
  options: { now: Date; months: number },
): DetectionPeriod {
  const to = stated.to ?? options.now.toISOString();
  const from =
    stated.from ??
    format(
      getLastMoment(to)
        .startOf('month')
        .minus({ months: options.months - 1 }),
    );
  if (parse(from) > parse(to)) {
    throw new InputError(`from: must not be after to, which is ${to}`);
  }
  if (parse(from) < parse(to).minus({ years: MAX_YEARS })) {
    throw new InputError(
      `from: must be at most ${MAX_YEARS} years before to, which is ${to}`,
    );
  }
  return { from, to };
}

/** The calendar months (UTC) that a period touches, such as `2026-11`, earliest first. */
export function getMonths({ from, to }: DetectionPeriod): string[] {
  return Interval.fromDateTimes(parse(from).startOf('month'), parse(to))
    .splitBy({ months: 1 })
    .map(({ start }) => start!.toFormat('yyyy-MM'));
}
