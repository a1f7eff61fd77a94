import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';

const STATE = 'evidence_check_state';

/** A stored file, as a check of its bytes needs it. */
export interface CheckedFile {
  id: string;
  incident: { id: string; key: string };
  fileName: string;
  sha256: string;
  sizeBytes: number;
  storageId: string;
  storageKey: string;
}

/** Where the scheduled check of stored files is, in the database. */
export class DatabaseEvidenceChecks {
  constructor(private readonly db: Knex) {}

  /** The next files whose bytes are stored; none at the end of a round. */
  async next(limit: number): Promise<CheckedFile[]> {
    const state: Row = await this.db(STATE).where({ id: 1 }).first();
    const rows: Row[] = await this.db('evidence')
      .join('incidents', 'incidents.seq', 'evidence.incident_seq')
      .select('evidence.*', {
        incident_id: 'incidents.id',
        incident_key: 'incidents.key',
      })
      .where('evidence.id', '>', String(state.checked_id))
      .whereNotNull('storage_key')
      .whereNull('disposed_at')
      .orderBy('evidence.id')
      .limit(limit);
    return rows.map(row => ({
      id: String(row.id),
      incident: { id: String(row.incident_id), key: String(row.incident_key) },
      fileName: String(row.file_name),
      sha256: String(row.sha256),
      sizeBytes: Number(row.size_bytes),
      storageId: String(row.storage_id),
      storageKey: String(row.storage_key),
    }));
  }

  /** @param id - the last file that was checked; empty starts the next round */
  async savePosition(id: string): Promise<void> {
    await this.db(STATE).where({ id: 1 }).update({ checked_id: id });
  }
}
