import { sha256 } from '@noble/hashes/sha256';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils';
import type { Sha256Hex } from './hash';

const portableSha256: Sha256Hex = bytes => bytesToHex(sha256(bytes));
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * Hash of a leaf of an RFC 6962 tree: `SHA-256(0x00 || bytes)`. The hash of a timeline entry is such a hash already.
 *
 * @returns 64 hexadecimal digits
 * @public
 */
export function hashLeaf(
  bytes: Uint8Array,
  sha256Hex: Sha256Hex = portableSha256,
): string {
  return sha256Hex(concatBytes(LEAF, bytes));
}

/**
 * Hash of an inner node of an RFC 6962 tree: `SHA-256(0x01 || left || right)`.
 *
 * @returns 64 hexadecimal digits
 * @public
 */
export function hashNode(
  left: string,
  right: string,
  sha256Hex: Sha256Hex = portableSha256,
): string {
  return sha256Hex(concatBytes(NODE, hexToBytes(left), hexToBytes(right)));
}

/**
 * A Merkle tree as RFC 6962 defines it, whose leaves can be replaced. A change costs one hash per level.
 *
 * @public
 */
export class MerkleTree {
  /** From the leaves up; the last node of a level without a neighbour is also the last of the next level. */
  readonly #levels: string[][] = [[]];

  constructor(private readonly sha256Hex: Sha256Hex = portableSha256) {}

  /** Number of leaves. */
  get size(): number {
    return this.#levels[0].length;
  }

  /**
   * Sets the hash of a leaf.
   *
   * @param index - of a leaf that is there, or the number of leaves to add one
   * @throws RangeError for another index
   */
  set(index: number, leafHash: string): void {
    if (index < 0 || index > this.size || !Number.isInteger(index)) {
      throw new RangeError(`index: must be between 0 and ${this.size}`);
    }
    this.#levels[0][index] = leafHash;
    let at = index;
    for (let level = 0; this.#levels[level].length > 1; level += 1) {
      const nodes = this.#levels[level];
      at = Math.floor(at / 2);
      const left = nodes[2 * at];
      const right = nodes[2 * at + 1];
      this.#levels[level + 1] ??= [];
      this.#levels[level + 1][at] =
        right === undefined ? left : hashNode(left, right, this.sha256Hex);
    }
  }

  /** Hash of the root; of nothing when there are no leaves. */
  get root(): string {
    const top = this.#levels[this.#levels.length - 1];
    return top.length === 0 ? this.sha256Hex(new Uint8Array()) : top[0];
  }

  /** The nodes that lead from a leaf to the root, from the leaf up. */
  getPath(index: number): string[] {
    if (!(index >= 0 && index < this.size)) {
      throw new RangeError(`index: must be below ${this.size}`);
    }
    const path: string[] = [];
    let at = index;
    for (const nodes of this.#levels.slice(0, -1)) {
      const neighbour = nodes[at % 2 === 0 ? at + 1 : at - 1];
      if (neighbour !== undefined) path.push(neighbour);
      at = Math.floor(at / 2);
    }
    return path;
  }
}

/**
 * Hash of the root over leaf hashes (RFC 6962).
 *
 * @public
 */
export function hashTree(
  leafHashes: readonly string[],
  sha256Hex?: Sha256Hex,
): string {
  const tree = new MerkleTree(sha256Hex);
  leafHashes.forEach((hash, index) => tree.set(index, hash));
  return tree.root;
}

/** Proof that a leaf belongs to a tree. @public */
export interface InclusionProof {
  /** Place of the leaf, from 0. */
  index: number;
  /** Number of leaves of the tree. */
  size: number;
  /** The nodes that lead from the leaf to the root. */
  path: string[];
}

/**
 * Recomputes the root from a leaf and its path (RFC 9162, 2.1.3.2).
 *
 * @returns the hash of the root; undefined when the path does not fit the place and size
 * @public
 */
export function getProvenRoot(
  leafHash: string,
  { index, size, path }: InclusionProof,
  sha256Hex?: Sha256Hex,
): string | undefined {
  if (!(index >= 0 && index < size)) return undefined;
  let at = index;
  let last = size - 1;
  let hash = leafHash;
  for (const node of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = hashNode(node, hash, sha256Hex);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = hashNode(hash, node, sha256Hex);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}
