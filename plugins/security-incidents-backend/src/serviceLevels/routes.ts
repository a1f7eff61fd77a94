import {
  escalateSchema,
  incidentReadPermission,
  incidentUpdatePermission,
  majorSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { created, incidentJson, json } from '../http/answers';
import { jsonBody } from '../http/body';
import { incidentId } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import { exampleIncident } from '../incidents/examples';
import type { ServiceLevelsService } from './ServiceLevelsService';
import { incidentSchema } from '../incidents/schemas';
import { reading } from '../integrations/audit';
import {
  escalationSchema,
  escalationsSchema,
  exampleEscalation,
} from './schemas';

const tag = 'service levels';
const params = z.strictObject({ id: incidentId });
const update = [incidentReadPermission, incidentUpdatePermission];

/** Escalations and major incidents. */
export function createServiceLevelRoutes(
  service: ServiceLevelsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/incidents/:id/escalations',
      id: 'listEscalations',
      tag,
      summary: 'List escalations, oldest first',
      permissions: [incidentReadPermission],
      audit: reading('escalations'),
      params,
      answer: json(escalationsSchema, {
        description: 'Who was notified and why, and the next escalation.',
        example: { items: [exampleEscalation] },
      }),
      handle: ({ params: { id }, context }) =>
        service.listEscalations(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/escalations',
      id: 'escalate',
      tag,
      summary: 'Escalate now',
      description:
        'Without `to` it goes to the recipients of the next rule, else to the owners of the affected services and their parent groups. Nobody is notified who may not read the incident.',
      permissions: update,
      takesVersion: true,
      takesIdempotencyKey: true,
      params,
      body: jsonBody(escalateSchema, {
        example: { reason: 'Nobody of the team answers' },
      }),
      answer: created(escalationSchema, {
        description: 'The escalation.',
        example: {
          ...exampleEscalation,
          kind: 'manual',
          reason: 'Nobody of the team answers',
          by: 'user:default/bob',
        },
      }),
      handle: ({ params: { id }, body, context }) =>
        service.escalate(id, body, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/major',
      id: 'decideMajor',
      tag,
      summary: 'Declare or end a major incident, or decline the proposal',
      permissions: update,
      takesVersion: true,
      params,
      body: jsonBody(majorSchema, {
        example: { decision: 'declare', reason: 'All services are affected' },
      }),
      answer: incidentJson(incidentSchema, {
        description: 'The incident as it is now.',
        example: exampleIncident,
      }),
      errors: {
        409: 'The version is stale, or there is nothing to decide.',
      },
      handle: ({ params: { id }, body, context }) =>
        service.decideMajor(id, body, context),
    }),
  ];
}
