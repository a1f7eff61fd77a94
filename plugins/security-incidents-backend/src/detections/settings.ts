import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { DetectionSource } from 'backstage-plugin-security-incidents-node/alpha';

const ROOT = 'securityIncidents.detections';
const SOURCE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** Paths of the API that are no sources. */
const RESERVED = ['decisions'];
const MAX_SECRETS = 5;
const MAX_LABELS = 20;
const MINUTE_MS = 60_000;
const MAX_REOPEN_MS = 30 * 24 * 60 * MINUTE_MS;

/** One source of the configuration. */
export interface ConfiguredSource {
  id: string;
  title: string;
  source: DetectionSource;
  /** What `readOptions` of the source returned. */
  options: unknown;
  /** What is wrong with its options. Such a source has no secrets and refuses everything; the others keep working. */
  problem?: string;
  /** Newest first. Never part of an answer or a log line. */
  secrets: readonly string[];
  /** Where the secrets are in the configuration. */
  secretsKey: string;
  /** Topics of the events service that this source takes too. */
  topics: readonly string[];
  expectedEveryMs?: number;
  /** A finding that fires again so soon after it was resolved continues, without a new episode. */
  reopenWithinMs?: number;
  /** Added to each finding. */
  labels: Readonly<Record<string, string>>;
  /** Entity refs of who is notified of silence. */
  answersTo: readonly string[];
}

function readSecrets(config: Config, key: string): string[] {
  const value = config.getOptional('secrets') ?? [];
  if (!Array.isArray(value) || value.length > MAX_SECRETS) {
    throw new InputError(`${key}: must be a list of at most ${MAX_SECRETS}`);
  }
  // An environment variable that is not set leaves nothing.
  return value.filter(
    (secret): secret is string => typeof secret === 'string' && secret !== '',
  );
}

function readLabels(config: Config, key: string): Record<string, string> {
  const labels = config.getOptional<Record<string, unknown>>('labels') ?? {};
  const entries = Object.entries(labels);
  if (
    entries.length > MAX_LABELS ||
    entries.some(([, value]) => typeof value !== 'string')
  ) {
    throw new InputError(
      `${key}: must be at most ${MAX_LABELS} names with a text each`,
    );
  }
  return labels as Record<string, string>;
}

function readRefs(config: Config, key: string): string[] {
  return (config.getOptionalStringArray('answersTo') ?? []).map(
    (ref, index) => {
      try {
        return stringifyEntityRef(parseEntityRef(ref));
      } catch (error) {
        throw new InputError(
          `${key}[${index}]: must be a full entity ref`,
          error,
        );
      }
    },
  );
}

function readDuration(
  config: Config,
  name: 'expectedEvery' | 'reopenWithin',
  key: string,
): number | undefined {
  if (!config.has(name)) return undefined;
  const ms = durationToMilliseconds(
    readDurationFromConfig(config, { key: name }),
  );
  if (ms < MINUTE_MS) {
    throw new InputError(`${key}.${name}: must be at least one minute`);
  }
  return ms;
}

function readReopenWithin(config: Config, key: string): number | undefined {
  const ms = readDuration(config, 'reopenWithin', key);
  if (ms !== undefined && ms > MAX_REOPEN_MS) {
    throw new InputError(`${key}.reopenWithin: must be at most 30 days`);
  }
  return ms;
}

/** Options belong to one source, so an error in them stops no other source. */
function readOptions(
  source: DetectionSource,
  config: Config,
): Pick<ConfiguredSource, 'options' | 'problem'> {
  const given = config.getOptional<Record<string, unknown>>('options') ?? {};
  try {
    return { options: source.readOptions?.(given) };
  } catch (error) {
    if (!isError(error)) throw error;
    return { options: undefined, problem: error.message };
  }
}

function readSource(
  id: string,
  config: Config,
  types: ReadonlyMap<string, DetectionSource>,
): ConfiguredSource {
  const key = `${ROOT}.${id}`;
  if (!SOURCE_ID.test(id) || RESERVED.includes(id)) {
    throw new InputError(
      `${key}: the id must be lower-case letters, digits and dashes, at most 64, and none of ${RESERVED.join(
        ', ',
      )}`,
    );
  }
  const type = config.getOptionalString('type') ?? id;
  const source = types.get(type);
  if (!source) {
    throw new InputError(
      `${key}.type: must be one of ${[...types.keys()].sort().join(', ')}`,
    );
  }
  const read = readOptions(source, config);
  const isOff = read.problem !== undefined;
  const secrets = readSecrets(config, `${key}.secrets`);
  const topics = config.getOptionalStringArray('eventTopics') ?? [];
  return {
    id,
    title: config.getOptionalString('title') ?? source.title,
    source,
    ...read,
    secrets: isOff ? [] : secrets,
    secretsKey: `${key}.secrets`,
    topics: isOff ? [] : topics,
    expectedEveryMs: readDuration(config, 'expectedEvery', key),
    reopenWithinMs: readReopenWithin(config, key),
    labels: readLabels(config, `${key}.labels`),
    answersTo: readRefs(config, `${key}.answersTo`),
  };
}

/**
 * Reads the sources of detections, by id.
 *
 * @throws InputError that names the setting and the rule
 */
export function readDetectionSources(
  config: RootConfigService,
  sources: readonly DetectionSource[],
): ReadonlyMap<string, ConfiguredSource> {
  const own = config.getOptionalConfig(ROOT);
  const types = new Map(sources.map(source => [source.type, source]));
  return new Map(
    (own?.keys() ?? []).map(id => [
      id,
      readSource(id, own!.getConfig(id), types),
    ]),
  );
}
