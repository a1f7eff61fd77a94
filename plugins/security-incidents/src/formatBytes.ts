import { formatNumber } from './translation';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A number of bytes as people read it: `512 KB`, `2.1 GB`. A KB has 1024 bytes, as in the limits of the configuration. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${formatNumber(value, digits)} ${UNITS[unit]}`;
}
