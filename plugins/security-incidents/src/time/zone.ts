import type { ConfigApi } from '@backstage/core-plugin-api';
import { DateTime, IANAZone, Settings } from 'luxon';

const SETTING = 'securityIncidents.timeZone';

/*
 * One zone per app, from its configuration, so that functions which format times need nothing passed to them.
 */
let zone = 'default';

/** The name of the zone in which times are shown, such as `Europe/Berlin`. */
export function getTimeZone(): string {
  return zone === 'default' ? Settings.defaultZone.name : zone;
}

/** Shows times in the zone of the configuration from now on. Every part of the plugin calls it at its root. */
export function applyTimeZone(config: ConfigApi): void {
  const setting = config.getOptionalString(SETTING) ?? 'local';
  if (setting === 'local') {
    zone = 'default';
  } else if (IANAZone.isValidZone(setting)) {
    zone = setting;
  } else {
    throw new Error(
      `${SETTING}: must be local or a time zone such as UTC or Europe/Berlin`,
    );
  }
}

const isUtc = () =>
  ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT'].includes(getTimeZone());

/** `2026-11-23`: a day of the calendar, which is the same in every zone. */
const isDay = (iso: string) => iso.length === 'yyyy-mm-dd'.length;

/** A time in the zone in which it is shown. Days without a time stay what they are. */
export function inZone(iso: string): DateTime {
  return DateTime.fromISO(iso, {
    zone: isDay(iso) ? 'utc' : zone,
    locale: 'en',
  });
}

/** The present day in the zone, as `2026-11-23`. */
export function today(): string {
  return DateTime.local({ zone }).toISODate()!;
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
  return isUtc() ? 'UTC' : formatZone('en', 'longGeneric', new Date());
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
