import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type CheckpointKey,
  readPublicKey,
  readSigningKey,
  type SigningKey,
} from './keys';

const KEY = 'securityIncidents.checkpoints';
const MAX_TRUSTED_KEYS = 20;

export interface CheckpointSettings {
  /** Signs checkpoints; without it they are unsigned. */
  signingKey?: SigningKey;
  /** The key that signed before, which vouches for the new one once. */
  previousSigningKey?: SigningKey;
  /** Other keys whose checkpoints count, such as lost ones. */
  trustedKeys: CheckpointKey[];
  webhook?: { url: string; token?: string };
}

function read<T>(name: string, value: string, parse: (value: string) => T): T {
  try {
    return parse(value);
  } catch (error) {
    throw new InputError(`${KEY}.${name}: ${(error as Error).message}`);
  }
}

/** @throws InputError that names the setting and says nothing of a key */
export function readCheckpointSettings(
  config: RootConfigService,
): CheckpointSettings {
  const own = config.getOptionalConfig(KEY);
  const signing = own?.getOptionalString('signingKey');
  const previous = own?.getOptionalString('previousSigningKey');
  const trusted = own?.getOptionalStringArray('trustedKeys') ?? [];
  if (trusted.length > MAX_TRUSTED_KEYS) {
    throw new InputError(
      `${KEY}.trustedKeys: must be at most ${MAX_TRUSTED_KEYS}`,
    );
  }
  const webhook = own?.getOptionalConfig('webhook');
  return {
    ...(signing && { signingKey: read('signingKey', signing, readSigningKey) }),
    ...(previous && {
      previousSigningKey: read('previousSigningKey', previous, readSigningKey),
    }),
    trustedKeys: trusted.map((pem, index) =>
      read(`trustedKeys[${index}]`, pem, readPublicKey),
    ),
    ...(webhook && {
      webhook: {
        url: read('webhook.url', webhook.getString('url'), toUrl),
        token: webhook.getOptionalString('token'),
      },
    }),
  };
}

function toUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new TypeError('must be an http or https URL');
  }
  return text;
}

/** The keys whose signatures count. */
export function getTrustedKeys({
  signingKey,
  previousSigningKey,
  trustedKeys,
}: CheckpointSettings): CheckpointKey[] {
  return [
    ...(signingKey ? [signingKey] : []),
    ...(previousSigningKey ? [previousSigningKey] : []),
    ...trustedKeys,
  ];
}
