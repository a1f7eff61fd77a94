import { createRowMapper } from '../../database/rowMapper';
import type {
  EvidenceRow,
  EvidenceUploadPartRow,
  EvidenceUploadRow,
} from '../../database/evidenceTables';
import type {
  EvidenceRecord,
  UploadPartRecord,
  UploadRecord,
} from './EvidenceStore';

export const { toRecord: toEvidenceRecord, toRow: toEvidenceRow } =
  createRowMapper<EvidenceRecord, EvidenceRow>({
    id: 'id',
    seq: 'seq',
    fileName: 'file_name',
    mediaType: 'media_type',
    falseMediaType: 'false_media_type',
    kind: 'kind',
    sizeBytes: 'size_bytes',
    sha256: 'sha256',
    sha256Confirmed: { boolean: 'sha256_confirmed' },
    description: 'description',
    source: 'source',
    tlp: 'tlp',
    collectedAt: 'collected_at',
    collectedBy: 'collected_by',
    recordedAt: 'recorded_at',
    recordedBy: 'recorded_by',
    taskId: 'task_id',
    stepId: 'step_id',
    storageId: 'storage_id',
    storageKey: 'storage_key',
    location: 'location',
    heldAt: 'held_at',
    heldBy: 'held_by',
    holdReason: 'hold_reason',
    disposedAt: 'disposed_at',
    disposedBy: 'disposed_by',
    disposalReason: 'disposal_reason',
    checkedAt: 'checked_at',
    checkedBy: 'checked_by',
    checkResult: 'check_result',
  });

export const { toRecord: toUploadRecord, toRow: toUploadRow } = createRowMapper<
  UploadRecord,
  EvidenceUploadRow
>({
  id: 'id',
  incidentSeq: 'incident_seq',
  actor: 'actor',
  storageId: 'storage_id',
  request: { json: 'request' },
  startedAt: 'started_at',
  expiresAt: 'expires_at',
  evidenceId: 'evidence_id',
});

export const { toRecord: toPartRecord, toRow: toPartRow } = createRowMapper<
  UploadPartRecord,
  EvidenceUploadPartRow
>({
  number: 'number',
  sizeBytes: 'size_bytes',
  storageKey: 'storage_key',
});
