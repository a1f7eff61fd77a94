import { toSearchTerms } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { OWNER_RELATIONS } from './incidentCriteria';
import { isNotInTextList } from './textList';
import type { ReadAccess, Unfindable } from './records';

/*
 * Filters that find incidents by their affected entities: by ref, by system or owner, and by name. Entities that the catalog
 * hides from the caller find nothing, unless the caller is a member of the incident.
 */

/** The filters of a list that depend on affected entities. */
export interface EntityFilters {
  entityRef?: readonly string[];
  system?: readonly string[];
  domain?: readonly string[];
  owner?: readonly string[];
  q?: string;
}

const RELATIONS = {
  entityRef: undefined,
  system: ['system', 'entity'],
  domain: ['domain', 'entity'],
  owner: OWNER_RELATIONS,
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

/** Whether the result depends on which entities the caller sees. */
export function dependsOnEntities({
  entityRef,
  system,
  domain,
  owner,
  q,
}: EntityFilters) {
  return [entityRef, system, domain, owner, q].some(
    asked => asked !== undefined,
  );
}

/** One query per filter, for the rows that match it. */
export function selectMatchingRows(
  filters: EntityFilters,
  db: Knex,
): Knex.QueryBuilder[] {
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

/** Leaves out rows of hidden entities, unless the caller is a member of the incident. */
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
          seen.where(isNotInTextList(db, column, entityRefs));
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

/** Keeps incidents that count for one of some entities. */
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

/** Keeps incidents with a word that starts with `prefix`, in their texts or in the name of an affected entity. */
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

/** The scope items of some entities, without those that come from hidden entities only. */
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
          .where(isNotInTextList(db, 'scope_ref', entityRefs))
          .where(isNotInTextList(db, 'entity_ref', entityRefs)),
      )
      .orWhereExists(
        db('incident_members')
          .select(db.raw('1'))
          .whereRaw('incident_members.incident_seq = incidents.seq')
          .whereIn('principal_ref', [...principals]),
      ),
  );
}
