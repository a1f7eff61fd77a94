import {
  entryErasePermission,
  eraseEntrySchema,
  incidentReadPermission,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json } from '../http/answers';
import { jsonBody } from '../http/body';
import { incidentId } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { exampleTimelineEntry } from '../incidents/examples';
import { timelineEntrySchema } from '../incidents/recordSchemas';
import { ERASING } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { ErasureService } from './ErasureService';

const params = z.strictObject({
  id: incidentId,
  seq: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of an entry')
    .transform(Number)
    .describe('Number of the entry.'),
});

/** Erasure of content that the law says must go. */
export function createErasureRoutes(
  service: ErasureService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/incidents/:id/timeline/:seq/erasure',
      id: 'eraseEntry',
      tag: 'incidents',
      summary: 'Erase the content of a timeline entry for good',
      description:
        'Removes the data and the salt of the entry, and the texts of the record that repeat it: of steps, reasons, reviews, actions, obligations, evidence and explanations. The chain still verifies, and a new entry says who erased it and why; `repeatedIn` names other entries that hold the same text. Facts that still show are changed first; copies outside, such as bundles, stay.',
      permissions: [incidentReadPermission, entryErasePermission],
      audit: ERASING,
      takesVersion: true,
      params,
      body: jsonBody(eraseEntrySchema, {
        example: { reason: 'Request of the person, case 17' },
      }),
      answer: json(timelineEntrySchema, {
        description: 'The entry that records the erasure.',
        example: exampleTimelineEntry,
      }),
      handle: ({ params: { id, seq }, body, context }) =>
        service.eraseEntry(id, seq, body, context),
    }),
  ];
}
