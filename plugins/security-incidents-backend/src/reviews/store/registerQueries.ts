import type { Knex } from 'knex';
import {
  parseAffected,
  parseFacts,
  parseRoles,
} from '../../database/readModel/build';
import type { Row } from '../../database/rowMapper';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import type { RegisteredIncident, RegisteredReview } from './ReviewsStore';
import { toReviewRecord } from './rows';

export function toIncident(row: Row): RegisteredIncident {
  return {
    incident: parseFacts(String(row.facts)),
    affected: parseAffected(String(row.affected)),
    roles: parseRoles(String(row.roles)),
  };
}

export function toReview(row: Row): RegisteredReview {
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    ...toIncident(row),
    review: toReviewRecord(row),
    actions: {
      total: number('actions_total'),
      open: number('actions_open'),
      proven: number('actions_proven'),
    },
  };
}

/** Rows of incidents that the caller may read. Tests, dismissed and merged incidents owe nothing. */
export function selectReadable(
  db: Knex,
  table: 'reviews' | 'review_actions',
  access: ReadAccess,
): Knex.QueryBuilder {
  const found = db(table)
    .join('incidents', 'incidents.seq', `${table}.incident_seq`)
    .whereIn('incidents.mode', ['real', 'exercise'])
    .whereNotIn('incidents.status', ['dismissed', 'merged']);
  return applyReadAccess(found, access, db);
}

/** Adds what {@link toIncident} reads. */
export function withIncident(found: Knex.QueryBuilder): Knex.QueryBuilder {
  return found
    .join(
      'incident_list_items',
      'incident_list_items.incident_seq',
      'incidents.seq',
    )
    .select('facts', 'affected', 'roles');
}

/** How many actions a review has, for {@link toReview}. */
export function countActions(db: Knex): Record<string, Knex.QueryBuilder> {
  const count = (...states: string[]) => {
    const actions = db('review_actions')
      .count('*')
      .whereRaw('review_actions.incident_seq = incidents.seq');
    return states.length > 0 ? actions.whereIn('state', states) : actions;
  };
  return {
    actions_total: count(),
    actions_open: count('open'),
    actions_proven: count('proven'),
  };
}
