import type {
  DetectionDecision,
  DetectionIncident,
  DetectionProposal,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import type { NamedIncident } from './store/DetectionsStore';
import type { DetectionRecord } from './store/records';

export function toDetectionIncident({
  id,
  key,
  title,
  status,
  severity,
}: NamedIncident): DetectionIncident {
  return { id, key, title, status, ...(severity && { severity }) };
}

function toDecision({
  decidedAt,
  decidedBy,
  decidedRule,
  disposition,
  reason,
}: DetectionRecord): DetectionDecision | undefined {
  return decidedAt === undefined
    ? undefined
    : {
        at: decidedAt,
        ...(decidedBy && { by: decidedBy }),
        ...(decidedRule && { rule: decidedRule }),
        ...(disposition && { disposition }),
        ...(reason && { reason }),
      };
}

/** A detection as a row of the inbox. */
export function toDetectionSummary(
  record: DetectionRecord,
  incident: NamedIncident | undefined,
  proposal: DetectionProposal | undefined,
): DetectionSummary {
  const decision = toDecision(record);
  const { ruleId, ruleName, entityRef, mapping, suppressionId } = record;
  return {
    id: record.id,
    sourceId: record.sourceId,
    title: record.title,
    severity: record.severity,
    ...(ruleId && { ruleId }),
    ...(ruleName && { ruleName }),
    status: record.status,
    sourceState: record.sourceState,
    ...(entityRef && { entityRef }),
    ...(mapping && { mapping }),
    firstSeenAt: record.firstSeenAt,
    lastSeenAt: record.lastSeenAt,
    count: record.count,
    isTest: record.isTest,
    ...(incident && { incident: toDetectionIncident(incident) }),
    ...(proposal && { proposal }),
    ...(decision && { decision }),
    ...(suppressionId && { suppressionId }),
    version: record.version,
  };
}
