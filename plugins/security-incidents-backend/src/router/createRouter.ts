import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  affectedSchema,
  createIncidentSchema,
  type Incident,
  INCIDENT_ROLES,
  type IncidentRole,
  overviewsSchema,
  principalSchema,
  recordStepSchema,
  transitionSchema,
  unlinkSchema,
  updateIncidentSchema,
} from 'backstage-plugin-security-incidents-common';
import express, { type Request, type Response } from 'express';
import Router from 'express-promise-router';
import type {
  CallContext,
  IncidentsService,
} from '../service/IncidentsService';
import { openApiDocument } from './openapi';
import {
  parseBody,
  parseIdempotencyKey,
  parseIfMatch,
  parseIncidentQuery,
  parsePeriod,
  parseRef,
  parseVolumeQuery,
} from './parse';

const BODY_LIMIT = '256kb';

function parseRole(request: Request): IncidentRole {
  const { role } = request.params;
  if (!(INCIDENT_ROLES as readonly string[]).includes(role)) {
    throw new InputError(`role: must be one of ${INCIDENT_ROLES.join(', ')}`);
  }
  return role as IncidentRole;
}

/** DELETE takes its fields from the body, or from the query where a client cannot send one. */
function fieldsOf(request: Request): unknown {
  const body = request.body as Record<string, unknown> | undefined;
  return body && Object.keys(body).length > 0 ? body : request.query;
}

/** HTTP in front of the service: parse, call, answer. It holds no rules. */
export async function createRouter(options: {
  httpAuth: HttpAuthService;
  service: IncidentsService;
}): Promise<express.Router> {
  const { httpAuth, service } = options;
  const router = Router();
  router.use(express.json({ limit: BODY_LIMIT, strict: true }));

  const contextOf = async (request: Request): Promise<CallContext> => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    ifMatch: parseIfMatch(request),
    idempotencyKey: parseIdempotencyKey(request),
  });
  const sendIncident = (response: Response, incident: Incident) => {
    response.setHeader('etag', `"${incident.version}"`).json(incident);
  };

  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument);
  });

  router.post('/incidents', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(createIncidentSchema, request.body);
    const { value, replayed } = await service.create(body, context);
    if (replayed) response.setHeader('idempotency-replayed', 'true');
    sendIncident(response.status(201), value);
  });

  router.get('/incidents', async (request, response) => {
    const context = await contextOf(request);
    response.json(await service.list(parseIncidentQuery(request), context));
  });

  router.get('/incidents/:id', async (request, response) => {
    const context = await contextOf(request);
    sendIncident(response, await service.get(request.params.id, context));
  });

  router.patch('/incidents/:id', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(updateIncidentSchema, request.body);
    sendIncident(
      response,
      await service.update(request.params.id, body, context),
    );
  });

  router.post('/incidents/:id/transitions', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(transitionSchema, request.body);
    sendIncident(
      response,
      await service.transition(request.params.id, body, context),
    );
  });

  router.get('/incidents/:id/steps', async (request, response) => {
    const context = await contextOf(request);
    response.json(await service.listSteps(request.params.id, context));
  });

  router.post('/incidents/:id/steps', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(recordStepSchema, request.body);
    const { value, replayed } = await service.recordStep(
      request.params.id,
      body,
      context,
    );
    if (replayed) response.setHeader('idempotency-replayed', 'true');
    response.status(201).json(value);
  });

  router.get('/incidents/:id/timeline', async (request, response) => {
    const context = await contextOf(request);
    response.json(await service.getTimeline(request.params.id, context));
  });

  router.get('/incidents/:id/verification', async (request, response) => {
    const context = await contextOf(request);
    response.json(await service.verify(request.params.id, context));
  });

  router.post('/incidents/:id/affected', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(affectedSchema, request.body);
    sendIncident(
      response,
      await service.linkAffected(request.params.id, body, context),
    );
  });

  router.delete('/incidents/:id/affected', async (request, response) => {
    const context = await contextOf(request);
    const fields = parseBody(unlinkSchema, fieldsOf(request));
    sendIncident(
      response,
      await service.unlinkAffected(request.params.id, fields, context),
    );
  });

  router.put('/incidents/:id/roles/:role', async (request, response) => {
    const context = await contextOf(request);
    const role = parseRole(request);
    const body = parseBody(principalSchema, request.body);
    sendIncident(
      response,
      await service.assignRole(request.params.id, role, body, context),
    );
  });

  router.delete('/incidents/:id/roles/:role', async (request, response) => {
    const context = await contextOf(request);
    sendIncident(
      response,
      await service.renounceRole(
        request.params.id,
        parseRole(request),
        context,
      ),
    );
  });

  router.post('/incidents/:id/members', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(principalSchema, request.body);
    sendIncident(
      response,
      await service.addMember(request.params.id, body, context),
    );
  });

  router.delete('/incidents/:id/members', async (request, response) => {
    const context = await contextOf(request);
    const fields = parseBody(principalSchema, fieldsOf(request));
    sendIncident(
      response,
      await service.removeMember(request.params.id, fields, context),
    );
  });

  router.get(
    '/entities/:kind/:namespace/:name/overview',
    async (request, response) => {
      const context = await contextOf(request);
      const { kind, namespace, name } = request.params;
      const ref = parseRef('entity', `${kind}:${namespace}/${name}`);
      response.json(await service.getEntityOverview(ref, context));
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/history',
    async (request, response) => {
      const context = await contextOf(request);
      const { kind, namespace, name } = request.params;
      const ref = parseRef('entity', `${kind}:${namespace}/${name}`);
      response.json(
        await service.getEntityHistory(ref, parsePeriod(request), context),
      );
    },
  );

  router.get('/reports/volume', async (request, response) => {
    const context = await contextOf(request);
    response.json(await service.getVolume(parseVolumeQuery(request), context));
  });

  router.post('/entities/overviews', async (request, response) => {
    const context = await contextOf(request);
    const { entityRefs } = parseBody(overviewsSchema, request.body);
    response.json({
      items: await service.getEntityCounts(entityRefs, context),
    });
  });

  return router;
}
