import { InputError } from '@backstage/errors';
import type {
  ReportPeriod,
  ReportQuery,
} from 'backstage-plugin-security-incidents-common';
import { DateTime, IANAZone } from 'luxon';

const MONTHS = 12;
const MAX_YEARS = 10;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

function toIso(time: DateTime): string {
  return time.toJSDate().toISOString();
}

function parse(field: 'from' | 'to', value: string, zone: string): DateTime {
  const isDay = DAY.test(value);
  const time =
    isDay || TIME.test(value)
      ? DateTime.fromISO(value, { zone })
      : DateTime.invalid('neither a day nor a time');
  if (!time.isValid || time.year < 1970 || time.year > 9998) {
    throw new InputError(
      `${field}: must be a day such as 2026-11-30, or an ISO-8601 time with Z or an offset`,
    );
  }
  if (!isDay) return time;
  const start = time.startOf('day');
  return field === 'to' ? start.plus({ days: 1 }).startOf('day') : start;
}

/**
 * Completes the period of a report. Days and months are those of the zone, so they have 23 or 25 hours where clocks change.
 *
 * @throws InputError that names the field and the rule
 */
export function resolveReportPeriod(
  { from, to, zone = 'UTC' }: Pick<ReportQuery, 'from' | 'to' | 'zone'>,
  now: Date,
): ReportPeriod {
  if (!IANAZone.isValidZone(zone)) {
    throw new InputError(
      'zone: must be the IANA name of a time zone, such as UTC or Europe/Berlin',
    );
  }
  const end =
    to === undefined
      ? DateTime.fromJSDate(now, { zone }).startOf('day').plus({ days: 1 })
      : parse('to', to, zone);
  const start =
    from === undefined
      ? end.minus({ months: MONTHS })
      : parse('from', from, zone);
  if (start >= end) {
    throw new InputError(
      `from: must be before the end, which is ${toIso(end)}`,
    );
  }
  if (start < end.minus({ years: MAX_YEARS })) {
    throw new InputError(
      `from: must be at most ${MAX_YEARS} years before the end, which is ${toIso(
        end,
      )}`,
    );
  }
  return { from: toIso(start), to: toIso(end), zone };
}

/** One calendar month of a zone, cut to the period. */
export interface ZoneMonth {
  /** `2026-11` */
  month: string;
  from: string;
  to: string;
}

/** Calendars take a moment, and a report asks for the same one several times. */
const monthsOf = new WeakMap<ReportPeriod, readonly ZoneMonth[]>();

/** The calendar months of the zone that a period touches, earliest first. */
export function getZoneMonths(period: ReportPeriod): readonly ZoneMonth[] {
  const months = monthsOf.get(period) ?? computeZoneMonths(period);
  monthsOf.set(period, months);
  return months;
}

function computeZoneMonths({ from, to, zone }: ReportPeriod): ZoneMonth[] {
  const months: ZoneMonth[] = [];
  let start = DateTime.fromISO(from, { zone });
  const end = DateTime.fromISO(to, { zone });
  while (start < end) {
    const next = start.startOf('month').plus({ months: 1 });
    months.push({
      month: start.toFormat('yyyy-MM'),
      from: toIso(start),
      to: toIso(next < end ? next : end),
    });
    start = next;
  }
  return months;
}
