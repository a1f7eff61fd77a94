import type { ConfigApi } from '@backstage/core-plugin-api';
import { getTimeWords } from './words';

const SETTING = 'securityIncidents.timeZone';

/*
 * One zone per app, from its configuration, so that functions which format times need nothing passed to them.
 */
let zone: string | undefined;

/** The name of the zone in which times are shown, such as `Europe/Berlin`. */
export function getTimeZone(): string {
  return zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Shows times in the zone of the configuration from now on. Every part of the plugin calls it at its root. */
export function applyTimeZone(config: ConfigApi): void {
  const setting = config.getOptionalString(SETTING) ?? 'local';
  if (setting === 'local') {
    zone = undefined;
    return;
  }
  try {
    getFormat(setting);
  } catch {
    throw new Error(
      `${SETTING}: must be local or a time zone such as UTC or Europe/Berlin`,
    );
  }
  zone = setting;
}

const isUtc = () =>
  ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT'].includes(getTimeZone());

/** `2026-11-23`: a day of the calendar, which is the same in every zone. */
const isDay = (iso: string) => iso.length === 'yyyy-mm-dd'.length;

/** A time as clocks and calendars of a zone show it. */
export interface ZonedTime {
  /** `2026-11-23` */
  date: string;
  /** `10:05` */
  clock: string;
  year: number;
  day: number;
  /** 1 to 12. */
  month: number;
  /** Midnight UTC of the day, for words of the calendar. */
  midnight: Date;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function getFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

function toZone(iso: string | number, timeZone: string): ZonedTime {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    throw new Error(`${iso}: must be an ISO 8601 time or day`);
  }
  const parts = Object.fromEntries(
    getFormat(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    clock: `${parts.hour}:${parts.minute}`,
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    midnight: new Date(`${parts.year}-${parts.month}-${parts.day}T00:00Z`),
  };
}

/** A time in the zone in which it is shown. Days without a time stay what they are. */
export function inZone(iso: string): ZonedTime {
  return toZone(iso, isDay(iso) ? 'UTC' : getTimeZone());
}

/** A time in UTC, in which the backend counts days and months. */
export function inUtc(iso: string): ZonedTime {
  return toZone(iso, 'UTC');
}

/** The present day in the zone, as `2026-11-23`. */
export function today(): string {
  return toZone(Date.now(), getTimeZone()).date;
}

function formatZone(
  locale: string,
  timeZoneName: 'short' | 'longGeneric',
  date: Date,
): string {
  return (
    new Intl.DateTimeFormat(locale, { timeZone: getTimeZone(), timeZoneName })
      .formatToParts(date)
      .find(({ type }) => type === 'timeZoneName')?.value ?? getTimeZone()
  );
}

/** The zone without regard to summer time, for a panel with many times: `Central European Time`, `UTC`. */
export function getZoneName(): string {
  return isUtc()
    ? 'UTC'
    : formatZone(getTimeWords().locale, 'longGeneric', new Date());
}

/** The zone at a time, for beside it: `CET`, `CEST`, `EST`, `GMT+9`, `UTC`. */
export function getZoneAbbreviation(iso: string): string {
  if (isUtc()) return 'UTC';
  const date = new Date(iso);
  const american = formatZone('en-US', 'short', date);
  return american.startsWith('GMT')
    ? formatZone('en-GB', 'short', date)
    : american;
}
