import {
  ANALYSIS_DIMENSIONS,
  type AnalysisReport,
  ATTENTION_KINDS,
  type ClauseReport,
  type ClauseSummary,
  DETECTION_METHODS,
  EXCLUSION_REASONS,
  type ExplainedGaps,
  type IncidentCompleteness,
  type Page,
  type Population,
  POPULATION_STATES,
  RECORD_FIELDS,
  type RecordState,
  type ReportDuration,
  type ReportHeader,
  type ReportOverview,
  type ReportSample,
  REPORT_DURATIONS,
  REQUIREMENT_IDS,
  REQUIREMENT_PROOFS,
  REQUIREMENT_RESULTS,
  RSIT_CLASSES,
  SEVERITIES,
  type ServiceReportRow,
  type ServicesReport,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  actor,
  classSchema,
  count,
  entityRef,
  milliseconds,
  severityCountsSchema,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';

const refs = z.array(text).optional();
const counted = z
  .strictObject({ total: count, keys: z.array(text) })
  .describe('A number, and the keys of the first incidents behind it.');
const requirement = z.enum(REQUIREMENT_IDS);

export const periodShape = {
  from: time.describe('Start of the period.'),
  to: time.describe('End of the period, exclusive.'),
  zone: text.describe('IANA name of the time zone of days and months.'),
};
export const scopeSchema = z
  .strictObject({ entityRef: refs, system: refs, domain: refs, owner: refs })
  .describe('What the report is narrowed to.');

export const headerShape = {
  period: z.strictObject(periodShape),
  scope: scopeSchema,
  at: time.describe('When it was computed.'),
};

export const populationSchema = component<Population>()(
  'ReportPopulation',
  z.strictObject({
    records: count,
    exercises: counted,
    merged: z.strictObject({
      ...counted.shape,
      into: z.array(z.strictObject({ key: text, mergedInto: text.optional() })),
    }),
    incidents: count.describe('Records without exercises and merged ones.'),
    byState: z.record(z.enum(POPULATION_STATES), count),
    restricted: counted,
    red: counted,
    hits: z.strictObject({ entities: count, total: count }),
    entries: count,
  }),
);

export const recordStateSchema = component<RecordState>()(
  'ReportRecordState',
  z.strictObject({
    chains: count,
    intact: count,
    unchecked: count,
    checkedAt: time.optional(),
    broken: counted,
  }),
);

const missing = z.array(
  z.strictObject({
    field: z.enum(RECORD_FIELDS),
    have: count.optional(),
    need: count.optional(),
    overMs: milliseconds.optional(),
  }),
);
const explanation = z.strictObject({ text, at: time, by: actor }).optional();

export const clauseSchema = component<ClauseSummary>()(
  'ReportClause',
  z.strictObject({
    metInFull: count,
    of: count,
    gaps: count,
    incidentsWithGaps: counted,
    complete: count,
    incomplete: count,
    imported: counted
      .optional()
      .describe(
        'Came by an import and not opened again; in no other number of the clause.',
      ),
    requirements: z.array(
      z.strictObject({
        requirement,
        met: counted,
        missing: counted,
        due: count.describe('Met and missing.'),
        notDue: counted,
        notApplicable: count,
        proof: z.partialRecord(z.enum(REQUIREMENT_PROOFS), count),
        gaps: z.array(
          z.strictObject({
            id: z.uuid(),
            key: text,
            title: text,
            severity: severitySchema.optional(),
            requirement,
            missing,
            since: time.optional(),
            explanation,
          }),
        ),
      }),
    ),
  }),
);

export const clauseReportSchema = component<ClauseReport>()(
  'ClauseReport',
  z.strictObject({
    ...headerShape,
    population: populationSchema,
    record: recordStateSchema,
    clause: clauseSchema,
  }),
);

export const completenessSchema = component<IncidentCompleteness>()(
  'IncidentCompleteness',
  z.strictObject({
    id: z.uuid(),
    key: text,
    title: text,
    severity: severitySchema.optional(),
    status: statusSchema,
    restricted: z.boolean(),
    imported: z.boolean().optional(),
    met: count,
    due: count,
    requirements: z.array(
      z.strictObject({
        requirement,
        result: z.enum(REQUIREMENT_RESULTS),
        missing,
        explanation,
      }),
    ),
  }),
);

const pageInfo = z.strictObject({ nextCursor: text.optional() });

export const completenessPageSchema = component<
  Page<IncidentCompleteness> & ReportHeader
>()(
  'IncidentCompletenessPage',
  z.strictObject({
    ...headerShape,
    items: z.array(completenessSchema),
    totalItems: count,
    pageInfo,
  }),
);

export const explainedSchema = component<ExplainedGaps>()(
  'ExplainedGaps',
  z.strictObject({ explained: z.array(text).describe('Keys.') }),
);

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
