import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { incidentQueryParams, SecurityIncidentsClient } from '../client';

const BASE = 'http://backend.test/api/security-incidents';
const server = setupServer();
const client = new SecurityIncidentsClient({
  discoveryApi: { getBaseUrl: async () => BASE },
  // Looked up at call time, since the test server replaces it.
  fetchApi: { fetch: (...args) => globalThis.fetch(...args) },
});

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('the client', () => {
  it('sends what the caller has seen, and a key for doing it once', async () => {
    let seen: Record<string, string | null> = {};
    server.use(
      http.post(
        `${BASE}/incidents/SEC-2026-0001/steps`,
        async ({ request }) => {
          seen = {
            version: request.headers.get('if-match'),
            key: request.headers.get('idempotency-key'),
            token: request.headers.get('authorization'),
            body: await request.text(),
          };
          return HttpResponse.json({ id: 'step' }, { status: 201 });
        },
      ),
    );
    await client.recordStep(
      'SEC-2026-0001',
      { kind: 'analysis', text: 'Seen' },
      { ifMatch: 3, idempotencyKey: 'k', token: 't' },
    );
    expect(seen).toEqual({
      version: '3',
      key: 'k',
      token: 'Bearer t',
      body: '{"kind":"analysis","text":"Seen"}',
    });
  });

  it('asks for an entity by its lower-case parts', async () => {
    server.use(
      http.get(`${BASE}/entities/component/default/payments-api/overview`, () =>
        HttpResponse.json({ entityRef: 'component:default/payments-api' }),
      ),
    );
    await expect(
      client.getEntityOverview('Component:default/payments-api'),
    ).resolves.toMatchObject({ entityRef: 'component:default/payments-api' });
  });

  it('asks for a page of a timeline only when told to', async () => {
    const asked: string[] = [];
    server.use(
      http.get(`${BASE}/incidents/SEC-2026-0001/timeline`, ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} });
      }),
    );
    await client.getTimeline('SEC-2026-0001');
    await client.getTimeline('SEC-2026-0001', { limit: 50, cursor: 'a+b' });
    expect(asked).toEqual(['', '?limit=50&cursor=a%2Bb']);
  });

  it('turns an error of the backend into one that keeps its message', async () => {
    server.use(
      http.get(`${BASE}/incidents/SEC-2026-0009`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotFoundError', message: 'No incident' },
            response: { statusCode: 404 },
          },
          { status: 404, statusText: 'Not Found' },
        ),
      ),
    );
    await expect(client.getIncident('SEC-2026-0009')).rejects.toMatchObject({
      statusCode: 404,
      body: { error: { message: 'No incident' } },
    });
  });

  it('repeats lists and writes the order as field and direction', () => {
    expect(
      incidentQueryParams({
        severity: ['high', 'critical'],
        open: true,
        orderBy: { field: 'severity', direction: 'desc' },
        limit: 10,
        q: undefined,
      }).toString(),
    ).toBe(
      'severity=high&severity=critical&open=true&orderBy=severity%3Adesc&limit=10',
    );
  });
});
