import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  affectedSchema,
  breakGlassSchema,
  applyPlanSchema,
  changeTaskSchema,
  createIncidentSchema,
  escalateSchema,
  type Incident,
  isStorableText,
  majorSchema,
  overviewsSchema,
  principalSchema,
  recordStepSchema,
  transitionSchema,
  unlinkSchema,
  updateIncidentSchema,
} from 'backstage-plugin-security-incidents-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import {
  type Audited,
  BREAKING_GLASS,
  changingAccess,
  type IncidentsAudit,
  reading,
} from '../integrations/audit';
import type { PlansService } from '../responsePlans/PlansService';
import type { Done, IncidentsService } from '../incidents/IncidentsService';
import { notFound } from '../kernel/IncidentChange';
import { PLAYBOOK_LIMIT_KILOBYTES, readJsonBody } from './body';
import { openApiDocument } from './openapi';
import { planRoutes, PLAYBOOK_PATH } from './planRoutes';
import { sendJson } from './send';
import {
  assertQueryNames,
  FILTER_NAMES,
  LIST_NAMES,
  PAGE_NAMES,
  parseBody,
  parseEntityParams,
  parseFilters,
  parseIdempotencyKey,
  parseIfMatch,
  parseIncidentQuery,
  parsePage,
  parsePeriod,
  parseRole,
  PERIOD_NAMES,
} from './parse';
import type { RequestContext } from '../kernel/contexts';

const noFields = z.strictObject({});

/** DELETE takes its fields from the body, or from the query where a client cannot send one. */
function fieldsOf(request: Request): unknown {
  const hasBody = Object.keys(request.body ?? {}).length > 0;
  if (request.method === 'DELETE' && !hasBody) return request.query;
  assertQueryNames(request, []);
  return request.body;
}

function sendIncident(response: Response, incident: Incident) {
  response.setHeader('etag', `"${incident.version}"`).json(incident);
}

function sendMade<T>(
  response: Response,
  { value, replayed }: Done<T>,
  send: (response: Response, value: T) => void,
) {
  if (replayed) response.setHeader('idempotency-replayed', 'true');
  send(response.status(201), value);
}

/** HTTP in front of the service: parse, call, answer. It holds no rules. */
export async function createRouter(options: {
  audit: IncidentsAudit;
  httpAuth: HttpAuthService;
  service: IncidentsService<RequestContext>;
  plans: PlansService<RequestContext>;
}): Promise<Router> {
  const { audit, httpAuth, service } = options;
  const router = PromiseRouter();
  router.use((_request, response, next) => {
    // What a caller may see changes without a new version, and no cache may keep what is restricted.
    response.setHeader('cache-control', 'no-store');
    next();
  });
  // In front of the other, which leaves alone what was read.
  router.use(PLAYBOOK_PATH, readJsonBody(PLAYBOOK_LIMIT_KILOBYTES));
  router.use(readJsonBody());
  // Not every database can be asked for such an id, and none can have it.
  router.param('id', (_request, _response, next, id: string) =>
    next(isStorableText(id) ? undefined : notFound(id)),
  );

  const contextOf = async (request: Request): Promise<RequestContext> => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
    ifMatch: parseIfMatch(request),
    idempotencyKey: parseIdempotencyKey(request),
  });

  /** A call that reads; parameters that it does not know are refused. */
  const read = <T>(
    path: string,
    names: readonly string[],
    work: (request: Request, context: RequestContext) => Promise<T>,
    answer: {
      send?: (response: Response, value: T) => void;
      audited?: Audited;
    } = {},
  ): unknown =>
    router.get(path, async (request, response) => {
      const caller = await contextOf(request);
      assertQueryNames(request, names);
      const value = await audit.call(answer.audited, request, caller, context =>
        work(request, context),
      );
      if (answer.send) answer.send(response, value);
      else sendJson(response, value);
    });

  /** A call that changes an incident, and is answered with it. */
  const change = <S extends z.ZodType>(
    method: 'post' | 'put' | 'patch' | 'delete',
    path: string,
    schema: S,
    work: (
      fields: z.output<S>,
      context: RequestContext,
      request: Request,
    ) => Promise<Incident>,
    audited?: Audited | ((fields: z.output<S>) => Audited | undefined),
  ) =>
    router[method](`/incidents/:id${path}`, async (request, response) => {
      const caller = await contextOf(request);
      const fields = parseBody(schema, fieldsOf(request));
      const incident = await audit.call(
        typeof audited === 'function' ? audited(fields) : audited,
        request,
        caller,
        context => work(fields, context, request),
      );
      sendIncident(response, incident);
    });

  read('/openapi.json', [], async () => openApiDocument);

  router.post('/incidents', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(createIncidentSchema, fieldsOf(request));
    sendMade(response, await service.create(body, context), sendIncident);
  });
  read('/incidents', LIST_NAMES, (request, context) =>
    service.list(parseIncidentQuery(request), context),
  );
  read(
    '/incidents/:id',
    [],
    ({ params }, context) => service.get(params.id, context),
    { send: sendIncident, audited: reading('incident') },
  );
  change(
    'patch',
    '',
    updateIncidentSchema,
    (body, context, { params }) => service.update(params.id, body, context),
    ({ visibility }) =>
      visibility && changingAccess(`visibility-${visibility}`),
  );
  change(
    'post',
    '/transitions',
    transitionSchema,
    (body, context, { params }) => service.transition(params.id, body, context),
  );

  read(
    '/incidents/:id/steps',
    PAGE_NAMES,
    (request, context) =>
      service.listSteps(request.params.id, parsePage(request), context),
    { audited: reading('steps') },
  );
  router.post('/incidents/:id/steps', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(recordStepSchema, fieldsOf(request));
    const made = await service.recordStep(request.params.id, body, context);
    sendMade(response, made, (answer, step) => answer.json(step));
  });
  read(
    '/incidents/:id/timeline',
    PAGE_NAMES,
    (request, context) =>
      service.getTimeline(request.params.id, parsePage(request), context),
    { audited: reading('timeline') },
  );
  read(
    '/incidents/:id/verification',
    [],
    ({ params }, context) => service.verify(params.id, context),
    { audited: reading('verification') },
  );
  read(
    '/incidents/:id/views',
    PAGE_NAMES,
    (request, context) =>
      service.listViews(request.params.id, parsePage(request), context),
    { audited: reading('views') },
  );

  change('post', '/affected', affectedSchema, (body, context, { params }) =>
    service.linkAffected(params.id, body, context),
  );
  change('delete', '/affected', unlinkSchema, (fields, context, { params }) =>
    service.unlinkAffected(params.id, fields, context),
  );
  change(
    'put',
    '/roles/:role',
    principalSchema,
    (body, context, request) =>
      service.assignRole(request.params.id, parseRole(request), body, context),
    changingAccess('role-assign'),
  );
  change(
    'delete',
    '/roles/:role',
    noFields,
    (_fields, context, request) =>
      service.renounceRole(request.params.id, parseRole(request), context),
    changingAccess('role-renounce'),
  );
  change(
    'post',
    '/members',
    principalSchema,
    (body, context, { params }) => service.addMember(params.id, body, context),
    changingAccess('member-add'),
  );
  change(
    'delete',
    '/members',
    principalSchema,
    (fields, context, { params }) =>
      service.removeMember(params.id, fields, context),
    changingAccess('member-remove'),
  );
  change(
    'post',
    '/break-glass',
    breakGlassSchema,
    (body, context, { params }) => service.breakGlass(params.id, body, context),
    BREAKING_GLASS,
  );

  read(
    '/incidents/:id/plan-runs',
    [],
    ({ params }, context) => service.getPlanRuns(params.id, context),
    { audited: reading('plan-runs') },
  );
  router.post('/incidents/:id/plan-runs', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(applyPlanSchema, fieldsOf(request));
    sendMade(
      response,
      await service.applyPlan(request.params.id, body, context),
      sendIncident,
    );
  });
  change(
    'patch',
    '/tasks/:taskId',
    changeTaskSchema,
    (body, context, { params }) =>
      service.changeTask(params.id, params.taskId, body, context),
  );

  read(
    '/incidents/:id/escalations',
    [],
    ({ params }, context) => service.listEscalations(params.id, context),
    { audited: reading('escalations') },
  );
  router.post('/incidents/:id/escalations', async (request, response) => {
    const context = await contextOf(request);
    const body = parseBody(escalateSchema, fieldsOf(request));
    const made = await service.escalate(request.params.id, body, context);
    sendMade(response, made, (answer, value) => answer.json(value));
  });
  change('post', '/major', majorSchema, (body, context, { params }) =>
    service.decideMajor(params.id, body, context),
  );

  const entity = '/entities/:kind/:namespace/:name';
  read(`${entity}/overview`, [], (request, context) =>
    service.getEntityOverview(parseEntityParams(request), context),
  );
  read(`${entity}/history`, PERIOD_NAMES, (request, context) =>
    service.getEntityHistory(
      parseEntityParams(request),
      parsePeriod(request),
      context,
    ),
  );
  router.post('/entities/overviews', async (request, response) => {
    const context = await contextOf(request);
    const { entityRefs } = parseBody(overviewsSchema, fieldsOf(request));
    response.json({
      items: await service.getEntityCounts(entityRefs, context),
    });
  });
  read('/reports/volume', FILTER_NAMES, (request, context) =>
    service.getVolume(parseFilters(request), context),
  );

  planRoutes({ router, read, contextOf }, options.plans);

  return router;
}
