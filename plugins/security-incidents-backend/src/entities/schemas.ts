import {
  type EntityCounts,
  type EntityOverview,
  READINESS_CHECKS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  classSchema,
  count,
  entityRef,
  severityCountsSchema,
  statusSchema,
  text,
  time,
} from '../http/fields';
import { incidentSummarySchema } from '../incidents/schemas';
import {
  planOfferSchema,
  readinessSchema,
  resolvedRoleSchema,
} from '../responsePlans/schemas';

const checks = z.record(
  z.enum(READINESS_CHECKS),
  z.enum(['pass', 'late', 'fail', 'n-a']),
);

const waiting = z.strictObject({ total: count, oldestAt: time.optional() });

export const overviewSchema = component<EntityOverview>()(
  'EntityOverview',
  z.strictObject({
    entityRef,
    open: z.strictObject({ total: count, bySeverity: severityCountsSchema }),
    total: count.describe('All incidents ever, without exercises.'),
    lastClosedAt: time.optional(),
    openIncidents: z
      .array(incidentSummarySchema)
      .max(5)
      .describe('The most urgent open ones, at most five.'),
    nextActions: z
      .array(
        z.strictObject({
          incidentId: z.uuid(),
          incidentKey: text,
          incidentTitle: text,
          text: text.describe('What to do.'),
          because: z
            .enum(['role', 'owner', 'task'])
            .describe('Why the caller should do it.'),
          towards: statusSchema.describe('The status that it leads to.'),
          taskId: text.optional(),
          dueAt: time.optional(),
        }),
      )
      .max(3)
      .describe('At most three, the most urgent first.'),
    rollUp: z
      .array(
        z.strictObject({
          entityRef,
          open: count,
          bySeverity: severityCountsSchema,
          total: count,
          checks: checks.optional(),
        }),
      )
      .max(50)
      .describe(
        'For a system, domain or group: the entities below, most open first, at most 50.',
      ),
    mayReport: z.boolean().describe('Whether the caller may report.'),
    plansState: z
      .literal('not-read-yet')
      .optional()
      .describe('Present until the catalog was read for the first time.'),
    readiness: readinessSchema
      .optional()
      .describe(
        'Absent, like the fields below, for other kinds and without `security-incidents.plan.read`.',
      ),
    watch: z
      .strictObject({
        sources: count.describe('Sources of detections that find the service.'),
        inTrouble: count.describe('Silent and rejecting ones.'),
        waiting: waiting
          .optional()
          .describe(
            'New detections about the service, with `security-incidents.detection.triage`.',
          ),
      })
      .optional()
      .describe('Absent without `security-incidents.detection.read`.'),
    plans: z.array(planOfferSchema).optional().describe('At most four.'),
    planKinds: z
      .array(
        z.strictObject({
          planRef: entityRef,
          title: text,
          classes: z.array(classSchema),
        }),
      )
      .optional()
      .describe('Which plan would lead for each class.'),
    planRoles: z
      .array(resolvedRoleSchema)
      .optional()
      .describe('Who would act, from the first plan.'),
  }),
);

export const entityCountsSchema = component<{ items: EntityCounts[] }>()(
  'EntityCountsList',
  z.strictObject({
    items: z.array(
      z.strictObject({
        entityRef,
        open: count,
        bySeverity: severityCountsSchema,
        total: count,
        checks: checks.optional(),
        waiting: waiting.optional(),
      }),
    ),
  }),
);
