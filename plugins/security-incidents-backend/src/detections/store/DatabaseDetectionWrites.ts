import type { Knex } from 'knex';
import type { DetectionsWriter } from './DetectionsStore';
import type { DecisionRecord, DetectionRecord } from './records';
import { toDecisionRow, toDetectionRecord, toDetectionRow } from './rows';

/** Changes detections as part of a transaction. */
export class DatabaseDetectionWrites implements DetectionsWriter {
  constructor(private readonly db: Knex) {}

  async lock(id: string) {
    const row = await this.db('detections').where({ id }).forUpdate().first();
    return row && toDetectionRecord(row);
  }

  async update(
    before: DetectionRecord,
    changes: Partial<DetectionRecord>,
  ): Promise<DetectionRecord> {
    await this.db('detections')
      .where({ seq: before.seq })
      .update(toDetectionRow(changes));
    return { ...before, ...changes };
  }

  async addDecision(decision: DecisionRecord): Promise<void> {
    await this.db('detection_decisions').insert(toDecisionRow(decision));
  }
}
