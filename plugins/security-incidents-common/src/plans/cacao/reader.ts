import { isDay } from '../duration';
import type { FindingLog } from './findings';

const UUID =
  /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAX_TIMESTAMP = 64;
/** The form of the standard's schema: any number of fractional digits, or none. */
const TIMESTAMP =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;
/** The form that the standard's text asks for, which exports have. */
const STRICT_TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Entries of one list or object that are read; a playbook with more is cut on import. */
export const MAX_ENTRIES = 500;

interface Types {
  string: string;
  number: number;
  boolean: boolean;
}

/** How a document is read. */
export interface ReaderContext {
  log: FindingLog;
  /** Whether to hold the document to the letter of the standard, as our exports are; an import is lenient. */
  strict: boolean;
}

/** A time in milliseconds since the epoch; NaN when the value is none, or its day is not in the calendar. */
export function parseTime(value: unknown): number {
  return typeof value === 'string' &&
    value.length <= MAX_TIMESTAMP &&
    isDay(value.slice(0, 'yyyy-mm-dd'.length))
    ? Date.parse(value)
    : NaN;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads fields of one JSON object, and logs what is wrong with them instead of failing. */
export class Reader {
  private constructor(
    private readonly fields: ReadonlyMap<string, unknown>,
    readonly path: string,
    private readonly context: ReaderContext,
  ) {}

  static of(
    value: unknown,
    path: string,
    context: ReaderContext,
  ): Reader | undefined {
    return isRecord(value)
      ? new Reader(new Map(Object.entries(value)), path, context)
      : undefined;
  }

  get(key: string): unknown {
    return this.fields.get(key);
  }

  has(key: string): boolean {
    return this.fields.has(key);
  }

  error(message: string, key?: string): void {
    this.log('error', message, key);
  }

  /** Logs what the standard forbids and existing tools do: a note on import, an error in an export of ours. */
  deviation(message: string, key?: string): void {
    this.log(this.context.strict ? 'error' : 'note', message, key);
  }

  optional<T extends keyof Types>(key: string, type: T): Types[T] | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    // eslint-disable-next-line valid-typeof
    if (typeof value === type) return value as Types[T];
    this.error(`must be a ${type}`, key);
    return undefined;
  }

  require<T extends keyof Types>(key: string, type: T): Types[T] | undefined {
    if (this.get(key) === undefined) this.error('is missing', key);
    return this.optional(key, type);
  }

  /** A field that the standard requires and that existing tools leave out. */
  expect<T extends keyof Types>(key: string, type: T): Types[T] | undefined {
    if (this.get(key) === undefined) this.deviation('is missing', key);
    return this.optional(key, type);
  }

  /** A list of at least one text. */
  texts(key: string, { optional = false } = {}): string[] | undefined {
    const value = this.get(key);
    if (value === undefined) {
      if (!optional) this.error('is missing', key);
      return undefined;
    }
    if (
      !Array.isArray(value) ||
      !value.length ||
      this.isTooLong(value.length, key) ||
      !value.every(item => typeof item === 'string')
    ) {
      this.error('must be a list of at least one text', key);
      return undefined;
    }
    return value;
  }

  /** The objects of a list; empty when there is none. */
  list(key: string, required = false): Reader[] {
    const value = this.get(key);
    if (value === undefined) {
      if (required) this.error('is missing', key);
      return [];
    }
    if (!Array.isArray(value) || !value.length) {
      this.error('must be a list of at least one object', key);
      return [];
    }
    if (this.isTooLong(value.length, key)) return [];
    // A hole in a list is an item that is not an object.
    return Array.from<unknown>(value).flatMap((item, index) => {
      const place = `${key}[${index}]`;
      const reader = Reader.of(item, this.toPath(place), this.context);
      if (!reader) this.error('must be an object', place);
      return reader ?? [];
    });
  }

  /** The objects of a dictionary by their keys; empty when there is none. */
  entries(key: string, required = false): Array<[string, Reader]> {
    const value = this.get(key);
    if (value === undefined) {
      if (required) this.error('is missing', key);
      return [];
    }
    const names = isRecord(value) ? Object.keys(value) : [];
    if (!isRecord(value) || !names.length) {
      this.error('must be an object with at least one entry', key);
      return [];
    }
    if (this.isTooLong(names.length, key)) return [];
    return names.flatMap(name => {
      const place = `${key}.${name}`;
      const reader = Reader.of(value[name], this.toPath(place), this.context);
      if (!reader) this.error('must be an object', place);
      return reader ? [[name, reader] as [string, Reader]] : [];
    });
  }

  timestamp(key: string, optional = false): void {
    const text = optional
      ? this.optional(key, 'string')
      : this.require(key, 'string');
    if (text === undefined) return;
    if (Number.isNaN(parseTime(text)) || !TIMESTAMP.test(text)) {
      this.error('must be an ISO-8601 time with a time zone', key);
    } else if (this.context.strict && !STRICT_TIMESTAMP.test(text)) {
      this.error('must be in UTC with exactly three fractional digits', key);
    }
  }

  /** A field with an id such as `identity--<uuid>`. */
  identifier(key: string, type: string): void {
    const value = this.require(key, 'string');
    if (value !== undefined) this.isIdentifier(value, type, key);
  }

  /** Tools have prefixes of their own, and ids that are no UUID. An import only needs an id to be the same everywhere. */
  isIdentifier(value: string, type: string, key?: string): void {
    if (
      !value.startsWith(`${type}--`) ||
      !UUID.test(value.slice(type.length + 2))
    ) {
      this.deviation(`should be identified by ${type}-- and a UUID`, key);
    }
  }

  private isTooLong(length: number, key: string): boolean {
    if (length <= MAX_ENTRIES) return false;
    this.error(`must have at most ${MAX_ENTRIES} entries`, key);
    return true;
  }

  private log(level: 'error' | 'note', message: string, key?: string): void {
    const path = [this.path, key].filter(Boolean).join('.');
    const name = key ?? (this.path || 'The playbook');
    this.context.log.push({ level, path, message: `${name} ${message}` });
  }

  private toPath(place: string): string {
    return this.path ? `${this.path}.${place}` : place;
  }
}
