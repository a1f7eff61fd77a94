import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import type { Row } from '../../database/rowMapper';
import { toSeverityRank } from '../intake/DetectionDraft';
import type {
  DetectionRecord,
  DetectionViewerRecord,
  SuppressionRecord,
} from './records';
import {
  toDetectionRecord,
  toDetectionViewerRecord,
  toDetectionViewerRow,
  toSuppressionRecord,
} from './rows';

/** A detection grows when it was seen ten times as often as when people were notified of it. */
const GROWTH = 10;

/** Of which detections people on duty are to be notified, and what each may see. */
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

  /** What some people could see when they last looked, unless that was before a time. */
  async getViewers(
    principalRefs: readonly string[],
    since: string,
  ): Promise<ReadonlyMap<string, DetectionViewerRecord>> {
    const rows: Row[] = [];
    for (const part of chunks(principalRefs)) {
      rows.push(
        ...(await this.db('detection_viewers')
          .whereIn('principal_ref', part)
          .where('seen_at', '>=', since)),
      );
    }
    return new Map(
      rows
        .map(toDetectionViewerRecord)
        .map(viewer => [viewer.principalRef, viewer]),
    );
  }

  /** Suppressions of people that end soon, and lasted longer than that, unless their author knows of this end. */
  async listEndingSuppressions(
    now: Date,
    withinMs: number,
  ): Promise<SuppressionRecord[]> {
    const soon = new Date(now.getTime() + withinMs).toISOString();
    const rows: Row[] = await this.db('detection_suppressions')
      .where('ends_at', '>', now.toISOString())
      .where('ends_at', '<=', soon)
      .where('created_by', 'like', 'user:%')
      .where(other =>
        other.whereNull('notified_end').orWhereRaw('notified_end <> ends_at'),
      )
      .orderBy('ends_at');
    return rows
      .map(toSuppressionRecord)
      .filter(
        ({ createdAt, endsAt }) =>
          Date.parse(endsAt) - Date.parse(createdAt) > withinMs,
      );
  }

  async markSuppressionNotified({
    id,
    endsAt,
  }: Pick<SuppressionRecord, 'id' | 'endsAt'>): Promise<void> {
    await this.db('detection_suppressions')
      .where({ id })
      .update({ notified_end: endsAt });
  }

  async saveViewer(viewer: DetectionViewerRecord): Promise<void> {
    await this.db('detection_viewers')
      .insert(toDetectionViewerRow({ services: undefined, ...viewer }))
      .onConflict('principal_ref')
      .merge();
  }

  async deleteViewersBefore(at: string): Promise<void> {
    await this.db('detection_viewers').where('seen_at', '<', at).delete();
  }
}
