import {
  importPlaybookSchema,
  RSIT_CLASSES,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import {
  CURSOR,
  type Json,
  operation,
  parameter,
  repeated,
  text,
} from './openapiParts';

const COVERAGE_FILTERS = [
  parameter('owner', 'query', repeated(), 'Owner at present, any of'),
  parameter('system', 'query', repeated(), 'System at present, any of'),
  parameter('domain', 'query', repeated(), 'Domain at present, any of'),
  parameter('tier', 'query', repeated(), 'Tier as it is annotated, any of'),
  parameter(
    'gaps',
    'query',
    { type: 'boolean' },
    'Only services with a gap, or only those without; the figures are of both',
  ),
  parameter('q', 'query', text, 'Part of title or entity ref'),
];

const PLAN_NAME = ['namespace', 'name'].map(name =>
  parameter(name, 'path', text, `The ${name} of the plan`),
);

/** Response plans, as far as they are known before anything happens. */
export const planPaths: Record<string, Json> = {
  '/response-plans': {
    get: operation('getApplicablePlans', 'The plans that apply to a service', {
      parameters: [
        {
          ...parameter(
            'entityRef',
            'query',
            text,
            'A component, API or resource',
          ),
          required: true,
        },
        parameter(
          'class',
          'query',
          { type: 'string', enum: RSIT_CLASSES },
          'RSIT class, when it is known',
        ),
        parameter(
          'severity',
          'query',
          { type: 'string', enum: SEVERITIES },
          'Severity, when it is known',
        ),
      ],
      answer:
        'items in order, each with the reason it was selected; byClass, who would act, readiness as of today, and of when the answer is',
    }),
  },
  '/response-plans/coverage': {
    get: operation('getCoverage', 'How ready services are', {
      parameters: [
        ...COVERAGE_FILTERS,
        parameter(
          'limit',
          'query',
          { type: 'integer', minimum: 1, maximum: 200, default: 20 },
          'Size of the page',
        ),
        CURSOR,
      ],
      answer:
        'items, the least ready first; services, ready, passing, lackingOnly and bySystem of all that the filters leave, with the formula; totalItems, pageInfo; mayExport, whether the caller may have it as a file',
    }),
  },
  '/response-plans/coverage.csv': {
    get: operation('getCoverageCsv', 'The coverage as a file', {
      parameters: COVERAGE_FILTERS,
      answer: 'A row for each service; text is safe to open in a spreadsheet',
      mediaType: 'text/csv',
    }),
  },
  '/response-plans/import': {
    post: operation('importPlaybook', 'Make a plan of a CACAO playbook', {
      body: importPlaybookSchema,
      answer:
        'plan as YAML, which is kept nowhere, and findings. What cannot be read is 400 with findings in the error; at most 1 MB',
    }),
  },
  '/response-plans/{namespace}/{name}': {
    get: operation('getPlanStanding', 'Where one plan stands today', {
      parameters: PLAN_NAME,
      answer:
        'reviewed and tested with their state, day and next due day, tested with the exercise that the caller may read; gaps; services that it covers and comes first for; open incidents that follow it (inUse) of those that the caller may read; asOf and stale',
    }),
  },
  '/response-plans/{namespace}/{name}/cacao': {
    get: operation('getPlaybook', 'A plan as a CACAO v2.0 playbook', {
      parameters: PLAN_NAME,
      answer: 'The playbook',
    }),
  },
};
