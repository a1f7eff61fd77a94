import * as fc from 'fast-check';
import { addDurationToDay, isCertainlyShorter } from './duration';

describe('durations in lint', () => {
  it.each([
    ['PT59M', 'PT1H', true],
    ['PT1H', 'PT60M', false],
    ['PT1H', 'PT59M', false],
    ['P6D', 'P1W', true],
    ['P27D', 'P1M', true],
    ['P29D', 'P1M', false],
    ['P31D', 'P1M', false],
    ['P1M', 'P32D', true],
    ['P1M', 'P30D', false],
    ['P11M', 'P1Y', true],
    ['P12M', 'P1Y', false],
  ])('%s is certainly shorter than %s: %s', (first, second, expected) => {
    expect(isCertainlyShorter(first, second)).toBe(expected);
  });

  it('never finds each of two shorter than the other', () => {
    const duration = fc
      .tuple(fc.nat(24), fc.nat(60), fc.nat(48))
      .map(([months, days, hours]) => `P${months}M${days}DT${hours}H`);
    fc.assert(
      fc.property(
        duration,
        duration,
        (a, b) => !(isCertainlyShorter(a, b) && isCertainlyShorter(b, a)),
      ),
    );
  });

  it.each([
    ['2026-05-04', 'P12M', '2027-05-04'],
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2027-11-30', 'P3M', '2028-02-29'],
    ['2026-12-31', 'P1W', '2027-01-07'],
    ['2026-03-28', 'P1D', '2026-03-29'],
  ])('%s plus %s is %s', (day, duration, expected) => {
    expect(addDurationToDay(day, duration)).toBe(expected);
  });
});
