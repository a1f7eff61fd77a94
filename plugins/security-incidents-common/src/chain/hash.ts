import { sha256 } from '@noble/hashes/sha256';
import { bytesToHex } from '@noble/hashes/utils';
import { toCanonicalText } from './canonical';

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
const SALT = /^[0-9a-f]{32}$/i;

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
  return encoder.encode(toCanonicalText(value));
}

const SALT_BYTES = 16;
/** A character of UTF-16 takes at most this many bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3;
/** Grows with the longest data; a new one for each entry costs as much as its hash. */
let scratch = new Uint8Array(16 * 1024);

/** The salt and the UTF-8 of a text. The next call overwrites them. */
function toSaltedBytes(salt: string, text: string): Uint8Array {
  const longest = SALT_BYTES + MAX_BYTES_PER_UNIT * text.length;
  if (scratch.length < longest) scratch = new Uint8Array(2 * longest);
  for (let index = 0; index < SALT_BYTES; index += 1) {
    scratch[index] = parseInt(salt.slice(2 * index, 2 * index + 2), 16);
  }
  const { written } = encoder.encodeInto(text, scratch.subarray(SALT_BYTES));
  return scratch.subarray(0, SALT_BYTES + written);
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
  if (!SALT.test(salt)) {
    throw new TypeError('salt: must be 32 hexadecimal digits');
  }
  return sha256Hex(toSaltedBytes(salt, toCanonicalText(data)));
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
