import { ConflictError, NotFoundError } from '@backstage/errors';
import type { DetectionsWriter } from './store/DetectionsStore';
import type { DecisionRecord, DetectionRecord } from './store/records';

const DECIDED = ['promoted', 'attached', 'dismissed'];

/** The same message for a detection that does not exist and for one that the caller may not see. */
export function detectionNotFound(id: string): NotFoundError {
  return new NotFoundError(`No detection ${id} that you can see`);
}

/** A stale version. It names the current one, so that the client can show what changed. */
export class StaleVersionError extends ConflictError {
  name = 'ConflictError' as const;

  constructor(readonly currentVersion: number, seen: number) {
    super(
      `If-Match: version ${seen} is stale, the current one is ${currentVersion}`,
    );
  }
}

/**
 * Locks a detection for a decision.
 *
 * @param seen - the version that the caller looked at
 * @throws ConflictError when it changed since
 */
export async function lockDetection(
  writer: DetectionsWriter,
  id: string,
  seen?: number,
): Promise<DetectionRecord> {
  const detection = await writer.lock(id);
  if (!detection) throw detectionNotFound(id);
  if (seen !== undefined && seen !== detection.version) {
    throw new StaleVersionError(detection.version, seen);
  }
  return detection;
}

/** @throws ConflictError for a detection that was decided already */
export function assertUndecided({ status }: DetectionRecord): void {
  if (DECIDED.includes(status)) {
    throw new ConflictError(
      `status: the detection is ${status} already; undo that first`,
    );
  }
}

/** @throws ConflictError for a test event, which counts nowhere and leaves soon */
export function assertNoTest({ isTest }: DetectionRecord): void {
  if (isTest) {
    throw new ConflictError(
      'isTest: a test event takes no part in an incident; it leaves by itself',
    );
  }
}

/** Who decides, and when. */
export interface Decider {
  at: string;
  actor?: string;
  rule?: { id: string; name: string };
}

type Decision = Pick<
  DecisionRecord,
  'disposition' | 'reason' | 'incidentSeq'
> & {
  kind: 'promoted' | 'attached' | 'dismissed' | 'ignored';
};

/** Writes a decision: on the detection, and to the record of decisions. */
export async function saveDecision(
  writer: DetectionsWriter,
  detection: DetectionRecord,
  decision: Decision,
  { at, actor, rule }: Decider,
  also: Partial<DetectionRecord> = {},
): Promise<DetectionRecord> {
  const { kind, disposition, reason, incidentSeq } = decision;
  await writer.addDecision({
    detectionSeq: detection.seq,
    at,
    kind,
    actor,
    ruleId: rule?.id,
    ruleName: rule?.name,
    disposition,
    reason,
    incidentSeq,
    entityRef: also.entityRef ?? detection.entityRef,
  });
  return writer.update(detection, {
    ...also,
    status: kind,
    incidentSeq,
    decidedAt: at,
    decidedBy: actor,
    decidedRule: rule,
    disposition,
    reason,
    pending: undefined,
    version: detection.version + 1,
  });
}

/** Takes a decision back. The record of decisions keeps both. */
export async function undoDecision(
  writer: DetectionsWriter,
  detection: DetectionRecord,
  { at, actor }: Decider,
): Promise<DetectionRecord> {
  await writer.addDecision({
    detectionSeq: detection.seq,
    at,
    kind: 'undone',
    actor,
    ruleId: detection.decidedRule?.id,
    ruleName: detection.decidedRule?.name,
    incidentSeq: detection.incidentSeq,
    entityRef: detection.entityRef,
  });
  return writer.update(detection, {
    status: 'new',
    incidentSeq: undefined,
    decidedAt: undefined,
    decidedBy: undefined,
    decidedRule: undefined,
    disposition: undefined,
    reason: undefined,
    suppressionId: undefined,
    repeatNotedAt: undefined,
    pending: undefined,
    version: detection.version + 1,
  });
}

/** What the timeline of an incident says of a detection. */
export function toEntryData(
  detection: DetectionRecord,
  sourceTitle: string,
  { rule }: Pick<Decider, 'rule'>,
): Record<string, unknown> {
  return {
    detectionId: detection.id,
    source: detection.sourceId,
    sourceTitle,
    title: detection.title,
    severity: detection.severity,
    ruleId: detection.ruleId,
    entityRef: detection.entityRef,
    mapping: detection.mapping && {
      way: detection.mapping.way,
      value: detection.mapping.value,
      patternName: detection.mapping.patternName,
    },
    firstSeenAt: detection.firstSeenAt,
    count: detection.count,
    fingerprint: detection.fingerprint,
    episode: detection.episode,
    payloadSha256: detection.payloadSha256,
    verifiedBy: detection.verifiedBy,
    ...(rule && { rule: rule.name }),
  };
}
