import { z } from 'zod';
import {
  planRef,
  principalRef,
  requiredLongText,
  shortText,
} from '../model/fields';
import { TASK_STATES } from './run';

/** A plan to apply or to upgrade to, or the reason for none. @public */
export type ApplyPlanRequest =
  | {
      planRef: string;
      /** Replaces the content of the run of this plan and keeps finished work. */
      upgrade?: boolean;
    }
  | { noPlanReason: string };

/** Body of `POST /incidents/:id/plan-runs`. @public */
export const applyPlanSchema = z
  .strictObject({
    planRef: planRef.optional(),
    upgrade: z.boolean().optional(),
    noPlanReason: shortText.optional(),
  })
  .transform((value, context): ApplyPlanRequest => {
    const { planRef: plan, upgrade, noPlanReason } = value;
    if (plan !== undefined && noPlanReason === undefined) {
      return { planRef: plan, ...(upgrade !== undefined && { upgrade }) };
    }
    if (noPlanReason !== undefined && plan === undefined && !upgrade) {
      return { noPlanReason };
    }
    context.addIssue({
      code: 'custom',
      message:
        'must have either planRef, with or without upgrade, or noPlanReason',
    });
    return z.NEVER;
  });

/** Body of `PATCH /incidents/:id/tasks/:taskId`. @public */
export const changeTaskSchema = z
  .strictObject({
    state: z.enum(TASK_STATES).optional(),
    assigneeRef: principalRef.optional(),
    /** Assigns it to the caller, whoever it belonged to. */
    takeOver: z.literal(true).optional(),
    /** Needed to skip a task, and to open an ended one again. */
    reason: shortText.optional(),
    /** What was done; recorded as a resolution step of the task. Finishing one that asks for evidence needs a step. */
    note: requiredLongText.optional(),
  })
  .refine(
    ({ state, assigneeRef, takeOver, note }) =>
      [state, assigneeRef, takeOver, note].some(field => field !== undefined),
    'must have at least one of state, assigneeRef, takeOver and note',
  )
  .refine(
    ({ assigneeRef, takeOver }) =>
      assigneeRef === undefined || takeOver === undefined,
    { path: ['takeOver'], message: 'must not be given with assigneeRef' },
  );

/** A plan to apply, or the reason for none, after parsing. @public */
export type ParsedApplyPlan = z.output<typeof applyPlanSchema>;
/** @public */
export type ChangeTaskRequest = z.input<typeof changeTaskSchema>;
/** A change of a task after parsing. @public */
export type ParsedChangeTask = z.output<typeof changeTaskSchema>;
