import {
  type DeliveryOutcome,
  DELIVERY_OUTCOMES,
} from 'backstage-plugin-security-incidents-common';
import type { Request } from 'express';
import { z } from 'zod';
import type { RouteAnswer } from '../../http/answers';
import { rawBody, type RouteBody } from '../../http/body';
import { component } from '../../http/components';
import { count } from '../../http/fields';
import { pathText } from '../../http/parameters';
import { defineRoute, type Route } from '../../http/Route';
import {
  type DetectionIntake,
  MAX_BODY_BYTES,
  type VerifiedDelivery,
} from './DetectionIntake';

interface Receipt {
  outcome: DeliveryOutcome;
  detections: number;
}

const receiptSchema = component<Receipt>()(
  'DeliveryReceipt',
  z.strictObject({
    outcome: z.enum(DELIVERY_OUTCOMES).describe('What became of it.'),
    detections: count.describe('Detections that it is about.'),
  }),
);

const accepted: RouteAnswer<Receipt> = {
  status: 202,
  mediaType: 'application/json',
  schema: receiptSchema,
  description:
    'The delivery is stored. Also for a duplicate, which changes nothing, and for an event that is no finding.',
  example: { outcome: 'accepted', detections: 1 },
  headers: {},
  send: (response, receipt) => {
    response.status(202).type('json').end(JSON.stringify(receipt));
  },
};

/** The bytes of a delivery. One that is too large is counted before it is refused. */
function deliveryBody(intake: Pick<DetectionIntake, 'countTooLarge'>) {
  const raw = rawBody({
    mediaType: 'application/json',
    limitBytes: MAX_BODY_BYTES,
    description:
      'JSON as the source sends it, at most 1 MiB. The signature is checked over these bytes.',
  });
  return {
    ...raw,
    async read(request, response) {
      try {
        return await raw.read(request, response);
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 413) {
          await intake.countTooLarge((request as Request).params.id);
        }
        throw error;
      }
    },
  } satisfies RouteBody<Buffer>;
}

/** The webhook of the sources. */
export function createIntakeRoutes(intake: DetectionIntake): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/detections/:id',
      id: 'deliverDetections',
      tag: 'detections',
      summary: 'Deliver findings of a source',
      description:
        'The webhook of a configured source. It needs no Backstage credentials: the source proves who sends in its own way, such as a signature over the body. All findings of a delivery are stored before the answer.',
      params: z.strictObject({
        id: pathText.describe('Id of the source in the configuration.'),
      }),
      body: deliveryBody(intake),
      authentication: {
        scheme: {
          name: 'detectionSource',
          definition: {
            type: 'apiKey',
            in: 'header',
            name: 'x-signature-256',
            description:
              'What the kind of source uses; see docs/detections.md for the header of each.',
          },
        },
        verify: (request, body): Promise<VerifiedDelivery> =>
          intake.verify(request.params.id, request.headers, body as Buffer),
      },
      answer: accepted,
      errors: {
        404: 'There is no such detection source.',
        408: 'The body was sent too slowly.',
      },
      handle: async ({ context }) => {
        const { outcome, detections } = await intake.accept(context);
        return { outcome, detections: detections.length };
      },
    }),
  ];
}
