import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import type { Row } from '../../database/rowMapper';
import { toSeverityRank } from '../intake/DetectionDraft';
import type { DetectionRecord } from './records';
import { toDetectionRecord } from './rows';

/** A detection grows when it was seen ten times as often as when people were notified of it. */
const GROWTH = 10;

/** Of which detections people on duty are to be notified. */
export class DatabaseDetectionNotices {
  constructor(private readonly db: Knex) {}

  async wasNotifiedSince(at: string): Promise<boolean> {
    const row = await this.db('detections')
      .where('notified_at', '>=', at)
      .first(this.db.raw('1 as found'));
    return row !== undefined;
  }

  /** Detections that wait for a decision: severe ones that are new, and those that grow. Most severe first. */
  async listDue(limit: number): Promise<DetectionRecord[]> {
    const rows: Row[] = await this.db('detections')
      .where({ status: 'new', is_test: false })
      // Rules decide first.
      .whereNull('pending')
      .where('severity_rank', '>=', toSeverityRank('medium'))
      .where(due =>
        due
          .where(fresh =>
            fresh
              .whereNull('notified_count')
              .where('severity_rank', '>=', toSeverityRank('high')),
          )
          .orWhereRaw('seen_count >= ? * coalesce(notified_count, 1)', [
            GROWTH,
          ]),
      )
      .orderBy([{ column: 'severity_rank', order: 'desc' }, { column: 'seq' }])
      .limit(limit);
    return rows.map(toDetectionRecord);
  }

  async markNotified(
    detections: readonly DetectionRecord[],
    at: string,
  ): Promise<void> {
    for (const part of chunks(detections)) {
      await this.db('detections')
        .whereIn(
          'seq',
          part.map(({ seq }) => seq),
        )
        .update({
          notified_at: at,
          notified_count: this.db.ref('seen_count'),
        });
    }
  }
}
