import {
  COVERAGE_FILTERS,
  importPlaybookSchema,
  planReadPermission,
  reportsExportPermission,
  RESPONSE_PLAN_KIND,
  RSIT_CLASSES,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json, streamedFile } from '../http/answers';
import { jsonBody } from '../http/body';
import {
  listPageShape,
  oneRef,
  oneWord,
  pathText,
  toFilterShape,
  toRefParam,
} from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import { exporting } from '../integrations/audit';
import { EXPORT_FORMATS, type ExportFormat } from '../reports/exports/ListFile';
import {
  examplePlanOffer,
  examplePlaybook,
  exampleReadiness,
  exampleRole,
} from './examples';
import type { PlansService } from './PlansService';
import {
  applicablePlansSchema,
  coverageSchema,
  planStatusSchema,
  playbookImportSchema,
  playbookSchema,
  unreadablePlaybookSchema,
} from './schemas';

const tag = 'response plans';
/** Playbooks carry the text of each of their steps. */
const PLAYBOOK_LIMIT_KILOBYTES = 1024;
const permissions = [planReadPermission];
const asOf = { asOf: '2026-11-23T12:00:00.000Z', stale: false };

const params = z
  .strictObject({
    namespace: pathText.describe('Namespace of the plan.'),
    name: pathText.describe('Name of the plan.'),
  })
  .transform(({ namespace, name }, context) =>
    toRefParam('plan', `${RESPONSE_PLAN_KIND}:${namespace}/${name}`, context),
  );

const COVERAGE_FILES: Record<
  ExportFormat,
  { mediaType: string; about: string; example: string }
> = {
  csv: {
    mediaType: 'text/csv',
    about: 'One row for each service. Spreadsheets run no formula in it.',
    example: 'service,title\r\ncomponent:default/payments-api,Payments API\r\n',
  },
  json: {
    mediaType: 'application/json',
    about: 'An array of the services, as the list has them.',
    example: '[\n{"entityRef":"component:default/payments-api"}\n]\n',
  },
};

function createCoverageFileRoutes(
  plans: PlansService<RequestContext>,
): Route[] {
  return EXPORT_FORMATS.map(format => {
    const { mediaType, about, example } = COVERAGE_FILES[format];
    return defineRoute({
      method: 'get',
      path: `/response-plans/coverage.${format}`,
      id: `getCoverage${format === 'csv' ? 'Csv' : 'Json'}`,
      tag,
      summary: `Export the coverage as a ${format.toUpperCase()} file`,
      permissions: [planReadPermission, reportsExportPermission],
      audit: exporting('coverage'),
      query: z.strictObject(toFilterShape(COVERAGE_FILTERS)),
      answer: streamedFile(mediaType, {
        description: `${about} When the file cannot be completed, the connection breaks off.`,
        example,
      }),
      handle: ({ query, context }) =>
        plans.exportCoverage(query, format, context),
    });
  });
}

/** Response plans before anything happens. */
export function createPlanRoutes(plans: PlansService<RequestContext>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/response-plans',
      id: 'getApplicablePlans',
      tag,
      summary: 'List the plans that apply to a service',
      permissions,
      query: z.strictObject({
        entityRef: oneRef.describe('A component, API or resource.'),
        class: oneWord(RSIT_CLASSES)
          .optional()
          .describe('RSIT class, when it is known.'),
        severity: oneWord(SEVERITIES)
          .optional()
          .describe('Severity, when it is known.'),
      }),
      answer: json(applicablePlansSchema, {
        description:
          'Plans in order, each with the reason, and the readiness of the service.',
        example: {
          entityRef: 'component:default/payments-api',
          items: [examplePlanOffer],
          byClass: { fraud: examplePlanOffer.planRef },
          roles: [exampleRole],
          readiness: exampleReadiness,
          ...asOf,
        },
      }),
      errors: { 404: 'The caller sees no such service in the catalog.' },
      handle: ({ query, context }) => plans.getApplicable(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/response-plans/coverage',
      id: 'getCoverage',
      tag,
      summary: 'List how ready services are',
      permissions,
      query: z.strictObject({
        ...toFilterShape(COVERAGE_FILTERS),
        ...listPageShape,
      }),
      answer: json(coverageSchema, {
        description: 'A page of services, with totals of all that match.',
        example: {
          items: [
            {
              entityRef: 'component:default/payments-api',
              title: 'Payments API',
              rolesResolved: 3,
              rolesTotal: 3,
              readiness: exampleReadiness,
            },
          ],
          totalItems: 1,
          services: 1,
          ready: 0,
          passing: {
            owner: 1,
            plans: 1,
            reviewed: 1,
            tested: 0,
            roles: 1,
            watched: 1,
          },
          lackingOnly: {
            owner: 0,
            plans: 0,
            reviewed: 0,
            tested: 1,
            roles: 0,
            watched: 0,
          },
          bySystem: [
            { systemRef: 'system:default/cards', services: 1, ready: 0 },
          ],
          formula: 'services that pass all checks / services',
          pageInfo: {},
          ...asOf,
          mayExport: true,
        },
      }),
      handle: ({ query, context }) => plans.getCoverage(query, context),
    }),
    ...createCoverageFileRoutes(plans),
    defineRoute({
      method: 'post',
      path: '/response-plans/import',
      id: 'importPlaybook',
      tag,
      summary: 'Convert a CACAO playbook to a plan',
      description: `Nothing is stored or executed. The body may have ${PLAYBOOK_LIMIT_KILOBYTES} kB. A playbook that no plan can be made of is answered with 400, with \`findings\` in the error.`,
      permissions,
      body: jsonBody(importPlaybookSchema, {
        limitKilobytes: PLAYBOOK_LIMIT_KILOBYTES,
        example: { format: 'cacao', document: examplePlaybook },
      }),
      answer: json(playbookImportSchema, {
        description: 'The plan as YAML, and what became of each part.',
        example: {
          plan: 'apiVersion: security-incidents/v1alpha1\nkind: ResponsePlan\n',
          findings: [
            { level: 'dropped', path: 'signatures', message: 'Not read' },
          ],
        },
      }),
      errorSchemas: { 400: unreadablePlaybookSchema },
      handle: ({ body, context }) => plans.importPlaybook(body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/response-plans/:namespace/:name',
      id: 'getPlanStanding',
      tag,
      summary: 'Get where a plan stands',
      permissions,
      params,
      answer: json(planStatusSchema, {
        description: 'Review, test, gaps, coverage and use of the plan.',
        example: {
          planRef: examplePlanOffer.planRef,
          title: examplePlanOffer.title,
          version: examplePlanOffer.version,
          lifecycle: 'approved',
          reviewed: { state: 'pass', on: '2026-05-04', due: '2027-05-04' },
          tested: { state: 'late', on: '2025-06-18', by: 'file' },
          gaps: exampleReadiness.gaps,
          services: { covered: 4, first: 2 },
          inUse: { items: [], total: 0 },
          ...asOf,
        },
      }),
      handle: ({ params: planRef, context }) =>
        plans.getStanding(planRef, context),
    }),
    defineRoute({
      method: 'get',
      path: '/response-plans/:namespace/:name/cacao',
      id: 'getPlaybook',
      tag,
      summary: 'Export a plan as a CACAO 2.0 playbook',
      permissions,
      params,
      answer: json(playbookSchema, {
        description: 'The playbook.',
        example: examplePlaybook,
      }),
      handle: ({ params: planRef, context }) =>
        plans.getPlaybook(planRef, context),
    }),
  ];
}
