import {
  affectedSchema,
  createIncidentSchema,
  INCIDENT_FILTERS,
  incidentCreatePermission,
  incidentReadPermission,
  incidentTransitionPermission,
  incidentUpdatePermission,
  recordStepSchema,
  stepRecordPermission,
  timelineVerifyPermission,
  transitionSchema,
  unlinkSchema,
  updateIncidentSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { created, createdIncident, incidentJson, json } from '../http/answers';
import { jsonBody } from '../http/body';
import {
  incidentId,
  incidentOrder,
  listPageShape,
  partPageQuery,
  toFilterShape,
} from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import { changingAccess, reading } from '../integrations/audit';
import {
  exampleIncident,
  exampleStep,
  exampleSummary,
  exampleTimelineEntry,
  toExamplePage,
} from './examples';
import type { IncidentsService } from './IncidentsService';
import {
  stepPageSchema,
  stepSchema,
  timelinePageSchema,
  verificationSchema,
} from './recordSchemas';
import { incidentPageSchema, incidentSchema } from './schemas';

const tag = 'incidents';
const params = z.strictObject({ id: incidentId });
const read = [incidentReadPermission];
const update = [incidentReadPermission, incidentUpdatePermission];
const changed = incidentJson(incidentSchema, {
  description: 'The incident as it is now.',
  example: exampleIncident,
});

/** The query of the list of incidents. */
export const incidentListQuery = z.strictObject({
  ...toFilterShape(INCIDENT_FILTERS),
  orderBy: incidentOrder,
  ...listPageShape,
});

/** The record of incidents. */
export function createIncidentRoutes(
  service: IncidentsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/incidents',
      id: 'createIncident',
      tag,
      summary: 'Report an incident',
      permissions: [incidentCreatePermission],
      takesIdempotencyKey: true,
      body: jsonBody(createIncidentSchema, {
        example: {
          title: 'Deploy token in a public build log',
          severity: 'high',
          affected: [{ entityRef: 'component:default/payments-api' }],
        },
      }),
      answer: createdIncident(incidentSchema, {
        description: 'The incident.',
        example: exampleIncident,
      }),
      handle: ({ body, context }) => service.create(body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents',
      id: 'listIncidents',
      tag,
      summary: 'List incidents',
      permissions: read,
      query: incidentListQuery,
      answer: json(incidentPageSchema, {
        description: 'A page of incidents that the caller may read.',
        example: toExamplePage(exampleSummary),
      }),
      handle: ({ query, context }) => service.list(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id',
      id: 'getIncident',
      tag,
      summary: 'Get an incident',
      permissions: read,
      audit: reading('incident'),
      params,
      answer: incidentJson(incidentSchema, {
        description: 'The incident, with every move and what blocks it.',
        example: exampleIncident,
      }),
      handle: ({ params: { id }, context }) => service.get(id, context),
    }),
    defineRoute({
      method: 'patch',
      path: '/incidents/:id',
      id: 'updateIncident',
      tag,
      summary: 'Change facts of an incident',
      description:
        'Changing `visibility` needs `security-incidents.incident.restrict`, and nothing else when it is the only field.',
      permissions: update,
      audit: ({ visibility }) =>
        visibility && changingAccess(`visibility-${visibility}`),
      takesVersion: true,
      params,
      body: jsonBody(updateIncidentSchema, { example: { severity: 'high' } }),
      answer: changed,
      handle: ({ params: { id }, body, context }) =>
        service.update(id, body, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/transitions',
      id: 'transitionIncident',
      tag,
      summary: 'Move an incident to another status',
      description:
        'The permission depends on the move: `right` of each item of `transitions` of the incident names it.',
      permissions: [incidentReadPermission, incidentTransitionPermission],
      takesVersion: true,
      params,
      body: jsonBody(transitionSchema, {
        example: { to: 'dismissed', reason: 'The token was revoked before.' },
      }),
      answer: changed,
      errors: { 409: 'The version is stale, or something blocks the move.' },
      handle: ({ params: { id }, body, context }) =>
        service.transition(id, body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/steps',
      id: 'listSteps',
      tag,
      summary: 'List resolution steps, oldest first',
      permissions: read,
      audit: reading('steps'),
      params,
      query: partPageQuery,
      answer: json(stepPageSchema, {
        description: 'Steps, corrected ones included.',
        example: toExamplePage(exampleStep),
      }),
      handle: ({ params: { id }, query, context }) =>
        service.listSteps(id, query, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/steps',
      id: 'recordStep',
      tag,
      summary: 'Record a resolution step',
      description:
        'Steps never change. A correction is a new step that names the old one in `supersedes`.',
      permissions: [incidentReadPermission, stepRecordPermission],
      takesVersion: true,
      takesIdempotencyKey: true,
      params,
      body: jsonBody(recordStepSchema, {
        example: { kind: 'containment', text: 'Revoked the token.' },
      }),
      answer: created(stepSchema, {
        description: 'The step.',
        example: exampleStep,
      }),
      handle: ({ params: { id }, body, context }) =>
        service.recordStep(id, body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/timeline',
      id: 'getTimeline',
      tag,
      summary: 'Get the timeline, oldest entry first',
      permissions: read,
      audit: reading('timeline'),
      params,
      query: partPageQuery,
      answer: json(timelinePageSchema, {
        description: 'Entries of the hash-chained log.',
        example: toExamplePage(exampleTimelineEntry),
      }),
      handle: ({ params: { id }, query, context }) =>
        service.getTimeline(id, query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/verification',
      id: 'verifyTimeline',
      tag,
      summary: 'Verify an incident',
      description:
        'Recomputes the whole hash chain, replays it and compares the result with the tables.',
      permissions: [incidentReadPermission, timelineVerifyPermission],
      audit: reading('verification'),
      params,
      answer: json(verificationSchema, {
        description: '`ok`, or what is wrong and where.',
        example: {
          chain: 'incident/SEC-2026-0001',
          status: 'ok',
          entries: 4,
          headHash: exampleTimelineEntry.hash,
          erased: 0,
          erasedEntries: [],
          checkedAt: '2026-11-23T12:00:00.000Z',
          rows: 7,
          coverage: 'complete',
          mismatches: [],
        },
      }),
      handle: ({ params: { id }, context }) => service.verify(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/affected',
      id: 'linkAffected',
      tag,
      summary: 'Link a service, or change its link',
      permissions: update,
      takesVersion: true,
      params,
      body: jsonBody(affectedSchema, {
        example: { entityRef: 'component:default/ledger', role: 'suspected' },
      }),
      answer: changed,
      handle: ({ params: { id }, body, context }) =>
        service.linkAffected(id, body, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/incidents/:id/affected',
      id: 'unlinkAffected',
      tag,
      summary: 'Unlink a service',
      permissions: update,
      takesVersion: true,
      params,
      body: jsonBody(unlinkSchema, {
        orQuery: true,
        example: { entityRef: 'component:default/ledger', reason: 'Not it' },
      }),
      answer: changed,
      handle: ({ params: { id }, body, context }) =>
        service.unlinkAffected(id, body, context),
    }),
  ];
}
