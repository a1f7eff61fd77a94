import {
  PLAN_ANCHORS,
  type PlanRuns,
  type PlanSummary,
  TASK_STATES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../../http/components';
import {
  actor,
  count,
  entityRef,
  statusSchema,
  text,
  time,
} from '../../http/fields';
import { planOfferSchema, resolvedRoleSchema } from '../schemas';

const anchor = z.enum(PLAN_ANCHORS).describe('Time that due times count from.');

const dueFields = {
  dueAt: time.optional().describe('Absent while the anchor is not known.'),
  dueWhen: anchor.optional().describe('What an unknown due time waits for.'),
};

export const planSummarySchema = component<PlanSummary>()(
  'PlanSummary',
  z.strictObject({
    runs: count.describe('Applied plans.'),
    required: z
      .strictObject({
        total: count,
        settled: count.describe('Done or skipped.'),
      })
      .describe('Required tasks.'),
    overdue: count.describe('Unfinished tasks after their due time.'),
    nextTask: z
      .strictObject({
        id: text,
        title: text,
        state: z.enum(TASK_STATES),
        required: z.boolean(),
        assigneeRef: entityRef.optional(),
        ...dueFields,
      })
      .optional()
      .describe('The task that nothing blocks and that is due first.'),
  }),
);

const taskSchema = z.strictObject({
  id: text,
  runId: text,
  planTaskId: text.describe('Id within the plan.'),
  phaseId: text,
  title: text,
  instructions: text.optional().describe('Markdown.'),
  links: z.array(z.strictObject({ title: text, url: text })),
  role: text.optional(),
  assigneeRef: entityRef.optional(),
  assigneeGap: text.optional().describe('Why nobody is assigned.'),
  required: z.boolean(),
  evidenceRequired: z
    .boolean()
    .describe(
      'Whether finishing it needs a file of evidence, or a step that describes it.',
    ),
  dependsOn: z.array(text).describe('Ids within the plan.'),
  state: z.enum(TASK_STATES),
  due: z
    .strictObject({
      after: text.describe('ISO-8601 duration.'),
      from: anchor,
    })
    .optional(),
  ...dueFields,
  startedAt: time.optional(),
  endedAt: time.optional(),
  endedBy: actor.optional(),
  reason: text.optional().describe('Why it was skipped.'),
  stepId: text.optional().describe('Step that says what was done.'),
  evidenceId: text
    .optional()
    .describe('First file of evidence that was collected for it.'),
  maySettle: z
    .boolean()
    .describe(
      'Whether the caller is its assignee, leads the response or is a deputy. Others note on it or take it over.',
    ),
  retired: z
    .boolean()
    .optional()
    .describe('Finished work that the plan no longer has since an upgrade.'),
});

const changeSchema = z.strictObject({
  kind: z.enum(['added', 'removed', 'changed']),
  part: z.enum(['task', 'phase', 'role', 'plan']),
  id: text,
  title: text,
  fields: z.array(text).optional(),
  values: z
    .array(
      z.strictObject({
        field: text,
        before: text.optional(),
        after: text.optional(),
      }),
    )
    .optional(),
});

export const planRunsSchema = component<PlanRuns>()(
  'PlanRuns',
  z.strictObject({
    runs: z.array(
      z.strictObject({
        id: text,
        planRef: entityRef,
        title: text,
        version: text,
        contentHash: text.describe(
          'SHA-256 over the RFC 8785 form of the applied content.',
        ),
        sourceLocation: text.optional(),
        primary: z.boolean(),
        reason: text.describe('Why this plan.'),
        appliedAt: time,
        appliedBy: actor,
        roles: z.array(resolvedRoleSchema),
        phases: z.array(
          z.strictObject({
            id: text,
            title: text,
            maps: statusSchema,
            goal: text.optional(),
            exitCriteria: z.array(text),
            tasks: z.array(taskSchema),
          }),
        ),
        changedSince: z
          .strictObject({
            version: text,
            contentHash: text,
            changes: z
              .array(changeSchema)
              .describe('What an upgrade would change.'),
          })
          .optional()
          .describe('Present when the plan in the catalog changed.'),
      }),
    ),
    noPlan: z
      .strictObject({ reason: text, at: time, by: actor })
      .optional()
      .describe('The decision to respond without a plan.'),
    undecided: z
      .boolean()
      .optional()
      .describe(
        'True while the class is not decided and several plans could apply; none is primary then.',
      ),
    offered: z
      .array(planOfferSchema)
      .describe('Plans that would apply and are not applied, best first.'),
  }),
);
