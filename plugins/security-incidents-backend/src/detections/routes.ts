import {
  attachDetectionSchema,
  declineProposalSchema,
  decideDetectionsSchema,
  DETECTION_FILTERS,
  detectionReadPermission,
  detectionTriagePermission,
  dismissDetectionSchema,
  incidentCreatePermission,
  incidentReadPermission,
  mapDetectionSchema,
  promoteDetectionSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json } from '../http/answers';
import { jsonBody } from '../http/body';
import {
  listPageShape,
  oneWord,
  pathText,
  toFilterShape,
} from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import type { DetectionsService } from './DetectionsService';
import {
  EXAMPLE_ID,
  exampleDetection,
  exampleDetectionDetails,
} from './examples';
import {
  decisionResultsSchema,
  detectionDetailsSchema,
  detectionPageSchema,
  detectionSummarySchema,
} from './schemas';

const tag = 'detections';
const read = [detectionReadPermission];
const triage = [detectionReadPermission, detectionTriagePermission];
const params = z.strictObject({
  id: pathText.describe('Id of the detection.'),
});
const errors = {
  409: 'The version in `If-Match` is stale, or the detection or the incident takes no such decision.',
};
const decided = json(detectionSummarySchema, {
  description: 'The detection after the decision.',
  example: exampleDetection,
});
const nothing = z.strictObject({});

/** The inbox, and decisions about one detection. */
export function createDetectionRoutes(
  service: DetectionsService<RequestContext>,
): Route[] {
  const decide = { method: 'post', tag, params, takesVersion: true } as const;
  return [
    defineRoute({
      method: 'get',
      path: '/detections',
      id: 'listDetections',
      tag,
      summary: 'List detections of the inbox',
      description:
        'Detections without a service need the permission `security-incidents.detection.triage`. Decided ones are listed last decided first.',
      permissions: read,
      query: z.strictObject({
        ...toFilterShape(DETECTION_FILTERS),
        orderBy: oneWord(['severity', 'age'])
          .optional()
          .describe(
            '`severity`: most severe first, then oldest first; `age`: oldest first. Defaults to `severity`.',
          ),
        ...listPageShape,
      }),
      answer: json(detectionPageSchema, {
        description: 'A page of detections, with the totals of each view.',
        example: {
          items: [exampleDetection],
          totalItems: 1,
          pageInfo: {},
          counts: {
            new: 1,
            unmapped: 0,
            suppressed: 0,
            decidedInLast24Hours: 0,
          },
        },
      }),
      handle: ({ query, context }) => service.list(query, context),
    }),
    defineRoute({
      method: 'post',
      path: '/detections/decisions',
      id: 'decideDetections',
      tag,
      summary: 'Decide about up to 100 detections',
      description:
        'Each detection is decided alone and answered alone: one that changed since it was looked at, or that takes no such decision, has an error in the answer and stops no other. To attach or to undo needs `security-incidents.incident.update` on the incident.',
      permissions: triage,
      body: jsonBody(decideDetectionsSchema, {
        example: {
          detections: [{ id: EXAMPLE_ID, version: 1 }],
          decision: {
            kind: 'dismiss',
            disposition: 'benign',
            reason: 'Load test of the team',
          },
        },
      }),
      answer: json(decisionResultsSchema, {
        description: 'One result for each detection, in the same order.',
        example: {
          results: [{ id: EXAMPLE_ID, detection: exampleDetection }],
        },
      }),
      handle: async ({ body, context }) => ({
        results: await service.decide(body, context),
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/detections/:id',
      id: 'getDetection',
      tag,
      summary: 'Get a detection',
      permissions: read,
      params,
      answer: json(detectionDetailsSchema, {
        description: 'The detection with what was found out about it.',
        example: exampleDetectionDetails,
      }),
      handle: ({ params: { id }, context }) => service.get(id, context),
    }),
    defineRoute({
      ...decide,
      path: '/detections/:id/promote',
      id: 'promoteDetection',
      summary: 'Report an incident from a detection',
      description:
        'Title, severity, class, service and time of detection come from the detection unless stated.',
      permissions: [...triage, incidentCreatePermission],
      takesIdempotencyKey: true,
      body: jsonBody(promoteDetectionSchema, {
        example: { severity: 'high' },
      }),
      answer: decided,
      errors,
      handle: ({ params: { id }, body, context }) =>
        service.promote(id, body, context.ifMatch, context),
    }),
    defineRoute({
      ...decide,
      path: '/detections/:id/attach',
      id: 'attachDetection',
      summary: 'Attach a detection to an open incident',
      description:
        'Needs `security-incidents.incident.update` on the incident.',
      permissions: triage,
      takesIdempotencyKey: true,
      body: jsonBody(attachDetectionSchema, {
        example: { incident: 'SEC-2026-0052' },
      }),
      answer: decided,
      errors: { ...errors, 403: 'The caller may not change the incident.' },
      handle: ({ params: { id }, body, context }) =>
        service.attach(id, body, context.ifMatch, context),
    }),
    defineRoute({
      ...decide,
      path: '/detections/:id/dismiss',
      id: 'dismissDetection',
      summary: 'Dismiss a detection',
      permissions: triage,
      body: jsonBody(dismissDetectionSchema, {
        example: { disposition: 'false-positive', reason: 'A test fixture' },
      }),
      answer: decided,
      errors,
      handle: ({ params: { id }, body, context }) =>
        service.dismiss(id, body, context.ifMatch, context),
    }),
    defineRoute({
      ...decide,
      path: '/detections/:id/decline',
      id: 'declineProposal',
      summary: 'Say that a detection does not belong to an incident',
      description:
        'The incident is not proposed for the detection any more. `undo` takes that back.',
      permissions: [...triage, incidentReadPermission],
      body: jsonBody(declineProposalSchema, {
        example: { incident: 'SEC-2026-0052' },
      }),
      answer: decided,
      errors,
      handle: ({ params: { id }, body, context }) =>
        service.decline(id, body, context.ifMatch, context),
    }),
    defineRoute({
      ...decide,
      path: '/detections/:id/map',
      id: 'mapDetection',
      summary: 'Name the service of a detection',
      description:
        '`asPattern` sends later detections with the same label to the same service, and needs `security-incidents.detection.configure`.',
      permissions: triage,
      body: jsonBody(mapDetectionSchema, {
        example: { entityRef: 'component:default/payments-api' },
      }),
      answer: decided,
      errors,
      handle: ({ params: { id }, body, context }) =>
        service.map(id, body, context.ifMatch, context),
    }),
    defineRoute({
      ...decide,
      path: '/detections/:id/undo',
      id: 'undoDetectionDecision',
      summary: 'Take back a decision about a detection',
      description:
        'The detection is new again. One that was attached or promoted leaves its incident, which needs `security-incidents.incident.update` on it.',
      permissions: [...triage, incidentReadPermission],
      body: jsonBody(nothing, { example: {} }),
      answer: decided,
      errors,
      handle: ({ params: { id }, context }) =>
        service.undo(id, context.ifMatch, context),
    }),
  ];
}
