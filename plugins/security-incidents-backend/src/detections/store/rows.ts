import type {
  DetectionChangeRow,
  DetectionDecisionRow,
  DetectionDeliveryRow,
  DetectionPatternRow,
  DetectionRejectionRow,
  DetectionRow,
  DetectionRuleRow,
  DetectionServiceKeyRow,
  DetectionSightingRow,
  DetectionSourceStateRow,
  DetectionSuppressionRow,
  DetectionViewerRow,
  ServiceWatchRow,
} from '../../database/detectionTables';
import { createRowMapper } from '../../database/rowMapper';
import type {
  ChangeRecord,
  DecisionRecord,
  DeliveryRecord,
  DetectionRecord,
  DetectionViewerRecord,
  PatternRecord,
  RejectionRecord,
  RuleRecord,
  ServiceKeyRecord,
  ServiceWatchRecord,
  SightingRecord,
  SourceStateRecord,
  SuppressionRecord,
} from './records';

export const { toRecord: toDetectionRecord, toRow: toDetectionRow } =
  createRowMapper<DetectionRecord, DetectionRow>({
    seq: 'seq',
    id: 'id',
    sourceId: 'source_id',
    fingerprint: 'fingerprint',
    fingerprintBasis: 'fingerprint_basis',
    episode: 'episode',
    isLatest: { boolean: 'is_latest' },
    title: 'title',
    description: 'description',
    severity: 'severity',
    severityRank: 'severity_rank',
    statedSeverity: 'stated_severity',
    class: 'class',
    ruleId: 'rule_id',
    ruleName: 'rule_name',
    status: 'status',
    sourceState: 'source_state',
    stateAt: 'state_at',
    entityRef: 'entity_ref',
    mapping: { json: 'mapping' },
    mappingTried: { json: 'mapping_tried' },
    occurredAt: 'occurred_at',
    firstSeenAt: 'first_seen_at',
    lastSeenAt: 'last_seen_at',
    count: 'seen_count',
    isTest: { boolean: 'is_test' },
    url: 'url',
    labels: { json: 'labels' },
    searchText: 'search_text',
    verifiedBy: 'verified_by',
    redactions: 'redactions',
    deliveryId: 'delivery_id',
    payloadSha256: 'payload_sha256',
    resolvedAt: 'resolved_at',
    incidentSeq: 'incident_seq',
    decidedAt: 'decided_at',
    decidedBy: 'decided_by',
    decidedRule: { json: 'decided_rule' },
    disposition: 'disposition',
    reason: 'reason',
    suppressionId: 'suppression_id',
    suggestedSeq: 'suggested_seq',
    suggestedBy: 'suggested_by',
    repeatNotedAt: 'repeat_noted_at',
    notifiedAt: 'notified_at',
    notifiedCount: 'notified_count',
    pending: 'pending',
    version: 'version',
  });

export const { toRecord: toSightingRecord, toRow: toSightingRow } =
  createRowMapper<SightingRecord, DetectionSightingRow>({
    detectionSeq: 'detection_seq',
    deliveryId: 'delivery_id',
    at: 'at',
    sourceState: 'source_state',
  });

export const { toRecord: toDeliveryRecord, toRow: toDeliveryRow } =
  createRowMapper<DeliveryRecord, DetectionDeliveryRow>({
    id: 'id',
    sourceId: 'source_id',
    receivedAt: 'received_at',
    outcome: 'outcome',
    deliveryKey: 'delivery_key',
    size: 'size',
    sha256: 'sha256',
    payload: 'payload',
    redactions: 'redactions',
    verifiedBy: 'verified_by',
    note: 'note',
    isTest: { boolean: 'is_test' },
    detections: 'detections',
  });

export const { toRecord: toRejectionRecord, toRow: toRejectionRow } =
  createRowMapper<RejectionRecord, DetectionRejectionRow>({
    sourceId: 'source_id',
    minute: 'minute',
    reason: 'reason',
    total: 'total',
    lastAt: 'last_at',
  });

export const { toRecord: toDecisionRecord, toRow: toDecisionRow } =
  createRowMapper<DecisionRecord, DetectionDecisionRow>({
    detectionSeq: 'detection_seq',
    at: 'at',
    kind: 'kind',
    actor: 'actor',
    ruleId: 'rule_id',
    ruleName: 'rule_name',
    disposition: 'disposition',
    reason: 'reason',
    incidentSeq: 'incident_seq',
    entityRef: 'entity_ref',
  });

export const { toRecord: toSourceStateRecord, toRow: toSourceStateRow } =
  createRowMapper<SourceStateRecord, DetectionSourceStateRow>({
    sourceId: 'source_id',
    mutedUntil: 'muted_until',
    muteReason: 'mute_reason',
    mutedBy: 'muted_by',
    silentSince: 'silent_since',
    notifiedAt: 'notified_at',
  });

export const { toRecord: toServiceKeyRecord, toRow: toServiceKeyRow } =
  createRowMapper<ServiceKeyRecord, DetectionServiceKeyRow>({
    kind: 'kind',
    key: 'key',
    entityRef: 'entity_ref',
    path: 'path',
  });

export const { toRecord: toServiceWatchRecord, toRow: toServiceWatchRow } =
  createRowMapper<ServiceWatchRecord, ServiceWatchRow>({
    entityRef: 'entity_ref',
    sourceId: 'source_id',
    way: 'way',
    value: 'value',
  });

export const {
  toRecord: toDetectionViewerRecord,
  toRow: toDetectionViewerRow,
} = createRowMapper<DetectionViewerRecord, DetectionViewerRow>({
  principalRef: 'principal_ref',
  services: { json: 'services' },
  seenAt: 'seen_at',
});

export const { toRecord: toRuleRecord, toRow: toRuleRow } = createRowMapper<
  RuleRecord,
  DetectionRuleRow
>({
  id: 'id',
  position: 'position',
  name: 'name',
  isEnabled: { boolean: 'is_enabled' },
  definition: { json: 'definition' },
  updatedBy: 'updated_by',
  updatedAt: 'updated_at',
  version: 'version',
});

export const { toRecord: toSuppressionRecord, toRow: toSuppressionRow } =
  createRowMapper<SuppressionRecord, DetectionSuppressionRow>({
    id: 'id',
    name: 'name',
    condition: { json: 'condition' },
    reason: 'reason',
    createdBy: 'created_by',
    createdAt: 'created_at',
    endsAt: 'ends_at',
    version: 'version',
  });

export const { toRecord: toPatternRecord, toRow: toPatternRow } =
  createRowMapper<PatternRecord, DetectionPatternRow>({
    id: 'id',
    position: 'position',
    name: 'name',
    label: 'label',
    pattern: 'pattern',
    entityRef: 'entity_ref',
    updatedBy: 'updated_by',
    updatedAt: 'updated_at',
    version: 'version',
  });

export const { toRecord: toChangeRecord, toRow: toChangeRow } = createRowMapper<
  ChangeRecord,
  DetectionChangeRow
>({
  at: 'at',
  by: 'by',
  kind: 'kind',
  action: 'action',
  name: 'name',
  data: { json: 'data' },
});
