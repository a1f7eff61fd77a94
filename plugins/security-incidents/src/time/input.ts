import { DateTime } from 'luxon';
import { getTimeZone, inZone } from './zone';

/** `2026-11-23T10:20` of an ISO time, for a field. */
export function toTimeInput(iso: string | undefined): string {
  if (!iso) return '';
  const { date, clock } = inZone(iso);
  return `${date}T${clock}`;
}

/** The ISO time of `2026-11-23T10:20` in a field, or undefined while it is not one. */
export function fromTimeInput(text: string): string | undefined {
  const time = DateTime.fromISO(text, { zone: getTimeZone() });
  return text && time.isValid ? time.toUTC().toISO()! : undefined;
}
