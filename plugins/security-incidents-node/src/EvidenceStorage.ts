import type { Readable } from 'node:stream';
import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Where the bytes of evidence are kept. The record itself (name, sha256, custody) stays in Backstage's database.
 *
 * @alpha
 */
export interface EvidenceStorage {
  /** Names the storage in the record of each file, such as `database` or `s3`. It must not change while it holds files. */
  readonly id: string;
  /**
   * Stores a file. A key is written once; the promise rejects and leaves nothing behind when the stream fails.
   *
   * @param key - chosen by the plugin, made of letters, digits, `-` and `/`; `uploads/…` are parts that are removed soon
   * @param content - ends with an error when the upload breaks off
   * @returns the number of bytes written
   */
  write(
    key: string,
    content: Readable,
    options: { signal: AbortSignal },
  ): Promise<{ sizeBytes: number }>;
  /** @throws NotFoundError when there is no such file */
  read(key: string): Promise<Readable>;
  /**
   * Removes a file that was disposed of, or a part of an upload that is over. Removing a missing file succeeds; what fails is
   * tried again later.
   */
  delete(key: string): Promise<void>;
}

/**
 * Replaces the storage of evidence.
 *
 * @alpha
 */
export interface EvidenceStorageExtensionPoint {
  /** @throws ConflictError when another module has set one */
  setEvidenceStorage(storage: EvidenceStorage): void;
}

/** @alpha */
export const evidenceStorageExtensionPoint =
  createExtensionPoint<EvidenceStorageExtensionPoint>({
    id: 'security-incidents.evidence-storage',
  });
