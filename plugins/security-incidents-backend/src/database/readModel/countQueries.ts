import {
  type IncidentQuery,
  type Visibility,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { applyMembership } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';

/*
 * Queries on `incident_counts`. It counts by visibility, so it serves callers who read all open incidents, and restricted
 * ones always or as a member. Callers with conditional access or hidden entities fall back to counting rows.
 */

/** Whether `incident_counts` serves the caller. */
export function canUseCounts(access: ReadAccess): boolean {
  return !access.onlyIf && !access.unfindable;
}

/** The visibilities of which the caller reads every incident. */
export function getReadableVisibilities({ restricted }: ReadAccess) {
  return restricted === 'all' ? VISIBILITIES : (['open'] as Visibility[]);
}

/** Restricts counts to real incidents of visibilities that the caller reads completely. */
export function applyCountAccess(
  counts: Knex.QueryBuilder,
  access: ReadAccess,
): Knex.QueryBuilder {
  return counts
    .where('mode', 'real')
    .whereIn('visibility', getReadableVisibilities(access))
    .where('total', '>', 0);
}

/**
 * Restricts a query to restricted incidents that the caller reads as a member; undefined when there can be none, or when
 * the counts cover them.
 */
export function selectRestrictedAsMember(
  query: Knex.QueryBuilder,
  { restricted }: ReadAccess,
  db: Knex,
): Knex.QueryBuilder | undefined {
  if (restricted === 'all' || restricted.length === 0) return undefined;
  // Not a bound value, so that the planner can use the partial index.
  query.whereRaw("incidents.visibility = 'restricted'");
  return applyMembership(query, restricted, db);
}

/** The parameters of a list whose total is a sum of counts. */
const COUNTED_FIELDS: ReadonlyArray<keyof IncidentQuery> = [
  'entityRef',
  'open',
  'limit',
  'orderBy',
];

/** The total of a service-page list, as an expression; undefined where rows have to be counted. */
export function getTotalFromCounts(
  db: Knex,
  query: IncidentQuery,
  access: ReadAccess,
): Knex.Raw | undefined {
  const { entityRef: [scopeRef, ...others] = [], open } = query;
  const asksMore = Object.entries(query).some(
    ([field, value]) =>
      value !== undefined &&
      !COUNTED_FIELDS.includes(field as keyof IncidentQuery),
  );
  if (asksMore || !scopeRef || others.length > 0 || !canUseCounts(access)) {
    return undefined;
  }
  const kept = applyCountAccess(db('incident_counts'), access)
    .sum('total')
    .where({ scope_ref: scopeRef, entity_ref: scopeRef });
  const live = selectRestrictedAsMember(
    db('incident_scope_items as incidents')
      .count('*')
      .where({ 'incidents.scope_ref': scopeRef, 'incidents.mode': 'real' }),
    access,
    db,
  );
  if (open !== undefined) {
    kept.where('is_open', open);
    live?.where('incidents.is_open', open);
  }
  const sum = db.raw('coalesce(?, 0)', [kept] as never[]);
  return live ? db.raw('? + ?', [sum, live] as never[]) : sum;
}
