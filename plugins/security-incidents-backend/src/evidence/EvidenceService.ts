import type { Readable } from 'node:stream';
import type {
  Evidence,
  EvidenceCustodyEntry,
  EvidenceList,
  EvidencePreview,
  EvidenceUpload,
  EvidenceVerification,
  Page,
  PageRequest,
  ParsedCompleteEvidenceUpload,
  ParsedEvidenceDecision,
  ParsedEvidenceFields,
  ParsedRecordEvidenceReference,
  ParsedStartEvidenceUpload,
} from 'backstage-plugin-security-incidents-common';

/** A file that arrives with a request. */
export interface ArrivingFile {
  fileName: string;
  mediaType?: string;
  /** Ends with an error when the request breaks off. */
  content: AsyncIterable<Uint8Array>;
}

/** Evidence of incidents: files, their custody log, and uploads in parts. */
export interface EvidenceService<Context> {
  list(
    idOrKey: string,
    page: PageRequest,
    context: Context,
  ): Promise<EvidenceList>;
  add(
    idOrKey: string,
    fields: ParsedEvidenceFields,
    file: ArrivingFile,
    context: Context,
  ): Promise<Evidence>;
  /** Records a file that is kept elsewhere. */
  addReference(
    idOrKey: string,
    request: ParsedRecordEvidenceReference,
    context: Context,
  ): Promise<Evidence>;
  /** Records the download and opens the bytes, which fail at the end when they are not what was recorded. */
  open(
    idOrKey: string,
    evidenceId: string,
    context: Context,
  ): Promise<{ evidence: Evidence; content: Readable }>;
  preview(
    idOrKey: string,
    evidenceId: string,
    context: Context,
  ): Promise<EvidencePreview>;
  listCustody(
    idOrKey: string,
    evidenceId: string,
    page: PageRequest,
    context: Context,
  ): Promise<Page<EvidenceCustodyEntry>>;
  verify(
    idOrKey: string,
    evidenceId: string,
    context: Context,
  ): Promise<EvidenceVerification>;
  hold(
    idOrKey: string,
    evidenceId: string,
    request: ParsedEvidenceDecision,
    context: Context,
  ): Promise<Evidence>;
  release(
    idOrKey: string,
    evidenceId: string,
    request: ParsedEvidenceDecision,
    context: Context,
  ): Promise<Evidence>;
  dispose(
    idOrKey: string,
    evidenceId: string,
    request: ParsedEvidenceDecision,
    context: Context,
  ): Promise<Evidence>;
}

/** Uploads in parts, which continue after a break. */
export interface EvidenceUploadsService<Context> {
  start(
    idOrKey: string,
    request: ParsedStartEvidenceUpload,
    context: Context,
  ): Promise<EvidenceUpload>;
  list(idOrKey: string, context: Context): Promise<{ items: EvidenceUpload[] }>;
  get(
    idOrKey: string,
    uploadId: string,
    context: Context,
  ): Promise<EvidenceUpload>;
  savePart(
    idOrKey: string,
    uploadId: string,
    part: number,
    content: Buffer,
    context: Context,
  ): Promise<EvidenceUpload>;
  complete(
    idOrKey: string,
    uploadId: string,
    request: ParsedCompleteEvidenceUpload,
    context: Context,
  ): Promise<Evidence>;
  cancel(
    idOrKey: string,
    uploadId: string,
    context: Context,
  ): Promise<{ id: string }>;
}
