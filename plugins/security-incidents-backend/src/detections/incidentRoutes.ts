import {
  detectionReadPermission,
  incidentReadPermission,
  type IncidentDetections,
  MAPPING_WAYS,
  SOURCE_STATES,
  type WatchingSource,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json } from '../http/answers';
import { component } from '../http/components';
import { count, text, time } from '../http/fields';
import { incidentId } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { reading } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { DetectionsService } from './DetectionsService';
import { exampleDetectionDetails } from './examples';
import { detectionDetailsSchema, detectionSummarySchema } from './schemas';

export const watchingSourceSchema = component<WatchingSource>()(
  'WatchingSource',
  z.strictObject({
    sourceId: text,
    title: text,
    state: z.enum(SOURCE_STATES),
    stateSince: time.optional(),
    lastEventAt: time.optional(),
    way: z.enum(MAPPING_WAYS),
    value: text,
    detections: count,
    real: count,
  }),
);

const incidentDetectionsSchema = component<IncidentDetections>()(
  'IncidentDetections',
  z.strictObject({
    attached: z.array(detectionDetailsSchema),
    proposed: z.array(detectionSummarySchema),
    withheld: count.describe(
      'Detections about services that the caller may not see.',
    ),
    sources: z.array(watchingSourceSchema),
    sourceTitles: z
      .record(text, text)
      .describe('The titles of the sources of these detections, by id.'),
  }),
);

/** The detections of an incident. */
export function createIncidentDetectionRoutes(
  service: DetectionsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/incidents/:id/detections',
      id: 'getIncidentDetections',
      tag: 'detections',
      summary: 'Get the detections of an incident, and those proposed for it',
      permissions: [detectionReadPermission, incidentReadPermission],
      audit: reading('detections'),
      params: z.strictObject({ id: incidentId }),
      answer: json(incidentDetectionsSchema, {
        description:
          'Attached detections, first seen first, at most 50, and new ones that fit.',
        example: {
          attached: [exampleDetectionDetails],
          proposed: [],
          withheld: 0,
          sources: [],
          sourceTitles: { github: 'GitHub' },
        },
      }),
      handle: ({ params: { id }, context }) =>
        service.getIncidentDetections(id, context),
    }),
  ];
}
