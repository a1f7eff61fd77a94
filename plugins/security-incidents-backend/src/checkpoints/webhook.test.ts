import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { fakeDate, writeCheckpoint } from '../__testUtils__/hours';

jest.setTimeout(120_000);

beforeAll(fakeDate);
afterAll(() => jest.useRealTimers());

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

describe.each(ENGINES)('the webhook of checkpoints on %s', engine => {
  let app: TestApp;
  let server: Server;
  let state: 'accept' | 'refuse' | 'hang' = 'accept';
  const received: Array<{ n: number }> = [];
  const tokens = new Set<string | undefined>();

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = JSON.parse(await readBody(request));
      tokens.add(request.headers.authorization);
      if (state === 'hang') return;
      if (state === 'accept') received.push(body);
      response.writeHead(state === 'accept' ? 204 : 500).end();
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
    const { port } = server.address() as AddressInfo;
    app = await startApp(engine, {
      settings: {
        serviceTimeout: { milliseconds: 300 },
        checkpoints: {
          webhook: { url: `http://127.0.0.1:${port}/`, token: 'secret' },
        },
      },
    });
    await app.as(ADA).post('/incidents', REPORT).expect(201);
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await app.stop();
  });

  it('receives each checkpoint once', async () => {
    const checkpoint = await writeCheckpoint(app);
    expect(received).toEqual([checkpoint]);
    expect([...tokens]).toEqual(['Bearer secret']);
    await app.runTask('write-checkpoints');
    expect(received).toHaveLength(1);
  });

  it.each(['refuse', 'hang'] as const)(
    'receives those later that it could not take: %s',
    async problem => {
      received.length = 0;
      state = problem;
      const { n } = await writeCheckpoint(app);
      expect(received).toEqual([]);
      expect(app.errors.join()).toContain(
        `Checkpoint ${n} could not be sent to the webhook`,
      );
      expect(app.logged.join()).not.toContain('secret');
      state = 'accept';
      await writeCheckpoint(app);
      expect(received.map(({ n: got }) => got)).toEqual([n, n + 1]);
    },
  );
});
