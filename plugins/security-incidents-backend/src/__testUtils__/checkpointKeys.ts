import { generateKeyPairSync } from 'node:crypto';

/** A new Ed25519 key pair in PEM. */
export function makeCheckpointKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
