import {
  affectedSchema,
  breakGlassSchema,
  applyPlanSchema,
  changeTaskSchema,
  createIncidentSchema,
  INCIDENT_MODES,
  INCIDENT_ORDER_FIELDS,
  INCIDENT_ROLES,
  INCIDENT_STATUSES,
  MAX_UNPAGED_ITEMS,
  overviewsSchema,
  PRIORITIES,
  principalSchema,
  recordStepSchema,
  RSIT_CLASSES,
  SEVERITIES,
  transitionSchema,
  unlinkSchema,
  updateIncidentSchema,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import {
  CURSOR,
  ID,
  IDEMPOTENCY_KEY,
  IF_MATCH,
  type Json,
  operation,
  parameter,
  repeated,
  text,
} from './openapiParts';
import { planPaths } from './openapiPlans';
import { serviceLevelPaths } from './openapiServiceLevels';

const ROLE = parameter(
  'role',
  'path',
  { type: 'string', enum: INCIDENT_ROLES },
  'Role in the response',
);
const FILTER_PARAMETERS = [
  parameter(
    'entityRef',
    'query',
    repeated(),
    'A service; or a system, domain or group, then everything below it as it was when linked',
  ),
  parameter('system', 'query', repeated(), 'System at link time'),
  parameter('owner', 'query', repeated(), 'Owner at link time'),
  parameter('status', 'query', repeated(INCIDENT_STATUSES), 'Any of'),
  parameter('severity', 'query', repeated(SEVERITIES), 'Any of'),
  parameter('priority', 'query', repeated(PRIORITIES), 'Any of'),
  parameter('class', 'query', repeated(RSIT_CLASSES), 'RSIT class, any of'),
  parameter('mode', 'query', repeated(INCIDENT_MODES), 'real unless stated'),
  parameter('visibility', 'query', repeated(VISIBILITIES), 'Any of'),
  parameter('assignee', 'query', repeated(), 'Holds a role at present'),
  parameter('involved', 'query', repeated(), 'Reporter, role or member'),
  parameter('q', 'query', text, 'Beginnings of words in key, title, summary'),
  parameter('from', 'query', text, 'Detected at or after, ISO-8601'),
  parameter('to', 'query', text, 'Detected before, ISO-8601'),
  parameter('open', 'query', { type: 'boolean' }, 'Still open, or not'),
];

/** Of the steps, the timeline and the views of one incident. */
const PAGE_PARAMETERS = [
  parameter(
    'limit',
    'query',
    { type: 'integer', minimum: 1, maximum: 200 },
    `Size of the page. Without it everything is answered at once, up to ${MAX_UNPAGED_ITEMS} items; follow nextCursor for what is beyond`,
  ),
  CURSOR,
];

const LIST_PARAMETERS = [
  ...FILTER_PARAMETERS,
  parameter(
    'orderBy',
    'query',
    text,
    `One of ${INCIDENT_ORDER_FIELDS.join(', ')} with :asc or :desc`,
  ),
  parameter(
    'limit',
    'query',
    { type: 'integer', minimum: 1, maximum: 200, default: 20 },
    'Size of the page',
  ),
  CURSOR,
];

const ENTITY_PARAMETERS = ['kind', 'namespace', 'name'].map(name =>
  parameter(name, 'path', text, `The ${name} of the entity`),
);

/** The HTTP contract, served at `/openapi.json`. */
export const openApiDocument: Json = {
  openapi: '3.1.0',
  info: {
    title: 'Security Incidents',
    version: '1',
    description:
      'Incidents of the services in the catalog, and every resolution step.',
    license: { name: 'Apache-2.0' },
  },
  servers: [{ url: '/api/security-incidents' }],
  security: [{ backstage: [] }],
  tags: [{ name: 'incidents', description: 'The record' }],
  paths: {
    '/openapi.json': {
      get: operation('getOpenApi', 'This document', { answer: 'OpenAPI 3.1' }),
    },
    '/incidents': {
      get: operation('listIncidents', 'A page of incidents', {
        parameters: LIST_PARAMETERS,
        answer: 'items, totalItems, pageInfo',
      }),
      post: operation('createIncident', 'Record an incident', {
        parameters: [IDEMPOTENCY_KEY],
        body: createIncidentSchema,
        status: '201',
        answer: 'The incident',
      }),
    },
    '/incidents/{id}': {
      get: operation('getIncident', 'One incident', {
        parameters: [ID],
        answer: 'The incident with every move and what blocks it',
      }),
      patch: operation('updateIncident', 'Change facts', {
        parameters: [ID, IF_MATCH],
        body: updateIncidentSchema,
        answer: 'The incident',
      }),
    },
    '/incidents/{id}/transitions': {
      post: operation('transitionIncident', 'Move an incident', {
        parameters: [ID, IF_MATCH],
        body: transitionSchema,
        answer: 'The incident',
      }),
    },
    '/incidents/{id}/steps': {
      get: operation('listSteps', 'Resolution steps, oldest first', {
        parameters: [ID, ...PAGE_PARAMETERS],
        answer: 'items, totalItems, pageInfo',
      }),
      post: operation('recordStep', 'Record a step or a correction of one', {
        parameters: [ID, IF_MATCH, IDEMPOTENCY_KEY],
        body: recordStepSchema,
        status: '201',
        answer: 'The step',
      }),
    },
    '/incidents/{id}/timeline': {
      get: operation('getTimeline', 'The timeline, oldest first', {
        parameters: [ID, ...PAGE_PARAMETERS],
        answer: 'items, totalItems, pageInfo',
      }),
    },
    '/incidents/{id}/verification': {
      get: operation('verifyTimeline', 'Recompute the whole hash chain', {
        parameters: [ID],
        answer: 'status ok, or what is wrong and where',
      }),
    },
    '/incidents/{id}/affected': {
      post: operation('linkAffected', 'Link a service or change the link', {
        parameters: [ID, IF_MATCH],
        body: affectedSchema,
        answer: 'The incident',
      }),
      delete: operation('unlinkAffected', 'Unlink a service', {
        parameters: [ID, IF_MATCH],
        body: unlinkSchema,
        answer: 'The incident',
      }),
    },
    '/incidents/{id}/roles/{role}': {
      put: operation('assignRole', 'Give a role to a person or group', {
        parameters: [ID, ROLE, IF_MATCH],
        body: principalSchema,
        answer: 'The incident',
      }),
      delete: operation('renounceRole', 'End a role', {
        parameters: [ID, ROLE, IF_MATCH],
        answer: 'The incident',
      }),
    },
    '/incidents/{id}/members': {
      post: operation('addMember', 'Let somebody read it while restricted', {
        parameters: [ID, IF_MATCH],
        body: principalSchema,
        answer: 'The incident',
      }),
      delete: operation('removeMember', 'Take that back', {
        parameters: [ID, IF_MATCH],
        body: principalSchema,
        answer: 'The incident',
      }),
    },
    '/incidents/{id}/views': {
      get: operation(
        'listViews',
        'Who read it while it was restricted, newest first',
        {
          parameters: [ID, ...PAGE_PARAMETERS],
          answer:
            'items, totalItems, pageInfo; one item for each reader and hour, with the first time in that hour. Needs security-incidents.access.read',
        },
      ),
    },
    '/incidents/{id}/break-glass': {
      post: operation(
        'breakGlass',
        'Become a member of a restricted incident that one may not read',
        {
          parameters: [ID],
          body: breakGlassSchema,
          answer:
            'The incident. Its timeline keeps the reason, and its commander is notified. 404 without security-incidents.incident.break-glass, as for a missing incident; 409 when the caller can read it already',
        },
      ),
    },
    '/incidents/{id}/plan-runs': {
      get: operation('getPlanRuns', 'Applied plans with their tasks', {
        parameters: [ID],
        answer:
          'runs (roles, phases, tasks, changedSince), noPlan, and the plans that are offered with the reason',
      }),
      post: operation('applyPlan', 'Apply or upgrade a plan, or say why none', {
        parameters: [ID, IF_MATCH, IDEMPOTENCY_KEY],
        body: applyPlanSchema,
        status: '201',
        answer: 'The incident',
      }),
    },
    '/incidents/{id}/tasks/{taskId}': {
      patch: operation(
        'changeTask',
        'Move, assign or note on a task; one that asks for evidence is finished only with a step recorded for it',
        {
          parameters: [
            ID,
            parameter('taskId', 'path', text, 'Id of the task, from plan-runs'),
            IF_MATCH,
          ],
          body: changeTaskSchema,
          answer: 'The incident',
        },
      ),
    },
    '/entities/{kind}/{namespace}/{name}/overview': {
      get: operation('getEntityOverview', 'Everything for the entity card', {
        parameters: ENTITY_PARAMETERS,
        answer:
          'Open by severity, next actions, roll-up; for a service, with security-incidents.plan.read, its readiness, plans and who would act',
      }),
    },
    '/entities/{kind}/{namespace}/{name}/history': {
      get: operation('getEntityHistory', 'Marks and figures of a period', {
        parameters: [
          ...ENTITY_PARAMETERS,
          parameter(
            'from',
            'query',
            text,
            'Detected at or after, ISO-8601; unless stated, the last 18 calendar months (UTC), the current one included. At most 10 years before to',
          ),
          parameter(
            'to',
            'query',
            text,
            'Detected before, ISO-8601; now unless stated',
          ),
        ],
        answer:
          'Counts and durations (n, excluded, median, 90th percentile) of real incidents; marks of these and of exercises',
      }),
    },
    '/reports/volume': {
      get: operation('getVolume', 'Real incidents by month of detection', {
        parameters: FILTER_PARAMETERS,
        answer:
          'from, to, total, and each calendar month (UTC) of the period with its total and bySeverity; the last 12 months unless from and to say else, at most 10 years. An exercise never counts, whatever mode asks for',
      }),
    },
    ...serviceLevelPaths,
    ...planPaths,
    '/entities/overviews': {
      post: operation('getEntityCounts', 'Counts for up to 200 entities', {
        body: overviewsSchema,
        answer: 'items',
      }),
    },
  },
  components: {
    securitySchemes: { backstage: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Error: {
        type: 'object',
        required: ['error', 'response'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: text,
              message: text,
              currentVersion: { type: 'integer' },
            },
          },
          request: { type: 'object' },
          response: { type: 'object' },
        },
      },
    },
  },
};
