/*
 * Months of UTC, as numbers such as 202611. A reader's months start up to a day earlier or later, so the first and the last day of a
 * month are parts of their own.
 */

const DAY_MS = 24 * 60 * 60 * 1000;

/** From the first to before the second, in milliseconds since 1970. */
export interface TimeRange {
  from: number;
  to: number;
}

export function toMonth(ms: number): number {
  const time = new Date(ms);
  return time.getUTCFullYear() * 100 + time.getUTCMonth() + 1;
}

export function getMonthRange(month: number): TimeRange {
  const year = Math.floor(month / 100);
  return {
    from: Date.UTC(year, (month % 100) - 1),
    to: Date.UTC(year, month % 100),
  };
}

/** The first day, the days between, and the last day. */
export function getMonthParts(month: number): TimeRange[] {
  const { from, to } = getMonthRange(month);
  const times = [from, from + DAY_MS, to - DAY_MS, to];
  return times.slice(1).map((end, index) => ({ from: times[index], to: end }));
}

/** The months that lie in a range completely. */
export function getWholeMonths({ from, to }: TimeRange): number[] {
  const months: number[] = [];
  const start = new Date(from - 1);
  let at = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1);
  for (;;) {
    const month = toMonth(at);
    const end = getMonthRange(month).to;
    if (end > to) return months;
    months.push(month);
    at = end;
  }
}
