import type {
  EntityHistory,
  Volume,
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
