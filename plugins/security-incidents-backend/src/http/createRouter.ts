import type {
  HttpAuthService,
  HttpRouterService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isStorableText } from 'backstage-plugin-security-incidents-common';
import type { Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { RequestContext } from '../kernel/contexts';
import type { IncidentsAudit } from '../integrations/audit';
import { notFound } from '../kernel/IncidentChange';
import { mapDatabaseErrors } from './databaseErrors';
import { parseIdempotencyKey, parseIfMatch } from './headers';
import { createOpenApiRoute } from './openapi';
import { addRetryAfter } from './retryAfter';
import type { Route } from './Route';
import { parseFields, parseQuery } from './validate';

export interface RouterOptions {
  audit: IncidentsAudit;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  /** All routes of the features; the API document is added to them. */
  routes: readonly Route[];
}

/** Parses a request before its caller is known. */
async function parseRequest(
  route: Route,
  request: Request,
  response: Parameters<RequestHandler>[1],
) {
  const { body } = route;
  const params = parseFields(route.params, request.params);
  const sent = await body?.read(request, response);
  const isInQuery =
    body?.orQuery === true && Object.keys(sent as object).length === 0;
  return {
    params,
    query: isInQuery ? {} : parseQuery(route.query, request.query),
    body: body && parseFields(body.schema, isInQuery ? request.query : sent),
  };
}

function createHandler(
  route: Route,
  { audit, httpAuth }: Pick<RouterOptions, 'audit' | 'httpAuth'>,
): RequestHandler {
  const { authentication } = route;
  if (authentication) {
    return async (request, response) => {
      const input = await parseRequest(route, request, response);
      const context = await authentication.verify(request, input.body);
      const result = await route.handle({ ...input, context });
      await route.answer.send(response, result);
    };
  }
  return async (request, response) => {
    const caller: RequestContext = {
      credentials: await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      }),
      ifMatch: parseIfMatch(request),
      idempotencyKey: parseIdempotencyKey(request),
    };
    const input = await parseRequest(route, request, response);
    const audited =
      typeof route.audit === 'function' ? route.audit(input.body) : route.audit;
    const result = await audit.call(audited, request, caller, context =>
      route.handle({ ...input, context }),
    );
    await route.answer.send(response, result);
  };
}

/** Serves the routes of the table, and the document about them. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use((_request, response, next) => {
    // What a caller may see changes without a new version, and no cache may store restricted content.
    response.setHeader('cache-control', 'no-store');
    next();
  });
  // Not every database can look up such an id, and none can have stored it.
  router.param('id', (_request, _response, next, id: string) =>
    next(isStorableText(id) ? undefined : notFound(id)),
  );
  for (const route of [...options.routes, createOpenApiRoute(options.routes)]) {
    router[route.method](route.path, createHandler(route, options));
  }
  router.use(mapDatabaseErrors(options.logger), addRetryAfter);
  return router;
}

/** Serves the routes, and lets requests through to those that verify their callers themselves. */
export function registerRoutes(
  httpRouter: HttpRouterService,
  options: RouterOptions,
): void {
  httpRouter.use(createRouter(options));
  for (const { authentication, path } of options.routes) {
    if (authentication) {
      httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
    }
  }
}
