import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { EvidenceStorage } from 'backstage-plugin-security-incidents-node/alpha';
import { PayloadTooLargeError } from '../kernel/PayloadTooLargeError';
import { HEAD_BYTES } from './mediaTypes';
import { toSize } from './settings';
import type { StoredBytes } from './store/EvidenceStore';

/** What was seen of a file while it was stored. */
export interface StoredFile {
  sizeBytes: number;
  sha256: string;
  /** The first bytes, which tell its type. */
  head: Buffer;
}

/** What a file was recorded as. */
type Expected = Partial<StoredBytes> & { sha256: string; sizeBytes: number };

type Content = AsyncIterable<Uint8Array>;

/** Stores and reads the bytes of evidence, and computes their sha256 on the way. */
export class EvidenceFiles {
  readonly #storages: Map<string, EvidenceStorage>;

  /**
   * @param storage - for new files
   * @param others - that hold earlier files
   */
  constructor(
    private readonly storage: EvidenceStorage,
    others: readonly EvidenceStorage[] = [],
  ) {
    this.#storages = new Map([...others, storage].map(each => [each.id, each]));
  }

  /** Id of the storage for new files. */
  get storageId(): string {
    return this.storage.id;
  }

  /**
   * Stores a file. Nothing is left of it when that fails.
   *
   * @throws PayloadTooLargeError as soon as there are more bytes than allowed
   */
  async store(
    key: string,
    content: Content,
    options: { maxBytes: number; signal?: AbortSignal },
  ): Promise<StoredFile> {
    const { maxBytes, signal = new AbortController().signal } = options;
    const seen = { hash: createHash('sha256'), sizeBytes: 0 };
    const head: Buffer[] = [];
    let headBytes = 0;
    async function* observe() {
      for await (const piece of content) {
        const bytes = Buffer.from(piece);
        if (seen.sizeBytes + bytes.length > maxBytes) {
          throw new PayloadTooLargeError(
            `file: must be at most ${toSize(
              maxBytes,
            )}. Keep it elsewhere and record its place and sha256`,
          );
        }
        count(seen, bytes);
        if (headBytes < HEAD_BYTES) {
          head.push(bytes.subarray(0, HEAD_BYTES - headBytes));
          headBytes += bytes.length;
        }
        yield bytes;
      }
    }
    await this.storage.write(
      key,
      Readable.from(observe(), { objectMode: false }),
      { signal },
    );
    return {
      sizeBytes: seen.sizeBytes,
      sha256: seen.hash.digest('hex'),
      head: Buffer.concat(head),
    };
  }

  /** @throws NotFoundError when the bytes are gone */
  async read({ storageId, storageKey }: StoredBytes): Promise<Readable> {
    return this.#find(storageId).read(storageKey);
  }

  /**
   * Reads a file and fails at its end, before the last bytes, when it is not what was recorded.
   *
   * @throws NotFoundError when the bytes are gone, or the file is not stored here
   */
  async open(file: Expected): Promise<Readable> {
    const { storageId, storageKey, sha256, sizeBytes } = file;
    if (storageId === undefined || storageKey === undefined) {
      throw new NotFoundError('The file is not stored here');
    }
    const content = await this.read({ storageId, storageKey });
    async function* check() {
      const seen = { hash: createHash('sha256'), sizeBytes: 0 };
      let last: Buffer | undefined;
      for await (const bytes of content) {
        if (last) yield last;
        last = bytes;
        count(seen, bytes);
      }
      if (seen.sizeBytes !== sizeBytes || seen.hash.digest('hex') !== sha256) {
        throw new Error('The stored bytes are not what was recorded');
      }
      if (last) yield last;
    }
    return Readable.from(check(), { objectMode: false });
  }

  /** Reads a file again; undefined when its bytes are gone. */
  async hash(
    stored: StoredBytes,
    signal?: AbortSignal,
  ): Promise<{ sha256: string; sizeBytes: number } | undefined> {
    let content: Readable;
    try {
      content = await this.read(stored);
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') return undefined;
      throw error;
    }
    const seen = { hash: createHash('sha256'), sizeBytes: 0 };
    for await (const bytes of content) {
      signal?.throwIfAborted();
      count(seen, bytes);
    }
    return { sha256: seen.hash.digest('hex'), sizeBytes: seen.sizeBytes };
  }

  async delete({ storageId, storageKey }: StoredBytes): Promise<void> {
    await this.#find(storageId).delete(storageKey);
  }

  #find(storageId: string): EvidenceStorage {
    const storage = this.#storages.get(storageId);
    if (storage) return storage;
    throw new ServiceUnavailableError(
      `The storage ${storageId} is not installed`,
    );
  }
}

function count(seen: { hash: Hash; sizeBytes: number }, bytes: Buffer) {
  seen.hash.update(bytes);
  seen.sizeBytes += bytes.length;
}
