import type { FindingLog } from './findings';
import { isRecord, MAX_ENTRIES } from './reader';

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

/**
 * Cuts every list and object to {@link MAX_ENTRIES} and says which ones. The workflow is left as it is: a part of it would
 * be another workflow. Takes a tree of JSON values and changes it in place, without recursion.
 */
function cutEntries(root: Record<string, unknown>, log: FindingLog): void {
  const waiting: Array<{ value: unknown; path: string }> = [
    { value: root, path: '' },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === 'object' && value !== null) {
      const holder = value as Record<string, unknown>;
      const keys = Object.keys(holder);
      if (keys.length > MAX_ENTRIES && path !== 'workflow') {
        log.push({
          level: 'dropped',
          path,
          message: `There are ${keys.length} entries; the first ${MAX_ENTRIES} were read`,
        });
        if (Array.isArray(value)) value.length = MAX_ENTRIES;
        else for (const key of keys.slice(MAX_ENTRIES)) delete holder[key];
      }
      for (const key of keys.slice(0, MAX_ENTRIES)) {
        const item = holder[key];
        if (typeof item === 'object' && item !== null) {
          const place = Array.isArray(value) ? `${path}[${key}]` : key;
          waiting.push({
            value: item,
            path: path && !Array.isArray(value) ? `${path}.${key}` : place,
          });
        }
      }
    }
  }
}

/** A playbook that can be checked, of what a tool wrote. The document is changed. */
export function normalizePlaybook(
  document: Record<string, unknown>,
  log: FindingLog,
): Record<string, unknown> {
  cutEntries(document, log);
  const playbook = withoutEmptyFields(document);
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
