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

/** `23 Nov 2026` in UTC. */
export function dayOf(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** `23 Nov 2026 10:05` in UTC. */
export function dateTime(iso: string): string {
  return `${dayOf(iso)} ${clockTime(iso)}`;
}
