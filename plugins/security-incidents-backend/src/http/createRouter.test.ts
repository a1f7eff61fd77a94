import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { AuthenticationError, ForwardedError } from '@backstage/errors';
import express from 'express';
import { createHmac } from 'node:crypto';
import { type AddressInfo, connect } from 'node:net';
import request from 'supertest';
import { z } from 'zod';
import { auditorMock } from '../__testUtils__/mocks';
import { IncidentsAudit } from '../integrations/audit';
import { json } from './answers';
import { rawBody } from './body';
import { component } from './components';
import { createRouter, registerRoutes } from './createRouter';
import { toOpenApiDocument } from './openapi';
import { defineRoute, type Route } from './Route';

const SECRET = 'secret';
const LIMIT_BYTES = 1024;

const lengthSchema = component<{ length: number; from: string }>()(
  'TestLength',
  z.strictObject({ length: z.int(), from: z.string() }),
);

function sign(body: string) {
  return createHmac('sha256', SECRET).update(body).digest('hex');
}

/** A webhook that verifies its caller by a signature over the bytes of its body. */
function webhook(timeoutMs?: number): Route {
  return defineRoute({
    method: 'post',
    path: '/hooks/:source',
    id: 'receiveHook',
    tag: 'test',
    summary: 'Receive bytes',
    params: z.strictObject({ source: z.string() }),
    authentication: {
      scheme: {
        name: 'signature',
        definition: { type: 'apiKey', in: 'header', name: 'X-Signature' },
      },
      async verify({ headers, params }, body) {
        if (headers['x-signature'] !== sign((body as Buffer).toString())) {
          throw new AuthenticationError('X-Signature: must sign the body');
        }
        return { from: params.source };
      },
    },
    body: rawBody({
      mediaType: 'application/octet-stream',
      limitBytes: LIMIT_BYTES,
      timeoutMs,
    }),
    answer: json(lengthSchema, {
      description: 'How many bytes came.',
      example: { length: 3, from: 'a' },
    }),
    errors: { 408: 'The body was sent too slowly.' },
    handle: async ({ body, context }) => ({
      length: body.length,
      from: context.from,
    }),
  });
}

/** A route whose handler fails. */
function failing(error: Error): Route {
  return defineRoute({
    method: 'get',
    path: '/failing/:any',
    id: 'fail',
    tag: 'test',
    summary: 'Fail',
    params: z.strictObject({ any: z.string() }),
    answer: json(lengthSchema, {
      description: 'Never.',
      example: { length: 0, from: '' },
    }),
    handle: async () => {
      throw error;
    },
  });
}

function optionsFor(routes: Route[]) {
  const errors: string[] = [];
  const logger = mockServices.logger.mock({
    error: message => errors.push(message),
  });
  return {
    errors,
    logger,
    routes,
    audit: new IncidentsAudit(auditorMock([])),
    httpAuth: mockServices.httpAuth(),
  };
}

function appOf(options: ReturnType<typeof optionsFor>) {
  return express().use(createRouter(options)).use(mockErrorHandler());
}

describe('a route with a raw body and its own authentication', () => {
  const app = appOf(optionsFor([webhook()]));
  const post = () =>
    request(app).post('/hooks/github').set('content-type', 'application/json');

  it('gets the unchanged bytes and the context of its verifier', async () => {
    const body = '{ "a":  1 }\n';
    const answer = await post().set('x-signature', sign(body)).send(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ length: body.length, from: 'github' });
  });

  it('takes an empty body', async () => {
    const answer = await post().set('x-signature', sign(''));
    expect(answer.body).toEqual({ length: 0, from: 'github' });
  });

  it('refuses callers that its verifier refuses, with or without Backstage credentials', async () => {
    const answer = await post().set('x-signature', 'wrong').send('a');
    expect(answer.status).toBe(401);
    expect(answer.body.error.message).toBe('X-Signature: must sign the body');
  });

  it('refuses a body over its limit, and one that is encoded', async () => {
    const large = await post().send('x'.repeat(LIMIT_BYTES + 1));
    expect(large.status).toBe(413);
    expect(large.body.error.message).toBe('body: must be at most 1024 bytes');
    const encoded = await post().set('content-encoding', 'gzip').send('x');
    expect(encoded.status).toBe(400);
    expect(encoded.body.error.message).toBe(
      'Content-Encoding: must not be set',
    );
  });

  it('refuses unknown query parameters', async () => {
    const answer = await request(app)
      .post('/hooks/github?colour=red')
      .set('x-signature', sign(''));
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/^colour: unknown parameter/);
  });

  it('answers a body that comes too slowly with 408, and closes the connection', async () => {
    const server = appOf(optionsFor([webhook(50)])).listen(0, '127.0.0.1');
    try {
      await new Promise(resolve => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      const answer = await new Promise<string>((resolve, reject) => {
        let received = '';
        const socket = connect(port, '127.0.0.1', () =>
          socket.write(
            'POST /hooks/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc',
          ),
        );
        socket.on('data', data => {
          received += data;
        });
        socket.on('close', () => resolve(received));
        socket.on('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toMatch(/connection: close/i);
      expect(answer).toContain('body: must be sent within 0.05 seconds');
    } finally {
      await new Promise(resolve => server.close(resolve));
    }
  });

  it('is documented with its bytes, its scheme and 408', () => {
    const document = toOpenApiDocument([webhook()]) as any;
    const operation = document.paths['/hooks/{source}'].post;
    expect(operation.security).toEqual([{ signature: [] }]);
    expect(document.components.securitySchemes.signature).toEqual({
      type: 'apiKey',
      in: 'header',
      name: 'X-Signature',
    });
    expect(operation.requestBody.content).toEqual({
      'application/octet-stream': { schema: {} },
    });
    expect(Object.keys(operation.responses)).toContain('408');
  });

  it('is let through without Backstage credentials', () => {
    const httpRouter = mockServices.httpRouter.mock();
    registerRoutes(httpRouter, optionsFor([webhook(), failing(new Error())]));
    expect(httpRouter.addAuthPolicy.mock.calls).toEqual([
      [{ path: '/hooks/:source', allow: 'unauthenticated' }],
    ]);
  });
});

describe('an error of the database', () => {
  const TEXT = "insert into incidents (title) values ('Nightjar') - ";
  const withCode = (code: string, more: object = {}) =>
    Object.assign(new Error(`${TEXT}disk I/O: Nightjar`), { code, ...more });
  const postgres = (code: string) =>
    withCode(code, { severity: 'ERROR', detail: 'Key (title)=(Nightjar)' });

  const ask = async (error: Error) => {
    const options = optionsFor([failing(error)]);
    const answer = await request(appOf(options)).get('/failing/nightjar-url');
    return { answer, log: options.errors.join('\n') };
  };

  it.each<[string, Error, RegExp]>([
    ['a full disk', postgres('53100'), /no space left/],
    ['a statement timeout', postgres('57014'), /in time/],
    ['a lock timeout', postgres('55P03'), /in time/],
    ['a deadlock', postgres('40P01'), /in time/],
    ['a shutdown', postgres('57P01'), /not available/],
    ['too many connections', postgres('53300'), /not available/],
    ['a refused connection', withCode('ECONNREFUSED'), /not available/],
    [
      'a lost connection',
      new Error('Connection terminated unexpectedly'),
      /not available/,
    ],
    ['a full SQLite file', withCode('SQLITE_FULL'), /no space left/],
    ['a locked SQLite file', withCode('SQLITE_BUSY_SNAPSHOT'), /in time/],
    [
      'a read-only SQLite file',
      withCode('SQLITE_READONLY_DBMOVED'),
      /not available/,
    ],
    [
      'an empty pool',
      Object.assign(new Error('Timeout acquiring a connection'), {
        name: 'KnexTimeoutError',
      }),
      /in time/,
    ],
    [
      'a wrapped one',
      new ForwardedError('Listing failed', postgres('53100')),
      /no space left/,
    ],
  ])(
    'is 503 with Retry-After for %s, without statement and values',
    async (_name, error, message) => {
      const { answer, log } = await ask(error);
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('5');
      expect(answer.body.error.name).toBe('ServiceUnavailableError');
      expect(answer.body.error.message).toMatch(message);
      expect(JSON.stringify(answer.body.error)).not.toMatch(/Nightjar|insert/);
      expect(log).toMatch(/^Database error \(.+\) in GET \/failing\/:any$/);
    },
  );

  it.each<[string, Error]>([
    ['a broken constraint', postgres('23505')],
    ['a broken constraint of SQLite', withCode('SQLITE_CONSTRAINT_UNIQUE')],
    ['a driver without codes', new Error(`${TEXT}Nightjar`)],
    ['a value that is missing', new Error('Undefined binding(s) in Nightjar')],
  ])('is 500 for %s, without statement and values', async (_name, error) => {
    const { answer, log } = await ask(error);
    expect(answer.status).toBe(500);
    expect(answer.headers['retry-after']).toBeUndefined();
    expect(JSON.stringify(answer.body.error)).not.toMatch(/Nightjar|insert/);
    expect(log).toMatch(/^Database error \(.+\) in GET \/failing\/:any$/);
    expect(log).not.toMatch(/Nightjar|insert/);
  });

  it('is not what other errors are', async () => {
    const { answer, log } = await ask(new Error('Select a plan first'));
    expect(answer.status).toBe(500);
    expect(answer.body.error.message).toBe('Select a plan first');
    expect(log).toBe('');
  });
});
