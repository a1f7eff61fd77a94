import { getMonths, resolvePeriod } from './period';

const NOW = new Date('2026-11-25T03:04:05.678Z');

describe('a period', () => {
  it.each([
    [{}, 12, '2025-12-01T00:00:00.000Z', NOW.toISOString()],
    [{}, 18, '2025-06-01T00:00:00.000Z', NOW.toISOString()],
    // The end is exclusive: this period ends with December.
    [
      { to: '2026-01-01T00:00:00.000Z' },
      12,
      '2025-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
    [
      { from: '2026-02-03T00:00:00.000Z' },
      12,
      '2026-02-03T00:00:00.000Z',
      NOW.toISOString(),
    ],
    [
      { from: '2016-11-25T03:04:05.678Z' },
      12,
      '2016-11-25T03:04:05.678Z',
      NOW.toISOString(),
    ],
  ])('stated as %j for %d months', (stated, months, from, to) => {
    expect(resolvePeriod(stated, { now: NOW, months })).toEqual({ from, to });
  });

  it.each([
    [{ from: '2026-11-26T00:00:00.000Z' }, /^from: must not be after to/],
    [
      { from: '2016-11-25T03:04:05.677Z' },
      /^from: must be at most 10 years before to/,
    ],
  ])('%j is refused', (stated, message) => {
    expect(() => resolvePeriod(stated, { now: NOW, months: 12 })).toThrow(
      message,
    );
  });

  it.each([
    ['2025-11-30T23:59:59.999Z', '2026-02-01T00:00:00.000Z', 3],
    ['2025-11-30T23:59:59.999Z', '2026-02-01T00:00:00.001Z', 4],
    ['2026-02-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', 0],
  ])('from %s to %s touches %d months', (from, to, count) => {
    const months = getMonths({ from, to });
    expect(months).toHaveLength(count);
    expect(months[0] ?? from.slice(0, 7)).toBe(from.slice(0, 7));
  });
});
