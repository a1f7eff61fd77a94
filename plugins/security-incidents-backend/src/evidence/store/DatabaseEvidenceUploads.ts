import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import type {
  EvidenceUploadsStore,
  StoredBytes,
  UploadPartRecord,
  UploadRecord,
} from './EvidenceStore';
import { toPartRecord, toPartRow, toUploadRecord, toUploadRow } from './rows';

const UPLOADS = 'evidence_uploads';
const PARTS = 'evidence_upload_parts';
const DELETIONS = 'evidence_deletions';

export class DatabaseEvidenceUploads implements EvidenceUploadsStore {
  constructor(private readonly db: Knex) {}

  async insert(upload: UploadRecord) {
    await this.db(UPLOADS).insert(toUploadRow(upload));
  }

  async find(id: string): Promise<UploadRecord | undefined> {
    const row: Row | undefined = await this.db(UPLOADS).where({ id }).first();
    return row && toUploadRecord(row);
  }

  async list(seq: number, actor: string): Promise<UploadRecord[]> {
    const rows: Row[] = await this.db(UPLOADS)
      .where({ incident_seq: seq, actor })
      .whereNull('evidence_id')
      .whereNotNull('request')
      .orderBy(['started_at', 'id']);
    return rows.map(toUploadRecord);
  }

  async getParts(id: string): Promise<UploadPartRecord[]> {
    const rows: Row[] = await this.db(PARTS)
      .where({ upload_id: id })
      .orderBy('number');
    return rows.map(toPartRecord);
  }

  async savePart(id: string, part: UploadPartRecord) {
    return this.db.transaction(async trx => {
      const mine = { upload_id: id, number: part.number };
      const before: Row | undefined = await trx(PARTS).where(mine).first();
      await trx(PARTS)
        .insert({ ...toPartRow(part), ...mine })
        .onConflict(['upload_id', 'number'])
        .merge();
      return before && toPartRecord(before).storageKey;
    });
  }

  async extend(id: string, expiresAt: string) {
    await this.db(UPLOADS).where({ id }).update({ expires_at: expiresAt });
  }

  async remove(id: string) {
    await this.db(PARTS).where({ upload_id: id }).delete();
    await this.db(UPLOADS).where({ id }).delete();
  }

  async findExpired(now: string, limit: number): Promise<UploadRecord[]> {
    const rows: Row[] = await this.db(UPLOADS)
      .where('expires_at', '<=', now)
      .orderBy(['expires_at', 'id'])
      .limit(limit);
    return rows.map(toUploadRecord);
  }

  async findDeletions(limit: number): Promise<StoredBytes[]> {
    const rows: Row[] = await this.db(DELETIONS)
      .orderBy(['requested_at', 'storage_key'])
      .limit(limit);
    return rows.map(row => ({
      storageId: String(row.storage_id),
      storageKey: String(row.storage_key),
    }));
  }

  async removeDeletion(storageKey: string) {
    await this.db(DELETIONS).where({ storage_key: storageKey }).delete();
  }
}
