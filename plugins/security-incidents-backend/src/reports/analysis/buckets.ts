/** A bucket is at most 1/64 wide of the durations in it. */
const STEPS = 64;

/**
 * The bucket of a duration, for percentiles: longer durations have higher buckets. Only multiplications by powers of two, so that the
 * same duration has the same bucket everywhere.
 */
export function toBucket(ms: number): number {
  let power = 0;
  let scaled = ms;
  while (scaled >= 2 * STEPS) {
    scaled /= 2;
    power += 1;
  }
  return power * STEPS + Math.floor(scaled);
}
