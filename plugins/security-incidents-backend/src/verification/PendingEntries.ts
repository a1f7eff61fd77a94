import { randomBytes } from 'node:crypto';
import {
  CHAIN_VERSION,
  hashData,
  hashEntry,
  type RecordedWrite,
  type StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import { sha256Hex } from '../kernel/sha256';

/** What an entry says, before it is chained. */
export interface UnchainedEntry {
  at: string;
  actor: string;
  action: string;
  data: Record<string, unknown>;
}

/** Chains an entry to the one before it, with a new salt. */
export function chainEntry(
  entry: UnchainedEntry,
  place: { chain: string; seq: number; prevHash: string },
): StoredChainEntry {
  const salt = randomBytes(16).toString('hex');
  // What is hashed is what is read back: absent fields do not survive JSON.
  const data = JSON.parse(JSON.stringify(entry.data));
  const covered = {
    v: CHAIN_VERSION,
    chain: place.chain,
    seq: place.seq,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    dataHash: hashData(salt, data, sha256Hex),
    prevHash: place.prevHash,
  };
  return { ...covered, hash: hashEntry(covered, sha256Hex), data, salt };
}

/**
 * The entries that a transaction appends to one chain. They are hashed at the end of the transaction, because each entry
 * records the rows that were written.
 */
export class PendingEntries {
  readonly #entries: Array<{ entry: UnchainedEntry; rows: RecordedWrite[] }> =
    [];

  constructor(
    private readonly start: { chain: string; length: number; head: string },
  ) {}

  /** @returns the number of the entry in its chain */
  add(entry: UnchainedEntry, rows: RecordedWrite[]): number {
    this.#entries.push({ entry, rows });
    return this.start.length + this.#entries.length;
  }

  get unchained(): readonly UnchainedEntry[] {
    return this.#entries.map(({ entry }) => entry);
  }

  /**
   * Chains the entries.
   *
   * @param rows - written since the last entry; it records them
   */
  chain(rows: readonly RecordedWrite[]): StoredChainEntry[] {
    let prevHash = this.start.head;
    const last = this.#entries.length - 1;
    return this.#entries.map((pending, index) => {
      const written =
        index === last ? [...pending.rows, ...rows] : pending.rows;
      const stored = chainEntry(
        { ...pending.entry, data: { ...pending.entry.data, rows: written } },
        {
          chain: this.start.chain,
          seq: this.start.length + index + 1,
          prevHash,
        },
      );
      prevHash = stored.hash;
      return stored;
    });
  }
}
