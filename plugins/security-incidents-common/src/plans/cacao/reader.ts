import type { CacaoFinding } from './types';

const UUID =
  /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

interface Types {
  string: string;
  number: number;
  boolean: boolean;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads fields of one JSON object, and notes what is wrong with them instead of failing. */
export class Reader {
  private constructor(
    private readonly fields: ReadonlyMap<string, unknown>,
    readonly path: string,
    private readonly findings: CacaoFinding[],
  ) {}

  static of(
    value: unknown,
    path: string,
    findings: CacaoFinding[],
  ): Reader | undefined {
    return isRecord(value)
      ? new Reader(new Map(Object.entries(value)), path, findings)
      : undefined;
  }

  get(key: string): unknown {
    return this.fields.get(key);
  }

  has(key: string): boolean {
    return this.fields.has(key);
  }

  error(message: string, key?: string): void {
    const path = [this.path, key].filter(Boolean).join('.');
    const name = key ?? (this.path || 'The playbook');
    this.findings.push({
      level: 'error',
      path,
      message: `${name} ${message}`,
    });
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
    return value.flatMap((item, index) => {
      const place = `${key}[${index}]`;
      const reader = Reader.of(item, this.toPath(place), this.findings);
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
    if (!isRecord(value) || !Object.keys(value).length) {
      this.error('must be an object with at least one entry', key);
      return [];
    }
    return Object.entries(value).flatMap(([name, item]) => {
      const place = `${key}.${name}`;
      const reader = Reader.of(item, this.toPath(place), this.findings);
      if (!reader) this.error('must be an object', place);
      return reader ? [[name, reader] as [string, Reader]] : [];
    });
  }

  timestamp(key: string, optional = false): void {
    const value = optional
      ? this.optional(key, 'string')
      : this.require(key, 'string');
    if (value === undefined) return;
    if (!TIMESTAMP.test(value) || Number.isNaN(Date.parse(value))) {
      this.error(
        'must be a time in UTC with exactly three fractional digits',
        key,
      );
    }
  }

  /** A field with an id such as `identity--<uuid>`. */
  identifier(key: string, type: string): void {
    const value = this.require(key, 'string');
    if (value !== undefined) this.isIdentifier(value, type, key);
  }

  isIdentifier(value: string, type: string, key?: string): void {
    if (
      !value.startsWith(`${type}--`) ||
      !UUID.test(value.slice(type.length + 2))
    ) {
      this.error(`must be identified by ${type}-- and a UUID`, key);
    }
  }

  private toPath(place: string): string {
    return this.path ? `${this.path}.${place}` : place;
  }
}
