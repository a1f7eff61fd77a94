import type { DurationPercentiles } from '../store/AnalysisReader';
import { toBucket } from './buckets';

type SeverityName = DurationPercentiles['severity'];

/** How many values of one severity are in a bucket, or have one value. */
export interface Counted {
  severity: SeverityName;
  /** The bucket, or the value in milliseconds. */
  value: number;
  total: number;
}

/** A rank that is wanted, and the bucket that has it. */
export interface Target {
  severity: SeverityName;
  n: number;
  percentile: 'medianMs' | 'p90Ms';
  bucket: number;
  /** The rank among the values of the bucket, from 1. */
  rank: number;
}

/** Values and how often each occurs, ascending. Severities may have equal values. */
function sortValues(counted: readonly Counted[]): Array<[number, number]> {
  const totals = new Map<number, number>();
  for (const { value, total } of counted) {
    totals.set(value, (totals.get(value) ?? 0) + total);
  }
  return [...totals].sort(([a], [b]) => a - b);
}

/** Goes up to the rank; the last value where it is beyond all. */
function findRank(
  values: ReadonlyArray<[number, number]>,
  rank: number,
): { value: number; rank: number } {
  let left = rank;
  for (const [value, total] of values) {
    if (left <= total) return { value, rank: left };
    left -= total;
  }
  return { value: values[values.length - 1][0], rank: left };
}

const ofSeverity = (counted: readonly Counted[], severity: SeverityName) =>
  severity === 'all'
    ? counted
    : counted.filter(each => each.severity === severity);

/**
 * Finds the buckets that have the median and the 90th percentile by nearest rank, of all values and of each severity.
 *
 * @param buckets - how many values each bucket has
 */
export function findTargets(buckets: readonly Counted[]): Target[] {
  if (buckets.length === 0) return [];
  const severities = new Set(buckets.map(({ severity }) => severity));
  return (['all', ...severities] as const).flatMap(severity => {
    const sorted = sortValues(ofSeverity(buckets, severity));
    const n = sorted.reduce((sum, [_bucket, total]) => sum + total, 0);
    const ranks = {
      medianMs: Math.ceil(n / 2),
      p90Ms: Math.ceil((n * 9) / 10),
    };
    return (['medianMs', 'p90Ms'] as const).map(percentile => {
      const { value: bucket, rank } = findRank(sorted, ranks[percentile]);
      return { severity, n, percentile, bucket, rank };
    });
  });
}

/** The buckets whose values have to be read; one that no duration has where there are none, so that it fits into SQL. */
export function getBuckets(targets: readonly Target[]): number[] {
  return targets.length === 0
    ? [-1]
    : [...new Set(targets.map(({ bucket }) => bucket))];
}

/** Finds the percentiles among the values of the buckets that have them. */
export function findPercentiles(
  targets: readonly Target[],
  values: readonly Counted[],
): DurationPercentiles[] {
  const byBucket = new Map<number, Counted[]>();
  for (const counted of values) {
    const bucket = toBucket(counted.value);
    const inBucket = byBucket.get(bucket);
    if (inBucket) inBucket.push(counted);
    else byBucket.set(bucket, [counted]);
  }
  const found = new Map<SeverityName, DurationPercentiles>();
  for (const { severity, n, percentile, bucket, rank } of targets) {
    const inBucket = ofSeverity(byBucket.get(bucket) ?? [], severity);
    // Changed since the buckets were counted.
    if (inBucket.length === 0) continue;
    const figures = found.get(severity) ?? {
      severity,
      n,
      medianMs: 0,
      p90Ms: 0,
    };
    figures[percentile] = findRank(sortValues(inBucket), rank).value;
    found.set(severity, figures);
  }
  return [...found.values()];
}
