import {
  type EvidenceAction,
  type EvidenceCheckResult,
  type EvidenceCustodyEntry,
  MAX_UNPAGED_ITEMS,
  type Page,
  type PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { Row } from '../../database/rowMapper';
import { toEntryRecord } from '../../incidents/store/rows';
import { RecordedWrites } from '../../verification/RecordedWrites';
import type {
  EvidenceChanges,
  EvidenceRecord,
  EvidenceWriter,
  StoredBytes,
} from './EvidenceStore';
import { toEvidenceRecord, toEvidenceRow } from './rows';

const files = createCursorCodec('evidence', cursorValues.integer);
const custody = createCursorCodec('evidence-custody', cursorValues.integer);

function toCustodyEntry(row: Row): EvidenceCustodyEntry {
  const { seq, at, actor, action, data } = toEntryRecord(row);
  const { reason, result, readSha256 } = (data ?? {}) as {
    reason?: string;
    result?: EvidenceCheckResult;
    readSha256?: string;
  };
  return {
    seq,
    at,
    actor,
    action: action as EvidenceAction,
    ...(reason !== undefined && { reason }),
    ...(result !== undefined && { result }),
    ...(readSha256 !== undefined && { readSha256 }),
  };
}

/** The files of incidents in the database, without their bytes. */
export class DatabaseEvidence implements EvidenceWriter {
  /** @param writes - collects what a transaction writes, for its timeline entries */
  constructor(
    private readonly db: Knex,
    private readonly writes = new RecordedWrites(),
  ) {}

  async list(
    seq: number,
    { limit = MAX_UNPAGED_ITEMS, cursor }: PageRequest,
  ): Promise<Page<EvidenceRecord>> {
    const found = this.db('evidence').where({ incident_seq: seq });
    const [{ total }] = await found.clone().count({ total: '*' });
    if (cursor !== undefined) found.where('seq', '>', files.decode(cursor));
    const rows: Row[] = await found.orderBy('seq').limit(limit + 1);
    const shown = rows.slice(0, limit).map(toEvidenceRecord);
    return {
      items: shown,
      totalItems: Number(total),
      pageInfo:
        rows.length > limit
          ? { nextCursor: files.encode(shown[shown.length - 1].seq) }
          : {},
    };
  }

  async find(seq: number, id: string): Promise<EvidenceRecord | undefined> {
    const row: Row | undefined = await this.db('evidence')
      .where({ incident_seq: seq, id })
      .first();
    return row && toEvidenceRecord(row);
  }

  async sumBytes(seq: number): Promise<number> {
    const [{ total }] = await this.db('evidence')
      .where({ incident_seq: seq })
      .whereNotNull('storage_key')
      .whereNull('disposed_at')
      .sum({ total: 'size_bytes' });
    return Number(total ?? 0);
  }

  async listCustody(
    seq: number,
    id: string,
    { limit = MAX_UNPAGED_ITEMS, cursor }: PageRequest,
  ): Promise<Page<EvidenceCustodyEntry>> {
    const found = this.db('timeline_entries')
      .where({ incident_seq: seq })
      .where('action', 'like', 'evidence.%')
      .where(about =>
        about
          // Each such entry names one file.
          .where('data', 'like', `%${id}%`)
          // Also when what it said was erased.
          .orWhere('seq', this.db('evidence').select('seq').where({ id })),
      );
    const [{ total }] = await found.clone().count({ total: '*' });
    if (cursor !== undefined) found.where('seq', '>', custody.decode(cursor));
    const rows: Row[] = await found.orderBy('seq').limit(limit + 1);
    const shown = rows.slice(0, limit).map(toCustodyEntry);
    return {
      items: shown,
      totalItems: Number(total),
      pageInfo:
        rows.length > limit
          ? { nextCursor: custody.encode(shown[shown.length - 1].seq) }
          : {},
    };
  }

  async insert(seq: number, evidence: EvidenceRecord) {
    const row = { ...toEvidenceRow(evidence), incident_seq: seq };
    await this.db('evidence').insert(row);
    this.writes.set(seq, 'evidence', row);
  }

  async update(seq: number, id: string, changes: Partial<EvidenceChanges>) {
    const row = toEvidenceRow(changes);
    await this.db('evidence').where({ id }).update(row);
    this.writes.set(seq, 'evidence', { ...row, id });
  }

  async requestDeletion({ storageId, storageKey }: StoredBytes, at: string) {
    await this.db('evidence_deletions')
      .insert({
        storage_id: storageId,
        storage_key: storageKey,
        requested_at: at,
      })
      .onConflict('storage_key')
      .ignore();
  }

  async completeUpload(uploadId: string, evidenceId: string) {
    await this.db('evidence_uploads')
      .where({ id: uploadId })
      .update({ evidence_id: evidenceId });
  }
}
