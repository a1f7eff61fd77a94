import type {
  Evidence,
  EvidenceCustodyEntry,
  Page,
  PageRequest,
  ParsedStartEvidenceUpload,
} from 'backstage-plugin-security-incidents-common';

/** A stored file of an incident. */
export interface EvidenceRecord
  extends Omit<
    Evidence,
    'storage' | 'legalHold' | 'disposal' | 'lastCheck' | 'preview'
  > {
  storageId?: string;
  storageKey?: string;
  heldAt?: string;
  heldBy?: string;
  holdReason?: string;
  disposedAt?: string;
  disposedBy?: string;
  disposalReason?: string;
  checkedAt?: string;
  checkedBy?: string;
  checkResult?: string;
}

/** What of a file changes after it was added. */
export type EvidenceChanges = Pick<
  EvidenceRecord,
  | 'heldAt'
  | 'heldBy'
  | 'holdReason'
  | 'disposedAt'
  | 'disposedBy'
  | 'disposalReason'
  | 'checkedAt'
  | 'checkedBy'
  | 'checkResult'
>;

export interface EvidenceReader {
  /** The files of an incident, in the order in which they were added. */
  list(seq: number, page: PageRequest): Promise<Page<EvidenceRecord>>;
  find(seq: number, id: string): Promise<EvidenceRecord | undefined>;
  /** Bytes of the files of an incident whose bytes are stored. */
  sumBytes(seq: number): Promise<number>;
  /** The entries of the timeline about a file. */
  listCustody(
    seq: number,
    id: string,
    page: PageRequest,
  ): Promise<Page<EvidenceCustodyEntry>>;
}

/** Bytes in a storage. */
export interface StoredBytes {
  storageId: string;
  storageKey: string;
}

export interface EvidenceWriter extends EvidenceReader {
  insert(seq: number, evidence: EvidenceRecord): Promise<void>;
  update(
    seq: number,
    id: string,
    changes: Partial<EvidenceChanges>,
  ): Promise<void>;
  /** Has bytes deleted after the commit. */
  requestDeletion(bytes: StoredBytes, at: string): Promise<void>;
  /** Marks an upload as complete. */
  completeUpload(uploadId: string, evidenceId: string): Promise<void>;
}

/** An upload that is not complete, or was completed a short time ago. */
export interface UploadRecord {
  id: string;
  incidentSeq: number;
  actor: string;
  storageId: string;
  /** Absent for an upload in one request. */
  request?: ParsedStartEvidenceUpload;
  startedAt: string;
  expiresAt: string;
  evidenceId?: string;
}

export interface UploadPartRecord {
  number: number;
  sizeBytes: number;
  storageKey: string;
}

/** Uploads, and bytes that are to be deleted. None of it is part of the record. */
export interface EvidenceUploadsStore {
  insert(upload: UploadRecord): Promise<void>;
  find(id: string): Promise<UploadRecord | undefined>;
  /** The uploads of somebody to an incident that are not complete. */
  list(seq: number, actor: string): Promise<UploadRecord[]>;
  getParts(id: string): Promise<UploadPartRecord[]>;
  /**
   * Stores where the bytes of a part are, in place of earlier ones.
   *
   * @returns the key of the earlier bytes
   */
  savePart(id: string, part: UploadPartRecord): Promise<string | undefined>;
  /** Moves the end of an upload. */
  extend(id: string, expiresAt: string): Promise<void>;
  /** Removes an upload and its parts, without their bytes. */
  remove(id: string): Promise<void>;
  findExpired(now: string, limit: number): Promise<UploadRecord[]>;
  findDeletions(limit: number): Promise<StoredBytes[]>;
  removeDeletion(storageKey: string): Promise<void>;
}
