import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** The public half of a key that signs checkpoints. */
export interface CheckpointKey {
  /** SHA-256 of the key in DER (SPKI), as hexadecimal digits. */
  id: string;
  /** The key in DER (SPKI), as base64. */
  publicKey: string;
}

/** A key that signs checkpoints. */
export interface SigningKey extends CheckpointKey {
  /** Ed25519 signature in base64. */
  sign(bytes: Uint8Array): string;
}

function toCheckpointKey(key: KeyObject): CheckpointKey {
  const der = key.export({ type: 'spki', format: 'der' });
  return { id: toKeyId(der), publicKey: der.toString('base64') };
}

function toKeyId(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/** @throws TypeError when the text is not a private Ed25519 key in PEM (PKCS #8) */
export function readSigningKey(pem: string): SigningKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The cause could show a part of the key.
    throw new TypeError('must be a private Ed25519 key in PEM (PKCS #8)');
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('must be a private Ed25519 key in PEM (PKCS #8)');
  }
  return {
    ...toCheckpointKey(createPublicKey(key)),
    sign: bytes => sign(null, bytes, key).toString('base64'),
  };
}

/** @throws TypeError when the text is not a public Ed25519 key in PEM */
export function readPublicKey(pem: string): CheckpointKey {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new TypeError('must be a public Ed25519 key in PEM');
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('must be a public Ed25519 key in PEM');
  }
  return toCheckpointKey(key);
}

/** The public key in PEM, as other tools read it. */
export function toPem({ publicKey }: CheckpointKey): string {
  const lines = publicKey.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join(
    '\n',
  )}\n-----END PUBLIC KEY-----\n`;
}

/** Whether a public key is the one that an id names. */
export function isKey(key: CheckpointKey): boolean {
  return toKeyId(Buffer.from(key.publicKey, 'base64')) === key.id;
}

/** Whether a key made a signature. A key or signature of another form made none. */
export function isSignedBy(
  { publicKey }: CheckpointKey,
  bytes: Uint8Array,
  signature: string,
): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKey, 'base64'),
      type: 'spki',
      format: 'der',
    });
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, bytes, key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}
