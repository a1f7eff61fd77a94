const MINUTE = 60_000;
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

/** `Mon 23 Nov 2026` in UTC, with `Today` before it when it is. */
export function longDay(iso: string): string {
  const weekday = new Date(iso).toLocaleDateString('en', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  return `${isToday(iso) ? 'Today, ' : ''}${weekday} ${dayOf(iso)}`;
}
