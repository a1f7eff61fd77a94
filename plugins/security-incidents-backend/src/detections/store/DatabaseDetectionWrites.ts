import type { Knex } from 'knex';
import { FULL_ACCESS } from '../../authorization/ReadAccess';
import { DatabaseDetections } from './DatabaseDetections';
import type { DetectionsWriter } from './DetectionsStore';
import type { DecisionRecord, DetectionRecord } from './records';
import { toDecisionRow, toDetectionRecord, toDetectionRow } from './rows';

/** Names the locks of services; any number that no other lock has. */
const SERVICE_LOCKS = 0x5e12;

/** Changes detections as part of a transaction. */
export class DatabaseDetectionWrites implements DetectionsWriter {
  constructor(private readonly db: Knex) {}

  async lock(id: string) {
    const row = await this.db('detections').where({ id }).forUpdate().first();
    return row && toDetectionRecord(row);
  }

  async lockService(entityRef: string): Promise<void> {
    // SQLite has one writer at a time.
    if (this.db.client.config.client !== 'pg') return;
    await this.db.raw('SELECT pg_advisory_xact_lock(?, hashtext(?))', [
      SERVICE_LOCKS,
      entityRef,
    ]);
  }

  listCandidates(
    entityRefs: readonly string[],
    around: { from: string; to: string },
  ) {
    return new DatabaseDetections(this.db).listCandidates(entityRefs, around, {
      seesUnmapped: true,
      incidents: FULL_ACCESS,
    });
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
