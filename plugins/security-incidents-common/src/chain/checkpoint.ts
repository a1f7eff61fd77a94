import { type Sha256Hex, toCanonicalBytes } from './hash';
import { hashLeaf } from './merkle';

/** Version of the format that the signature of a checkpoint covers. @public */
export const CHECKPOINT_VERSION = 1;

/** The fields of a checkpoint that its hash and its signatures cover. @public */
export interface CheckpointBody {
  v: number;
  /** 1, 2, 3 and so on, without gaps. */
  n: number;
  /** ISO-8601 UTC with milliseconds. */
  at: string;
  /** Number of chains: the registry and all incidents, restricted ones included. */
  chains: number;
  /** Number of entries in these chains. */
  entries: number;
  /** Root of the RFC 6962 tree whose leaves are the heads of the chains. */
  merkleRoot: string;
  /** Hash of the checkpoint before, or 64 zeros for the first. */
  prevCheckpointHash: string;
  /** SHA-256 of the public key (DER, SPKI). Absent when no key was configured. */
  keyId?: string;
  /** The public key (DER, SPKI) in base64, where it signs for the first time. */
  publicKey?: string;
  /** The key that signed until now, which signs this checkpoint too. */
  previousKeyId?: string;
}

/**
 * The state of all chains at one moment, signed. Copies outside the database make it evident when history was rewritten
 * afterwards.
 *
 * @public
 */
export interface Checkpoint extends CheckpointBody {
  hash: string;
  /** Ed25519 over the canonical form of the body, in base64. */
  signature?: string;
  /** Signature of the key `previousKeyId`, which vouches for the new key. */
  previousSignature?: string;
}

/** The fields that the hash and the signatures cover. @public */
export function toCheckpointBody(checkpoint: CheckpointBody): CheckpointBody {
  const { v, n, at, chains, entries, merkleRoot, prevCheckpointHash } =
    checkpoint;
  const { keyId, publicKey, previousKeyId } = checkpoint;
  return {
    v,
    n,
    at,
    chains,
    entries,
    merkleRoot,
    prevCheckpointHash,
    ...(keyId !== undefined && { keyId }),
    ...(publicKey !== undefined && { publicKey }),
    ...(previousKeyId !== undefined && { previousKeyId }),
  };
}

/** What the signatures of a checkpoint cover: its canonical form (JCS, RFC 8785). @public */
export function toSignedBytes(checkpoint: CheckpointBody): Uint8Array {
  return toCanonicalBytes(toCheckpointBody(checkpoint));
}

/** The hash of a checkpoint: `SHA-256(0x00 || JCS(body))`. @public */
export function hashCheckpoint(
  checkpoint: CheckpointBody,
  sha256Hex?: Sha256Hex,
): string {
  return hashLeaf(toSignedBytes(checkpoint), sha256Hex);
}
