import {
  CHAIN_VERSION,
  type ChainEntry,
  GENESIS_HASH,
  hashData,
  hashEntry,
  type Sha256Hex,
} from './hash';

/** A stored entry: the hashed fields, the hash, and data with salt unless erased. @public */
export interface StoredChainEntry extends ChainEntry {
  hash: string;
  /** Absent when data and salt were lawfully erased. */
  data?: unknown;
  /** 32 hexadecimal digits; absent when data and salt were lawfully erased. */
  salt?: string;
}

/** What is wrong with a chain. @public */
export type ChainVerdict =
  | 'ok'
  | 'hash-mismatch'
  | 'data-mismatch'
  | 'gap'
  | 'reordered'
  | 'fork'
  | 'wrong-chain'
  | 'truncated';

/** Answer of {@link verifyChain}. @public */
export interface ChainVerification {
  status: ChainVerdict;
  /** Number of entries checked. */
  entries: number;
  /** Hash of the last entry, or {@link GENESIS_HASH} for an empty chain. */
  headHash: string;
  /** Number of entries whose data was erased. They still verify. */
  erased: number;
  /** Sequence number of the first entry that does not verify. */
  seq?: number;
  /** What is wrong with it, in a sentence. */
  message?: string;
}

/** What is known of the chain from elsewhere, such as the head stored with the incident. @public */
export interface ChainExpectation {
  chain: string;
  /** Number of entries that must exist. */
  length?: number;
  /** Hash that the last entry must have. */
  headHash?: string;
}

const HASH = /^[0-9a-f]{64}$/;
const SALT = /^[0-9a-f]{32}$/;

function findDataProblem(
  entry: StoredChainEntry,
  sha256Hex: Sha256Hex | undefined,
): string | undefined {
  const hasData = entry.data !== undefined;
  const hasSalt = entry.salt !== undefined;
  if (!hasData && !hasSalt) return undefined;
  if (!hasData || !hasSalt) {
    return `Entry #${entry.seq} has lost its ${hasData ? 'salt' : 'data'}`;
  }
  if (
    !SALT.test(entry.salt!) ||
    hashData(entry.salt!, entry.data, sha256Hex) !== entry.dataHash
  ) {
    return `The content of entry #${entry.seq} does not match its hash`;
  }
  return undefined;
}

/** All numbers before the expected one were there. */
function findOrderProblem(
  found: number,
  expected: number,
): { status: ChainVerdict; message: string } {
  if (found > expected) {
    return { status: 'gap', message: `Entry #${expected} is missing` };
  }
  return Number.isInteger(found) && found > 0
    ? { status: 'fork', message: `There are two entries #${found}` }
    : {
        status: 'reordered',
        message: `Entry #${found} stands where #${expected} belongs`,
      };
}

function findEntryProblem(
  entry: StoredChainEntry,
  seq: number,
  prevHash: string,
  expected: ChainExpectation,
  sha256Hex: Sha256Hex | undefined,
): { status: ChainVerdict; message: string } | undefined {
  if (entry.chain !== expected.chain) {
    return {
      status: 'wrong-chain',
      message: `Entry #${entry.seq} belongs to ${entry.chain}`,
    };
  }
  if (entry.seq !== seq) return findOrderProblem(entry.seq, seq);
  if (
    entry.v !== CHAIN_VERSION ||
    !HASH.test(entry.hash) ||
    hashEntry(entry, sha256Hex) !== entry.hash
  ) {
    return {
      status: 'hash-mismatch',
      message: `Entry #${seq} does not match its hash`,
    };
  }
  if (entry.prevHash !== prevHash) {
    return {
      status: 'hash-mismatch',
      message: `Entry #${seq} does not follow from the entry before it`,
    };
  }
  const data = findDataProblem(entry, sha256Hex);
  return data ? { status: 'data-mismatch', message: data } : undefined;
}

/**
 * Recomputes a hash chain and reports the first error.
 *
 * @param entries - in the order in which they are stored
 * @param expected - what is known from elsewhere: a shorter chain is `truncated`, another head is a `fork`
 * @param sha256Hex - a faster hash function than the portable default
 * @public
 */
export function verifyChain(
  entries: readonly StoredChainEntry[],
  expected: ChainExpectation,
  sha256Hex?: Sha256Hex,
): ChainVerification {
  let prevHash = GENESIS_HASH;
  let erased = 0;

  for (const [index, entry] of entries.entries()) {
    const seq = index + 1;
    const problem = findEntryProblem(entry, seq, prevHash, expected, sha256Hex);
    if (problem) {
      return {
        ...problem,
        seq: problem.status === 'gap' ? seq : entry.seq,
        entries: entries.length,
        headHash: entries[entries.length - 1].hash,
        erased,
      };
    }
    prevHash = entry.hash;
    if (entry.data === undefined) erased += 1;
  }

  const result = { entries: entries.length, headHash: prevHash, erased };
  if (expected.length !== undefined && expected.length > entries.length) {
    return {
      ...result,
      status: 'truncated',
      seq: entries.length + 1,
      message: `The record knows ${expected.length} entries, ${entries.length} are there`,
    };
  }
  if (expected.headHash !== undefined && expected.headHash !== prevHash) {
    return {
      ...result,
      status: 'fork',
      seq: entries.length,
      message: 'The last entry is not the one that the record knows',
    };
  }
  return { ...result, status: 'ok' };
}
