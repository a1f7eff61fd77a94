import {
  ACTION_GROUPS,
  ACTION_STATES,
  ACTION_TYPES,
  type ActionPage,
  type ActionSummary,
  type FollowUpCounts,
  type ImprovementAction,
  type Page,
  PLAN_ANSWERS,
  type PlanAdherence,
  type RelatedReview,
  type ReminderResult,
  type Review,
  REVIEW_BLOCKERS,
  REVIEW_REASONS,
  REVIEW_STATES,
  type ReviewFieldName,
  type ReviewIncident,
  type ReviewPage,
  type ReviewSummary,
  type ReviewText,
  ROOT_CAUSE_CATEGORIES,
  TLP_MARKINGS,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { errorWith } from '../http/errorSchema';
import {
  actor,
  classSchema,
  count,
  entityRef,
  milliseconds,
  modeSchema,
  pageOf,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';
import { listPageShape } from '../http/parameters';

const rootCause = z.strictObject({
  category: z.enum(ROOT_CAUSE_CATEGORIES),
  text,
});

const fields = z.strictObject({
  summary: text.optional(),
  rootCauses: z.array(rootCause).optional(),
  contributingFactors: z.array(text).optional(),
  wentWell: text.optional(),
  wentBadly: text.optional(),
  detectionGap: text.optional(),
  planFollowed: z.enum(PLAN_ANSWERS).optional(),
  planDeviation: text.optional(),
  planChanges: text.optional(),
  lessons: text.optional(),
  facilitator: entityRef.optional(),
  attendees: z.array(entityRef).optional(),
});

const FIELD_NAMES = Object.keys(fields.shape) as ReviewFieldName[];

const fieldChange = z.strictObject({
  at: time,
  by: actor,
  version: count.describe('Version of the review that it made.'),
});

const changes = z.strictObject(
  Object.fromEntries(
    FIELD_NAMES.map(name => [name, fieldChange.optional()]),
  ) as Record<ReviewFieldName, z.ZodOptional<typeof fieldChange>>,
);

const adherenceSchema = component<PlanAdherence>()(
  'PlanAdherence',
  z
    .strictObject({
      planRef: entityRef,
      planTitle: text,
      planVersion: text.optional(),
      contentHash: text,
      dueSoFar: count.describe(
        'Required tasks that ended or whose due time has passed, without skipped ones.',
      ),
      onTime: count,
      late: count,
      skipped: count,
      rolesFilled: count,
      roles: count,
      evidence: count,
      evidenceKept: count,
      tasks: z.array(
        z.strictObject({
          taskId: text,
          title: text,
          by: actor.optional(),
          dueAt: time.optional(),
          endedAt: time.optional(),
          result: z.enum(['on-time', 'late', 'skipped', 'open', 'overdue']),
          lateMs: milliseconds.optional(),
        }),
      ),
    })
    .describe(
      'How the response followed a plan, computed from the record. Nobody can edit it.',
    ),
);

const actionShape = {
  id: text,
  type: z.enum(ACTION_TYPES),
  title: text,
  ownerRef: entityRef.optional(),
  dueAt: time.optional(),
  firstDueAt: time
    .optional()
    .describe('The first due time; absent while it never moved.'),
  moves: count.describe('How often the due time was moved.'),
  state: z.enum(ACTION_STATES),
  group: z.enum(ACTION_GROUPS).describe('As of the answer.'),
  check: z.strictObject({
    worksIf: text.optional(),
    by: time.optional(),
    checkerRef: entityRef.optional(),
    result: z.enum(['works', 'works-not']).optional(),
    text: text.optional(),
    checkedAt: time.optional(),
    checkedBy: actor.optional(),
  }),
  link: text.optional(),
  note: z.strictObject({ text, at: time, by: actor }).optional(),
  addedAt: time,
  addedBy: actor,
  doneAt: time.optional(),
  doneBy: actor.optional(),
  droppedReason: text.optional(),
  remindedAt: time.optional(),
  leadRemindedAt: time.optional(),
  version: count.describe('For `If-Match`.'),
};

const actionSchema = component<ImprovementAction>()(
  'ImprovementAction',
  z.strictObject(actionShape),
);

const blockers = z.array(
  z.strictObject({
    id: z.enum(REVIEW_BLOCKERS),
    message: text,
    field: z.enum(FIELD_NAMES).optional(),
    actionIds: z.array(text).optional(),
  }),
);

/** A review that cannot be completed yet. */
export const reviewBlockedSchema = errorWith('ReviewBlockedError', {
  blockedBy: blockers.describe('What is missing.').optional(),
});

/** A field of a review that somebody else changed. */
export const reviewConflictSchema = errorWith('ReviewConflictError', {
  conflicts: z
    .array(
      fieldChange.extend({
        field: z.enum(FIELD_NAMES),
        value: z.unknown().describe('What is in the field now.'),
      }),
    )
    .describe('The fields that somebody changed since.')
    .optional(),
});

const recurrence = z.strictObject({
  id: text,
  key: text,
  title: text,
  detectedAt: time,
});

export const reviewSchema = component<Review>()(
  'Review',
  z.strictObject({
    incidentId: text,
    incidentKey: text,
    state: z
      .enum(REVIEW_STATES)
      .optional()
      .describe('Absent when none is required and nobody started one.'),
    required: z.boolean(),
    requiredBecause: z.enum(REVIEW_REASONS).optional(),
    dueAt: time.optional(),
    overdue: z.boolean(),
    version: count.describe('For `If-Match`; 0 until something was saved.'),
    fields,
    changes,
    completedAt: time.optional(),
    completedBy: actor.optional(),
    approvedAt: time.optional(),
    approvedBy: actor.optional(),
    reopenedAt: time.optional(),
    reopenedBy: actor.optional(),
    reopenReason: text.optional(),
    waivedAt: time.optional(),
    waivedBy: actor.optional(),
    waivedReason: text.optional(),
    remindedAt: time.optional(),
    blockedBy: blockers.describe('What is left before it can be completed.'),
    approval: z.strictObject({
      required: z.boolean(),
      refusedBecause: text
        .optional()
        .describe('Why the caller may not approve; absent when they may.'),
    }),
    adherence: z.array(adherenceSchema),
    actions: z.array(actionSchema),
    cameBack: z
      .strictObject({
        from: recurrence.optional(),
        as: recurrence.optional(),
      })
      .describe(
        'The last incidents of the same class and type on one of the services before and after, at most a year apart, that the caller may read.',
      ),
    rights: z.strictObject({ update: z.boolean(), approve: z.boolean() }),
  }),
);

const incidentSchema = component<ReviewIncident>()(
  'ReviewIncident',
  z.strictObject({
    id: text,
    key: text,
    title: text,
    mode: modeSchema,
    status: statusSchema,
    severity: severitySchema.optional(),
    class: classSchema.optional(),
    isMajor: z.boolean(),
    tlp: z.enum(TLP_MARKINGS),
    visibility: z.enum(VISIBILITIES),
    resolvedAt: time.optional(),
    entityRefs: z.array(entityRef),
  }),
);

const reviewSummarySchema = component<ReviewSummary>()(
  'ReviewSummary',
  z.strictObject({
    incident: incidentSchema,
    state: z.enum(REVIEW_STATES),
    required: z.boolean(),
    requiredBecause: z.enum(REVIEW_REASONS).optional(),
    dueAt: time.optional(),
    overdue: z.boolean(),
    leadRef: entityRef.optional(),
    completedAt: time.optional(),
    completedBy: actor.optional(),
    approvedAt: time.optional(),
    approvedBy: actor.optional(),
    needsApproval: z.boolean(),
    remindedAt: time.optional(),
    actions: z.strictObject({ total: count, open: count, proven: count }),
  }),
);

export const reviewPageSchema = component<ReviewPage>()(
  'ReviewPage',
  pageOf(reviewSummarySchema).extend({
    counts: z.strictObject({
      overdue: count,
      open: count,
      needsApproval: count,
      finished: count,
    }),
    asOf: time,
  }) as never,
);

/** The query of the texts of finished reviews. */
export const reviewTextsQuery = z.strictObject(listPageShape);

const reviewTextSchema = component<ReviewText>()(
  'ReviewText',
  z.strictObject({
    incident: incidentSchema,
    completedAt: time,
    fields: fields.omit({ facilitator: true, attendees: true }),
  }),
);

export const reviewTextPageSchema = component<Page<ReviewText>>()(
  'ReviewTextPage',
  pageOf(reviewTextSchema),
);

const actionSummarySchema = component<ActionSummary>()(
  'ActionSummary',
  z.strictObject({
    ...actionShape,
    incident: incidentSchema,
    cameBackAs: z
      .strictObject({ id: text, key: text })
      .optional()
      .describe(
        'The last incident of the same class and type on one of its services, at most a year later.',
      ),
  }),
);

export const actionPageSchema = component<ActionPage>()(
  'ActionPage',
  pageOf(actionSummarySchema).extend({
    counts: z.record(z.enum(ACTION_GROUPS), count),
    incidents: count,
    exercises: count,
    asOf: time,
  }) as never,
);

export const followUpCountsSchema = component<FollowUpCounts>()(
  'FollowUpCounts',
  z.strictObject({
    overdue: z.strictObject({
      reviews: count,
      actions: count,
      checks: count,
      obligations: count
        .optional()
        .describe(
          'To assess or to send, past their due time; absent for callers who may not see obligations.',
        ),
    }),
    open: z.strictObject({
      reviews: count,
      actions: count,
      obligations: count
        .optional()
        .describe('Absent for callers who may not see obligations.'),
    }),
  }),
);

const relatedReviewSchema = component<RelatedReview>()(
  'RelatedReview',
  z.strictObject({
    incident: incidentSchema,
    completedAt: time,
    because: z.array(z.enum(['class', 'service', 'system', 'words'])),
    summary: text.optional().describe('The beginning of what happened.'),
    lessons: text.optional().describe('The beginning of the lessons.'),
    rootCauses: z.array(rootCause),
    actions: z.strictObject({ total: count, proven: count }),
  }),
);

export const relatedReviewsSchema = component<{ items: RelatedReview[] }>()(
  'RelatedReviews',
  z.strictObject({ items: z.array(relatedReviewSchema) }),
);

export const reminderResultsSchema = component<{ results: ReminderResult[] }>()(
  'ReminderResults',
  z.strictObject({
    results: z.array(
      z.strictObject({
        actionId: text,
        outcome: z.enum([
          'reminded',
          'held-back',
          'no-owner',
          'not-found',
          'refused',
        ]),
        remindedAt: time.optional(),
      }),
    ),
  }),
);
