import { parseQueryTime } from './time';

describe('parseQueryTime', () => {
  it.each([
    ['2026-11-23T10:20:00Z', '2026-11-23T10:20:00.000Z'],
    ['2026-11-23T10:20Z', '2026-11-23T10:20:00.000Z'],
    ['2026-11-23T10:20:00.5+02:00', '2026-11-23T08:20:00.500Z'],
    ['2024-02-29T00:00:00-01:30', '2024-02-29T01:30:00.000Z'],
  ])('reads the time %s in UTC at both ends', (value, expected) => {
    expect(parseQueryTime(value, 'from')).toBe(expected);
    expect(parseQueryTime(value, 'to')).toBe(expected);
  });

  it('takes a day as the whole day in UTC', () => {
    expect(parseQueryTime('2026-11-30', 'from')).toBe(
      '2026-11-30T00:00:00.000Z',
    );
    expect(parseQueryTime('2026-11-30', 'to')).toBe('2026-12-01T00:00:00.000Z');
  });

  it.each([
    'yesterday',
    '',
    '2026',
    '2026-11',
    '2026-11-23T10:20:00',
    '2026-02-30',
    '2023-02-29T00:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T10:20:00+99:99',
    '2026-11-23T10:20:00 02:00',
    '2026-11-23junk',
    '1969-12-30',
    '0000-01-01T00:00:00Z',
    ' 2026-11-23',
  ])('refuses "%s"', value => {
    expect(parseQueryTime(value, 'from')).toBeUndefined();
    expect(parseQueryTime(value, 'to')).toBeUndefined();
  });

  it('refuses what ends after the year 9999', () => {
    expect(parseQueryTime('9999-12-31', 'from')).toBe(
      '9999-12-31T00:00:00.000Z',
    );
    expect(parseQueryTime('9999-12-31', 'to')).toBeUndefined();
  });
});
