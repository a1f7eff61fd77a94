import { InputError } from '@backstage/errors';
import {
  type IncidentOrderField,
  type IncidentQuery,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { applyCriteria } from './incidentCriteria';
import { inScope, scopedIncidents, withWord } from './foundBy';
import type { ReadAccess } from './records';
import { wordsOf } from './searchWords';

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
      // Looked up for each restricted row: as a list it would be made anew for each row that a join finds.
      readable.orWhereExists(
        db('incident_members')
          .select(db.raw('1'))
          .whereRaw('incident_members.incident_seq = incidents.seq')
          .whereIn('principal_ref', [...restricted]),
      );
    }
    if (restrictedIf) {
      readable.orWhere(inner => applyCriteria(inner, restrictedIf, db));
    }
  });
}

/**
 * Where the rows of a list are looked for: what counts for one entity has a table of its own, in which it is found, ordered
 * and counted by an index. It goes by the name of the other, so that every condition fits both.
 */
export function incidentsFor(
  query: IncidentQuery,
  access: ReadAccess,
  db: Knex,
) {
  const [entityRef, ...others] = query.entityRef ?? [];
  // It is not written anew with every change, and so it does not know the last one.
  const isKept = query.orderBy?.field !== 'updatedAt';
  if (entityRef === undefined || others.length > 0 || !isKept) {
    return applyFilters(db('incidents'), query, access, db);
  }
  return applyFilters(
    scopedIncidents([entityRef], access, db),
    { ...query, entityRef: undefined },
    access,
    db,
  );
}

export function applyFilters(
  query: Knex.QueryBuilder,
  filters: IncidentQuery,
  access: ReadAccess,
  db: Knex,
): Knex.QueryBuilder {
  query.whereIn('incidents.mode', filters.mode ?? ['real']);
  for (const field of ['entityRef', 'system', 'owner'] as const) {
    const refs = filters[field];
    if (refs) inScope(query, field, refs, access, db);
  }
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
    withWord(query, prefix, access, db);
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
