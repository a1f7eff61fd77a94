import {
  hashData,
  hashEntry,
  type StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import { sha256Hex } from '../kernel/sha256';
import type { StoredIncident } from './DatabaseVerification';
import { REGISTRY_CHAIN, type RegistryData } from './registry';

interface Problem {
  status: 'not-registered' | 'truncated' | 'fork';
  message: string;
  seq?: number;
}

/** The data of an entry whose hashes match; undefined when they do not. */
export function readRegistryData(
  entry: StoredChainEntry,
): RegistryData | undefined {
  const { chain, data, salt, dataHash, hash } = entry;
  const isIntact =
    chain === REGISTRY_CHAIN &&
    data !== undefined &&
    salt !== undefined &&
    /^[0-9a-f]{32}$/.test(salt) &&
    hashData(salt, data, sha256Hex) === dataHash &&
    hashEntry(entry, sha256Hex) === hash;
  return isIntact ? (data as RegistryData) : undefined;
}

/** Compares an incident with its entries in the registry. */
export function checkRegistration({
  id,
  key,
  entries,
  registered,
}: StoredIncident): Problem | undefined {
  const known = registered.map(readRegistryData);
  const isKnown =
    known.length > 0 &&
    known.every(data => data?.id === id && data.key === key);
  if (!isKnown) {
    return {
      status: 'not-registered',
      message: `The registry of all incidents has no intact entry for ${key}`,
    };
  }
  for (const data of known) {
    const { length, head } = data!;
    if (length === undefined) continue;
    if (length > entries.length) {
      return {
        status: 'truncated',
        seq: entries.length + 1,
        message: `The registry knows ${length} entries, ${entries.length} are there`,
      };
    }
    if (entries[length - 1].hash !== head) {
      return {
        status: 'fork',
        seq: length,
        message: `Entry #${length} is not the one that the registry knows`,
      };
    }
  }
  return undefined;
}
