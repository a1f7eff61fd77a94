import type { DurationFigure } from 'backstage-plugin-security-incidents-common';

/** With fewer values a 90th percentile means nothing. */
const MIN_FOR_P90 = 5;

/**
 * The percentile by nearest rank, which is always a measured value and never one between two.
 *
 * @param sorted - ascending, not empty
 * @param percent - above 0, up to 100
 */
export function nearestRank(
  sorted: readonly number[],
  percent: number,
): number {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1];
}

/**
 * Median and 90th percentile of durations.
 *
 * @param durations - milliseconds, undefined where unknown. Unknown and negative ones are excluded; a negative one comes
 *   from two times that contradict each other.
 */
export function durationFigure(
  formula: string,
  durations: ReadonlyArray<number | undefined>,
): DurationFigure {
  const sorted = durations
    .filter((value): value is number => value !== undefined && value >= 0)
    .sort((a, b) => a - b);
  return {
    formula,
    n: sorted.length,
    excluded: durations.length - sorted.length,
    ...(sorted.length > 0 && { medianMs: nearestRank(sorted, 50) }),
    ...(sorted.length >= MIN_FOR_P90 && { p90Ms: nearestRank(sorted, 90) }),
  };
}
