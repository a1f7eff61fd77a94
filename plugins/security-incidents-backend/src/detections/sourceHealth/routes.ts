import {
  DELIVERY_OUTCOMES,
  detectionConfigurePermission,
  detectionReadPermission,
  type DetectionDelivery,
  type DetectionSourceDetails,
  type DetectionSourceStatus,
  type EntityWatch,
  muteSourceSchema,
  REJECTION_REASONS,
  SOURCE_STATES,
  type SourceHour,
  type TestEventResult,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { entityParams } from '../../entities/params';
import { json } from '../../http/answers';
import { jsonBody } from '../../http/body';
import { component } from '../../http/components';
import {
  actor,
  count,
  entityRef,
  milliseconds,
  text,
  time,
} from '../../http/fields';
import { oneWord, pathText } from '../../http/parameters';
import { defineRoute, type Route } from '../../http/Route';
import type { RequestContext } from '../../kernel/contexts';
import { exampleDetection } from '../examples';
import { watchingSourceSchema } from '../incidentRoutes';
import { detectionSummarySchema } from '../schemas';
import type { DetectionSourcesService } from './DetectionSourcesService';

const tag = 'detection sources';
const read = [detectionReadPermission];
const configure = [detectionReadPermission, detectionConfigurePermission];
const params = z.strictObject({ id: pathText.describe('Id of the source.') });
const AT = '2026-11-30T10:08:00.000Z';

const hourSchema = component<SourceHour>()(
  'SourceHour',
  z.strictObject({
    at: time,
    accepted: count,
    duplicate: count,
    rejected: count,
  }),
);

const statusShape = {
  id: text,
  type: text,
  title: text,
  state: z.enum(SOURCE_STATES),
  stateSince: time.optional(),
  mutedUntil: time.optional(),
  lastEventAt: time.optional(),
  lastRejection: z
    .strictObject({ at: time, reason: z.enum(REJECTION_REASONS) })
    .optional(),
  expectedEveryMs: milliseconds.optional(),
  counts: z.strictObject({
    received: count,
    accepted: count,
    duplicate: count,
    rejected: count,
    unmapped: count,
    new: count,
  }),
  newDetections: z
    .strictObject({
      inbox: count,
      unmapped: count,
      suppressed: count,
      byPeople: count,
      byRules: count,
    })
    .describe('Where the new detections of the period are now.'),
  hours: z.array(hourSchema),
  precision: z.strictObject({ real: count, of: count }),
  services: count,
  secrets: count.describe('Number of secrets that are configured.'),
  blind: count
    .optional()
    .describe(
      'Services that no other source finds that sends, while this one is silent or rejecting.',
    ),
  notified: z
    .strictObject({ at: time, who: z.array(entityRef) })
    .optional()
    .describe('Who was notified of its silence, and when.'),
};

const statusSchema = component<DetectionSourceStatus>()(
  'DetectionSourceStatus',
  z.strictObject(statusShape),
);

const listSchema = component<{ items: DetectionSourceStatus[] }>()(
  'DetectionSourceList',
  z.strictObject({ items: z.array(statusSchema) }),
);

const deliverySchema = component<DetectionDelivery>()(
  'DetectionDelivery',
  z.strictObject({
    id: text,
    at: time,
    lastAt: time.optional(),
    outcome: z.enum(DELIVERY_OUTCOMES),
    count,
    reason: text.optional(),
    deliveryId: text.optional(),
    size: count.optional(),
    sha256: text.optional(),
    isTest: z.boolean(),
    detections: z.array(detectionSummarySchema),
  }),
);

const detailsSchema = component<DetectionSourceDetails>()(
  'DetectionSource',
  z.strictObject({
    ...statusShape,
    path: text,
    proof: text,
    secretsKey: text,
    maxBodyBytes: count,
    retentionDays: count,
    reopenWithinMs: milliseconds.optional(),
    days: z.array(hourSchema),
    deliveries: z.array(deliverySchema),
    mute: z.strictObject({ until: time, reason: text, by: actor }).optional(),
    notifies: z.array(entityRef),
  }),
);

const testSchema = component<TestEventResult>()(
  'TestEventResult',
  z.strictObject({
    stations: z.array(
      z.strictObject({
        station: z.enum(['received', 'verified', 'mapped', 'inbox']),
        ok: z.boolean(),
        at: time.optional(),
        text,
      }),
    ),
    detection: detectionSummarySchema.optional(),
    durationMs: milliseconds,
  }),
);

const watchSchema = component<EntityWatch>()(
  'EntityWatch',
  z.strictObject({
    entityRef,
    sources: z.array(watchingSourceSchema),
    missing: z.array(
      z.strictObject({ sourceId: text, title: text, remedy: text }),
    ),
    waiting: z.array(detectionSummarySchema).optional(),
  }),
);

const exampleStatus: DetectionSourceStatus = {
  id: 'github',
  type: 'github',
  title: 'GitHub',
  state: 'healthy',
  lastEventAt: AT,
  counts: {
    received: 12,
    accepted: 12,
    duplicate: 0,
    rejected: 0,
    unmapped: 0,
    new: 7,
  },
  hours: [
    { at: '2026-11-30T10:00:00.000Z', accepted: 12, duplicate: 0, rejected: 0 },
  ],
  newDetections: {
    inbox: 4,
    unmapped: 1,
    suppressed: 0,
    byPeople: 2,
    byRules: 0,
  },
  precision: { real: 9, of: 11 },
  services: 4,
  secrets: 1,
};
const exampleSource: DetectionSourceDetails = {
  ...exampleStatus,
  path: '/detections/github',
  proof: 'HMAC-SHA256 over the body in X-Hub-Signature-256.',
  secretsKey: 'securityIncidents.detections.github.secrets',
  maxBodyBytes: 1024 * 1024,
  retentionDays: 90,
  days: [],
  deliveries: [],
  notifies: ['group:default/security-operations'],
};

/** The sources of detections, and which of them watch a service. */
export function createDetectionSourceRoutes(
  service: DetectionSourcesService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/detection-sources',
      id: 'listDetectionSources',
      tag,
      summary: 'List sources with their health, most urgent first',
      description:
        'Counts leave out deliveries with a detection that the caller may not see.',
      permissions: read,
      query: z.strictObject({
        hours: oneWord(['24', '168'])
          .optional()
          .describe('Period of the counts, 24 hours unless stated.'),
      }),
      answer: json(listSchema, {
        description: 'All configured sources.',
        example: { items: [exampleStatus] },
      }),
      handle: async ({ query: { hours = '24' }, context }) => ({
        items: await service.list({ hours: Number(hours) }, context),
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/detection-sources/:id',
      id: 'getDetectionSource',
      tag,
      summary: 'Get a source with its last deliveries',
      permissions: read,
      params,
      answer: json(detailsSchema, {
        description: 'The source.',
        example: exampleSource,
      }),
      handle: ({ params: { id }, context }) => service.get(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/detection-sources/:id/test',
      id: 'testDetectionSource',
      tag,
      summary: 'Send a test event that goes the whole way',
      description:
        'The event is signed, verified, read and stored like one of the tool. It counts nowhere, notifies nobody and leaves after an hour.',
      permissions: configure,
      params,
      body: jsonBody(z.strictObject({}), { example: {} }),
      answer: json(testSchema, {
        description: 'How far it came.',
        example: {
          stations: [
            { station: 'received', ok: true, at: AT, text: '412 bytes' },
          ],
          detection: { ...exampleDetection, isTest: true },
          durationMs: 41,
        },
      }),
      handle: ({ params: { id }, context }) => service.test(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/detection-sources/:id/mute',
      id: 'muteDetectionSource',
      tag,
      summary: 'Mute the alarms of a source until a time',
      description: 'Without `until` the mute ends.',
      permissions: configure,
      params,
      body: jsonBody(muteSourceSchema, {
        example: { until: AT, reason: 'The cluster is being replaced' },
      }),
      answer: json(detailsSchema, {
        description: 'The source.',
        example: exampleSource,
      }),
      handle: ({ params: { id }, body, context }) =>
        service.mute(id, body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/entities/:kind/:namespace/:name/watch',
      id: 'getEntityWatch',
      tag: 'entities',
      summary: 'Get which sources watch a service, and what waits about it',
      description:
        'Waiting detections need the permission `security-incidents.detection.triage`.',
      permissions: read,
      params: entityParams,
      answer: json(watchSchema, {
        description: 'Sources that find the service, and those that do not.',
        example: {
          entityRef: 'component:default/payments-api',
          sources: [],
          missing: [
            {
              sourceId: 'pagerduty',
              title: 'PagerDuty',
              remedy: 'Add the annotation pagerduty.com/service-id',
            },
          ],
          waiting: [exampleDetection],
        },
      }),
      handle: ({ params: ref, context }) =>
        service.getEntityWatch(ref, context),
    }),
  ];
}
