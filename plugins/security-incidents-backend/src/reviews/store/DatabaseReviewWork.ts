import type { Knex } from 'knex';
import { parseFacts } from '../../database/readModel/build';
import type { Row } from '../../database/rowMapper';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import type { ReviewWorkStore } from './ReviewsStore';
import { toActionRecord, toReviewRecord } from './rows';

export class DatabaseReviewWork implements ReviewWorkStore {
  constructor(private readonly db: Knex) {}

  async findLed(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
  ) {
    const { db } = this;
    const commanders = db('role_assignments')
      .select('incident_seq')
      .where({ role: 'incident-commander' })
      .whereNull('renounced_at')
      .whereIn('principal_ref', [...principals]);
    const commander = db('role_assignments')
      .select('principal_ref')
      .whereRaw('role_assignments.incident_seq = reviews.incident_seq')
      .where({ role: 'incident-commander' })
      .whereNull('renounced_at')
      .limit(1);
    const found = this.#ofIncidents('reviews', access)
      .select('reviews.*', { commander_ref: commander })
      .whereIn('reviews.state', ['not-started', 'draft'])
      // Nobody owes the review of an incident that is still being handled.
      .whereIn('incidents.status', ['resolved', 'closed'])
      .where(led =>
        led
          .whereIn('reviews.facilitator_ref', [...principals])
          .orWhere(commanded =>
            commanded
              .whereNull('reviews.facilitator_ref')
              .whereIn('reviews.incident_seq', commanders),
          ),
      )
      .orderByRaw(
        'reviews.due_at IS NULL, reviews.due_at, reviews.incident_seq',
      )
      .limit(limit);
    const rows: Row[] = await found;
    return rows.map(({ facts, ...row }) => ({
      incident: parseFacts(String(facts)),
      review: toReviewRecord(row),
      leadRef: String(row.facilitator_ref ?? row.commander_ref),
    }));
  }

  async findActions(
    principals: readonly string[],
    access: ReadAccess,
    limit: number,
  ) {
    const found = this.#ofIncidents('review_actions', access)
      .select('review_actions.*')
      .where(held =>
        held
          .where(open =>
            open
              .where('review_actions.state', 'open')
              .whereIn('review_actions.owner_ref', [...principals]),
          )
          .orWhere(done =>
            done
              .where('review_actions.state', 'done')
              .whereIn('review_actions.checker_ref', [...principals]),
          ),
      )
      .orderBy(['review_actions.next_at', 'review_actions.id'])
      .limit(limit);
    const rows: Row[] = await found;
    return rows.map(({ facts, ...row }) => ({
      incident: parseFacts(String(facts)),
      action: toActionRecord(row),
    }));
  }

  #ofIncidents(
    table: 'reviews' | 'review_actions',
    access: ReadAccess,
  ): Knex.QueryBuilder {
    const found = this.db(table)
      .join('incidents', 'incidents.seq', `${table}.incident_seq`)
      .join(
        'incident_list_items',
        'incident_list_items.incident_seq',
        'incidents.seq',
      )
      .select('incident_list_items.facts')
      .whereIn('incidents.mode', ['real', 'exercise'])
      .whereNotIn('incidents.status', ['dismissed', 'merged']);
    return applyReadAccess(found, access, this.db);
  }
}
