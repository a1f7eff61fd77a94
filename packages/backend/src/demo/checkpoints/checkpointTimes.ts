import { DateTime } from 'luxon';

const DAYS = 7;

/**
 * When the demo's history has checkpoints: at the start of each month, and of each day in the last week. A real record has one
 * every hour.
 */
export function getCheckpointTimes(first: DateTime, now: DateTime): DateTime[] {
  const times: DateTime[] = [];
  const lastWeek = now.minus({ days: DAYS }).startOf('day');
  for (
    let month = first.startOf('month').plus({ months: 1 });
    month < lastWeek;
    month = month.plus({ months: 1 })
  ) {
    times.push(month);
  }
  for (let day = lastWeek; day < now; day = day.plus({ days: 1 })) {
    if (day > first) times.push(day);
  }
  return times;
}
