import type {
  CompleteEvidenceUploadRequest,
  Evidence,
  EvidenceCustodyEntry,
  EvidenceDecisionRequest,
  EvidenceFields,
  EvidenceList,
  EvidencePreview,
  EvidenceUpload,
  EvidenceVerification,
  Page,
  RecordEvidenceReferenceRequest,
  StartEvidenceUploadRequest,
} from '../model';
import type { CallOptions, PagedCallOptions } from './SecurityIncidentsApi';

/** Calls about the evidence of an incident. @public */
export interface EvidenceApi {
  /** The files of an incident, oldest first: all, up to `MAX_UNPAGED_ITEMS`, unless the options ask for a page. */
  listEvidence(
    idOrKey: string,
    options?: PagedCallOptions,
  ): Promise<EvidenceList>;
  /** Adds a file in one request. Large files are better sent in parts, see {@link EvidenceApi.startEvidenceUpload}. */
  addEvidence(
    idOrKey: string,
    file: { name: string; content: Blob },
    fields?: EvidenceFields,
    options?: CallOptions,
  ): Promise<Evidence>;
  /** Records a file that is kept elsewhere. */
  recordEvidenceReference(
    idOrKey: string,
    request: RecordEvidenceReferenceRequest,
    options?: CallOptions,
  ): Promise<Evidence>;
  /** The bytes of a file. Each call is an entry of its custody log. */
  downloadEvidence(
    idOrKey: string,
    evidenceId: string,
    options?: CallOptions,
  ): Promise<Blob>;
  /** What a page can show of a file. Each call is an entry of its custody log. */
  previewEvidence(
    idOrKey: string,
    evidenceId: string,
    options?: CallOptions,
  ): Promise<EvidencePreview>;
  /** The custody log of a file, oldest first. */
  listEvidenceCustody(
    idOrKey: string,
    evidenceId: string,
    options?: PagedCallOptions,
  ): Promise<Page<EvidenceCustodyEntry>>;
  /** Reads the stored bytes again and compares their sha256. */
  verifyEvidence(
    idOrKey: string,
    evidenceId: string,
    options?: CallOptions,
  ): Promise<EvidenceVerification>;
  /** Puts a file on legal hold. */
  holdEvidence(
    idOrKey: string,
    evidenceId: string,
    request: EvidenceDecisionRequest,
    options?: CallOptions,
  ): Promise<Evidence>;
  /** Ends the legal hold of a file. */
  releaseEvidence(
    idOrKey: string,
    evidenceId: string,
    request: EvidenceDecisionRequest,
    options?: CallOptions,
  ): Promise<Evidence>;
  /** Deletes the bytes of a file. The record and the sha256 stay. */
  disposeOfEvidence(
    idOrKey: string,
    evidenceId: string,
    request: EvidenceDecisionRequest,
    options?: CallOptions,
  ): Promise<Evidence>;
  /** Starts an upload in parts. */
  startEvidenceUpload(
    idOrKey: string,
    request: StartEvidenceUploadRequest,
    options?: CallOptions,
  ): Promise<EvidenceUpload>;
  /** The caller's uploads to the incident that are not complete. */
  listEvidenceUploads(
    idOrKey: string,
    options?: CallOptions,
  ): Promise<{ items: EvidenceUpload[] }>;
  /** One upload with the parts that are stored, to continue after a break. */
  getEvidenceUpload(
    idOrKey: string,
    uploadId: string,
    options?: CallOptions,
  ): Promise<EvidenceUpload>;
  /**
   * Sends a part. Every part but the last has `partBytes` bytes. A part that is sent again replaces the stored one.
   *
   * @param part - from 1
   */
  sendEvidencePart(
    idOrKey: string,
    uploadId: string,
    part: number,
    content: Blob | Uint8Array,
    options?: CallOptions,
  ): Promise<EvidenceUpload>;
  /** Makes the file of an upload evidence, when size and sha256 are right. */
  completeEvidenceUpload(
    idOrKey: string,
    uploadId: string,
    request: CompleteEvidenceUploadRequest,
    options?: CallOptions,
  ): Promise<Evidence>;
  /** Gives an upload up and removes its parts. */
  cancelEvidenceUpload(
    idOrKey: string,
    uploadId: string,
    options?: CallOptions,
  ): Promise<{ id: string }>;
}
