import {
  type IncidentQuery,
  type Visibility,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { applyMembership } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';

/*
 * Questions that are answered by `incident_counts`: it knows of each visibility, and so it serves everybody who reads what
 * is open, and what is restricted as a member or always. For whom a policy makes reading depend on more, or the catalog
 * hides services, rows are counted.
 */

/** Whether the kept counts serve the caller. */
export function canUseCounts(access: ReadAccess): boolean {
  return !access.onlyIf && !access.restrictedIf && !access.unfindable;
}

/** Visibilities that the caller reads all of, so that their counts can be taken as they are. */
export function getReadableVisibilities({ restricted }: ReadAccess) {
  return restricted === 'all' ? VISIBILITIES : (['open'] as Visibility[]);
}

/** Restricts counts to those of real incidents that the caller reads all of. */
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
 * The restricted incidents among some that the caller reads as a member; undefined when there can be none, or when all of
 * them are in the kept counts.
 */
export function selectRestrictedAsMember(
  query: Knex.QueryBuilder,
  { restricted }: ReadAccess,
  db: Knex,
): Knex.QueryBuilder | undefined {
  if (restricted === 'all' || restricted.length === 0) return undefined;
  // The word itself, not a value: an index is about these rows only.
  query.whereRaw("incidents.visibility = 'restricted'");
  return applyMembership(query, restricted, db);
}

/** What a list may ask for so that its total is a sum of kept counts. */
const COUNTED_FIELDS: ReadonlyArray<keyof IncidentQuery> = [
  'entityRef',
  'open',
  'limit',
  'orderBy',
];

/** How many incidents a list of a service page has, as an expression; undefined where rows have to be counted. */
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
