import { z } from 'zod';
import {
  AFFECTED_ROLES,
  CIA_IMPACTS,
  COMPROMISE_STATES,
  DETECTION_METHODS,
  DETERMINATIONS,
  FUNCTIONAL_IMPACTS,
  INCIDENT_MODES,
  INCIDENT_STATUSES,
  LEVELS,
  PRIORITIES,
  REPORT_CERTAINTIES,
  RESOLUTION_CODES,
  RSIT_CLASSES,
  getRsitTypes,
  SEVERITIES,
  STEP_AUDIENCES,
  STEP_KINDS,
  STEP_OUTCOMES,
  TLP_MARKINGS,
  TRISTATES,
  VISIBILITIES,
} from '../rules';
import {
  codename,
  entityRef,
  identifier,
  LIMITS,
  longText,
  planRef,
  principalRef,
  requiredLongText,
  shortText,
  text,
  timestamp,
  title,
} from './fields';
import { ENTITY_COUNTS_PARTS } from './overview';

/*
 * Requests of the API. The schemas are strict: an unknown field is an error. Lengths are in UTF-16 code units.
 */

export { isStorableText, LIMITS, STORABLE_TEXT_RULE } from './fields';

const classification = z
  .strictObject({
    scheme: z.literal('rsit').optional(),
    class: z.enum(RSIT_CLASSES),
    type: z.string().max(64).optional(),
  })
  .superRefine((value, context) => {
    const types = getRsitTypes(value.class);
    if (value.type !== undefined && !types.includes(value.type)) {
      context.addIssue({
        code: 'custom',
        path: ['type'],
        message: `must be a type of ${value.class}: ${types.join(', ')}`,
      });
    }
  });

const impact = z.union([
  z.enum(LEVELS),
  z.strictObject({
    confidentiality: z.enum(CIA_IMPACTS).optional(),
    integrity: z.enum(CIA_IMPACTS).optional(),
    availability: z.enum(CIA_IMPACTS).optional(),
    functional: z.enum(FUNCTIONAL_IMPACTS).optional(),
    /** One level for everything that is not assessed by itself. */
    level: z.enum(LEVELS).optional(),
    /** Minutes in which services were disrupted, summed over services; 0 when none was. */
    serviceMinutes: z.int().min(0).max(1_000_000_000).optional(),
  }),
]);

const personalData = z.strictObject({
  involved: z.enum(TRISTATES),
  categories: z.array(shortText).max(50).optional(),
  subjectsEstimate: z.int().min(0).optional(),
  recordsEstimate: z.int().min(0).optional(),
});

const affectedEntity = z.strictObject({
  entityRef,
  role: z.enum(AFFECTED_ROLES).optional(),
  compromise: z.enum(COMPROMISE_STATES).optional(),
  impactNote: shortText.optional(),
});

const resolution = z.strictObject({
  code: z.enum(RESOLUTION_CODES),
  summary: requiredLongText,
  rootCause: longText.optional(),
});

/** Body of `POST /incidents`. @public */
export const createIncidentSchema = z
  .strictObject({
    title,
    summary: longText.optional(),
    codename: codename.optional(),
    severity: z.enum(SEVERITIES).optional(),
    determination: z.enum(DETERMINATIONS).optional(),
    classification: classification.optional(),
    affected: z.array(affectedEntity).max(LIMITS.affected),
    unknownService: z.boolean().optional(),
    detection: z
      .strictObject({
        method: z.enum(DETECTION_METHODS),
        certainty: z.enum(REPORT_CERTAINTIES).optional(),
      })
      .optional(),
    impact: impact.optional(),
    urgency: z.enum(LEVELS).optional(),
    ongoing: z.enum(TRISTATES).optional(),
    tlp: z.enum(TLP_MARKINGS).optional(),
    visibility: z.enum(VISIBILITIES).optional(),
    mode: z.enum(INCIDENT_MODES).optional(),
    /** The plan that an exercise practises; it is applied at once. */
    planRef: planRef.optional(),
    occurredAt: timestamp.optional(),
    detectedAt: timestamp.optional(),
    timestampsReason: shortText.optional(),
    personalData: personalData.optional(),
    suspectedMalicious: z.enum(TRISTATES).optional(),
    crossBorder: z.enum(TRISTATES).optional(),
  })
  .superRefine((value, context) => {
    if (value.affected.length === 0 && value.unknownService !== true) {
      context.addIssue({
        code: 'custom',
        path: ['affected'],
        message:
          'must name at least one service, unless unknownService is true',
      });
    }
    if (value.affected.length > 0 && value.unknownService === true) {
      context.addIssue({
        code: 'custom',
        path: ['unknownService'],
        message: 'must not be true when affected names a service',
      });
    }
    if (value.planRef !== undefined && value.mode !== 'exercise') {
      context.addIssue({
        code: 'custom',
        path: ['planRef'],
        message:
          'must only be given for an exercise; a real incident gets its plan when it leaves triage',
      });
    }
    const seen = new Set<string>();
    value.affected.forEach((entity, index) => {
      if (seen.has(entity.entityRef)) {
        context.addIssue({
          code: 'custom',
          path: ['affected', index, 'entityRef'],
          message: `names ${entity.entityRef} a second time`,
        });
      }
      seen.add(entity.entityRef);
    });
  });
/** What is sent to report an incident. @public */
export type CreateIncidentRequest = z.input<typeof createIncidentSchema>;
/** A report after parsing. @public */
export type ParsedCreateIncident = z.output<typeof createIncidentSchema>;

/** Body of `PATCH /incidents/:id`; null clears a field. @public */
export const updateIncidentSchema = z
  .strictObject({
    title: title.optional(),
    summary: longText.nullable().optional(),
    codename: codename.nullable().optional(),
    severity: z.enum(SEVERITIES).optional(),
    determination: z.enum(DETERMINATIONS).optional(),
    classification: classification.optional(),
    impact: impact.nullable().optional(),
    urgency: z.enum(LEVELS).optional(),
    ongoing: z.enum(TRISTATES).optional(),
    tlp: z.enum(TLP_MARKINGS).optional(),
    visibility: z.enum(VISIBILITIES).optional(),
    occurredAt: timestamp.nullable().optional(),
    detectedAt: timestamp.optional(),
    reportedAt: timestamp.optional(),
    awareAt: timestamp.nullable().optional(),
    /** Why times are out of order. */
    timestampsReason: shortText.optional(),
    personalData: personalData.optional(),
    suspectedMalicious: z.enum(TRISTATES).optional(),
    crossBorder: z.enum(TRISTATES).optional(),
    priorityOverride: z
      .strictObject({ priority: z.enum(PRIORITIES), reason: shortText })
      .nullable()
      .optional(),
  })
  .superRefine((value, context) => {
    if (Object.keys(value).length === 0) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'must name at least one field to change',
      });
    }
  });
/** What is sent to change facts. @public */
export type UpdateIncidentRequest = z.input<typeof updateIncidentSchema>;
/** A change of facts after parsing. @public */
export type ParsedUpdateIncident = z.output<typeof updateIncidentSchema>;

/** Body of `POST /incidents/:id/transitions`. @public */
export const transitionSchema = z.strictObject({
  to: z.enum(INCIDENT_STATUSES),
  reason: shortText.optional(),
  resolution: resolution.optional(),
  mergedInto: identifier.optional(),
});
/** What is sent to move an incident. @public */
export type TransitionRequest = z.input<typeof transitionSchema>;
/** A move after parsing. @public */
export type ParsedTransition = z.output<typeof transitionSchema>;

/** Body of `POST /incidents/:id/steps`. @public */
export const recordStepSchema = z
  .strictObject({
    kind: z.enum(STEP_KINDS),
    text: requiredLongText,
    outcome: z.enum(STEP_OUTCOMES).optional(),
    /** Who a communication was for; one to management restarts the clock of updates. */
    audience: z.enum(STEP_AUDIENCES).optional(),
    performedAt: timestamp.optional(),
    taskId: identifier.optional(),
    entityRefs: z.array(entityRef).max(LIMITS.entityRefs).optional(),
    supersedes: identifier.optional(),
  })
  .superRefine(({ kind, audience }, context) => {
    if (audience !== undefined && kind !== 'communication') {
      context.addIssue({
        code: 'custom',
        path: ['audience'],
        message: 'must only be given for a communication',
      });
    }
  });
/** What is sent to record a step. @public */
export type RecordStepRequest = z.input<typeof recordStepSchema>;
/** A step after parsing. @public */
export type ParsedRecordStep = z.output<typeof recordStepSchema>;

/** Body of `POST /incidents/:id/affected`: links a service, or changes the link when there is one. @public */
export const affectedSchema = affectedEntity;
/** What is sent to link a service. @public */
export type AffectedRequest = z.input<typeof affectedSchema>;
/** A link after parsing. @public */
export type ParsedAffected = z.output<typeof affectedSchema>;

/** Body (or query) of `DELETE /incidents/:id/affected`. @public */
export const unlinkSchema = z.strictObject({
  entityRef,
  reason: shortText.optional(),
});
/** @public */
export type UnlinkRequest = z.input<typeof unlinkSchema>;
/** @public */
export type ParsedUnlink = z.output<typeof unlinkSchema>;

/** Body of `PUT /incidents/:id/roles/:role` and of `POST /incidents/:id/members`. @public */
export const principalSchema = z.strictObject({ principalRef });
/** @public */
export type PrincipalRequest = z.input<typeof principalSchema>;
/** @public */
export type ParsedPrincipal = z.output<typeof principalSchema>;

/** Shortest reason for breaking the glass, in UTF-16 code units. Members read it. @public */
export const MIN_BREAK_GLASS_REASON = 10;

/** Body of `POST /incidents/:id/break-glass`. @public */
export const breakGlassSchema = z.strictObject({
  reason: text.min(MIN_BREAK_GLASS_REASON).max(LIMITS.shortText),
});
/** @public */
export type BreakGlassRequest = z.input<typeof breakGlassSchema>;
/** @public */
export type ParsedBreakGlass = z.output<typeof breakGlassSchema>;

/** Body of `POST /entities/overviews`. @public */
export const overviewsSchema = z.strictObject({
  entityRefs: z.array(entityRef).min(1).max(200),
  include: z.array(z.enum(ENTITY_COUNTS_PARTS)).max(2).optional(),
});
