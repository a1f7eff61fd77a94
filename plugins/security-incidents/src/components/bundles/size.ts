import { formatNumber } from '../../translation';

/** `2.1 MB`, as people and auditors count: in steps of a thousand. */
export function toSizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${formatNumber(value)} ${units[unit]}`;
}

/** How much of the text of a bundle is left after compression, about. */
const TEXT_RATIO = 0.18;

/** Bytes of a bundle as it arrives, about. */
export function estimateDownload(
  parts: ReadonlyArray<{ part: string; sizeBytes: number }>,
): number {
  return parts.reduce(
    (sum, { part, sizeBytes }) =>
      sum + (part === 'evidence' ? sizeBytes : sizeBytes * TEXT_RATIO),
    0,
  );
}
