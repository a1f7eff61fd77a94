import type { FindingLog } from './findings';
import { isRecord, MAX_ENTRIES } from './reader';
import { MAX_DEPTH, MAX_STEPS } from './vocabulary';

/*
 * What an import does to a document before it is checked, so that what tools write reads like what the standard says.
 */

/** Dictionaries whose entries may hold fields of `null` and empty lists. */
const DICTIONARIES = [
  'workflow',
  'agent_definitions',
  'target_definitions',
  'data_marking_definitions',
];

const isEmpty = (value: unknown) =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

/** Tools write fields that they do not use as `null`, `[]` or `{}`; the standard leaves them out. */
function withoutEmptyFields(
  record: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => !isEmpty(value)),
  );
}

/** Thrown inside this folder when a document is nested too deeply. */
export class TooDeepError extends Error {}

/** A list or object keeps so many entries. One step too many is kept, since a part of a workflow would be another workflow. */
function getLimit(path: string): number {
  return path === 'workflow' ? MAX_STEPS + 1 : MAX_ENTRIES;
}

/**
 * Copies what is JSON of a value, with at most {@link MAX_ENTRIES} entries of each list and object, and says where there were
 * more.
 *
 * @throws TooDeepError when the copy has more than 64 levels
 */
function copyEntries(
  value: unknown,
  log: FindingLog,
  path = '',
  depth = 0,
): unknown {
  if (typeof value !== 'object' || value === null) {
    const isJson =
      value === null ||
      typeof value === 'string' ||
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isFinite(value));
    return isJson ? value : undefined;
  }
  if (depth === MAX_DEPTH) throw new TooDeepError();
  const limit = getLimit(path);
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  const count = Array.isArray(value) ? value.length : keys.length;
  if (count > limit && path !== 'workflow') {
    log.push({
      level: 'dropped',
      path,
      message: `There are ${count} entries; the first ${limit} were read`,
    });
  }
  if (Array.isArray(value)) {
    return value
      .slice(0, limit)
      .map((item, index) =>
        copyEntries(item, log, `${path}[${index}]`, depth + 1),
      );
  }
  return Object.fromEntries(
    keys.slice(0, limit).flatMap(key => {
      const place = path ? `${path}.${key}` : key;
      const item = (value as Record<string, unknown>)[key];
      const copy = copyEntries(item, log, place, depth + 1);
      return copy === undefined ? [] : [[key, copy]];
    }),
  );
}

/**
 * What can be checked of the document that a tool wrote; undefined when it is no object.
 *
 * @throws TooDeepError when it has more than 64 levels
 */
export function normalizePlaybook(
  document: unknown,
  log: FindingLog,
): Record<string, unknown> | undefined {
  const copy = copyEntries(document, log);
  if (!isRecord(copy)) return undefined;
  const playbook = withoutEmptyFields(copy);
  for (const key of DICTIONARIES) {
    const dictionary = playbook[key];
    if (isRecord(dictionary)) {
      playbook[key] = Object.fromEntries(
        Object.entries(dictionary).map(([id, entry]) => [
          id,
          isRecord(entry) ? withoutEmptyFields(entry) : entry,
        ]),
      );
    }
  }
  return playbook;
}

/** The times of a checked playbook as UTC with milliseconds, whatever number of digits and time zone they came with. */
export function withUtcTimes(
  playbook: Record<string, unknown>,
): Record<string, unknown> {
  const times = ['created', 'modified', 'valid_from', 'valid_until'].flatMap(
    key => {
      const text = playbook[key];
      if (typeof text !== 'string') return [];
      const utc = new Date(text).toISOString();
      // A time zone can lead out of the years that have four digits.
      const hasUsualYear = /^\d{4}-/.test(utc);
      const day = text.slice(0, 'yyyy-mm-dd'.length);
      return [[key, hasUsualYear ? utc : `${day}T00:00:00.000Z`]];
    },
  );
  return { ...playbook, ...Object.fromEntries(times) };
}
