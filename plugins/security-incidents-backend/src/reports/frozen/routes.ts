import {
  type FrozenComparison,
  type FrozenReport,
  type FrozenReports,
  freezeReportSchema,
  incidentReadPermission,
  reportsFreezePermission,
  reportsReadPermission,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json } from '../../http/answers';
import { jsonBody } from '../../http/body';
import { component } from '../../http/components';
import {
  actor,
  count,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../../http/fields';
import { listPageShape, pathText } from '../../http/parameters';
import { defineRoute, type Route } from '../../http/Route';
import type { RequestContext } from '../../kernel/contexts';
import {
  ANALYSIS,
  CLAUSE_EXAMPLE,
  OVERVIEW,
  POPULATION,
} from '../reportExamples';
import { clauseSchema } from '../clauseSchemas';
import { periodShape, populationSchema, scopeSchema } from '../headerSchemas';
import { analysisSchema, overviewSchema } from '../reportSchemas';
import type { FrozenReportsService } from './FrozenReportsService';

const tag = 'reports';
const permissions = [incidentReadPermission, reportsReadPermission];
const params = z.strictObject({ id: pathText.describe('Id of the report.') });

const changed = z.strictObject({
  total: count,
  items: z.array(
    z.strictObject({
      id: z.uuid(),
      key: text,
      title: text,
      was: statusSchema,
      is: statusSchema,
      entries: count,
      updatedAt: time,
    }),
  ),
});

const summaryShape = {
  id: z.uuid(),
  name: text,
  period: z.strictObject(periodShape),
  scope: scopeSchema,
  readers: z.array(text).describe('For whom it was made.'),
  marking: z.enum(TLP_MARKINGS),
  madeAt: time,
  madeBy: actor.optional().describe('Absent for the schedule.'),
  incidents: count,
  restricted: count,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the RFC 8785 form of the content.'),
  supersededBy: z.uuid().optional(),
  changed: changed.describe('Records that changed since.'),
};

const frozenReportSchema = component<FrozenReport>()(
  'FrozenReport',
  z.strictObject({
    ...summaryShape,
    content: z.strictObject({
      overview: overviewSchema,
      analysis: analysisSchema,
      records: z.array(
        z.strictObject({
          key: text,
          title: text.optional().describe('Absent for TLP:RED.'),
          detectedAt: time,
          status: statusSchema,
          severity: severitySchema.optional(),
          mode: z.enum(['real', 'exercise']),
          completeness: z.strictObject({ met: count, due: count }).optional(),
          imported: z.boolean().optional(),
          chainLength: count,
          chainHead: text,
        }),
      ),
    }),
    redacted: z.boolean(),
  }),
);

const frozenReportsSchema = component<FrozenReports>()(
  'FrozenReports',
  z.strictObject({
    items: z.array(z.strictObject(summaryShape)),
    totalItems: count,
    pageInfo: z.strictObject({ nextCursor: text.optional() }),
    next: z
      .strictObject({ at: time, name: text, readers: z.array(text) })
      .optional(),
  }),
);

const side = z.strictObject({
  population: populationSchema,
  clause: clauseSchema,
});
const comparisonSchema = component<FrozenComparison>()(
  'FrozenComparison',
  z.strictObject({ then: side, today: side, changed }),
);

const none = { total: 0, items: [] };
const SUMMARY = {
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  name: 'Third quarter 2026',
  period: {
    from: '2026-07-01T00:00:00.000Z',
    to: '2026-10-01T00:00:00.000Z',
    zone: 'UTC',
  },
  scope: {},
  readers: ['user:default/henrik.maasdal'],
  marking: 'AMBER' as const,
  madeAt: '2026-10-01T06:00:00.000Z',
  incidents: 15,
  restricted: 1,
  sha256: '07e63f434152c14febe2f8f9767b076871e4a74e4fda668997ffda25664ec4e7',
  changed: none,
};
const EXAMPLE: FrozenReport = {
  ...SUMMARY,
  content: { overview: OVERVIEW, analysis: ANALYSIS, records: [] },
  redacted: false,
};

/** Reports that later changes never change. */
export function createFrozenReportRoutes(
  service: FrozenReportsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/reports/frozen',
      id: 'freezeReport',
      tag,
      summary: 'Freeze the reports of a period',
      description:
        'The report holds what the caller may read. It cannot be changed or deleted, only replaced. Whoever may not read every record in it does not see it.',
      permissions: [...permissions, reportsFreezePermission],
      audit: {
        eventId: 'report-freeze',
        severityLevel: 'medium',
        actionType: 'freeze',
      },
      body: jsonBody(freezeReportSchema, {
        example: {
          name: 'Third quarter 2026',
          from: '2026-07-01',
          to: '2026-09-30',
        },
      }),
      answer: json(frozenReportSchema, {
        description: 'The frozen report.',
        example: EXAMPLE,
      }),
      errors: {
        404: 'No report `supersedes` that the caller may see.',
        409: 'The report `supersedes` was replaced before.',
      },
      handle: ({ body, context }) => service.freeze(body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/frozen',
      id: 'listFrozenReports',
      tag,
      summary: 'List frozen reports, newest first',
      permissions,
      query: z.strictObject(listPageShape),
      answer: json(frozenReportsSchema, {
        description: 'A page of reports, and when the next one is made.',
        example: { items: [SUMMARY], totalItems: 1, pageInfo: {} },
      }),
      handle: ({ query, context }) => service.list(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/frozen/:id',
      id: 'getFrozenReport',
      tag,
      summary: 'Get a frozen report with its numbers',
      permissions,
      params,
      answer: json(frozenReportSchema, {
        description: 'The report.',
        example: EXAMPLE,
      }),
      handle: ({ params: { id }, context }) => service.get(id, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/frozen/:id/comparison',
      id: 'compareFrozenReport',
      tag,
      summary: 'Compare a frozen report with today',
      permissions,
      params,
      answer: json(comparisonSchema, {
        description: 'Population and clause, then and today.',
        example: {
          then: { population: POPULATION, clause: CLAUSE_EXAMPLE },
          today: { population: POPULATION, clause: CLAUSE_EXAMPLE },
          changed: none,
        },
      }),
      handle: ({ params: { id }, context }) => service.compare(id, context),
    }),
  ];
}
