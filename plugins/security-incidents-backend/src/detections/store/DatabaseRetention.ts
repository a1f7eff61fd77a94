import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { CHUNK } from '../../database/chunks';

/** Removes what is kept for a time only. */
export class DatabaseRetention {
  constructor(private readonly db: Knex) {}

  /** Removes the content of deliveries that were received before a time. Their hashes stay. */
  async removePayloads(before: string): Promise<void> {
    await this.db('detection_deliveries')
      .where('received_at', '<', before)
      .whereNotNull('payload')
      .update({ payload: null });
  }

  async removeRejections(before: string): Promise<void> {
    await this.db('detection_rejections').where('minute', '<', before).delete();
  }

  async removeReplays(expiredBefore: string): Promise<void> {
    await this.db('detection_replays')
      .where('expires_at', '<', expiredBefore)
      .delete();
  }

  /** Removes test events that were received before a time, with their deliveries. */
  async removeTests(before: string): Promise<void> {
    await this.db.transaction(async trx => {
      const rows: Row[] = await trx('detections')
        .select('seq')
        .where({ is_test: true })
        .where('first_seen_at', '<', before)
        .limit(CHUNK);
      const seqs = rows.map(({ seq }) => Number(seq));
      await trx('detection_sightings').whereIn('detection_seq', seqs).delete();
      await trx('detections').whereIn('seq', seqs).delete();
      await trx('detection_deliveries')
        .where({ is_test: true })
        .where('received_at', '<', before)
        .delete();
    });
  }
}
