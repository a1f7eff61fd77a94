import {
  type Checkpoint,
  GENESIS_HASH,
  hashCheckpoint,
  MerkleTree,
  toSignedBytes,
} from 'backstage-plugin-security-incidents-common';
import { sha256Hex } from '../kernel/sha256';
import { type CheckpointKey, isKey, isSignedBy } from './keys';
import type { CheckpointHead } from './store/CheckpointsStore';

/** What is wrong with checkpoints. */
export interface CheckpointProblem {
  status:
    | 'checkpoint-gap'
    | 'checkpoint-hash'
    | 'checkpoint-root'
    | 'checkpoint-signature'
    | 'checkpoint-key'
    | 'checkpoint-unsigned'
    | 'checkpoint-lost';
  n: number;
  message: string;
}

/** Verifies checkpoints one after another, from the first. */
export class CheckpointWalk {
  readonly #tree = new MerkleTree(sha256Hex);
  readonly #lengths: number[] = [];
  readonly #keys = new Map<string, CheckpointKey>();
  readonly #trusted: Set<string>;
  /** Keys that vouch for each other, by a checkpoint that both signed. */
  readonly #vouched: Array<[string, string]> = [];
  /** The first checkpoint of each key. */
  readonly #firstUse = new Map<string, number>();
  #entries = 0;
  #n = 0;
  #hash = GENESIS_HASH;
  #hasSigned = false;

  constructor(trusted: readonly CheckpointKey[]) {
    this.#trusted = new Set(trusted.map(({ id }) => id));
    for (const key of trusted) this.#keys.set(key.id, key);
  }

  /** The last checkpoint that was verified. */
  get n(): number {
    return this.#n;
  }

  /**
   * Verifies the next checkpoint.
   *
   * @param heads - the leaves that it added or changed
   */
  next(
    checkpoint: Checkpoint,
    heads: readonly CheckpointHead[],
  ): CheckpointProblem | undefined {
    const { n } = checkpoint;
    if (n !== this.#n + 1) {
      return {
        status: 'checkpoint-gap',
        n: this.#n + 1,
        message: `Checkpoint ${this.#n + 1} is missing`,
      };
    }
    const problem =
      this.#findHashProblem(checkpoint) ??
      this.#findRootProblem(checkpoint, heads) ??
      this.#findSignatureProblem(checkpoint);
    if (problem) return { ...problem, n };
    this.#n = n;
    this.#hash = checkpoint.hash;
    return undefined;
  }

  /** Verifies, once all checkpoints were read, that each key is trusted or vouched for by one that is. */
  finish(): CheckpointProblem | undefined {
    const trusted = new Set(this.#trusted);
    const [first] = this.#firstUse.keys();
    // Without a known key, the first one counts: it shows at least that the others belong to it.
    if (trusted.size === 0 && first !== undefined) trusted.add(first);
    let size: number;
    do {
      size = trusted.size;
      for (const pair of this.#vouched) {
        if (pair.some(id => trusted.has(id)))
          pair.forEach(id => trusted.add(id));
      }
    } while (trusted.size > size);
    const foreign = [...this.#firstUse].find(([id]) => !trusted.has(id));
    return (
      foreign && {
        status: 'checkpoint-key',
        n: foreign[1],
        message: `Checkpoint ${foreign[1]} is signed with the key ${foreign[0]}, which is not configured and which no known key vouches for`,
      }
    );
  }

  #findHashProblem(
    checkpoint: Checkpoint,
  ): Omit<CheckpointProblem, 'n'> | undefined {
    const { n, hash, prevCheckpointHash } = checkpoint;
    if (hashCheckpoint(checkpoint, sha256Hex) !== hash) {
      return {
        status: 'checkpoint-hash',
        message: `Checkpoint ${n} does not match its hash`,
      };
    }
    if (prevCheckpointHash !== this.#hash) {
      return {
        status: 'checkpoint-hash',
        message: `Checkpoint ${n} does not follow from the one before it`,
      };
    }
    return undefined;
  }

  #findRootProblem(
    { n, merkleRoot, chains, entries }: Checkpoint,
    heads: readonly CheckpointHead[],
  ): Omit<CheckpointProblem, 'n'> | undefined {
    const problem = {
      status: 'checkpoint-root' as const,
      message: `The heads of the chains at checkpoint ${n} are not those that it was made of`,
    };
    for (const { position, length, head } of heads) {
      if (position > this.#tree.size) return problem;
      this.#entries += length - (this.#lengths[position] ?? 0);
      this.#lengths[position] = length;
      this.#tree.set(position, head);
    }
    const isSame =
      this.#tree.root === merkleRoot &&
      this.#tree.size === chains &&
      this.#entries === entries;
    return isSame ? undefined : problem;
  }

  #findSignatureProblem(
    checkpoint: Checkpoint,
  ): Omit<CheckpointProblem, 'n'> | undefined {
    const { n, keyId, publicKey, previousKeyId } = checkpoint;
    if (keyId === undefined) {
      return this.#hasSigned
        ? {
            status: 'checkpoint-unsigned',
            message: `Checkpoint ${n} is not signed, and those before it are`,
          }
        : undefined;
    }
    this.#hasSigned = true;
    if (publicKey !== undefined && isKey({ id: keyId, publicKey })) {
      this.#keys.set(keyId, { id: keyId, publicKey });
    }
    if (!this.#firstUse.has(keyId)) this.#firstUse.set(keyId, n);
    const { signature, previousSignature } = checkpoint;
    const isIntact =
      this.#isSigned(checkpoint, keyId, signature) &&
      (previousKeyId === undefined ||
        this.#isSigned(checkpoint, previousKeyId, previousSignature));
    if (!isIntact) {
      return {
        status: 'checkpoint-signature',
        message: `The signature of checkpoint ${n} is not one of its key`,
      };
    }
    if (previousKeyId !== undefined) {
      this.#vouched.push([keyId, previousKeyId]);
    }
    return undefined;
  }

  #isSigned(
    checkpoint: Checkpoint,
    keyId: string,
    signature: string | undefined,
  ): boolean {
    const key = this.#keys.get(keyId);
    return (
      key !== undefined &&
      signature !== undefined &&
      isSignedBy(key, toSignedBytes(checkpoint), signature)
    );
  }
}
