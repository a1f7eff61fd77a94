import {
  type ClauseReport,
  type ClauseSummary,
  type ExplainedGaps,
  type IncidentCompleteness,
  type Page,
  RECORD_FIELDS,
  type ReportHeader,
  REQUIREMENT_PROOFS,
  REQUIREMENT_RESULTS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  actor,
  count,
  milliseconds,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';
import {
  counted,
  headerShape,
  pageInfo,
  populationSchema,
  recordStateSchema,
  requirement,
} from './headerSchemas';

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
