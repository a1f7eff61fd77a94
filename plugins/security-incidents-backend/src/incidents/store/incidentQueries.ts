import {
  type IncidentOrderField,
  type IncidentQuery,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import {
  createCursorCodec,
  type CursorCodec,
  cursorValues,
} from '../../database/cursor';
import { applyCriteria } from './incidentCriteria';
import { scopedIncidents } from './entityFilters';
import { applyFilters } from './incidentFilters';
import type { ReadAccess } from './records';

/** The number of rows per insert. SQLite takes at most 32,766 bound values in one statement. */
export const CHUNK = 500;

/** The columns of each order. `seq` breaks ties. */
const ORDER_COLUMNS: Record<IncidentOrderField, readonly string[]> = {
  recordedAt: ['recorded_at'],
  detectedAt: ['detected_at'],
  updatedAt: ['updated_at'],
  severity: ['severity_rank'],
  priority: ['priority_rank'],
  status: ['status_rank'],
  openFirst: ['is_open', 'detected_at'],
};

/** Memberships of one of the principals in the incident of the outer query. */
function membershipOf(principals: readonly string[], db: Knex) {
  return db('incident_members')
    .select(db.raw('1'))
    .whereRaw('incident_members.incident_seq = incidents.seq')
    .whereIn('principal_ref', [...principals]);
}

/** Restricts a query to incidents that one of the principals is a member of. */
export function applyMembership(
  query: Knex.QueryBuilder,
  principals: readonly string[],
  db: Knex,
): Knex.QueryBuilder {
  return query.whereExists(membershipOf(principals, db));
}

/**
 * Restricts a query to what the caller may read. Every query on incidents must use it.
 *
 * @param isPage - whether the query stops after few rows. PostgreSQL then looks up memberships row by row instead of reading
 *   all memberships of the caller first
 */
export function applyReadAccess(
  query: Knex.QueryBuilder,
  access: ReadAccess,
  db: Knex,
  { isPage = false } = {},
): Knex.QueryBuilder {
  const { restricted, restrictedIf, onlyIf } = access;
  if (onlyIf) query.where(inner => applyCriteria(inner, onlyIf, db));
  if (restricted === 'all') return query;
  return query.where(readable => {
    readable.where('incidents.visibility', 'open');
    if (restricted.length > 0) {
      if (isPage) {
        readable.orWhereRaw('? = 1', [
          membershipOf(restricted, db).limit(1),
        ] as never[]);
      } else {
        readable.orWhere(inner => applyMembership(inner, restricted, db));
      }
    }
    if (restrictedIf) {
      readable.orWhere(inner => applyCriteria(inner, restrictedIf, db));
    }
  });
}

/**
 * The table that a list reads. A list of one entity reads `incident_scope_items`, where one index finds, orders and counts
 * its rows. The table has the alias `incidents`, so every condition fits both.
 */
export function incidentsFor(
  query: IncidentQuery,
  access: ReadAccess,
  db: Knex,
) {
  const [entityRef, ...others] = query.entityRef ?? [];
  // Scope items change only with the facts that they copy, so they do not have the time of the last change.
  const hasOrderColumn = query.orderBy?.field !== 'updatedAt';
  if (entityRef === undefined || others.length > 0 || !hasOrderColumn) {
    return applyFilters(db('incidents'), query, access, db);
  }
  return applyFilters(
    scopedIncidents([entityRef], access, db),
    { ...query, entityRef: undefined },
    access,
    db,
  );
}

type CursorValue = string | number;

/** The cursors of lists in one order: the values of its columns, of which only times are text. */
function getCursorCodec({
  order,
  columns,
}: ReturnType<typeof getOrder>): CursorCodec<CursorValue[]> {
  const schemas = columns.map(column =>
    column.endsWith('_at') ? cursorValues.time : cursorValues.integer,
  );
  return createCursorCodec(
    `incidents ${order}`,
    z
      .array(z.union([z.string(), z.number()]))
      .length(columns.length)
      .refine(values =>
        schemas.every(
          (schema, index) => schema.safeParse(values[index]).success,
        ),
      ),
  );
}

/** The number of rows on a page. */
export function getLimit({ limit = 20 }: IncidentQuery): number {
  return limit;
}

/** The columns that order a list, all in the same direction. No two rows are equal in all of them. */
export function getOrder({ orderBy }: IncidentQuery) {
  const { field, direction } = orderBy ?? {
    field: 'recordedAt',
    direction: 'desc',
  };
  return {
    order: `${field}:${direction}`,
    columns: [...ORDER_COLUMNS[field], 'seq'],
    direction,
  };
}

/** The cursor of the page after `row`. */
export function toCursor(
  row: Record<string, unknown>,
  query: IncidentQuery,
): string {
  const order = getOrder(query);
  const values = order.columns.map(column =>
    column === 'is_open'
      ? Number(Boolean(row[column]))
      : (row[column] as CursorValue),
  );
  return getCursorCodec(order).encode(values);
}

/** Applies the order, the position and the size of a page, with one more row to tell whether another page follows. */
export function applyPage(
  found: Knex.QueryBuilder,
  query: IncidentQuery,
): Knex.QueryBuilder {
  const order = getOrder(query);
  const { columns, direction } = order;
  if (query.cursor) {
    const values = getCursorCodec(order).decode(query.cursor);
    const names = columns.map(() => '??').join(', ');
    const marks = columns.map(() => '?').join(', ');
    const bound = values.map((value, index) =>
      columns[index] === 'is_open' ? Boolean(value) : value,
    );
    found.whereRaw(
      `(${names}) ${direction === 'desc' ? '<' : '>'} (${marks})`,
      [...columns.map(column => `incidents.${column}`), ...bound] as never[],
    );
  }
  columns.forEach(column => found.orderBy(`incidents.${column}`, direction));
  return found.limit(getLimit(query) + 1);
}
