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
import { NOT_OPEN } from '../../database/readModel/due';
import { applyCriteria } from './incidentCriteria';
import { scopedIncidents } from './entityFilters';
import { applyFilters } from './incidentFilters';
import type { ReadAccess } from './records';

/** A column that orders a list. */
interface OrderColumn {
  name: string;
  /** Where queries find it. */
  from: string;
}

const ofIncident = (name: string): OrderColumn => ({
  name,
  from: `incidents.${name}`,
});

/** The columns of each order. The last one breaks ties. */
const ORDER_COLUMNS: Record<IncidentOrderField, readonly OrderColumn[]> = {
  recordedAt: [ofIncident('recorded_at'), ofIncident('seq')],
  detectedAt: [ofIncident('detected_at'), ofIncident('seq')],
  updatedAt: [ofIncident('updated_at'), ofIncident('seq')],
  severity: [ofIncident('severity_rank'), ofIncident('seq')],
  priority: [ofIncident('priority_rank'), ofIncident('seq')],
  status: [ofIncident('status_rank'), ofIncident('seq')],
  openFirst: [
    ofIncident('is_open'),
    ofIncident('detected_at'),
    ofIncident('seq'),
  ],
  // The columns of one index.
  nextDue: [
    { name: 'sort_at', from: 'due_item.sort_at' },
    { name: 'seq', from: 'due_item.incident_seq' },
  ],
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
  const { restricted, onlyIf } = access;
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
  clock: () => Date,
) {
  const [entityRef, ...others] = query.entityRef ?? [];
  // Scope items change only with the facts that they copy, so they do not have the time of the last change.
  const hasOrderColumn = query.orderBy?.field !== 'updatedAt';
  if (entityRef === undefined || others.length > 0 || !hasOrderColumn) {
    return applyFilters(db('incidents'), query, access, db, clock);
  }
  return applyFilters(
    scopedIncidents([entityRef], access, db),
    { ...query, entityRef: undefined },
    access,
    db,
    clock,
  );
}

type CursorValue = string | number;

/** One for each order, since a schema takes longer to build than a page to encode. */
const cursorCodecs = new Map<string, CursorCodec<CursorValue[]>>();

/** The cursors of lists in one order: the values of its columns, of which only times are text. */
function getCursorCodec({
  order,
  columns,
}: ReturnType<typeof getOrder>): CursorCodec<CursorValue[]> {
  const known = cursorCodecs.get(order);
  if (known) return known;
  const schemas = columns.map(({ name }) =>
    name.endsWith('_at') ? cursorValues.time : cursorValues.integer,
  );
  const codec = createCursorCodec(
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
  cursorCodecs.set(order, codec);
  return codec;
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
    columns: ORDER_COLUMNS[field],
    direction,
  };
}

/** The cursor of the page after `row`. */
export function toCursor(
  row: Record<string, unknown>,
  query: IncidentQuery,
): string {
  const order = getOrder(query);
  const values = order.columns.map(({ name }) =>
    name === 'is_open'
      ? Number(Boolean(row[name]))
      : (row[name] as CursorValue),
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
  if (query.orderBy?.field === 'nextDue') {
    found.join(
      'incident_due_items as due_item',
      'due_item.incident_seq',
      'incidents.seq',
    );
    // Stops the walk of the index before the incidents that are not open.
    if (query.open) found.where('due_item.sort_at', '<', NOT_OPEN);
  }
  if (query.cursor) {
    const values = getCursorCodec(order).decode(query.cursor);
    const names = columns.map(() => '??').join(', ');
    const marks = columns.map(() => '?').join(', ');
    const bound = values.map((value, index) =>
      columns[index].name === 'is_open' ? Boolean(value) : value,
    );
    found.whereRaw(
      `(${names}) ${direction === 'desc' ? '<' : '>'} (${marks})`,
      [...columns.map(({ from }) => from), ...bound] as never[],
    );
  }
  columns.forEach(({ from }) => found.orderBy(from, direction));
  return found.limit(getLimit(query) + 1);
}
