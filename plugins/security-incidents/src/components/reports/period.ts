import { DateTime } from 'luxon';
import { utcDay, utcDayOfYear } from '../../time';

/** Whole days, the first and the last one included, as `2026-11-30`. */
export interface Days {
  from: string;
  to: string;
}

/** Periods with a name, the default one first. */
export const PRESETS = [
  'last12Months',
  'last30Days',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
] as const;
export type Preset = (typeof PRESETS)[number];

type Unit = 'month' | 'quarter' | 'year';

function toWhole(today: DateTime, unit: Unit, before: number): Days {
  const first = today.minus({ [`${unit}s`]: before }).startOf(unit);
  return { from: first.toISODate()!, to: first.endOf(unit).toISODate()! };
}

/**
 * The days of a preset.
 *
 * @param now - the present moment in the zone whose days count
 */
export function getPresetDays(preset: Preset, now: DateTime): Days {
  switch (preset) {
    case 'last30Days':
      return {
        from: now.minus({ days: 29 }).toISODate()!,
        to: now.toISODate()!,
      };
    case 'thisMonth':
      return toWhole(now, 'month', 0);
    case 'lastMonth':
      return toWhole(now, 'month', 1);
    case 'thisQuarter':
      return toWhole(now, 'quarter', 0);
    case 'lastQuarter':
      return toWhole(now, 'quarter', 1);
    case 'thisYear':
      return toWhole(now, 'year', 0);
    case 'lastYear':
      return toWhole(now, 'year', 1);
    default:
      // The day after the same day a year ago: 1 December to 30 November.
      return {
        from: now.minus({ years: 1 }).plus({ days: 1 }).toISODate()!,
        to: now.toISODate()!,
      };
  }
}

/** The preset that has exactly these days. */
export function findPreset(days: Days, now: DateTime): Preset | undefined {
  return PRESETS.find(preset => {
    const { from, to } = getPresetDays(preset, now);
    return from === days.from && to === days.to;
  });
}

/** Whether a text is a day of the calendar, as `2026-11-30`. */
export function isDay(text: string | null): text is string {
  return (
    text !== null &&
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    DateTime.fromISO(text, { zone: 'utc' }).isValid
  );
}

/** The first moment of the period and the one after its last, in ISO-8601 UTC. Days can have 23 or 25 hours. */
export function toMoments({ from, to }: Days, zone: string) {
  const toUtc = (time: DateTime) => time.startOf('day').toUTC().toISO()!;
  return {
    from: toUtc(DateTime.fromISO(from, { zone })),
    to: toUtc(DateTime.fromISO(to, { zone }).plus({ days: 1 })),
  };
}

/** `1 Dec 2025` and `30 Nov 2026`, the first without its year where both are in the same. */
export function getDayTexts(days: Days) {
  const isOneYear = days.from.slice(0, 4) === days.to.slice(0, 4);
  return {
    from: isOneYear ? utcDayOfYear(days.from) : utcDay(days.from),
    to: utcDay(days.to),
  };
}

/** The days of a period that the backend gives by its moments. */
export function getPeriodDays(period: {
  from: string;
  to: string;
  zone: string;
}): Days {
  const at = (iso: string, minusMs: number) =>
    DateTime.fromISO(iso, { zone: period.zone })
      .minus({ milliseconds: minusMs })
      .toISODate()!;
  return { from: at(period.from, 0), to: at(period.to, 1) };
}

/** As {@link getDayTexts}, of a period that the backend gives by its moments. */
export function getPeriodTexts(period: {
  from: string;
  to: string;
  zone: string;
}) {
  return getDayTexts(getPeriodDays(period));
}
