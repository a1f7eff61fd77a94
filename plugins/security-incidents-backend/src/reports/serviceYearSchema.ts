import { type ServiceYear } from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  actor,
  classSchema,
  count,
  entityRef,
  milliseconds,
  modeSchema,
  severityCountsSchema,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';
import { headerShape, recordStateSchema } from './headerSchemas';
import {
  months,
  planTasks,
  reportDurationSchema,
  share,
} from './reportSchemas';

const incidentShape = {
  id: z.uuid(),
  key: text,
  title: text,
  severity: severitySchema.optional(),
  status: statusSchema,
};
const obligations = {
  toAssess: count,
  toSend: count,
  sent: count,
  late: count,
};

const item = z.strictObject({
  ...incidentShape,
  open: z.boolean(),
  restricted: z.boolean(),
  imported: z.boolean().optional(),
  class: classSchema.optional(),
  type: text.optional(),
  detectedAt: time,
  containedMs: milliseconds.optional(),
  containment: z.enum(['within', 'late', 'running', 'over', 'no-target']),
  containDueAt: time.optional(),
  whatWasDone: text.optional(),
  leadRef: entityRef.optional(),
  steps: count,
  people: count,
  plan: z
    .strictObject({
      planRef: entityRef,
      title: text,
      version: text,
      onTime: count,
      due: count,
    })
    .optional(),
  noPlanReason: text.optional(),
  obligations: z.strictObject(obligations),
  review: z.enum(['required', 'done', 'waived']).optional(),
  actions: z.strictObject({ total: count, proven: count, overdue: count }),
});

export const serviceYearSchema = component<ServiceYear>()(
  'ServiceYear',
  z.strictObject({
    ...headerShape,
    entityRef,
    title: text.optional(),
    tier: text.optional(),
    lifecycle: text.optional(),
    systemRef: entityRef.optional(),
    ownerRefs: z.array(entityRef),
    incidents: z.strictObject({
      total: count,
      open: count,
      closed: count,
      dismissed: count,
      exercises: count,
      restricted: count,
    }),
    bySeverity: severityCountsSchema,
    months,
    durations: z.array(reportDurationSchema),
    planTasks,
    containment: share.extend({ withoutTarget: count, running: count }),
    marks: z.array(
      z.strictObject({
        ...incidentShape,
        open: z.boolean(),
        mode: modeSchema,
        class: classSchema.optional(),
        detectedAt: time,
      }),
    ),
    cameBack: z.array(
      z.strictObject({
        class: classSchema,
        type: text.optional(),
        incidents: z.array(
          z.strictObject({
            ...incidentShape,
            detectedAt: time,
            resolution: text.optional(),
          }),
        ),
      }),
    ),
    items: z.array(item),
    truncated: z.boolean(),
    people: z.array(
      z.strictObject({
        principalRef: actor,
        led: count,
        steps: count,
        incidents: count,
      }),
    ),
    steps: count,
    actions: z.array(
      z.strictObject({
        id: text,
        incidentKey: text,
        title: text,
        ownerRef: entityRef.optional(),
        dueAt: time
          .optional()
          .describe('The first date, when it was moved and is over.'),
        state: z.enum(['open', 'done', 'proven', 'overdue']),
      }),
    ),
    reviews: z.strictObject({ held: count, required: count }),
    obligations: z.strictObject({ ...obligations, notApplicable: count }),
    record: recordStateSchema,
  }),
);
