import {
  type DetectionCondition,
  type DetectionRule,
  type DetectionRules,
  type DetectionSuppression,
  MAPPING_WAYS,
  type MappingPattern,
  RULE_ACTIONS,
  type TryPayloadResult,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../../http/components';
import {
  actor,
  classSchema,
  count,
  entityRef,
  severitySchema,
  text,
  time,
} from '../../http/fields';

const conditionSchema = component<DetectionCondition>()(
  'DetectionCondition',
  z.strictObject({
    sourceIds: z.array(text).optional(),
    ruleIds: z.array(text).optional(),
    severities: z.array(severitySchema).optional(),
    entityRefs: z.array(entityRef).optional(),
    labels: z.record(text, text).optional(),
  }),
);

export const ruleSchema = component<DetectionRule>()(
  'DetectionRule',
  z.strictObject({
    id: text,
    name: text,
    isConfigured: z.boolean(),
    position: count,
    isEnabled: z.boolean(),
    condition: conditionSchema,
    threshold: z.strictObject({ count, withinMinutes: count }).optional(),
    action: z.enum(RULE_ACTIONS),
    attachTo: z.enum(['same-rule', 'same-service']).optional(),
    withinHours: count.optional(),
    incident: z
      .strictObject({
        severity: severitySchema.optional(),
        class: classSchema.optional(),
      })
      .optional(),
    effect: z.strictObject({ count, undone: count, followed: count }),
    updatedBy: actor.optional(),
    updatedAt: time.optional(),
    version: count,
  }),
);

export const suppressionSchema = component<DetectionSuppression>()(
  'DetectionSuppression',
  z.strictObject({
    id: text,
    name: text,
    condition: conditionSchema,
    reason: text,
    createdBy: actor,
    createdAt: time,
    endsAt: time,
    isEnded: z.boolean(),
    heldBack: count,
    sinceEnd: count,
    version: count,
  }),
);

export const patternSchema = component<MappingPattern>()(
  'MappingPattern',
  z.strictObject({
    id: text,
    name: text,
    isConfigured: z.boolean(),
    position: count,
    label: text,
    pattern: text,
    entityRef: text,
    updatedBy: actor.optional(),
    updatedAt: time.optional(),
    version: count,
  }),
);

export const rulesSchema = component<DetectionRules>()(
  'DetectionRules',
  z.strictObject({
    flow: z.strictObject({
      total: count,
      inbox: count,
      suggested: count,
      attached: count,
      created: count,
      ignored: count,
      suppressed: count,
      unmapped: count,
    }),
    ways: z.array(
      z.strictObject({ way: z.enum([...MAPPING_WAYS, 'none']), count }),
    ),
    patterns: z.array(patternSchema),
    suppressions: z.array(suppressionSchema),
    rules: z.array(ruleSchema),
    changes: z.array(
      z.strictObject({
        at: time,
        by: actor,
        kind: z.enum(['rule', 'suppression', 'pattern', 'source']),
        action: z.enum(['added', 'changed', 'moved', 'removed']),
        name: text,
      }),
    ),
    mayChange: z.boolean(),
  }),
);

export const tryResultSchema = component<TryPayloadResult>()(
  'TryPayloadResult',
  z.strictObject({
    conclusion: text,
    steps: z.array(
      z.strictObject({
        step: z.enum(['read', 'fingerprint', 'service', 'suppression', 'rule']),
        ok: z.boolean(),
        text,
        tried: z.array(
          z.strictObject({
            name: text,
            result: z.enum(['fits', 'no', 'skipped']),
            why: text,
          }),
        ),
      }),
    ),
    payload: text,
    redactions: count,
    incident: z
      .strictObject({
        title: text,
        severity: severitySchema.optional(),
        planTitle: text.optional(),
      })
      .optional(),
  }),
);

export const removedSchema = component<{ id: string }>()(
  'RemovedItem',
  z.strictObject({ id: text }),
);
