import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const AHEAD = '2999-01-01T00:00:00Z';

describe.each(ENGINES)('bad input on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterAll(() => app.stop());

  it.each<[string, object, number, RegExp]>([
    [
      'an unknown field',
      { ...REPORT, priority: 'P1' },
      400,
      /unknown field priority/,
    ],
    [
      'a wrong word',
      { ...REPORT, severity: 'huge' },
      400,
      /^severity: must be one of informational/,
    ],
    ['no title', { affected: [] }, 400, /title: is required/],
    [
      'a long title',
      { ...REPORT, title: 'x'.repeat(301) },
      400,
      /^title: must be at most 300/,
    ],
    [
      'no service',
      { ...REPORT, affected: [] },
      400,
      /^affected: must name at least one service/,
    ],
    [
      'a service unknown to the catalog',
      { ...REPORT, affected: [{ entityRef: 'component:default/nothing' }] },
      400,
      /^affected\[0\]\.entityRef: component:default\/nothing is not in the catalog/,
    ],
    [
      'a short ref',
      { ...REPORT, affected: [{ entityRef: 'payments-api' }] },
      400,
      /^affected\[0\]\.entityRef: must be a full entity ref/,
    ],
    [
      'a time in the future',
      { ...REPORT, detectedAt: AHEAD },
      400,
      /^detectedAt: must not be in the future/,
    ],
    [
      'times out of order',
      {
        ...REPORT,
        occurredAt: '2026-02-01T00:00:00Z',
        detectedAt: '2026-01-01T00:00:00Z',
      },
      400,
      /^occurredAt: must not be later than detectedAt, unless timestampsReason/,
    ],
    [
      'a type of another class',
      { ...REPORT, classification: { class: 'fraud', type: 'ddos' } },
      400,
      /^classification\.type: must be a type of fraud/,
    ],
  ])(
    '%s is refused and nothing is written',
    async (_name, body, status, message) => {
      const answer = await app.as(ADA).post('/incidents', body);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(message);
      for (const table of ['incidents', 'timeline_entries', 'search_words']) {
        expect(await app.knex(table).select()).toEqual([]);
      }
    },
  );

  it('a body that is too large or broken is refused', async () => {
    const large = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, title: 'x'.repeat(1024 * 1024) });
    expect(large.status).toBe(413);
    const broken = await app
      .as(ADA)
      .post('/incidents')
      .set('content-type', 'application/json')
      .send('{"title":');
    expect(broken.status).toBe(400);
  });

  it.each([
    ['limit=0', /^limit: must be a whole number from 1 to 200/],
    ['status=old', /^status: must be one of new/],
    ['colour=red', /^colour: unknown parameter/],
    ['orderBy=title', /^orderBy: must be one of/],
    ['cursor=abc', /^cursor: must be the nextCursor/],
    ['entityRef=payments', /^entityRef: must be a full entity ref/],
    ['open=maybe', /^open: must be true or false/],
    ['from=yesterday', /^from: must be an ISO-8601/],
    ['from=2026-11-23T10:20:00', /^from: must be an ISO-8601 time with Z or/],
    ['to=2026-02-30', /^to: must be an ISO-8601/],
    ['to=2026-02-30T00:00:00Z', /^to: must be an ISO-8601/],
    ['open=true&open=false', /^open: must be given once/],
    ['q[a]=b', /^q: must be text/],
    ['limit=ten', /^limit: must be a whole number from 1 to 200$/],
    [
      'severity=low&severity=huge&severity=vast',
      /^severity: must be one of informational, low, medium, high, critical, undecided$/,
    ],
  ])('a list with %s is refused', async (query, message) => {
    const answer = await app.as(ADA).get(`/incidents?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('a day in a query means the whole day in UTC', async () => {
    await app
      .as(ADA)
      .post('/incidents', { ...REPORT, detectedAt: '2025-03-31T23:30:00Z' })
      .expect(201);
    const count = async (query: string) =>
      (await app.as(ADA).get(`/incidents?${query}`).expect(200)).body
        .totalItems;
    expect(await count('from=2025-03-31&to=2025-03-31')).toBe(1);
    expect(await count('to=2025-03-31T00:00:00Z')).toBe(0);
    expect(await count('from=2025-04-01')).toBe(0);
    expect(await count('from=2025-04-01T01:00:00%2B02:00')).toBe(1);
  });
});
