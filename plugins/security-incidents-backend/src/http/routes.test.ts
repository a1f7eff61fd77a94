import SwaggerParser from '@apidevtools/swagger-parser';
import type { HttpRouterService } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Router } from 'express';
import { companyCatalog } from '../__testUtils__/harness';
import {
  assertDeclaredAnswer,
  ROUTES,
  toRouteName,
} from '../__testUtils__/routes';
import { securityIncidentsPlugin } from '../plugin';
import type { RouteMethod } from './Route';

jest.setTimeout(60_000);

type Handler = Parameters<HttpRouterService['use']>[0];
type Document = Record<string, any>;

/** Names of the routes that Express knows, at any depth. */
function listRegistered(handler: Handler): string[] {
  const layers = (handler as Router).stack ?? [];
  return layers.flatMap(({ route, handle }) =>
    route
      ? Object.keys(
          (route as unknown as { methods: Record<string, true> }).methods,
        ).map(method =>
          toRouteName({ method: method as RouteMethod, path: route.path }),
        )
      : listRegistered(handle as Handler),
  );
}

describe('the routes of the API', () => {
  const handlers: Handler[] = [];
  let document: Document;

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [
        securityIncidentsPlugin,
        companyCatalog().factory,
        mockServices.httpRouter.mock({
          use: handler => {
            handlers.push(handler);
          },
        }).factory,
      ],
    });
    await backend.stop();
    const [openApi] = ROUTES.filter(({ id }) => id === 'getOpenApi');
    document = (await openApi.handle({
      params: {},
      query: {},
      body: undefined,
      context: {},
    })) as Document;
  });

  it('are the routes that Express knows, and no others', () => {
    const registered = handlers
      .flatMap(listRegistered)
      // Backstage's own routes for permission rules and actions.
      .filter(name => !/\/\.(well-known|backstage)\//.test(name));
    expect(registered.sort()).toEqual(ROUTES.map(toRouteName).sort());
  });

  it('have names that differ', () => {
    const ids = ROUTES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('make a valid OpenAPI 3.1 document with every route in it', async () => {
    expect(document.openapi).toBe('3.1.0');
    const copy = structuredClone(document);
    await expect(SwaggerParser.validate(copy as never)).resolves.toBeDefined();
    const documented = Object.entries<object>(document.paths).flatMap(
      ([path, operations]) =>
        Object.keys(operations).map(method =>
          toRouteName({ method: method as RouteMethod, path }),
        ),
    );
    expect(documented.sort()).toEqual(ROUTES.map(toRouteName).sort());
  });

  it.each(ROUTES.map(route => [toRouteName(route), route] as const))(
    '%s has examples that its own schemas accept',
    (_name, { answer, body }) => {
      const problems = [
        answer.schema?.safeParse(answer.example).error,
        body?.example && body.schema.safeParse(body.example).error,
      ].filter(Boolean);
      expect(problems).toEqual([]);
      expect(answer.example).toBeDefined();
    },
  );

  it('describe every field of an incident, and refer to named schemas', () => {
    const {
      Incident,
      IncidentPage,
      Error: error,
    } = document.components.schemas as Document;
    expect(Incident.additionalProperties).toBe(false);
    expect(Incident.properties.severity).toMatchObject({
      $ref: '#/components/schemas/Severity',
    });
    expect(IncidentPage.properties.items.items).toEqual({
      $ref: '#/components/schemas/IncidentSummary',
    });
    expect(error.required).toEqual(['error', 'request', 'response']);
  });

  it('document filters with the words of their lists', () => {
    const parameters: Document[] = document.paths['/incidents'].get.parameters;
    const find = (name: string) =>
      parameters.find(parameter => parameter.name === name)?.schema;
    expect(find('priority')).toMatchObject({
      type: 'array',
      items: { type: 'string', enum: ['P1', 'P2', 'P3', 'P4'] },
    });
    expect(find('open')).toEqual({ type: 'boolean' });
    expect(find('limit')).toMatchObject({ type: 'integer', maximum: 200 });
  });
});

describe('the check of answers in tests', () => {
  const answer = (body: unknown, status = 200, type = 'application/json') =>
    ({ status, type, body } as Parameters<typeof assertDeclaredAnswer>[2]);

  const refusal = (status: number, fields: object = {}) =>
    answer(
      {
        error: {
          name: 'NotFoundError',
          message: 'No such incident',
          ...fields,
        },
        request: { method: 'GET', url: '/incidents/x' },
        response: { statusCode: status },
      },
      status,
    );

  it('accepts what is declared, and declared errors', () => {
    const [{ example }] = ROUTES.filter(({ id }) => id === 'getIncident').map(
      route => route.answer,
    );
    const check = (url: string, given: ReturnType<typeof answer>) =>
      expect(() => assertDeclaredAnswer('get', url, given)).not.toThrow();
    check('/incidents/SEC-2026-0001', answer(example));
    check('/incidents/x', refusal(404));
  });

  it('accepts further fields of an error on the routes that have them', () => {
    const blocked = refusal(409, {
      blockedBy: [{ id: 'attendees', message: 'Name who took part' }],
    });
    const check = (path: string) => () =>
      assertDeclaredAnswer('post', `/incidents/x/review/${path}`, blocked);
    expect(check('complete')).not.toThrow();
    expect(check('approve')).toThrow('"blockedBy"');
  });

  it.each([
    [
      'a field too many',
      answer({ items: [], totalItems: 0, pageInfo: {}, x: 1 }),
    ],
    ['a field too few', answer({ items: [], pageInfo: {} })],
    ['an error that is not declared', refusal(409)],
    ['an error in another form', answer({ any: 1 }, 400)],
    ['an error with a field that the route lacks', refusal(400, { path: 'x' })],
    ['another status', answer({ items: [], totalItems: 0, pageInfo: {} }, 201)],
    [
      'another media type',
      answer({ items: [], totalItems: 0, pageInfo: {} }, 200, 'text/html'),
    ],
  ])('refuses %s', (_name, wrong) => {
    expect(() =>
      assertDeclaredAnswer('get', '/incidents?limit=1', wrong),
    ).toThrow(/^GET \/incidents does not answer as it is declared/);
  });
});
