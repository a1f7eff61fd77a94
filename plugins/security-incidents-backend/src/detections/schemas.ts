import {
  DETECTION_SOURCE_STATES,
  DETECTION_STATUSES,
  type DetectionDecision,
  type DetectionDecisionResult,
  type DetectionDetails,
  type DetectionIncident,
  type DetectionMappingResult,
  type DetectionPage,
  type DetectionProposal,
  type DetectionSummary,
  DISMISSAL_DISPOSITIONS,
  MAPPING_WAYS,
  type ProposalReason,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  actor,
  classSchema,
  count,
  entityRef,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';

export const detectionIncidentSchema = component<DetectionIncident>()(
  'DetectionIncident',
  z.strictObject({
    id: text,
    key: text,
    title: text,
    status: statusSchema,
    severity: severitySchema.optional(),
  }),
);

const mappingSchema = component<DetectionMappingResult>()(
  'DetectionMapping',
  z.strictObject({
    way: z.enum(MAPPING_WAYS),
    value: text.optional().describe('What matched.'),
    patternName: text.optional(),
    by: actor.optional().describe('Who chose the service.'),
  }),
);

const reasonSchema = component<ProposalReason>()(
  'ProposalReason',
  z.strictObject({
    kind: z.enum([
      'same-service',
      'depends-on',
      'same-rule',
      'close-in-time',
      'class',
    ]),
    holds: z.boolean(),
    value: text.optional(),
  }),
);

const proposalSchema = component<DetectionProposal>()(
  'DetectionProposal',
  z.strictObject({
    incident: detectionIncidentSchema,
    reasons: z.array(reasonSchema),
    ruleName: text.optional().describe('The rule that proposed it.'),
  }),
);

const decisionSchema = component<DetectionDecision>()(
  'DetectionDecision',
  z.strictObject({
    at: time,
    by: actor.optional(),
    rule: z.strictObject({ id: text, name: text }).optional(),
    disposition: z.enum(DISMISSAL_DISPOSITIONS).optional(),
    reason: text.optional(),
  }),
);

const summaryShape = {
  id: text,
  sourceId: text,
  title: text,
  severity: severitySchema,
  ruleId: text.optional(),
  ruleName: text.optional(),
  status: z.enum(DETECTION_STATUSES),
  sourceState: z.enum(DETECTION_SOURCE_STATES),
  entityRef: entityRef.optional(),
  mapping: mappingSchema.optional(),
  firstSeenAt: time,
  lastSeenAt: time,
  count,
  isTest: z.boolean(),
  incident: detectionIncidentSchema.optional(),
  proposal: proposalSchema.optional(),
  decision: decisionSchema.optional(),
  suppressionId: text.optional(),
  version: count.describe('For `If-Match`.'),
};

export const detectionSummarySchema = component<DetectionSummary>()(
  'DetectionSummary',
  z.strictObject(summaryShape),
);

export const detectionDetailsSchema = component<DetectionDetails>()(
  'Detection',
  z.strictObject({
    ...summaryShape,
    description: text.optional(),
    statedSeverity: text.optional(),
    class: classSchema.optional(),
    occurredAt: time.optional(),
    url: text.optional(),
    labels: z.record(text, text),
    fingerprint: text,
    fingerprintBasis: text,
    episode: count,
    verifiedBy: text,
    redactions: count,
    seenAt: z.array(time),
    resolvedAt: time.optional(),
    proposals: z.array(proposalSchema),
    mappingTried: z.array(z.enum(MAPPING_WAYS)),
    likelyEntityRefs: z.array(entityRef),
    history: z.array(detectionSummarySchema),
    payload: text.optional(),
    payloadSha256: text,
  }),
);

export const detectionPageSchema = component<DetectionPage>()(
  'DetectionPage',
  z.strictObject({
    items: z.array(detectionSummarySchema),
    totalItems: count.describe('Detections on all pages, without tests.'),
    pageInfo: z.strictObject({ nextCursor: text.optional() }),
    counts: z.strictObject({
      new: count,
      unmapped: count,
      suppressed: count,
      decidedInLast24Hours: count,
    }),
  }),
);

const decisionResultSchema = component<DetectionDecisionResult>()(
  'DetectionDecisionResult',
  z.strictObject({
    id: text,
    detection: detectionSummarySchema.optional(),
    error: z
      .strictObject({
        name: text,
        message: text,
        currentVersion: count.optional(),
      })
      .optional(),
  }),
);

export const decisionResultsSchema = component<{
  results: DetectionDecisionResult[];
}>()(
  'DetectionDecisionResults',
  z.strictObject({ results: z.array(decisionResultSchema) }),
);
