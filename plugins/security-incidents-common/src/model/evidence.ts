import { z } from 'zod';
import { TLP_MARKINGS, type TimelineAction, type Tlp } from '../rules';
import {
  hasHiddenCharacters,
  HIDDEN_CHARACTERS_RULE,
  isVisibleText,
} from '../text/visibleText';
import {
  longText,
  principalRef,
  requiredLongText,
  shortText,
  text,
  timestamp,
} from './fields';
import type { Page } from './overview';

/** Bytes of one part of an upload that can be resumed. @public */
export const EVIDENCE_PART_BYTES = 4 * 1024 * 1024;

/** What a check of the stored bytes can find. @public */
export const EVIDENCE_CHECK_RESULTS = ['ok', 'mismatch', 'missing'] as const;
/** @public */
export type EvidenceCheckResult = (typeof EVIDENCE_CHECK_RESULTS)[number];

/** Timeline actions about evidence; together they are the custody log of a file. @public */
export type EvidenceAction = Extract<TimelineAction, `evidence.${string}`>;

/** Who did something to a file, when and why. @public */
export interface EvidenceDecision {
  at: string;
  by: string;
  reason: string;
}

/**
 * A file that proves something about an incident. It is never changed: a newer copy is a new file.
 *
 * @public
 */
export interface Evidence {
  id: string;
  fileName: string;
  /** What the bytes are, whatever the name or the sender says. Absent for a file that is kept elsewhere. */
  mediaType?: string;
  /** What the sender said they are; present only when the bytes are something else. */
  falseMediaType?: string;
  /** What it is, such as `log` or `screenshot`; plans name the kinds that they ask for. */
  kind?: string;
  sizeBytes: number;
  /** 64 lower-case hexadecimal digits. */
  sha256: string;
  /** Whether the sender computed the same sha256 before sending. */
  sha256Confirmed: boolean;
  description?: string;
  /** Where it was collected, such as "payments-api host 3". */
  source?: string;
  /** Never below the marking of the incident. */
  tlp: Tlp;
  collectedAt: string;
  collectedBy: string;
  recordedAt: string;
  recordedBy: string;
  /** The task of the plan that it was collected for. */
  taskId?: string;
  stepId?: string;
  /** Id of the storage that holds the bytes, such as `database`; absent when it is kept elsewhere. */
  storage?: string;
  /** Where it is kept, when it is not stored here. */
  location?: string;
  /** Nothing on legal hold can be disposed of. */
  legalHold?: EvidenceDecision;
  /** The bytes are gone; the row and the sha256 stay. */
  disposal?: EvidenceDecision;
  /** The last check of the stored bytes. */
  lastCheck?: { at: string; by: string; result: EvidenceCheckResult };
  /** How a page may show it; absent for everything that only downloads. */
  preview?: 'picture' | 'text';
  /** Its entry in the timeline. */
  seq: number;
}

/** The evidence of an incident, oldest first. @public */
export interface EvidenceList extends Page<Evidence> {
  /** Bytes of all stored files. */
  storedBytes: number;
  limits: {
    /** Most bytes of one file. */
    fileBytes: number;
    /** Most bytes of all files of the incident. */
    incidentBytes: number;
    /** Bytes of one part of an upload. */
    partBytes: number;
  };
  /** Id of the storage for new files. */
  storage: string;
  /** How long files are kept after the incident is closed; nothing is disposed of earlier. */
  keeping: {
    /** Absent where no rule says so. */
    years?: number;
    /** Absent while the incident is open, or without a rule. */
    until?: string;
  };
  /** What the caller may do with the evidence of this incident. */
  may: { add: boolean; read: boolean; manage: boolean };
}

/** One entry of the custody log of a file, from the timeline. @public */
export interface EvidenceCustodyEntry {
  seq: number;
  at: string;
  actor: string;
  action: EvidenceAction;
  reason?: string;
  /** Of a check. */
  result?: EvidenceCheckResult;
  /** What a check read, when it is not what was stored. */
  readSha256?: string;
}

/** Result of reading the stored bytes again. @public */
export interface EvidenceVerification {
  evidenceId: string;
  status: EvidenceCheckResult;
  /** What was recorded. */
  sha256: string;
  /** What was read, when it is not what was recorded. */
  readSha256?: string;
  checkedAt: string;
}

/** The content of a file that a page can show without harm. @public */
export type EvidencePreview =
  | {
      kind: 'text';
      text: string;
      /** Whether there is more than the text. */
      isCut: boolean;
    }
  | { kind: 'picture'; mediaType: string; base64: string };

/** An upload that is not complete. Only who started it sees it. @public */
export interface EvidenceUpload {
  id: string;
  fileName: string;
  sizeBytes: number;
  partBytes: number;
  /** Numbers of the parts that are stored, from 1. */
  parts: number[];
  taskId?: string;
  startedAt: string;
  /** What is not complete by then is removed. */
  expiresAt: string;
}

const sha256 = z
  .string()
  .trim()
  .max(64)
  .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
  .transform(value => value.toLocaleLowerCase('en-US'));

const MAX_PATH = 2_000;
const MAX_FILE_NAME = 255;

function getLastPart(path: string): string {
  const start = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return path.slice(start).trim();
}

/** A name without folders: of a path, the last part. */
const fileName = text
  .max(MAX_PATH)
  .transform(getLastPart)
  .pipe(
    z
      .string()
      .max(MAX_FILE_NAME)
      .refine(
        value => isVisibleText(value) && !/^\.+$/.test(value),
        'must be the name of a file',
      )
      .refine(value => !hasHiddenCharacters(value), HIDDEN_CHARACTERS_RULE),
  );

const sizeBytes = z
  .number()
  .int()
  .min(1, 'must not be empty')
  .max(Number.MAX_SAFE_INTEGER);

const details = {
  kind: text.min(1).max(60).optional(),
  description: longText.optional(),
  source: shortText.optional(),
  tlp: z.enum(TLP_MARKINGS).optional(),
  collectedAt: timestamp.optional(),
  collectedBy: principalRef.optional(),
  taskId: text.min(1).max(64).optional(),
  stepId: text.min(1).max(64).optional(),
};

/** The fields of an upload in one request, besides the file. @public */
export const evidenceFieldsSchema = z.strictObject({
  ...details,
  /** What the sender computed; the upload is refused when the bytes that arrive have another one. */
  sha256: sha256.optional(),
});
/** @public */
export type EvidenceFields = z.input<typeof evidenceFieldsSchema>;
/** @public */
export type ParsedEvidenceFields = z.output<typeof evidenceFieldsSchema>;

/** What is known of a file before its bytes. @public */
export const evidenceFileSchema = z.strictObject({
  fileName,
  mediaType: text.max(200).optional(),
});

/** Body of a request that starts an upload in parts. @public */
export const startEvidenceUploadSchema = z.strictObject({
  ...details,
  fileName,
  mediaType: text.max(200).optional(),
  sizeBytes,
  sha256: sha256.optional(),
});
/** @public */
export type StartEvidenceUploadRequest = z.input<
  typeof startEvidenceUploadSchema
>;
/** @public */
export type ParsedStartEvidenceUpload = z.output<
  typeof startEvidenceUploadSchema
>;

/** Body of a request that completes an upload. @public */
export const completeEvidenceUploadSchema = z.strictObject({
  /** Needed unless the upload was started with it. */
  sha256: sha256.optional(),
});
/** @public */
export type CompleteEvidenceUploadRequest = z.input<
  typeof completeEvidenceUploadSchema
>;
/** @public */
export type ParsedCompleteEvidenceUpload = z.output<
  typeof completeEvidenceUploadSchema
>;

/** Body of a request that records a file which is kept elsewhere. @public */
export const recordEvidenceReferenceSchema = z.strictObject({
  ...details,
  fileName,
  sizeBytes,
  sha256,
  location: shortText,
});
/** @public */
export type RecordEvidenceReferenceRequest = z.input<
  typeof recordEvidenceReferenceSchema
>;
/** @public */
export type ParsedRecordEvidenceReference = z.output<
  typeof recordEvidenceReferenceSchema
>;

/** Body of a request that sets or ends a legal hold, or disposes of a file. @public */
export const evidenceDecisionSchema = z.strictObject({
  reason: requiredLongText,
});
/** @public */
export type EvidenceDecisionRequest = z.input<typeof evidenceDecisionSchema>;
/** @public */
export type ParsedEvidenceDecision = z.output<typeof evidenceDecisionSchema>;
