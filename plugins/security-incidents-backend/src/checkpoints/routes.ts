import { checkpointReadPermission } from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json } from '../http/answers';
import { listPageShape } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import type { CheckpointsService } from './CheckpointsService';
import { checkpointPageSchema } from './schemas';

const HASH = 'a'.repeat(64);

/** Signed states of all chains. */
export function createCheckpointRoutes(
  service: CheckpointsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/verification/checkpoints',
      id: 'listCheckpoints',
      tag: 'verification',
      summary: 'List signed checkpoints, newest first',
      description:
        'A checkpoint is the state of all hash chains at one moment, restricted incidents included. One is written every hour and when an incident is closed.',
      permissions: [checkpointReadPermission],
      query: z.strictObject(listPageShape),
      answer: json(checkpointPageSchema, {
        description: 'A page of checkpoints.',
        example: {
          items: [
            {
              v: 1,
              n: 1,
              at: '2026-11-23T10:00:00.000Z',
              chains: 2,
              entries: 5,
              merkleRoot: HASH,
              prevCheckpointHash: '0'.repeat(64),
              hash: HASH,
            },
          ],
          totalItems: 1,
          pageInfo: {},
          signing: { state: 'unsigned' },
        },
      }),
      handle: ({ query, context }) => service.list(query, context),
    }),
  ];
}
