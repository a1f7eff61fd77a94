import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import type { ListedRecord } from '../../incidents/store/records';
import { RecordedWrites } from '../../verification/RecordedWrites';
import { getReviewStanding } from '../standing';
import {
  type ActionRecord,
  REVIEW_SETTLED,
  type ReviewRecord,
} from './records';
import type { IncidentReviewWriter } from './ReviewsStore';
import {
  toActionRecord,
  toActionRow,
  toReviewRecord,
  toReviewRow,
} from './rows';

/** The review and the actions of single incidents. */
export class DatabaseIncidentReviews implements IncidentReviewWriter {
  /** @param writes - collects what a transaction writes, for its timeline entries */
  constructor(
    private readonly db: Knex,
    private readonly writes = new RecordedWrites(),
  ) {}

  async getReview(seq: number): Promise<ReviewRecord | undefined> {
    const row: Row | undefined = await this.db('reviews')
      .where({ incident_seq: seq })
      .first();
    return row && toReviewRecord(row);
  }

  async getActions(seq: number): Promise<ActionRecord[]> {
    const rows: Row[] = await this.db('review_actions')
      .where({ incident_seq: seq })
      .orderBy(['added_at', 'id']);
    return rows.map(toActionRecord);
  }

  async getStanding({ seq, status }: Pick<ListedRecord, 'seq' | 'status'>) {
    if (status !== 'resolved') return REVIEW_SETTLED;
    return getReviewStanding(
      await this.getReview(seq),
      await this.getActions(seq),
    );
  }

  async insertReview(seq: number, review: ReviewRecord) {
    const row = { ...toReviewRow(review), incident_seq: seq };
    await this.db('reviews').insert(row);
    this.writes.set(seq, 'reviews', row);
  }

  async updateReview(seq: number, changes: Partial<ReviewRecord>) {
    const row = toReviewRow(changes);
    await this.db('reviews').where({ incident_seq: seq }).update(row);
    this.writes.set(seq, 'reviews', row);
  }

  async insertAction(seq: number, action: ActionRecord) {
    const row = { ...toActionRow(action), incident_seq: seq };
    await this.db('review_actions').insert(row);
    this.writes.set(seq, 'review_actions', row);
  }

  async updateAction(id: string, changes: Partial<ActionRecord>) {
    const row = toActionRow(changes);
    const [{ incident_seq: seq }] = await this.db('review_actions')
      .where({ id })
      .update(row)
      .returning('incident_seq');
    this.writes.set(Number(seq), 'review_actions', { ...row, id });
  }
}
