import {
  type DueOverview,
  type EntityHistory,
  MAX_DUE_MARKS,
  type Volume,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
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

const period = {
  from: time.describe('Start of the period.'),
  to: time.describe('End of the period, exclusive.'),
};

const duration = z.strictObject({
  formula: text.describe('Such as `contained minus detected`.'),
  n: count.describe('Incidents that the figure is computed from.'),
  excluded: count.describe('Incidents without one of the two times.'),
  medianMs: milliseconds
    .optional()
    .describe('Nearest-rank median in milliseconds. Absent when `n` is 0.'),
  p90Ms: milliseconds
    .optional()
    .describe(
      'Nearest-rank 90th percentile in milliseconds. Absent when `n` is below 5.',
    ),
});

export const historySchema = component<EntityHistory>()(
  'EntityHistory',
  z.strictObject({
    entityRef,
    ...period,
    incidents: z
      .strictObject({
        total: count,
        open: count,
        ended: count,
        dismissed: count.describe('Merged ones included.'),
      })
      .describe('Real incidents only.'),
    timeToAcknowledge: duration,
    timeToContain: duration,
    timeToResolve: duration,
    marks: z
      .array(
        z.strictObject({
          id: z.uuid(),
          key: text,
          title: text,
          severity: severitySchema.optional(),
          status: statusSchema,
          open: z.boolean(),
          mode: modeSchema,
          class: classSchema.optional(),
          detectedAt: time,
        }),
      )
      .max(500)
      .describe('Real incidents and exercises, newest first, at most 500.'),
    truncated: z.boolean().describe('Whether there are more than 500 marks.'),
  }),
);

export const volumeSchema = component<Volume>()(
  'Volume',
  z.strictObject({
    ...period,
    total: count,
    months: z
      .array(
        z.strictObject({
          month: z
            .string()
            .regex(/^\d{4}-\d{2}$/)
            .describe('Calendar month in UTC, such as `2026-11`.'),
          total: count,
          bySeverity: severityCountsSchema,
        }),
      )
      .describe('Every month of the period, also those with zeros.'),
  }),
);

export const dueSchema = component<DueOverview>()(
  'DueOverview',
  z.strictObject({
    at: time.describe('The time that it is counted for.'),
    total: count,
    overdue: count,
    atRisk: count.describe(
      'Incidents of whose next due thing three quarters of the time have passed.',
    ),
    withoutDue: count.describe('Incidents with nothing due.'),
    bySeverity: severityCountsSchema,
    marks: z
      .array(
        z.strictObject({
          id: z.uuid(),
          key: text,
          title: text,
          severity: severitySchema.optional(),
          dueAt: time,
          atRiskAt: time,
        }),
      )
      .max(MAX_DUE_MARKS)
      .describe(
        `Incidents with something due, the earliest first. Empty when there are more than ${MAX_DUE_MARKS}.`,
      ),
    bins: z
      .array(
        z.strictObject({
          fromMs: z
            .int()
            .optional()
            .describe('Start in milliseconds from `at`. Absent for the first.'),
          toMs: z
            .int()
            .optional()
            .describe(
              'End in milliseconds from `at`, exclusive. Absent for the last.',
            ),
          total: count,
        }),
      )
      .describe('Incidents by their next due time.'),
  }),
);
