import { InputError } from '@backstage/errors';
import {
  INCIDENT_MODES,
  INCIDENT_ORDER_FIELDS,
  INCIDENT_ROLES,
  INCIDENT_STATUSES,
  type IncidentOrderField,
  type IncidentQuery,
  type IncidentRole,
  isStorableText,
  type PageRequest,
  type Period,
  PRIORITIES,
  RSIT_CLASSES,
  SEVERITIES,
  VISIBILITIES,
  type VolumeQuery,
  STORABLE_TEXT_RULE,
} from 'backstage-plugin-security-incidents-common';
import type { Request } from 'express';
import type { z } from 'zod';

const MAX_LIMIT = 200;
const MAX_VALUES = 100;
const MAX_KEY_LENGTH = 200;

function fieldName(path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number'
        ? `${text}[${part}]`
        : `${text}${text ? '.' : ''}${String(part)}`,
    '',
  );
}

function ruleOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown field${
        issue.keys.length > 1 ? 's' : ''
      } ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return `must be at most ${issue.maximum} ${
        issue.origin === 'string' ? 'characters long' : ''
      }`.trim();
    case 'too_small':
      if (issue.origin !== 'string') {
        return `must be at least ${issue.minimum}`;
      }
      return issue.minimum === 1
        ? 'must not be empty'
        : `must be at least ${issue.minimum} characters long`;
    default:
      return issue.message;
  }
}

/**
 * Parses a body strictly.
 *
 * @throws InputError that names each field and the rule it breaks
 */
export function parseBody<T extends z.ZodType>(
  schema: T,
  body: unknown,
): z.output<T> {
  const parsed = schema.safeParse(body ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(issue => {
    const field = fieldName(issue.path);
    return field ? `${field}: ${ruleOf(issue)}` : ruleOf(issue);
  });
  throw new InputError(problems.join('; '));
}

export function values(request: Request, name: string): string[] | undefined {
  const value = request.query[name];
  if (value === undefined) return undefined;
  const list = Array.isArray(value) ? value : [value];
  if (list.length > MAX_VALUES) {
    throw new InputError(`${name}: must be given at most ${MAX_VALUES} times`);
  }
  return list.map(item => {
    if (typeof item !== 'string') {
      throw new InputError(`${name}: must be text`);
    }
    if (!isStorableText(item)) {
      throw new InputError(`${name}: ${STORABLE_TEXT_RULE}`);
    }
    return item;
  });
}

export function single(request: Request, name: string): string | undefined {
  const list = values(request, name);
  if (list && list.length > 1) {
    throw new InputError(`${name}: must be given once`);
  }
  return list?.[0];
}

export function words<T extends string>(
  request: Request,
  name: string,
  known: readonly T[],
): T[] | undefined {
  return values(request, name)?.map(value => {
    if (!(known as readonly string[]).includes(value)) {
      throw new InputError(`${name}: must be one of ${known.join(', ')}`);
    }
    return value as T;
  });
}

const REF = /^[a-z][a-z0-9-]*:[a-z0-9._-]+\/[a-z0-9._-]+$/;

/** A full entity ref, lower-cased. */
export function parseRef(name: string, value: string): string {
  const ref = value.toLocaleLowerCase('en-US');
  if (!REF.test(ref)) {
    throw new InputError(
      `${name}: must be a full entity ref such as component:default/payments-api`,
    );
  }
  return ref;
}

/** The entity that a path names. */
export function parseEntityParams(request: Request): string {
  const { kind, namespace, name } = request.params;
  return parseRef('entity', `${kind}:${namespace}/${name}`);
}

export function parseRole(request: Request): IncidentRole {
  const { role } = request.params;
  if (!(INCIDENT_ROLES as readonly string[]).includes(role)) {
    throw new InputError(`role: must be one of ${INCIDENT_ROLES.join(', ')}`);
  }
  return role as IncidentRole;
}

export function refs(request: Request, name: string): string[] | undefined {
  return values(request, name)?.map(value => parseRef(name, value));
}

function time(request: Request, name: string): string | undefined {
  const value = single(request, name);
  if (value === undefined) return undefined;
  const date = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(date.getTime())) {
    throw new InputError(`${name}: must be an ISO-8601 date or time`);
  }
  return date.toISOString();
}

export function flag(request: Request, name: string): boolean | undefined {
  const value = single(request, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') {
    throw new InputError(`${name}: must be true or false`);
  }
  return value === 'true';
}

function limitOf(request: Request): number | undefined {
  const value = single(request, 'limit');
  if (value === undefined) return undefined;
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InputError(
      `limit: must be a whole number from 1 to ${MAX_LIMIT}`,
    );
  }
  return limit;
}

function orderOf(request: Request): IncidentQuery['orderBy'] {
  const value = single(request, 'orderBy');
  if (value === undefined) return undefined;
  const [field, direction = 'desc', ...rest] = value.split(':');
  const isField = (INCIDENT_ORDER_FIELDS as readonly string[]).includes(field);
  if (!isField || !['asc', 'desc'].includes(direction) || rest.length > 0) {
    throw new InputError(
      `orderBy: must be one of ${INCIDENT_ORDER_FIELDS.join(
        ', ',
      )}, with :asc or :desc behind it`,
    );
  }
  return {
    field: field as IncidentOrderField,
    direction: direction as 'asc' | 'desc',
  };
}

/** Parameters that filter, of lists and charts alike. */
export const FILTER_NAMES = [
  'entityRef',
  'system',
  'owner',
  'status',
  'severity',
  'priority',
  'class',
  'mode',
  'visibility',
  'assignee',
  'involved',
  'q',
  'from',
  'to',
  'open',
];
export const PAGE_NAMES = ['limit', 'cursor'];
export const LIST_NAMES = [...FILTER_NAMES, 'orderBy', ...PAGE_NAMES];
export const PERIOD_NAMES = ['from', 'to'];

/**
 * Refuses parameters that are not known, since they would filter nothing.
 *
 * @throws InputError that names the parameter and the known ones
 */
export function assertQueryNames(request: Request, known: readonly string[]) {
  const stranger = Object.keys(request.query).find(
    name => !known.includes(name),
  );
  if (stranger) {
    throw new InputError(
      known.length > 0
        ? `${stranger}: unknown parameter, must be one of ${known.join(', ')}`
        : `${stranger}: unknown parameter, this call takes none`,
    );
  }
}

/** Words to search for. */
export function searchText(request: Request): string | undefined {
  const q = single(request, 'q');
  if (q && q.length > 200) {
    throw new InputError('q: must be at most 200 characters long');
  }
  return q;
}

/** Filters, without order and pages. */
export function parseFilters(request: Request): VolumeQuery {
  return {
    entityRef: refs(request, 'entityRef'),
    system: refs(request, 'system'),
    owner: refs(request, 'owner'),
    status: words(request, 'status', INCIDENT_STATUSES),
    severity: words(request, 'severity', SEVERITIES),
    priority: words(request, 'priority', PRIORITIES),
    class: words(request, 'class', RSIT_CLASSES),
    mode: words(request, 'mode', INCIDENT_MODES),
    visibility: words(request, 'visibility', VISIBILITIES),
    assignee: refs(request, 'assignee'),
    involved: refs(request, 'involved'),
    q: searchText(request),
    from: time(request, 'from'),
    to: time(request, 'to'),
    open: flag(request, 'open'),
  };
}

/** Filters, order and page of `GET /incidents`. */
export function parseIncidentQuery(request: Request): IncidentQuery {
  return {
    ...parseFilters(request),
    orderBy: orderOf(request),
    ...parsePage(request),
  };
}

/** `limit` and `cursor`. */
export function parsePage(request: Request): PageRequest {
  return { limit: limitOf(request), cursor: single(request, 'cursor') };
}

/** `from` and `to`. */
export function parsePeriod(request: Request): Period {
  return { from: time(request, 'from'), to: time(request, 'to') };
}

/** `If-Match`: the version that the caller has seen, plain or as an entity tag. */
export function parseIfMatch(request: Request): number | undefined {
  const value = request.header('if-match');
  if (value === undefined || value.trim() === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value.trim())?.[1];
  if (version === undefined) {
    throw new InputError('If-Match: must be a version number such as 3');
  }
  return Number(version);
}

/** `Idempotency-Key` of a POST. */
export function parseIdempotencyKey(request: Request): string | undefined {
  const value = request.header('idempotency-key')?.trim();
  if (value === undefined) return undefined;
  if (value === '' || value.length > MAX_KEY_LENGTH) {
    throw new InputError(
      `Idempotency-Key: must be 1 to ${MAX_KEY_LENGTH} characters long`,
    );
  }
  return value;
}
