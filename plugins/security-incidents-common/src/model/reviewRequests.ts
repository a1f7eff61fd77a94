import { z } from 'zod';
import { ACTION_TYPES, PLAN_ANSWERS, ROOT_CAUSE_CATEGORIES } from '../rules';
import {
  identifier,
  longText,
  principalRef,
  shortText,
  timestamp,
  title,
} from './fields';
import { REVIEW_LIMITS, type ReviewFieldName } from './reviews';

const texts = (max: number) => z.array(shortText).max(max);

/** Body of `PUT /incidents/:id/review`: the fields to save; null clears one. @public */
export const saveReviewSchema = z
  .strictObject({
    summary: longText.nullable().optional(),
    rootCauses: z
      .array(
        z.strictObject({
          category: z.enum(ROOT_CAUSE_CATEGORIES),
          text: shortText,
        }),
      )
      .max(REVIEW_LIMITS.rootCauses)
      .nullable()
      .optional(),
    contributingFactors: texts(REVIEW_LIMITS.contributingFactors)
      .nullable()
      .optional(),
    wentWell: longText.nullable().optional(),
    wentBadly: longText.nullable().optional(),
    detectionGap: longText.nullable().optional(),
    planFollowed: z.enum(PLAN_ANSWERS).nullable().optional(),
    planDeviation: longText.nullable().optional(),
    planChanges: longText.nullable().optional(),
    lessons: longText.nullable().optional(),
    facilitator: principalRef.nullable().optional(),
    attendees: z
      .array(principalRef)
      .max(REVIEW_LIMITS.attendees)
      .nullable()
      .optional(),
  } satisfies Record<ReviewFieldName, z.ZodType>)
  .refine(
    value => Object.values(value).some(field => field !== undefined),
    'must name at least one field to save',
  );
/** @public */
export type SaveReviewRequest = z.input<typeof saveReviewSchema>;
/** @public */
export type ParsedSaveReview = z.output<typeof saveReviewSchema>;

/** Body of `POST /incidents/:id/review/{complete,approve}`. @public */
export const finishReviewSchema = z.strictObject({});

/** Body of `POST /incidents/:id/review/reopen`. @public */
export const reopenReviewSchema = z.strictObject({ reason: shortText });
/** @public */
export type ReopenReviewRequest = z.input<typeof reopenReviewSchema>;

/** Body of `POST /incidents/:id/review/waive`. @public */
export const waiveReviewSchema = z.strictObject({ reason: shortText });
/** @public */
export type WaiveReviewRequest = z.input<typeof waiveReviewSchema>;

const link = z.url({ protocol: /^https?$/ }).max(2000);

const check = z.strictObject({
  worksIf: shortText.optional(),
  by: timestamp.optional(),
  checkerRef: principalRef.optional(),
});

/** Body of `POST /incidents/:id/review/actions`. Owner and date may follow; they block closing the incident. @public */
export const addActionSchema = z.strictObject({
  type: z.enum(ACTION_TYPES),
  title,
  ownerRef: principalRef.optional(),
  dueAt: timestamp.optional(),
  check: check.optional(),
  link: link.optional(),
});
/** @public */
export type AddActionRequest = z.input<typeof addActionSchema>;
/** @public */
export type ParsedAddAction = z.output<typeof addActionSchema>;

/** Body of `PATCH /incidents/:id/review/actions/:actionId`. @public */
export const changeActionSchema = z
  .strictObject({
    type: z.enum(ACTION_TYPES).optional(),
    title: title.optional(),
    ownerRef: principalRef.optional(),
    /** A date that moves needs a reason. */
    dueAt: timestamp.optional(),
    link: link.nullable().optional(),
    note: shortText.optional(),
    check: check.optional(),
    /** `open` takes `done` back or re-opens a dropped action; `dropped` needs a reason. */
    state: z.enum(['open', 'done', 'dropped']).optional(),
    reason: shortText.optional(),
    /** Records the effect check, by somebody else than the owner; `works-not` re-opens the action and needs a new date. */
    effect: z
      .strictObject({
        result: z.enum(['works', 'works-not']),
        text: shortText,
      })
      .optional(),
  })
  .superRefine((value, context) => {
    const { reason, ...rest } = value;
    if (Object.values(rest).every(field => field === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'must name at least one field to change',
      });
    }
    if (value.state === 'dropped' && reason === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: 'must say why the action is dropped',
      });
    }
    if (value.state !== undefined && value.effect !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['effect'],
        message: 'must not be given together with state',
      });
    }
    if (value.effect?.result === 'works-not' && value.dueAt === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['dueAt'],
        message: 'must name a new date, since the action is open again',
      });
    }
  });
/** @public */
export type ChangeActionRequest = z.input<typeof changeActionSchema>;
/** @public */
export type ParsedChangeAction = z.output<typeof changeActionSchema>;

/** Body of `POST /actions/reminders`: reminds the owners, or whoever leads the incidents, of each action once a day. @public */
export const remindActionsSchema = z.strictObject({
  actionIds: z.array(identifier).min(1).max(REVIEW_LIMITS.reminders),
  to: z.enum(['owner', 'lead']).default('owner'),
});
/** @public */
export type RemindActionsRequest = z.input<typeof remindActionsSchema>;
/** @public */
export type ParsedRemindActions = z.output<typeof remindActionsSchema>;
