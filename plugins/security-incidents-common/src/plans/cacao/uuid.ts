import { sha1 } from '@noble/hashes/sha1';
import {
  bytesToHex,
  concatBytes,
  hexToBytes,
  utf8ToBytes,
} from '@noble/hashes/utils';

/** Namespace of all ids that we make; changing it changes every id that was ever exported. */
const NAMESPACE = '9d3c5a52-6f0b-5c0e-8a44-6d2f0e1b7c95';

/**
 * Name-based UUID (RFC 9562, version 5): the same name has the same id in each export, on every machine.
 */
export function uuidV5(name: string, namespace: string = NAMESPACE): string {
  const bytes = sha1(
    concatBytes(hexToBytes(namespace.replaceAll('-', '')), utf8ToBytes(name)),
  ).slice(0, 16);
  bytes[6] = 0x50 + (bytes[6] % 0x10);
  bytes[8] = 0x80 + (bytes[8] % 0x40);
  return bytesToHex(bytes).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );
}
