import { z } from 'zod';
import { json, type RouteAnswer } from './answers';
import {
  component,
  toComponentSchemas,
  toInputSchema,
  toReference,
} from './components';
import type { RouteBody } from './body';
import { type ErrorBody, errorSchema } from './errorSchema';
import { MAX_IDEMPOTENCY_KEY_LENGTH } from './headers';
import { defineRoute, type Route } from './Route';

type Json = Record<string, unknown>;

const ERRORS: Record<
  number,
  { description: string; name: string; message: string }
> = {
  400: {
    description:
      'The request breaks a rule. The message names the field and the rule.',
    name: 'InputError',
    message: 'title: is required',
  },
  401: {
    description: 'The caller is not signed in.',
    name: 'AuthenticationError',
    message: 'Missing credentials',
  },
  403: {
    description: 'The caller lacks a permission, which the message names.',
    name: 'NotAllowedError',
    message: 'Needs the permission security-incidents.incident.update',
  },
  404: {
    description: 'It does not exist, or the caller may not see it.',
    name: 'NotFoundError',
    message: 'No incident SEC-2026-0001 that you can see',
  },
  408: {
    description: 'The body was sent too slowly.',
    name: 'RequestTimeoutError',
    message: 'body: must be sent within 10 seconds',
  },
  409: {
    description:
      'The version in `If-Match` is stale, something blocks the change, or the record takes no changes.',
    name: 'ConflictError',
    message: 'If-Match: version 3 is stale, the current one is 5',
  },
  413: {
    description: 'The body is too large.',
    name: 'PayloadTooLargeError',
    message: 'body: must be at most 256 kB of JSON',
  },
  503: {
    description:
      'The database, the catalog or the permission framework is not available. Wait as long as `Retry-After` says.',
    name: 'ServiceUnavailableError',
    message: 'The database is not available. Retry in a few seconds.',
  },
};

/** Turns `/incidents/:id` into `/incidents/{id}`. */
function toTemplate(path: string): string {
  return path.replace(/:([a-zA-Z]+)/g, '{$1}');
}

/** The fields of a schema as parameters. */
function toParameters(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = toInputSchema(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

const IF_MATCH: Json = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'Version of the incident that the caller has seen, plain or as `ETag`. A stale one is answered with 409.',
  schema: { type: 'string' },
  example: '"3"',
};
const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any text that is new for each change. A repeated request with the same key and body is done once and gets the first answer.',
  schema: {
    type: 'string',
    minLength: 1,
    maxLength: MAX_IDEMPOTENCY_KEY_LENGTH,
  },
};

function toRequestBody(body: RouteBody<unknown>): Json {
  const isBytes = body.schema instanceof z.ZodCustom;
  return {
    required: !body.orQuery,
    ...(body.description && { description: body.description }),
    content: {
      [body.mediaType]: {
        // OpenAPI 3.1 describes bytes by the media type alone.
        schema: isBytes ? {} : toInputSchema(body.schema),
        ...(body.example !== undefined && { example: body.example }),
      },
    },
  };
}

function toSuccess(answer: RouteAnswer<unknown>): Json {
  const headers = Object.entries(answer.headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return {
    description: answer.description,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    content: {
      [answer.mediaType]: {
        schema: answer.schema ? toReference(answer.schema) : { type: 'string' },
        ...(answer.example !== undefined && { example: answer.example }),
      },
    },
  };
}

/** Statuses of the errors that a route may answer with. */
export function listErrors(route: Route): number[] {
  const mayConflict =
    route.takesVersion || route.takesIdempotencyKey || route.errors?.[409];
  return [
    400,
    401,
    ...(route.permissions.length > 0 || route.errors?.[403] ? [403] : []),
    ...(route.path.includes(':') || route.errors?.[404] ? [404] : []),
    ...(route.errors?.[408] ? [408] : []),
    ...(mayConflict ? [409] : []),
    ...(route.body ? [413] : []),
    503,
  ];
}

/** The body of an error of a route. */
export function getErrorSchema(route: Route, status: number): z.ZodType {
  return route.errorSchemas?.[status as 400 | 409] ?? errorSchema;
}

function toErrors(route: Route, template: string): Json {
  const texts: Record<number, string | undefined> = route.errors ?? {};
  return Object.fromEntries(
    listErrors(route).map(status => {
      const { description, name, message } = ERRORS[status];
      const example: ErrorBody = {
        error: { name, message },
        request: {
          method: route.method.toLocaleUpperCase('en-US'),
          url: `/api/security-incidents${template}`,
        },
        response: { statusCode: status },
      };
      return [
        status,
        {
          description: texts[status] ?? description,
          content: {
            'application/json': {
              schema: toReference(getErrorSchema(route, status)),
              example,
            },
          },
        },
      ];
    }),
  );
}

function describeRoute({
  description,
  permissions,
}: Route): string | undefined {
  const names = permissions.map(({ name }) => `\`${name}\``);
  const needs =
    names.length > 0
      ? `Needs the permission${names.length > 1 ? 's' : ''} ${names.join(
          ' and ',
        )}.`
      : undefined;
  return [description, needs].filter(Boolean).join('\n\n') || undefined;
}

function toOperation(route: Route): Json {
  const template = toTemplate(route.path);
  const description = describeRoute(route);
  const { authentication, body } = route;
  const parameters = [
    ...toParameters(route.params, 'path'),
    ...toParameters(route.query, 'query'),
    ...(body?.orQuery ? toParameters(body.schema, 'query') : []),
    ...(route.takesVersion ? [IF_MATCH] : []),
    ...(route.takesIdempotencyKey ? [IDEMPOTENCY_KEY] : []),
  ];
  return {
    operationId: route.id,
    summary: route.summary,
    ...(description && { description }),
    tags: [route.tag],
    ...(authentication && {
      security: [{ [authentication.scheme.name]: [] }],
    }),
    ...(route.permissions.length > 0 && {
      'x-backstage-permissions': route.permissions.map(({ name }) => name),
    }),
    parameters,
    ...(body && { requestBody: toRequestBody(body) }),
    responses: {
      [route.answer.status]: toSuccess(route.answer),
      ...toErrors(route, template),
    },
  };
}

/** The API document (OpenAPI 3.1) of some routes. */
export function toOpenApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const template = toTemplate(route.path);
    paths[template] = {
      ...paths[template],
      [route.method]: toOperation(route),
    };
  }
  const schemes = routes.flatMap(({ authentication }) =>
    authentication
      ? [[authentication.scheme.name, authentication.scheme.definition]]
      : [],
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Security Incidents',
      version: '1',
      description:
        'Security incidents of the services in the catalog, with every resolution step. Times are ISO-8601 in UTC with milliseconds, people and services are full entity refs, and unknown values are absent.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/security-incidents' }],
    security: [{ backstage: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map(name => ({ name })),
    paths,
    components: {
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description: 'Token of a Backstage user or plugin.',
        },
        ...Object.fromEntries(schemes),
      },
      schemas: toComponentSchemas(),
    },
  };
}

const documentSchema = component<Record<string, unknown>>()(
  'OpenApiDocument',
  z.record(z.string(), z.unknown()).describe('An OpenAPI 3.1 document.'),
);

/** The route that serves the document about the others and itself. */
export function createOpenApiRoute(routes: readonly Route[]): Route {
  // Made when it is first asked for: it takes longer than everything else that a start computes.
  let document: Json | undefined;
  const route: Route = defineRoute({
    method: 'get',
    path: '/openapi.json',
    id: 'getOpenApi',
    tag: 'document',
    summary: 'This document',
    answer: json(documentSchema, {
      description: 'The OpenAPI 3.1 document of this API.',
      example: { openapi: '3.1.0' },
    }),
    handle: async () => {
      document ??= toOpenApiDocument([...routes, route]);
      return document;
    },
  });
  return route;
}
