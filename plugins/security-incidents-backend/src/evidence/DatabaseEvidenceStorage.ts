import { Readable } from 'node:stream';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { EvidenceStorage } from 'backstage-plugin-security-incidents-node/alpha';
import type { Knex } from 'knex';

const TABLE = 'evidence_chunks';
const CHUNK_BYTES = 256 * 1024;
const CHUNKS_PER_READ = 4;

/** Keeps files in Backstage's database, in chunks, so that no file is in memory as a whole. */
export class DatabaseEvidenceStorage implements EvidenceStorage {
  readonly id = 'database';

  constructor(private readonly db: Knex) {}

  async write(
    key: string,
    content: Readable,
    { signal }: { signal: AbortSignal },
  ): Promise<{ sizeBytes: number }> {
    if (await this.#exists(key)) {
      throw new ConflictError(`The file ${key} is there already`);
    }
    let position = 0;
    let sizeBytes = 0;
    let waiting: Buffer[] = [];
    let waitingBytes = 0;
    const flush = async () => {
      if (waitingBytes === 0) return;
      await this.db(TABLE).insert({
        storage_key: key,
        position,
        content: Buffer.concat(waiting),
      });
      position += 1;
      waiting = [];
      waitingBytes = 0;
    };
    try {
      for await (const piece of content) {
        signal.throwIfAborted();
        const bytes = Buffer.from(piece);
        sizeBytes += bytes.length;
        for (let start = 0; start < bytes.length; ) {
          const part = bytes.subarray(
            start,
            start + CHUNK_BYTES - waitingBytes,
          );
          waiting.push(part);
          waitingBytes += part.length;
          start += part.length;
          if (waitingBytes === CHUNK_BYTES) await flush();
        }
      }
      signal.throwIfAborted();
      await flush();
    } catch (error) {
      await this.delete(key);
      throw error;
    }
    return { sizeBytes };
  }

  async read(key: string): Promise<Readable> {
    if (!(await this.#exists(key))) {
      throw new NotFoundError(`There is no file ${key}`);
    }
    return Readable.from(this.#chunks(key), { objectMode: false });
  }

  async delete(key: string): Promise<void> {
    await this.db(TABLE).where({ storage_key: key }).delete();
  }

  async *#chunks(key: string): AsyncGenerator<Buffer> {
    let last = -1;
    for (;;) {
      const rows: Array<{ position: number; content: Buffer }> = await this.db(
        TABLE,
      )
        .select('position', 'content')
        .where({ storage_key: key })
        .where('position', '>', last)
        .orderBy('position')
        .limit(CHUNKS_PER_READ);
      for (const { position, content } of rows) {
        last = position;
        yield content;
      }
      if (rows.length < CHUNKS_PER_READ) return;
    }
  }

  async #exists(key: string): Promise<boolean> {
    const row = await this.db(TABLE)
      .where({ storage_key: key })
      .first('position');
    return row !== undefined;
  }
}
