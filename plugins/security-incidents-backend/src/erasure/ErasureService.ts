import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';

/** Erasure of content that the law says must go. @public */
export interface ErasureService<Context> {
  /**
   * Erases the data of an entry, and the texts that repeat it.
   *
   * @returns the entry that records the erasure
   * @throws ConflictError when there is nothing to erase
   */
  eraseEntry(
    idOrKey: string,
    seq: number,
    request: { reason: string },
    context: Context,
  ): Promise<TimelineEntry>;
}
