import { sha256 } from '@noble/hashes/sha256';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils';
import canonicalize from 'canonicalize';

/** Version of the entry format that the hash covers. @public */
export const CHAIN_VERSION = 1;

/** `prevHash` of the first entry of a chain. @public */
export const GENESIS_HASH = '0'.repeat(64);

/** RFC 6962 domain separation: a leaf is hashed behind one zero byte, so that no inner node can pass for it. */
const LEAF_PREFIX = '\0';

/**
 * SHA-256 of bytes as 64 lower-case hexadecimal digits. Servers pass the one of their runtime, which is faster than the
 * portable default.
 *
 * @public
 */
export type Sha256Hex = (bytes: Uint8Array) => string;

/** A SHA-256 of bytes that come in pieces, such as the parts of a file. @public */
export interface Sha256Stream {
  update(bytes: Uint8Array): void;
  /** 64 lower-case hexadecimal digits. It takes no more bytes afterwards. */
  digest(): string;
}

/**
 * Starts a SHA-256 of bytes that come in pieces. It runs in browsers as well, whose own function needs all bytes at once.
 *
 * @public
 */
export function startSha256(): Sha256Stream {
  const hash = sha256.create();
  return {
    update: bytes => {
      hash.update(bytes);
    },
    digest: () => bytesToHex(hash.digest()),
  };
}

const portableSha256: Sha256Hex = bytes => bytesToHex(sha256(bytes));
const encoder = new TextEncoder();

/** The fields of a timeline entry that its hash covers. @public */
export interface ChainEntry {
  v: number;
  /** `incident/<key>` */
  chain: string;
  /** 1, 2, 3 and so on, without gaps. */
  seq: number;
  /** When the entry was recorded, ISO-8601 UTC with milliseconds. */
  at: string;
  /** Entity ref of a user, or `plugin:<id>` style subject of a service. */
  actor: string;
  action: string;
  /** Salted commitment to the entry's data. */
  dataHash: string;
  /** Hash of the entry before, or {@link GENESIS_HASH}. */
  prevHash: string;
}

/**
 * The canonical form of a JSON value (JCS, RFC 8785), as UTF-8.
 *
 * @throws TypeError when the value has no JSON form, such as undefined
 * @public
 */
export function toCanonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new TypeError('data: must be a JSON value');
  }
  return encoder.encode(text);
}

/**
 * The salted commitment to an entry's data: `SHA-256(salt || JCS(data))`. Erasing data and salt leaves a chain that
 * still verifies and says nothing about what was erased.
 *
 * @param salt - 16 random bytes as 32 hexadecimal digits
 * @returns 64 hexadecimal digits
 * @public
 */
export function hashData(
  salt: string,
  data: unknown,
  sha256Hex: Sha256Hex = portableSha256,
): string {
  return sha256Hex(concatBytes(hexToBytes(salt), toCanonicalBytes(data)));
}

/**
 * The hash of an entry: `SHA-256(0x00 || JCS(entry))`, which equals an RFC 6962 leaf hash.
 *
 * @returns 64 hexadecimal digits
 * @public
 */
export function hashEntry(
  entry: ChainEntry,
  sha256Hex: Sha256Hex = portableSha256,
): string {
  const { v, chain, seq, at, actor, action, dataHash, prevHash } = entry;
  // Texts and whole numbers under sorted keys: JSON is the canonical form (JCS) of these.
  const canonical = JSON.stringify({
    action,
    actor,
    at,
    chain,
    dataHash,
    prevHash,
    seq,
    v,
  });
  return sha256Hex(encoder.encode(LEAF_PREFIX + canonical));
}
