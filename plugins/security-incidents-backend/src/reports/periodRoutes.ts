import {
  ANALYSIS_DIMENSIONS,
  explainGapsSchema,
  incidentReadPermission,
  MAX_ANALYSIS_DIMENSIONS,
  MAX_SAMPLE,
  REPORT_SCOPE_FILTERS,
  reportsExportPermission,
  reportsFreezePermission,
  reportsReadPermission,
  REQUIREMENT_IDS,
  REQUIREMENT_RESULTS,
  REQUIREMENTS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { entityParams } from '../entities/params';
import { json, streamedFile } from '../http/answers';
import { jsonBody } from '../http/body';
import {
  incidentId,
  listPageShape,
  oneNumber,
  oneText,
  toFilterShape,
} from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { exporting } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { PeriodReportsService } from './PeriodReportsService';
import {
  ANALYSIS,
  CLAUSE_EXAMPLE,
  HEADER,
  OVERVIEW,
  POPULATION,
  RECORD,
  SERVICE_YEAR,
  SERVICES,
} from './reportExamples';
import {
  clauseReportSchema,
  completenessPageSchema,
  completenessSchema,
  explainedSchema,
} from './clauseSchemas';
import {
  analysisSchema,
  overviewSchema,
  sampleSchema,
  servicesSchema,
} from './reportSchemas';
import { serviceYearSchema } from './serviceYearSchema';

const tag = 'reports';
const permissions = [incidentReadPermission, reportsReadPermission];

/** The period of every report. */
export const periodQuery = {
  from: oneText(40)
    .optional()
    .describe(
      'Detected at or after: a day in the zone, or an ISO-8601 time. Defaults to 12 months before `to`.',
    ),
  to: oneText(40)
    .optional()
    .describe(
      'Detected before: the end of a day in the zone, or an ISO-8601 time. Defaults to the end of today.',
    ),
  zone: oneText(64)
    .optional()
    .describe(
      'IANA name of the time zone of days and months. Defaults to `UTC`.',
    ),
};
/** Period and scope of a report. */
const reportQuery = { ...periodQuery, ...toFilterShape(REPORT_SCOPE_FILTERS) };

const by = z
  .preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z
      .array(z.enum(ANALYSIS_DIMENSIONS))
      .max(
        MAX_ANALYSIS_DIMENSIONS,
        `must be given at most ${MAX_ANALYSIS_DIMENSIONS} times`,
      ),
  )
  .optional()
  .describe('What incidents are grouped by. Repeat it for combinations.');

const { complete, imported, requirement, result } = toFilterShape({
  complete: {
    kind: 'flag',
    description: '`true` for complete incidents, `false` for those with gaps.',
  },
  imported: {
    kind: 'flag',
    description:
      '`true` for incidents that no requirement judges, because they came by an import.',
  },
  requirement: {
    kind: 'word',
    values: REQUIREMENT_IDS,
    description: 'Requirement that `result` is about. Defaults to all.',
  },
  result: {
    kind: 'word',
    values: REQUIREMENT_RESULTS,
    description:
      'What a requirement says about the incident. Defaults to `missing` when `requirement` is given.',
  },
});

const COMPLETENESS = {
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  key: 'SEC-2026-0047',
  title: 'Phishing page imitating our checkout',
  status: 'recovery' as const,
  restricted: false,
  met: 1,
  due: 1,
  requirements: [
    {
      requirement: REQUIREMENTS[0].id,
      result: 'met' as const,
      missing: [],
    },
  ],
};

/** Reports about the incidents of a period. */
export function createPeriodReportRoutes(
  service: PeriodReportsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/reports/overview',
      id: 'getReportOverview',
      tag,
      summary: 'Get population, gaps, figures and services of a period',
      permissions,
      query: z.strictObject(reportQuery),
      answer: json(overviewSchema, {
        description: 'The overview.',
        example: OVERVIEW,
      }),
      handle: ({ query, context }) => service.getOverview(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/analysis',
      id: 'getAnalysis',
      tag,
      summary: 'Analyse incidents by type, volume and impact',
      description:
        'Exercises and merged incidents do not count. An incident that hit two services is in the groups of both.',
      permissions,
      query: z.strictObject({ ...reportQuery, by }),
      answer: json(analysisSchema, {
        description: 'Volume, impact and times.',
        example: ANALYSIS,
      }),
      handle: ({ query, context }) => service.getAnalysis(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/analysis.csv',
      id: 'getAnalysisCsv',
      tag,
      summary: 'Export the groups of an analysis as a CSV file',
      permissions: [...permissions, reportsExportPermission],
      audit: exporting('analysis'),
      query: z.strictObject({ ...reportQuery, by }),
      answer: streamedFile('text/csv', {
        description: 'One line for each group.',
        example: 'class,incidents,critical\r\nfraud,1,0\r\n',
      }),
      handle: ({ query, context }) => service.getAnalysisCsv(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/clause-8.7.3.3',
      id: 'getClauseReport',
      tag,
      summary: 'Get each requirement of the clause with its proof and its gaps',
      permissions,
      query: z.strictObject(reportQuery),
      answer: json(clauseReportSchema, {
        description: 'Requirements and elements.',
        example: {
          ...HEADER,
          population: POPULATION,
          record: RECORD,
          clause: CLAUSE_EXAMPLE,
        },
      }),
      handle: ({ query, context }) => service.getClause(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/completeness',
      id: 'listCompleteness',
      tag,
      summary: 'List incidents by completeness, the least complete first',
      permissions,
      query: z.strictObject({
        ...reportQuery,
        ...listPageShape,
        complete,
        imported,
        requirement,
        result,
      }),
      answer: json(completenessPageSchema, {
        description: 'A page of incidents.',
        example: {
          ...HEADER,
          items: [COMPLETENESS],
          totalItems: 1,
          pageInfo: {},
        },
      }),
      handle: ({ query, context }) => service.listCompleteness(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/completeness',
      id: 'getIncidentCompleteness',
      tag,
      summary: 'Get what the requirements say about one incident',
      permissions: [incidentReadPermission],
      params: z.strictObject({ id: incidentId }),
      answer: json(completenessSchema, {
        description: 'Requirements, elements and what is missing.',
        example: COMPLETENESS,
      }),
      errors: { 409: 'It is an exercise or merged.' },
      handle: ({ params: { id }, context }) =>
        service.getCompleteness(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/reports/explanations',
      id: 'explainGaps',
      tag,
      summary: 'Explain gaps of incidents, each once',
      description:
        'A gap stays a gap; it is printed with its explanation. The timeline of each incident records it.',
      permissions: [incidentReadPermission, reportsFreezePermission],
      audit: {
        eventId: 'gap-explain',
        severityLevel: 'medium',
        actionType: 'explain',
      },
      body: jsonBody(explainGapsSchema, {
        example: {
          requirement: 'element-response',
          incidents: ['SEC-2026-0002'],
          text: 'The first plan was approved on 4 May.',
        },
      }),
      answer: json(explainedSchema, {
        description: 'The incidents whose gap is explained now.',
        example: { explained: ['SEC-2026-0002'] },
      }),
      errors: {
        404: 'An incident does not exist, or the caller may not read it.',
        409: 'An incident lacks nothing there, or was explained.',
      },
      handle: ({ body, context }) => service.explainGaps(body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/services',
      id: 'listServiceReports',
      tag,
      summary: 'List services and resources, most incidents first',
      permissions,
      query: z.strictObject({ ...reportQuery, ...listPageShape }),
      answer: json(servicesSchema, {
        description: 'A page of services.',
        example: SERVICES,
      }),
      handle: ({ query, context }) => service.listServices(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/services/:kind/:namespace/:name',
      id: 'getServiceYear',
      tag,
      summary: 'Get everything about a service, system, domain or team',
      permissions,
      params: entityParams,
      query: z.strictObject(periodQuery),
      answer: json(serviceYearSchema, {
        description: 'Figures, what came back, incidents and people.',
        example: SERVICE_YEAR,
      }),
      handle: ({ params: entityRef, query, context }) =>
        service.getServiceYear(entityRef, query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reports/sample',
      id: 'getReportSample',
      tag,
      summary: 'Draw a sample that the same seed draws again',
      description:
        'Incidents are ordered by SHA-256 of the seed, a newline and the key; the first `n` are the sample.',
      permissions,
      query: z.strictObject({
        ...reportQuery,
        seed: oneText(200).describe('Any text.'),
        n: oneNumber(1, MAX_SAMPLE)
          .optional()
          .describe('Number of incidents. Defaults to 25.'),
      }),
      answer: json(sampleSchema, {
        description: 'The sample, by key.',
        example: {
          ...HEADER,
          seed: 'larchfield-2026-11',
          n: 25,
          population: 52,
          items: [],
          recipe: 'sha256sum',
        },
      }),
      handle: ({ query, context }) => service.getSample(query, context),
    }),
  ];
}
