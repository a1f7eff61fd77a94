const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in at most two units: `1h 12m`, `3d 1h`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE) return 'under 1m';
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days) return hours ? `${days}d ${hours}h` : `${days}d`;
  if (hours) return minutes ? `${hours}h ${minutes}m` : `${hours}h`;
  return `${minutes}m`;
}

/** What is left of a time that runs out: the last ten minutes with their seconds, as `9m 05s`. */
export function formatCountdown(leftMs: number): string {
  if (leftMs > 10 * MINUTE) return formatDuration(leftMs);
  const seconds = Math.max(0, Math.floor(leftMs / SECOND));
  const rest = seconds % 60;
  return seconds < 60
    ? `${rest}s`
    : `${Math.floor(seconds / 60)}m ${String(rest).padStart(2, '0')}s`;
}

const UNIT_WORDS: Record<string, string> = {
  d: 'day',
  h: 'hour',
  m: 'minute',
  s: 'second',
};

/** A duration of this page as it is said: `1h 12m` becomes `1 hour 12 minutes`. */
export function spoken(duration: string): string {
  return duration.replace(
    /(?<!\d)(\d+)([dhms])\b/g,
    (_, count: string, unit: string) =>
      `${Number(count)} ${UNIT_WORDS[unit]}${Number(count) === 1 ? '' : 's'}`,
  );
}

/** Time between two ISO times, the second now when absent. */
export function elapsed(from: string, to?: string): string {
  return formatDuration(
    (to ? new Date(to).getTime() : Date.now()) - new Date(from).getTime(),
  );
}

/** `10:05` in UTC. */
export function clockTime(iso: string): string {
  return iso.slice(11, 16);
}

const dayNumber = (iso: string) => new Date(iso).getUTCDate();
const yearOf = (iso: string) => new Date(iso).getUTCFullYear();

/** `September` in UTC. */
export function longMonth(iso: string): string {
  return new Date(iso).toLocaleDateString('en', {
    month: 'long',
    timeZone: 'UTC',
  });
}

/** `Sep` in UTC. Three letters for every month: the short names of browsers differ, some have `Sept`. */
export function shortMonth(iso: string): string {
  return longMonth(iso).slice(0, 3);
}

/** `Nov 2026` in UTC. */
export function monthOf(iso: string): string {
  return `${shortMonth(iso)} ${yearOf(iso)}`;
}

/** `23 Nov 2026` in UTC. */
export function dayOf(iso: string): string {
  return `${dayNumber(iso)} ${monthOf(iso)}`;
}

/** `23 Nov 2026 10:05` in UTC. */
export function dateTime(iso: string): string {
  return `${dayOf(iso)} ${clockTime(iso)}`;
}

/** Whether it is the present day in UTC. */
export function isToday(iso: string): boolean {
  return iso.slice(0, 10) === new Date().toISOString().slice(0, 10);
}

/** `10:05` when it is today, else `23 Nov 10:05` or, in another year, `23 Nov 2025 10:05`; in UTC. */
export function shortTime(iso: string): string {
  if (isToday(iso)) return clockTime(iso);
  const isThisYear = yearOf(iso) === new Date().getUTCFullYear();
  const day = isThisYear ? `${dayNumber(iso)} ${shortMonth(iso)}` : dayOf(iso);
  return `${day} ${clockTime(iso)}`;
}

function weekday(iso: string): string {
  return new Date(iso).toLocaleDateString('en', {
    weekday: 'short',
    timeZone: 'UTC',
  });
}

/** As {@link shortTime}, with the weekday in place of the date while it is less than a week away: `Thu 07:52`. */
export function nearTime(iso: string, nowMs: number): string {
  const isNear = Math.abs(Date.parse(iso) - nowMs) < 6 * DAY;
  return isNear && !isToday(iso)
    ? `${weekday(iso)} ${clockTime(iso)}`
    : shortTime(iso);
}

/** `Mon 23 Nov 2026` in UTC, with `Today` before it when it is. */
export function longDay(iso: string): string {
  return `${isToday(iso) ? 'Today, ' : ''}${weekday(iso)} ${dayOf(iso)}`;
}
