import { toSearchTerms } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { notInTexts } from './inTexts';
import type { ReadAccess, Unfindable } from './records';

/*
 * Incidents are found by their services: by the services themselves, by what these are part of or owned by, and by their
 * names. Nobody finds one by a service that the catalog keeps from them, unless they are a member of it.
 */

/** What a list is asked for that services decide. */
export interface FoundBy {
  entityRef?: readonly string[];
  system?: readonly string[];
  owner?: readonly string[];
  q?: string;
}

const RELATIONS = {
  entityRef: undefined,
  system: ['system', 'entity'],
  owner: ['owner'],
} as const;

function scopeRows(
  field: keyof typeof RELATIONS,
  refs: readonly string[],
  db: Knex,
): Knex.QueryBuilder {
  const rows = db('incident_scopes').whereIn('scope_ref', [...refs]);
  const relations = RELATIONS[field];
  return relations ? rows.whereIn('relation', [...relations]) : rows;
}

function startingWith(query: Knex.QueryBuilder, prefix: string) {
  return query
    .where('word', '>=', prefix)
    .where('word', '<', `${prefix}\u{10FFFF}`);
}

/** Whether the answer depends on which services the caller sees. */
export function isFoundByServices({ entityRef, system, owner, q }: FoundBy) {
  return [entityRef, system, owner, q].some(asked => asked !== undefined);
}

/** For each thing that was asked for by services, the rows that say which of them it is found by. */
export function rowsFoundBy(filters: FoundBy, db: Knex): Knex.QueryBuilder[] {
  const fields = Object.keys(RELATIONS) as Array<keyof typeof RELATIONS>;
  return [
    ...fields.flatMap(field => {
      const refs = filters[field];
      return refs ? [scopeRows(field, refs, db)] : [];
    }),
    ...toSearchTerms(filters.q ?? '').map(prefix =>
      startingWith(db('search_names'), prefix),
    ),
  ];
}

/** Leaves out rows of hidden services, unless they are about an incident of the caller. */
function withoutUnfindable(
  rows: Knex.QueryBuilder,
  { entityRefs, principals }: Unfindable,
  columns: readonly string[],
  db: Knex,
): Knex.QueryBuilder {
  return rows.where(found => {
    found
      .where(seen => {
        for (const column of columns) {
          seen.where(notInTexts(db, column, entityRefs));
        }
      })
      .orWhereIn(
        'incident_seq',
        db('incident_members')
          .select('incident_seq')
          .whereIn('principal_ref', [...principals]),
      );
  });
}

/** Keeps what counts for one of some entities. */
export function inScope(
  query: Knex.QueryBuilder,
  field: keyof typeof RELATIONS,
  refs: readonly string[],
  { unfindable }: ReadAccess,
  db: Knex,
) {
  const rows = scopeRows(field, refs, db).select('incident_seq');
  query.whereIn(
    'incidents.seq',
    unfindable
      ? withoutUnfindable(rows, unfindable, ['scope_ref', 'entity_ref'], db)
      : rows,
  );
}

/** Keeps what is found by a word that begins so: one that people wrote, or one of the name of a service. */
export function withWord(
  query: Knex.QueryBuilder,
  prefix: string,
  { unfindable }: ReadAccess,
  db: Knex,
) {
  const names = startingWith(db('search_names'), prefix).select('incident_seq');
  query.whereIn(
    'incidents.seq',
    startingWith(db('search_words'), prefix)
      .select('incident_seq')
      .unionAll(
        unfindable
          ? withoutUnfindable(names, unfindable, ['entity_ref'], db)
          : names,
      ),
  );
}

/** The copies for some entities, without those that only a hidden service made. */
export function scopedIncidents(
  scopeRefs: readonly string[],
  { unfindable }: ReadAccess,
  db: Knex,
): Knex.QueryBuilder {
  const scoped = db('incident_scope_items as incidents').whereIn(
    'incidents.scope_ref',
    [...scopeRefs],
  );
  if (!unfindable) return scoped;
  const { entityRefs, principals } = unfindable;
  return scoped.where(found =>
    found
      .whereExists(
        db('incident_scopes')
          .select(db.raw('1'))
          .whereRaw('incident_scopes.incident_seq = incidents.seq')
          .whereRaw('incident_scopes.scope_ref = incidents.scope_ref')
          .where(notInTexts(db, 'scope_ref', entityRefs))
          .where(notInTexts(db, 'entity_ref', entityRefs)),
      )
      .orWhereExists(
        db('incident_members')
          .select(db.raw('1'))
          .whereRaw('incident_members.incident_seq = incidents.seq')
          .whereIn('principal_ref', [...principals]),
      ),
  );
}
