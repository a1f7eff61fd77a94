import {
  type Evidence,
  type EvidenceCheckResult,
  type EvidenceDecision,
  type EvidenceUpload,
  EVIDENCE_PART_BYTES,
  type Tlp,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import { getPreviewKind } from './mediaTypes';
import type {
  EvidenceRecord,
  UploadPartRecord,
  UploadRecord,
} from './store/EvidenceStore';

/** The more restrictive of two markings. */
export function getHigherTlp(a: Tlp, b: Tlp): Tlp {
  return TLP_MARKINGS.indexOf(a) >= TLP_MARKINGS.indexOf(b) ? a : b;
}

function toDecision(
  at: string | undefined,
  by: string | undefined,
  reason: string | undefined,
): EvidenceDecision | undefined {
  return at === undefined ? undefined : { at, by: by!, reason: reason! };
}

/**
 * A file as readers of the incident see it.
 *
 * @param incidentTlp - the marking of the incident may have been raised since the file was added
 */
export function toEvidence(record: EvidenceRecord, incidentTlp: Tlp): Evidence {
  const {
    storageId,
    storageKey,
    heldAt,
    heldBy,
    holdReason,
    disposedAt,
    disposedBy,
    disposalReason,
    checkedAt,
    checkedBy,
    checkResult,
    ...evidence
  } = record;
  const legalHold = toDecision(heldAt, heldBy, holdReason);
  const disposal = toDecision(disposedAt, disposedBy, disposalReason);
  const preview =
    storageKey === undefined || disposal
      ? undefined
      : getPreviewKind(evidence.mediaType, evidence.sizeBytes);
  return {
    ...evidence,
    tlp: getHigherTlp(evidence.tlp, incidentTlp),
    ...(storageId !== undefined && { storage: storageId }),
    ...(legalHold && { legalHold }),
    ...(disposal && { disposal }),
    ...(checkedAt !== undefined && {
      lastCheck: {
        at: checkedAt,
        by: checkedBy!,
        result: checkResult as EvidenceCheckResult,
      },
    }),
    ...(preview && { preview }),
  };
}

/** An upload as who started it sees it. */
export function toUpload(
  { id, request, startedAt, expiresAt }: UploadRecord,
  parts: readonly UploadPartRecord[],
): EvidenceUpload {
  const { fileName, sizeBytes, taskId } = request!;
  return {
    id,
    fileName,
    sizeBytes,
    partBytes: EVIDENCE_PART_BYTES,
    parts: parts.map(({ number }) => number).filter(number => number > 0),
    ...(taskId !== undefined && { taskId }),
    startedAt,
    expiresAt,
  };
}
