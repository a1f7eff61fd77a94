import {
  INCIDENT_ROLES,
  MAX_LATER,
  TLP_MARKINGS,
  VISIBILITIES,
  WORK_ACTIONS,
  WORK_DECISIONS,
  WORK_DUE_STATES,
  type WorkIncident,
  type WorkItem,
  type WorkPage,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  count,
  entityRef,
  modeSchema,
  pageOf,
  prioritySchema,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';

const workIncidentSchema = component<WorkIncident>()(
  'WorkIncident',
  z.strictObject({
    id: z.uuid(),
    key: text,
    title: text,
    mode: modeSchema,
    status: statusSchema,
    severity: severitySchema.optional(),
    priority: prioritySchema.optional(),
    tlp: z.enum(TLP_MARKINGS),
    visibility: z.enum(VISIBILITIES),
    version: count.describe('For `If-Match`.'),
  }),
);

const base = {
  id: text.describe('The same for as long as the work lasts.'),
  title: text.describe('What to do.'),
  incident: workIncidentSchema,
  due: z.strictObject({
    at: time.optional(),
    state: z.enum(WORK_DUE_STATES),
  }),
  holder: z.strictObject({
    ref: entityRef.describe('The caller or a group of theirs.'),
    because: z.enum(['assignee', 'owner', ...INCIDENT_ROLES]),
  }),
  mine: z
    .boolean()
    .describe(
      'Whether the caller holds it; false when a group of theirs does.',
    ),
  action: z.strictObject({
    name: z
      .enum(WORK_ACTIONS)
      .describe('What the caller may do about it; `open`: only look at it.'),
    target: text.describe(
      "Fragment of the incident's page that shows what it is about.",
    ),
  }),
};

const workItemSchema = component<WorkItem>()(
  'WorkItem',
  z.discriminatedUnion('kind', [
    z.strictObject({
      ...base,
      kind: z.literal('task'),
      taskId: z.uuid(),
      taskState: z.enum(['open', 'in-progress']),
      required: z.boolean(),
      evidenceRequired: z
        .boolean()
        .describe('Cannot be finished without a note.'),
      waitsFor: z
        .array(text)
        .describe('Titles of the tasks that must end first.'),
    }),
    z.strictObject({
      ...base,
      kind: z.literal('clock'),
      clock: z.enum(['acknowledge', 'contain', 'resolve']),
    }),
    z.strictObject({
      ...base,
      kind: z.literal('decision'),
      decision: z.enum(WORK_DECISIONS),
      entityRef: entityRef
        .optional()
        .describe('For `service`: the affected service.'),
      reasons: z.array(text).describe('Why it is asked.'),
    }),
    z.strictObject({ ...base, kind: z.literal('update') }),
    z.strictObject({ ...base, kind: z.literal('review') }),
    z.strictObject({
      ...base,
      kind: z.literal('action'),
      actionId: z.uuid(),
      step: z.enum(['do', 'check']),
    }),
    z.strictObject({
      ...base,
      kind: z.literal('obligation'),
      obligationId: z.uuid(),
      obligationState: z.enum(['to-assess', 'pending']),
      ruleName: text.describe('Such as `GDPR 33(1)`.'),
    }),
  ]),
);

export const workPageSchema = component<WorkPage>()(
  'WorkPage',
  pageOf(workItemSchema).extend({
    counts: z
      .strictObject({
        all: count,
        mine: count,
        group: count,
        byDue: z.record(z.enum(WORK_DUE_STATES), count),
      })
      .describe('Of all work of the caller, whatever the filters.'),
    later: z
      .strictObject({
        total: count,
        incidents: z
          .array(
            z.strictObject({
              incident: workIncidentSchema,
              total: count,
              titles: z.array(text).max(MAX_LATER),
              startsWith: statusSchema
                .optional()
                .describe(
                  'The phase that the first of them waits for; absent when it waits for other tasks only.',
                ),
            }),
          )
          .max(MAX_LATER)
          .describe('What starts first comes first.'),
      })
      .describe(
        'Tasks of the caller and their groups that cannot be started yet and have no due time. They are not counted as work. Whatever the filters.',
      ),
    asOf: time.describe('When it was read.'),
    truncated: z
      .boolean()
      .describe(
        'Whether there is more work than is looked at. The most urgent of it is shown.',
      ),
  }),
);
