import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { IncidentFilter } from '../../authorization/incidentResource';

const COLUMNS: Partial<Record<IncidentFilter['key'], string>> = {
  visibility: 'incidents.visibility',
  status: 'incidents.status',
  severity: 'incidents.severity',
  tlp: 'incidents.tlp',
  mode: 'incidents.mode',
  reportedBy: 'incidents.reported_by',
};

/** The relations of owners to an incident. */
export const OWNER_RELATIONS: readonly string[] = ['owner', 'owner-parent'];

/** Matching rows of another table, for the incident of the outer query. */
function related(db: Knex, { key, values }: IncidentFilter): Knex.QueryBuilder {
  if (key === 'members') {
    return db('incident_members')
      .select(db.raw('1'))
      .whereRaw('incident_members.incident_seq = incidents.seq')
      .whereIn('incident_members.principal_ref', [...values]);
  }
  const scopes = db('incident_scopes')
    .select(db.raw('1'))
    .whereRaw('incident_scopes.incident_seq = incidents.seq')
    .whereIn('incident_scopes.scope_ref', [...values]);
  return key === 'owners'
    ? scopes.whereIn('incident_scopes.relation', [...OWNER_RELATIONS])
    : scopes;
}

function applyFilter(
  query: Knex.QueryBuilder,
  filter: IncidentFilter,
  negated: boolean,
  db: Knex,
) {
  const column = COLUMNS[filter.key];
  if (!column) {
    const rows = related(db, filter);
    if (negated) query.whereNotExists(rows);
    else query.whereExists(rows);
  } else if (negated) {
    // A null column has none of the values, but NOT IN would leave it out.
    query.where(inner =>
      inner.whereNotIn(column, [...filter.values]).orWhereNull(column),
    );
  } else {
    query.whereIn(column, [...filter.values]);
  }
}

/**
 * Applies a conditional decision of the permission framework to a query, so that items, totals and pages agree. Negations
 * are pushed down to the single conditions.
 */
export function applyCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<IncidentFilter>,
  db: Knex,
  negated = false,
): Knex.QueryBuilder {
  if ('not' in criteria) {
    return applyCriteria(query, criteria.not, db, !negated);
  }
  if ('anyOf' in criteria || 'allOf' in criteria) {
    const isAny = 'anyOf' in criteria;
    const parts = isAny ? criteria.anyOf : criteria.allOf;
    const joinedByOr = isAny !== negated;
    return query.where(group => {
      for (const part of parts) {
        group[joinedByOr ? 'orWhere' : 'where'](inner => {
          applyCriteria(inner, part, db, negated);
        });
      }
    });
  }
  query.where(inner => applyFilter(inner, criteria, negated, db));
  return query;
}
