import { DateTime } from 'luxon';
import {
  findPreset,
  getDayTexts,
  getPeriodDays,
  getPresetDays,
  isDay,
  PRESETS,
  toMoments,
} from './period';

const at = (iso: string, zone = 'UTC') => DateTime.fromISO(iso, { zone });

describe('periods of reports', () => {
  it.each([
    ['last12Months', '2025-12-01', '2026-11-30'],
    ['last30Days', '2026-11-01', '2026-11-30'],
    ['thisMonth', '2026-11-01', '2026-11-30'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
    ['thisQuarter', '2026-10-01', '2026-12-31'],
    ['lastQuarter', '2026-07-01', '2026-09-30'],
    ['thisYear', '2026-01-01', '2026-12-31'],
    ['lastYear', '2025-01-01', '2025-12-31'],
  ] as const)('%s is from %s to %s', (preset, from, to) => {
    const now = at('2026-11-30T10:30:00Z');
    expect(getPresetDays(preset, now)).toEqual({ from, to });
  });

  it('knows the end of February', () => {
    const now = at('2028-02-29T12:00:00Z');
    expect(getPresetDays('last12Months', now)).toEqual({
      from: '2027-03-01',
      to: '2028-02-29',
    });
    expect(getPresetDays('lastMonth', at('2028-03-31T12:00:00Z'))).toEqual({
      from: '2028-02-01',
      to: '2028-02-29',
    });
  });

  it('takes the present day of the zone', () => {
    const now = at('2026-12-31T23:30:00Z', 'Europe/Berlin');
    expect(getPresetDays('thisYear', now).from).toBe('2027-01-01');
  });

  it('finds the preset of days, and none for others', () => {
    const now = at('2026-11-15T10:30:00Z');
    for (const preset of PRESETS) {
      expect(findPreset(getPresetDays(preset, now), now)).toBe(preset);
    }
    expect(
      findPreset({ from: '2026-01-02', to: '2026-01-03' }, now),
    ).toBeUndefined();
  });

  it('has days of 23 and 25 hours where clocks change', () => {
    const hours = (from: string, to: string) =>
      (Date.parse(to) - Date.parse(from)) / 3_600_000;
    const of = (day: string) => {
      const { from, to } = toMoments({ from: day, to: day }, 'Europe/Berlin');
      return hours(from, to);
    };
    expect(of('2026-03-29')).toBe(23);
    expect(of('2026-10-25')).toBe(25);
    expect(
      toMoments({ from: '2026-06-01', to: '2026-06-30' }, 'Europe/Berlin'),
    ).toEqual({
      from: '2026-05-31T22:00:00.000Z',
      to: '2026-06-30T22:00:00.000Z',
    });
  });

  it('turns moments back into days', () => {
    const days = { from: '2026-03-01', to: '2026-10-31' };
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York']) {
      expect(getPeriodDays({ ...toMoments(days, zone), zone })).toEqual(days);
    }
  });

  it('takes only days that exist', () => {
    expect(isDay('2026-02-28')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-2-1')).toBe(false);
    expect(isDay(null)).toBe(false);
  });

  it('names the year once where it is the same', () => {
    expect(getDayTexts({ from: '2025-12-01', to: '2026-11-30' })).toEqual({
      from: '1 Dec 2025',
      to: '30 Nov 2026',
    });
    expect(getDayTexts({ from: '2026-07-01', to: '2026-09-30' })).toEqual({
      from: '1 Jul',
      to: '30 Sep 2026',
    });
  });
});
