import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readBytes } from '../evidence/settings';

const KEY = 'securityIncidents.imports.maxSize';
const DEFAULT_SIZE = '20 MB';
/** A file is in memory while it is checked. */
const MOST_BYTES = 100 * 1024 ** 2;

/** Reads the largest size of an imported file in bytes: 20 MB unless set. */
export function readImportMaxBytes(config: RootConfigService): number {
  const bytes = readBytes(config, KEY, DEFAULT_SIZE);
  if (bytes > MOST_BYTES)
    throw new InputError(`${KEY}: must be at most 100 MB`);
  return bytes;
}
