import fc from 'fast-check';
import { nearestRank } from '../durations';
import { toBucket } from './buckets';
import {
  type Counted,
  findPercentiles,
  findTargets,
  getBuckets,
} from './percentiles';

const SEVERITIES = ['low', 'high', 'undecided'] as const;
type Value = { severity: (typeof SEVERITIES)[number]; ms: number };

/** Counts values as a database does. */
function count(values: readonly Value[], of: (ms: number) => number) {
  const counted: Counted[] = [];
  for (const { severity, ms } of values) {
    const value = of(ms);
    const known = counted.find(
      each => each.severity === severity && each.value === value,
    );
    if (known) known.total += 1;
    else counted.push({ severity, value, total: 1 });
  }
  return counted;
}

const durations = fc.array(
  fc.record({
    severity: fc.constantFrom(...SEVERITIES),
    ms: fc.oneof(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 40 * 365 * 24 * 3_600_000 }),
    ),
  }),
  { maxLength: 120 },
);

describe('percentiles from buckets', () => {
  it('are those of all values in order', () => {
    fc.assert(
      fc.property(durations, values => {
        const targets = findTargets(count(values, toBucket));
        const wanted = getBuckets(targets);
        const read = values.filter(({ ms }) => wanted.includes(toBucket(ms)));
        const found = findPercentiles(
          targets,
          count(read, ms => ms),
        );
        const expected = (['all', ...SEVERITIES] as const).flatMap(severity => {
          const sorted = values
            .filter(each => severity === 'all' || each.severity === severity)
            .map(({ ms }) => ms)
            .sort((a, b) => a - b);
          return sorted.length === 0
            ? []
            : [
                {
                  severity,
                  n: sorted.length,
                  medianMs: nearestRank(sorted, 50),
                  p90Ms: nearestRank(sorted, 90),
                },
              ];
        });
        expect(found).toHaveLength(expected.length);
        expect(found).toEqual(expect.arrayContaining(expected));
      }),
    );
  });

  it('has buckets in the order of durations, each narrow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 45 }),
        fc.nat({ max: 2 ** 20 }),
        (a, more) => {
          const next = a + more;
          const outside = Math.floor(Math.max(a, 128) * (1 + 1 / 64)) + 1;
          expect(toBucket(a)).toBeLessThanOrEqual(toBucket(next));
          expect(toBucket(outside)).toBeGreaterThan(toBucket(a));
          expect(toBucket(a)).toBeLessThan(2 ** 15);
        },
      ),
    );
  });
});
