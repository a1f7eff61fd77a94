import { InputError } from '@backstage/errors';
import {
  type IncidentOrderField,
  type IncidentQuery,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { applyCriteria } from './incidentCriteria';
import type { ReadAccess } from './records';

/** SQLite takes at most 32,766 bound values in one statement; lists are cut far below. */
export const CHUNK = 500;

/** Columns of each order; all go the same way, and `seq` breaks ties. */
const ORDER_COLUMNS: Record<IncidentOrderField, readonly string[]> = {
  recordedAt: ['recorded_at'],
  detectedAt: ['detected_at'],
  updatedAt: ['updated_at'],
  severity: ['severity_rank'],
  priority: ['priority_rank'],
  status: ['status_rank'],
  openFirst: ['is_open', 'detected_at'],
};

/** Restricts a query to incidents that one of the principals is a member of. */
export function applyMembership(
  query: Knex.QueryBuilder,
  principals: readonly string[],
  db: Knex,
): Knex.QueryBuilder {
  // Looked up for each row: as a list it would be made anew for each row that a join finds.
  return query.whereExists(
    db('incident_members')
      .select(db.raw('1'))
      .whereRaw('incident_members.incident_seq = incidents.seq')
      .whereIn('principal_ref', [...principals]),
  );
}

/**
 * Restricts a query to what the caller may read. Each query on incidents goes through here, and nothing else decides.
 */
export function applyReadAccess(
  query: Knex.QueryBuilder,
  access: ReadAccess,
  db: Knex,
): Knex.QueryBuilder {
  const { restricted, restrictedIf, onlyIf } = access;
  if (onlyIf) query.where(inner => applyCriteria(inner, onlyIf, db));
  if (restricted === 'all') return query;
  return query.where(readable => {
    readable.where('incidents.visibility', 'open');
    if (restricted.length > 0) {
      readable.orWhere(inner => applyMembership(inner, restricted, db));
    }
    if (restrictedIf) {
      readable.orWhere(inner => applyCriteria(inner, restrictedIf, db));
    }
  });
}

/** Longer words are found by their beginning. */
const MAX_WORD = 64;

/** Words as they are typed, lower case; dots, dashes and underscores may be within one. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLocaleLowerCase('en-US')
    .split(/[^\p{L}\p{N}._-]+/u)
    .map(word => word.replace(/^[._-]+|[._-]+$/g, '').slice(0, MAX_WORD))
    .filter(Boolean);
}

/** The words that a text can be found by: whole ones and their parts. */
export function searchWordsOf(...texts: Array<string | undefined>): string[] {
  const words = texts.flatMap(text => wordsOf(text ?? ''));
  const parts = words.flatMap(word => word.split(/[._-]+/).filter(Boolean));
  return [...new Set([...words, ...parts])];
}

function inScope(
  query: Knex.QueryBuilder,
  refs: readonly string[],
  db: Knex,
  relations?: readonly string[],
) {
  const scopes = db('incident_scopes')
    .select('incident_seq')
    .whereIn('scope_ref', [...refs]);
  if (relations) scopes.whereIn('relation', [...relations]);
  query.whereIn('incidents.seq', scopes);
}

/**
 * Where the rows of a list are looked for: what counts for one entity has a table of its own, in which it is found, ordered
 * and counted by an index. It goes by the name of the other, so that every condition fits both.
 */
export function incidentsFor(query: IncidentQuery, db: Knex) {
  const [entityRef, ...others] = query.entityRef ?? [];
  // It is not written anew with every change, and so it does not know the last one.
  const isKept = query.orderBy?.field !== 'updatedAt';
  if (entityRef === undefined || others.length > 0 || !isKept) {
    return applyFilters(db('incidents'), query, db);
  }
  return applyFilters(
    db('scoped_incidents as incidents').where('incidents.scope_ref', entityRef),
    { ...query, entityRef: undefined },
    db,
  );
}

export function applyFilters(
  query: Knex.QueryBuilder,
  filters: IncidentQuery,
  db: Knex,
): Knex.QueryBuilder {
  query.whereIn('incidents.mode', filters.mode ?? ['real']);
  if (filters.entityRef) inScope(query, filters.entityRef, db);
  if (filters.system) inScope(query, filters.system, db, ['system', 'entity']);
  if (filters.owner) inScope(query, filters.owner, db, ['owner']);
  const columns = {
    status: filters.status,
    severity: filters.severity,
    priority: filters.priority,
    class: filters.class,
    visibility: filters.visibility,
  };
  for (const [column, values] of Object.entries(columns)) {
    if (values) query.whereIn(`incidents.${column}`, values);
  }
  if (filters.open !== undefined) {
    query.where('incidents.is_open', filters.open);
  }
  if (filters.from) query.where('incidents.detected_at', '>=', filters.from);
  if (filters.to) query.where('incidents.detected_at', '<', filters.to);
  if (filters.assignee) {
    query.whereIn(
      'incidents.seq',
      db('role_assignments')
        .select('incident_seq')
        .whereIn('principal_ref', filters.assignee)
        .whereNull('renounced_at'),
    );
  }
  if (filters.involved) {
    // Whoever reports, takes a role or is added is a member, whatever the visibility.
    query.whereIn(
      'incidents.seq',
      db('incident_members')
        .select('incident_seq')
        .whereIn('principal_ref', filters.involved),
    );
  }
  for (const prefix of wordsOf(filters.q ?? '')) {
    query.whereIn(
      'incidents.seq',
      db('search_words')
        .select('incident_seq')
        .where('word', '>=', prefix)
        .where('word', '<', `${prefix}\u{10FFFF}`),
    );
  }
  return query;
}

interface Cursor {
  order: string;
  values: Array<string | number>;
}

const STORED_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const MAX_INTEGER = 2 ** 31 - 1;

/** Whether a value can stand in a column: only times are text, everything else that is ordered by is a number. */
function fits(column: string, value: unknown): boolean {
  return column.endsWith('_at')
    ? typeof value === 'string' && STORED_TIME.test(value)
    : Number.isInteger(value) && Math.abs(value as number) <= MAX_INTEGER;
}

function parseCursor(
  text: string,
  order: string,
  columns: readonly string[],
): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (
      cursor.order === order &&
      Array.isArray(cursor.values) &&
      cursor.values.length === columns.length &&
      columns.every((column, index) => fits(column, cursor.values[index]))
    ) {
      return cursor;
    }
  } catch {
    // Falls through to the same answer: a cursor is ours or it is not.
  }
  throw new InputError(
    'cursor: must be the nextCursor of a page with the same orderBy',
  );
}

/** Order, keyset and size of a page. */
export function applyPage(
  query: Knex.QueryBuilder,
  filters: IncidentQuery,
): {
  limit: number;
  /** What rows are ordered by, all in the same direction. */
  columns: readonly string[];
  direction: 'asc' | 'desc';
  cursorOf(row: Record<string, unknown>): string;
} {
  const { field, direction } = filters.orderBy ?? {
    field: 'recordedAt',
    direction: 'desc',
  };
  const order = `${field}:${direction}`;
  const columns = [...ORDER_COLUMNS[field], 'seq'];
  if (filters.cursor) {
    const { values } = parseCursor(filters.cursor, order, columns);
    const names = columns.map(() => '??').join(', ');
    const marks = columns.map(() => '?').join(', ');
    const bound = values.map((value, index) =>
      columns[index] === 'is_open' ? Boolean(value) : value,
    );
    query.whereRaw(
      `(${names}) ${direction === 'desc' ? '<' : '>'} (${marks})`,
      [...columns.map(column => `incidents.${column}`), ...bound] as never[],
    );
  }
  columns.forEach(column => query.orderBy(`incidents.${column}`, direction));
  const limit = filters.limit ?? 20;
  query.limit(limit + 1);
  return {
    limit,
    columns,
    direction,
    cursorOf: row =>
      Buffer.from(
        JSON.stringify({
          order,
          values: columns.map(column =>
            column === 'is_open' ? Number(Boolean(row[column])) : row[column],
          ),
        }),
      ).toString('base64url'),
  };
}
