import {
  ANALYSIS_DIMENSIONS,
  type AnalysisReport,
  ATTENTION_KINDS,
  DETECTION_METHODS,
  EXCLUSION_REASONS,
  type ReportDuration,
  type ReportOverview,
  type ReportSample,
  REPORT_DURATIONS,
  RSIT_CLASSES,
  SEVERITIES,
  type ServiceReportRow,
  type ServicesReport,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  classSchema,
  count,
  entityRef,
  milliseconds,
  severityCountsSchema,
  severitySchema,
  text,
  time,
} from '../http/fields';
import { clauseSchema } from './clauseSchemas';
import {
  counted,
  headerShape,
  pageInfo,
  populationSchema,
  recordStateSchema,
  requirement,
} from './headerSchemas';

export const months = z.array(
  z.strictObject({
    month: z.string().regex(/^\d{4}-\d{2}$/),
    from: time,
    to: time,
    total: count,
    bySeverity: severityCountsSchema,
  }),
);

export const reportDurationSchema = component<ReportDuration>()(
  'ReportDuration',
  z.strictObject({
    id: z.enum(REPORT_DURATIONS),
    formula: text,
    n: count,
    excluded: count,
    medianMs: milliseconds.optional(),
    p90Ms: milliseconds.optional(),
    excludedBecause: z.partialRecord(z.enum(EXCLUSION_REASONS), count),
    bySeverity: z.array(
      z.strictObject({
        severity: z.enum([...SEVERITIES, 'undecided']),
        n: count,
        medianMs: milliseconds.optional(),
        p90Ms: milliseconds.optional(),
        targetMs: milliseconds.optional(),
      }),
    ),
    points: z
      .array(
        z.strictObject({
          key: text,
          title: text,
          severity: severitySchema.optional(),
          ms: milliseconds,
        }),
      )
      .optional(),
  }),
);

export const planTasks = z.strictObject({
  onTime: count,
  due: count,
  runs: count,
});
const impactFigure = z.strictObject({
  sum: count,
  some: counted,
  none: count,
  unknown: counted,
});
export const share = z.strictObject({ met: count, of: count, missed: counted });
const plainDuration = z.strictObject({
  formula: text,
  n: count,
  excluded: count,
  medianMs: milliseconds.optional(),
  p90Ms: milliseconds.optional(),
});

export const serviceRowSchema = component<ServiceReportRow>()(
  'ServiceReportRow',
  z.strictObject({
    entityRef,
    title: text.optional(),
    ownerRef: entityRef.optional(),
    incidents: count,
    bySeverity: severityCountsSchema,
    cameBack: z.array(
      z.strictObject({
        class: classSchema,
        type: text.optional(),
        times: count,
      }),
    ),
    timeToContain: plainDuration,
    overdueActions: count,
  }),
);

const overviewShape = {
  population: populationSchema,
  record: recordStateSchema,
  clause: clauseSchema,
  attention: z.array(
    z.strictObject({
      kind: z.enum(ATTENTION_KINDS),
      requirement: requirement.optional(),
      count,
      incidents: counted,
      first: z.strictObject({
        key: text,
        title: text,
        what: text.optional(),
        ownerRef: entityRef.optional(),
        at: time.optional(),
      }),
    }),
  ),
  explained: z.array(z.strictObject({ requirement, incidents: counted })),
  months,
  bySeverity: severityCountsSchema,
  durations: z.array(reportDurationSchema),
  planTasks,
  serviceMinutes: impactFigure,
  services: z.array(serviceRowSchema),
  moreServices: z.strictObject({ entities: count, hits: count }),
};

export const overviewSchema = component<ReportOverview>()(
  'ReportOverview',
  z.strictObject({ ...headerShape, ...overviewShape }),
);

export const analysisSchema = component<AnalysisReport>()(
  'AnalysisReport',
  z.strictObject({
    ...headerShape,
    incidents: count,
    exercises: count,
    merged: count,
    bySeverity: severityCountsSchema,
    months,
    byClass: z.array(
      z.strictObject({
        class: z.enum([...RSIT_CLASSES, 'undecided']),
        total: count,
        bySeverity: severityCountsSchema,
      }),
    ),
    bySource: z.array(
      z.strictObject({
        source: z.enum([...DETECTION_METHODS, 'undecided']),
        total: count,
      }),
    ),
    groups: z.array(
      z.strictObject({
        values: z.partialRecord(z.enum(ANALYSIS_DIMENSIONS), text),
        total: count,
        bySeverity: severityCountsSchema,
      }),
    ),
    hits: z.strictObject({ entities: count, total: count }),
    durations: z.array(reportDurationSchema),
    impact: z.strictObject({
      of: count.describe('Incidents that were resolved.'),
      serviceMinutes: impactFigure,
      recordsExposed: impactFigure,
      peopleAffected: impactFigure,
    }),
    reopened: share.optional(),
    told: counted.optional(),
    attainment: z
      .strictObject({ acknowledge: share, contain: share, resolve: share })
      .optional(),
    planTasks,
    precision: z
      .array(
        z.strictObject({
          sourceId: text,
          promoted: count,
          falseAlarms: count,
          otherwiseDismissed: count,
        }),
      )
      .optional(),
  }),
);

export const servicesSchema = component<ServicesReport>()(
  'ServicesReport',
  z.strictObject({
    ...headerShape,
    items: z.array(serviceRowSchema),
    totalItems: count,
    hits: count,
    incidents: count,
    pageInfo,
  }),
);

export const sampleSchema = component<ReportSample>()(
  'ReportSample',
  z.strictObject({
    ...headerShape,
    seed: text,
    n: count,
    population: count,
    items: z.array(
      z.strictObject({
        id: z.uuid(),
        key: text,
        title: text,
        severity: severitySchema.optional(),
        restricted: z.boolean(),
        imported: z.boolean().optional(),
        complete: z.boolean(),
        digest: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    ),
    recipe: text.describe('Shell lines that draw the same sample.'),
  }),
);
