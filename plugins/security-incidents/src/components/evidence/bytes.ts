import { formatNumber } from '../../translation';

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A number of bytes as people read it: `29.1 MB`, `512 KB`, `2.1 GB`. A MB has 1024 KB. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit < 2 || value >= 100 ? 0 : 1;
  return `${formatNumber(value, digits)} ${UNITS[unit]}`;
}

/** `d1adc65b…6f65cf7d` */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 8)}…${sha256.slice(-8)}`;
}
