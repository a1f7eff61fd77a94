import {
  accessReadPermission,
  breakGlassSchema,
  INCIDENT_ROLES,
  incidentBreakGlassPermission,
  incidentReadPermission,
  incidentRestrictPermission,
  incidentUpdatePermission,
  principalSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { incidentJson, json } from '../http/answers';
import { jsonBody } from '../http/body';
import { incidentId, partPageQuery } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import { exampleIncident, toExamplePage } from '../incidents/examples';
import type { AccessService } from './AccessService';
import { viewPageSchema } from '../incidents/recordSchemas';
import { incidentSchema } from '../incidents/schemas';
import { BREAKING_GLASS, changingAccess, reading } from '../integrations/audit';

const tag = 'access';
const params = z.strictObject({ id: incidentId });
const roleParams = z.strictObject({
  id: incidentId,
  role: z.enum(INCIDENT_ROLES).describe('Role in the response.'),
});
const update = [incidentReadPermission, incidentUpdatePermission];
const restrict = [incidentReadPermission, incidentRestrictPermission];
const changed = incidentJson(incidentSchema, {
  description: 'The incident as it is now.',
  example: exampleIncident,
});
const example = { principalRef: 'user:default/carol' };

/** Roles and members of an incident, and who read it. */
export function createAccessRoutes(
  service: AccessService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'put',
      path: '/incidents/:id/roles/:role',
      id: 'assignRole',
      tag,
      summary: 'Assign a role to a person or group',
      description:
        'On a restricted incident, a holder who is not a member yet also needs the caller to have `security-incidents.incident.restrict`.',
      permissions: update,
      audit: changingAccess('role-assign'),
      takesVersion: true,
      params: roleParams,
      body: jsonBody(principalSchema, { example }),
      answer: changed,
      handle: ({ params: { id, role }, body, context }) =>
        service.assignRole(id, role, body, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/incidents/:id/roles/:role',
      id: 'renounceRole',
      tag,
      summary: 'End a role',
      permissions: update,
      audit: changingAccess('role-renounce'),
      takesVersion: true,
      params: roleParams,
      body: jsonBody(z.strictObject({}), { orQuery: true }),
      answer: changed,
      handle: ({ params: { id, role }, context }) =>
        service.renounceRole(id, role, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/members',
      id: 'addMember',
      tag,
      summary: 'Give somebody access while it is restricted',
      permissions: restrict,
      audit: changingAccess('member-add'),
      takesVersion: true,
      params,
      body: jsonBody(principalSchema, { example }),
      answer: changed,
      handle: ({ params: { id }, body, context }) =>
        service.addMember(id, body, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/incidents/:id/members',
      id: 'removeMember',
      tag,
      summary: 'Remove access that was given by hand',
      permissions: restrict,
      audit: changingAccess('member-remove'),
      takesVersion: true,
      params,
      body: jsonBody(principalSchema, { orQuery: true, example }),
      answer: changed,
      handle: ({ params: { id }, body, context }) =>
        service.removeMember(id, body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/views',
      id: 'listViews',
      tag,
      summary: 'List who read it while it was restricted, newest first',
      permissions: [incidentReadPermission, accessReadPermission],
      audit: reading('views'),
      params,
      query: partPageQuery,
      answer: json(viewPageSchema, {
        description: 'One item for each reader and hour.',
        example: toExamplePage({
          viewer: 'user:default/carol',
          at: '2026-11-23T11:05:00.000Z',
        }),
      }),
      handle: ({ params: { id }, query, context }) =>
        service.listViews(id, query, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/break-glass',
      id: 'breakGlass',
      tag,
      summary: 'Become a member of a restricted incident in an emergency',
      description:
        'The timeline records the reason, and the commander is notified. Without the permission the answer is the same as for a missing incident.',
      permissions: [incidentReadPermission, incidentBreakGlassPermission],
      audit: BREAKING_GLASS,
      takesVersion: true,
      params,
      body: jsonBody(breakGlassSchema, {
        example: { reason: 'On call, and nobody of the team answers' },
      }),
      answer: changed,
      errors: { 409: 'The caller can read the incident already.' },
      handle: ({ params: { id }, body, context }) =>
        service.breakGlass(id, body, context),
    }),
  ];
}
