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
