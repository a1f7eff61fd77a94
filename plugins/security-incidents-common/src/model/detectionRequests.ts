import { z } from 'zod';
import {
  DISMISSAL_DISPOSITIONS,
  RSIT_CLASSES,
  RULE_ACTIONS,
  SEVERITIES,
} from '../rules';
import { entityRef, identifier, shortText, timestamp, title } from './fields';

/** Most detections in one request. @public */
export const MAX_DECISIONS = 100;

const sourceId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the id of a source');

const labels = z
  .record(z.string().min(1).max(128), z.string().max(512))
  .refine(
    value => Object.keys(value).length <= 20,
    'must have at most 20 labels',
  );

const condition = z
  .strictObject({
    sourceIds: z.array(sourceId).max(20).optional(),
    ruleIds: z.array(z.string().min(1).max(512)).max(50).optional(),
    severities: z.array(z.enum(SEVERITIES)).max(5).optional(),
    entityRefs: z.array(entityRef).max(50).optional(),
    labels: labels.optional(),
  })
  .refine(
    value => Object.values(value).some(part => part !== undefined),
    'must have at least one condition',
  );

/** Body of `POST /detections/:id/promote`. What is left out comes from the detection. @public */
export const promoteDetectionSchema = z.strictObject({
  title: title.optional(),
  severity: z.enum(SEVERITIES).optional(),
  class: z.enum(RSIT_CLASSES).optional(),
  /** The service, when none was found; `unknownService` when nobody knows. */
  entityRef: entityRef.optional(),
  unknownService: z.boolean().optional(),
});
/** @public */
export type PromoteDetectionRequest = z.input<typeof promoteDetectionSchema>;
/** @public */
export type ParsedPromoteDetection = z.output<typeof promoteDetectionSchema>;

/** Body of `POST /detections/:id/attach`. @public */
export const attachDetectionSchema = z.strictObject({
  /** Id or key of an open incident. */
  incident: identifier,
});
/** @public */
export type AttachDetectionRequest = z.input<typeof attachDetectionSchema>;

/** Body of `POST /detections/:id/decline`. @public */
export const declineProposalSchema = z.strictObject({
  /** Id or key of the incident that the detection does not belong to. */
  incident: identifier,
  /** Whether to take that back. */
  undo: z.boolean().optional(),
});
/** @public */
export type DeclineProposalRequest = z.infer<typeof declineProposalSchema>;

/** Body of `POST /detections/:id/dismiss`. @public */
export const dismissDetectionSchema = z.strictObject({
  disposition: z.enum(DISMISSAL_DISPOSITIONS),
  reason: shortText,
});
/** @public */
export type DismissDetectionRequest = z.input<typeof dismissDetectionSchema>;

/** Body of `POST /detections/:id/map`. @public */
export const mapDetectionSchema = z.strictObject({
  entityRef,
  /** Whether later detections with the same label go to the same service. */
  asPattern: z
    .strictObject({
      label: z.string().min(1).max(128),
      pattern: z.string().min(1).max(200),
    })
    .optional(),
});
/** @public */
export type MapDetectionRequest = z.input<typeof mapDetectionSchema>;
/** @public */
export type ParsedMapDetection = z.output<typeof mapDetectionSchema>;

/** Body of `POST /detections/decisions`: each is decided alone and answered alone. @public */
export const decideDetectionsSchema = z.strictObject({
  detections: z
    .array(
      z.strictObject({
        id: identifier,
        /** The version that was looked at; a detection that changed since is not decided. */
        version: z.number().int().positive(),
      }),
    )
    .min(1)
    .max(MAX_DECISIONS),
  decision: z.discriminatedUnion('kind', [
    dismissDetectionSchema.extend({ kind: z.literal('dismiss') }),
    attachDetectionSchema.extend({ kind: z.literal('attach') }),
    z.strictObject({ kind: z.literal('attach-proposed') }),
    z.strictObject({ kind: z.literal('undo') }),
  ]),
});
/** @public */
export type DecideDetectionsRequest = z.input<typeof decideDetectionsSchema>;
/** @public */
export type ParsedDecideDetections = z.output<typeof decideDetectionsSchema>;

const suppressionShape = {
  name: title,
  condition,
  reason: shortText,
  /** At most 30 days from now. */
  endsAt: timestamp,
};

/** Body of `POST /detection-suppressions`. @public */
export const createSuppressionSchema = z.strictObject(suppressionShape);
/** @public */
export type CreateSuppressionRequest = z.input<typeof createSuppressionSchema>;
/** @public */
export type ParsedCreateSuppression = z.output<typeof createSuppressionSchema>;

/** Body of `PATCH /detection-suppressions/:id`. @public */
export const updateSuppressionSchema = z.strictObject({
  reason: shortText,
  endsAt: timestamp,
});
/** @public */
export type UpdateSuppressionRequest = z.input<typeof updateSuppressionSchema>;
/** @public */
export type ParsedUpdateSuppression = z.output<typeof updateSuppressionSchema>;

const ruleShape = {
  name: title,
  condition,
  threshold: z
    .strictObject({
      count: z.number().int().min(2).max(100),
      withinMinutes: z.number().int().min(1).max(1440),
    })
    .optional(),
  action: z.enum(RULE_ACTIONS),
  attachTo: z.enum(['same-rule', 'same-service']).optional(),
  withinHours: z.number().int().min(1).max(720).optional(),
  incident: z
    .strictObject({
      severity: z.enum(SEVERITIES).optional(),
      class: z.enum(RSIT_CLASSES).optional(),
    })
    .optional(),
  isEnabled: z.boolean().optional(),
};

/** Body of `POST /detection-rules`; the rule becomes the last one. @public */
export const createDetectionRuleSchema = z.strictObject(ruleShape);
/** @public */
export type CreateDetectionRuleRequest = z.input<
  typeof createDetectionRuleSchema
>;
/** @public */
export type ParsedCreateDetectionRule = z.output<
  typeof createDetectionRuleSchema
>;

/** Body of `PATCH /detection-rules/:id`; null clears a field. @public */
export const updateDetectionRuleSchema = z.strictObject({
  name: title.optional(),
  condition: condition.optional(),
  threshold: ruleShape.threshold.nullable(),
  action: z.enum(RULE_ACTIONS).optional(),
  attachTo: ruleShape.attachTo.nullable(),
  withinHours: ruleShape.withinHours.nullable(),
  incident: ruleShape.incident.nullable(),
  isEnabled: z.boolean().optional(),
  /** The position that it moves to, from 1. */
  position: z.number().int().min(1).max(200).optional(),
});
/** @public */
export type UpdateDetectionRuleRequest = z.input<
  typeof updateDetectionRuleSchema
>;
/** @public */
export type ParsedUpdateDetectionRule = z.output<
  typeof updateDetectionRuleSchema
>;

const patternShape = {
  name: title,
  label: z.string().min(1).max(128),
  /** A linear regular expression for the whole value. */
  pattern: z.string().min(1).max(200),
  /** A full entity ref; `$1` to `$9` stand for groups of the pattern. */
  entityRef: z.string().min(1).max(300),
};

/** Body of `POST /detection-patterns`; the pattern becomes the last one. @public */
export const createMappingPatternSchema = z.strictObject(patternShape);
/** @public */
export type CreateMappingPatternRequest = z.infer<
  typeof createMappingPatternSchema
>;

/** Body of `PATCH /detection-patterns/:id`. @public */
export const updateMappingPatternSchema = createMappingPatternSchema
  .partial()
  .extend({
    /** The position that it moves to, from 1. */
    position: z.number().int().min(1).max(300).optional(),
  });
/** @public */
export type UpdateMappingPatternRequest = z.infer<
  typeof updateMappingPatternSchema
>;

/** Body of `POST /detection-rules/try`. @public */
export const tryPayloadSchema = z.strictObject({
  sourceId,
  /** The JSON of the payload as text. */
  payload: z
    .string()
    .min(1)
    .max(256 * 1024),
  /** Headers that the source reads, such as `x-github-event`. */
  headers: z
    .record(z.string().max(128), z.string().max(512))
    .refine(
      value => Object.keys(value).length <= 20,
      'must have at most 20 headers',
    )
    .optional(),
});
/** @public */
export type TryPayloadRequest = z.input<typeof tryPayloadSchema>;

/** Body of `POST /detection-sources/:id/mute`; without `until` the mute ends. @public */
export const muteSourceSchema = z.strictObject({
  until: timestamp.optional(),
  reason: shortText.optional(),
});
/** @public */
export type MuteSourceRequest = z.input<typeof muteSourceSchema>;
/** @public */
export type ParsedMuteSource = z.output<typeof muteSourceSchema>;
