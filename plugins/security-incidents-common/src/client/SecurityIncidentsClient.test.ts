import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { SecurityIncidentsClient } from './index';
import { toIncidentQueryParams } from './paths';

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

  it('applies a plan, says why none, and changes a task', async () => {
    const sent: unknown[] = [];
    server.use(
      http.get(`${BASE}/incidents/SEC-2026-0001/plan-runs`, () =>
        HttpResponse.json({ runs: [], offered: [] }),
      ),
      http.post(
        `${BASE}/incidents/SEC-2026-0001/plan-runs`,
        async ({ request }) => {
          sent.push(await request.json());
          return HttpResponse.json({ version: 2 }, { status: 201 });
        },
      ),
      http.patch(
        `${BASE}/incidents/SEC-2026-0001/tasks/a%2Fb`,
        async ({ request }) => {
          sent.push([request.headers.get('if-match'), await request.json()]);
          return HttpResponse.json({ version: 3 });
        },
      ),
    );
    const key = 'SEC-2026-0001';
    await expect(client.getPlanRuns(key)).resolves.toEqual({
      runs: [],
      offered: [],
    });
    await client.applyPlan(key, {
      planRef: 'responseplan:default/leaked-credential',
      upgrade: true,
    });
    await client.declinePlan(key, 'Handled by the fraud desk');
    await expect(
      client.changeTask(
        key,
        'a/b',
        { state: 'done', note: 'Revoked' },
        { ifMatch: 2 },
      ),
    ).resolves.toMatchObject({ version: 3 });
    expect(sent).toEqual([
      { planRef: 'responseplan:default/leaked-credential', upgrade: true },
      { noPlanReason: 'Handled by the fraud desk' },
      ['2', { state: 'done', note: 'Revoked' }],
    ]);
  });

  it('tells people, lists whom, and decides about a major incident', async () => {
    const sent: unknown[] = [];
    const path = `${BASE}/incidents/SEC-2026-0001`;
    const keep = async (request: Request) => {
      const { headers } = request;
      sent.push([
        headers.get('if-match') ?? headers.get('idempotency-key'),
        await request.json(),
      ]);
    };
    server.use(
      http.get(`${path}/escalations`, () => HttpResponse.json({ items: [] })),
      http.post(`${path}/escalations`, async ({ request }) => {
        await keep(request);
        return HttpResponse.json({ id: 'escalation' }, { status: 201 });
      }),
      http.post(`${path}/major`, async ({ request }) => {
        await keep(request);
        return HttpResponse.json({ version: 4 });
      }),
    );
    const key = 'SEC-2026-0001';
    await expect(client.listEscalations(key)).resolves.toEqual({ items: [] });
    await expect(
      client.escalate(
        key,
        { reason: 'Nobody answers' },
        { idempotencyKey: 'k' },
      ),
    ).resolves.toEqual({ id: 'escalation' });
    await expect(
      client.decideMajor(
        key,
        { decision: 'declare', reason: 'Three teams' },
        { ifMatch: 3 },
      ),
    ).resolves.toEqual({ version: 4 });
    expect(sent).toEqual([
      ['k', { reason: 'Nobody answers' }],
      ['3', { decision: 'declare', reason: 'Three teams' }],
    ]);
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

  it('asks for plans, coverage and playbooks, and gives a file as its text', async () => {
    const asked: string[] = [];
    const answer =
      (body: object) =>
      ({ request }: { request: Request }) => {
        asked.push(request.url.replace(BASE, ''));
        return HttpResponse.json(body);
      };
    server.use(
      http.get(`${BASE}/response-plans`, answer({ items: [] })),
      http.get(`${BASE}/response-plans/coverage`, answer({ ready: 3 })),
      http.get(`${BASE}/response-plans/coverage.csv`, ({ request }) => {
        asked.push(request.url.replace(BASE, ''));
        return HttpResponse.text('service,title\r\n');
      }),
      http.get(
        `${BASE}/response-plans/default/leaked-credential`,
        answer({ title: 'Leaked credential' }),
      ),
      http.get(
        `${BASE}/response-plans/default/leaked-credential/cacao`,
        answer({ type: 'playbook' }),
      ),
    );
    await client.getApplicablePlans({
      entityRef: 'component:default/payments-api',
      class: 'fraud',
      severity: undefined,
    });
    await expect(
      client.getCoverage({
        owner: ['group:default/a', 'group:default/b'],
        gaps: false,
        limit: 5,
      }),
    ).resolves.toEqual({ ready: 3 });
    await expect(client.exportCoverage('csv', { tier: ['1'] })).resolves.toBe(
      'service,title\r\n',
    );
    await expect(
      client.getPlaybook('ResponsePlan:default/Leaked-Credential'),
    ).resolves.toEqual({ type: 'playbook' });
    await expect(
      client.getPlanStatus('ResponsePlan:default/Leaked-Credential'),
    ).resolves.toEqual({ title: 'Leaked credential' });
    expect(asked).toEqual([
      '/response-plans?entityRef=component%3Adefault%2Fpayments-api&class=fraud',
      '/response-plans/coverage?owner=group%3Adefault%2Fa&owner=group%3Adefault%2Fb&gaps=false&limit=5',
      '/response-plans/coverage.csv?tier=1',
      '/response-plans/default/leaked-credential/cacao',
      '/response-plans/default/leaked-credential',
    ]);
  });

  it('turns a refused file into an error too', async () => {
    server.use(
      http.get(`${BASE}/response-plans/coverage.csv`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'No right' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    await expect(client.exportCoverage('csv')).rejects.toMatchObject({
      statusCode: 403,
      body: { error: { message: 'No right' } },
    });
  });

  it.each([
    [{ 'retry-after': '42' }, '42 seconds'],
    [{ 'retry-after': '1' }, '1 second'],
    [{ 'retry-after': '600' }, '10 minutes'],
    [{ 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }, '1 second'],
    [{ 'retry-after': 'soon' }, 'a minute'],
    [{}, 'a minute'],
  ])(
    'says when to try again where the platform refuses too many requests with %j',
    async (headers, wait) => {
      server.use(
        http.get(`${BASE}/incidents/SEC-2026-0001`, () =>
          // Proxies answer for the platform at times, and not in JSON.
          HttpResponse.text('Slow down', {
            status: 429,
            headers: headers as Record<string, string>,
          }),
        ),
      );
      await expect(client.getIncident('SEC-2026-0001')).rejects.toMatchObject({
        name: 'ResponseError',
        statusCode: 429,
        body: {
          error: {
            name: 'TooManyRequestsError',
            message: `Too many requests came from your address, and this one was not looked at. Try again in ${wait}.`,
          },
        },
      });
    },
  );

  it('sends a playbook to be read', async () => {
    let sent: unknown;
    server.use(
      http.post(`${BASE}/response-plans/import`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ plan: 'kind: ResponsePlan', findings: [] });
      }),
    );
    const request = {
      format: 'cacao' as const,
      document: { type: 'playbook' },
    };
    await expect(client.importPlaybook(request)).resolves.toEqual({
      plan: 'kind: ResponsePlan',
      findings: [],
    });
    expect(sent).toEqual(request);
  });

  it('repeats lists and writes the order as field and direction', () => {
    expect(
      toIncidentQueryParams({
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
