import { InputError } from '@backstage/errors';
import {
  IMPORT_LIMITS,
  type ImportEncoding,
  type ImportFinding,
} from 'backstage-plugin-security-incidents-common';
import { setImmediate } from 'node:timers/promises';
import { decodeText } from './decode';
import { findDuplicateNames } from './duplicateNames';
import { toRow } from './rows';
import type { RawFile, RawRow } from './types';

const ROWS_AT_A_TIME = 1_000;
const MAX_DUPLICATE_NAMES = 20;
/** Names under which objects hold their list. */
const LIST_NAMES = ['items', 'incidents'];

function countLines(text: string, end: number): number {
  return text.slice(0, end).split('\n').length;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
    const where =
      position === undefined
        ? 'it ends too early'
        : `see line ${countLines(text, Number(position))}`;
    throw new InputError(`file: is no valid JSON, ${where}`);
  }
}

function findList(parsed: unknown): unknown[] {
  if (Array.isArray(parsed)) return parsed;
  if (typeof parsed === 'object' && parsed !== null) {
    for (const name of LIST_NAMES) {
      const list = (parsed as Record<string, unknown>)[name];
      if (Array.isArray(list)) return list;
    }
  }
  throw new InputError(
    'file: must be an array of incidents, or an object with them under items',
  );
}

/** One value as text. A list becomes lines, and an object in it the entity that it names. */
function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(toText).join('\n');
  const { entityRef } = value as { entityRef?: unknown };
  return typeof entityRef === 'string' ? entityRef : JSON.stringify(value);
}

/** The fields of an object; those of an object in it are named after both. */
function* flatten(item: object): Iterable<[string, string]> {
  for (const [name, value] of Object.entries(item)) {
    const isNested =
      typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isNested) yield [name, toText(value)];
    else {
      for (const [inner, text] of Object.entries(value)) {
        yield [`${name}.${inner}`, toText(text)];
      }
    }
  }
}

/**
 * Reads an array of objects, or an object with one.
 *
 * @throws InputError that names the line, when it is no valid JSON
 */
export async function readJson(
  content: Buffer,
  options: { encoding?: ImportEncoding },
): Promise<RawFile> {
  const { text, encoding } = decodeText(content, options.encoding);
  const list = findList(parseJson(text.replace(/^\ufeff/, '')));
  if (list.length > IMPORT_LIMITS.rows) {
    throw new InputError(
      `file: must have at most ${IMPORT_LIMITS.rows} incidents; import it in parts`,
    );
  }
  const findings: ImportFinding[] = findDuplicateNames(
    text,
    MAX_DUPLICATE_NAMES,
  ).map(({ name, position }) => ({
    column: name,
    level: 'error',
    rule: 'columns',
    message: `The object in line ${countLines(
      text,
      position,
    )} has the name ${name} twice. Leave one of them`,
  }));
  const columns = new Set<string>();
  const rows: RawRow[] = [];
  for (const [index, item] of list.entries()) {
    if (index % ROWS_AT_A_TIME === 0) await setImmediate();
    const row = index + 1;
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      findings.push({
        row,
        level: 'error',
        rule: 'unreadable',
        message: 'The item must be an object with the fields of an incident',
      });
      continue;
    }
    const fields = [...flatten(item)];
    fields.forEach(([name]) => columns.add(name));
    if (columns.size > IMPORT_LIMITS.columns) break;
    rows.push(
      toRow(
        row,
        fields.map(([name]) => name),
        fields.map(([, value]) => value),
        findings,
      ),
    );
  }
  return { format: 'json', encoding, columns: [...columns], rows, findings };
}
