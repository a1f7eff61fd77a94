import {
  ADA,
  BOB,
  ENGINES,
  ENTITIES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../__testUtils__/detections';
import { importFile } from '../__testUtils__/imports';
import { LEAK } from '../__testUtils__/planCatalog';

jest.setTimeout(120_000);

type Method = 'post' | 'patch' | 'put' | 'delete';

/** Each call that changes an incident, with a body that would be accepted. */
const CHANGES: Array<[Method, string, object | undefined]> = [
  ['patch', '', { title: 'Other' }],
  ['post', '/transitions', { to: 'dismissed', reason: 'Nothing' }],
  ['post', '/steps', { kind: 'analysis', text: 'Looked' }],
  ['post', '/affected', { entityRef: 'component:default/ledger' }],
  ['delete', '/affected', { entityRef: 'component:default/payments-api' }],
  ['put', '/roles/deputy', { principalRef: BOB }],
  ['delete', '/roles/assignee', undefined],
  ['post', '/members', { principalRef: BOB }],
  ['delete', '/members', { principalRef: 'user:default/eve' }],
  ['post', '/plan-runs', { noPlanReason: 'None fits' }],
  ['patch', '/tasks/any', { state: 'done' }],
  ['post', '/escalations', { reason: 'Nobody answers' }],
  ['post', '/major', { decision: 'declare', reason: 'All are affected' }],
];

describe.each(ENGINES)('the HTTP contract on %s', engine => {
  let app: TestApp;
  let path: string;

  beforeAll(async () => {
    app = await startApp(engine, {
      entities: [...ENTITIES, LEAK],
      features: [scannerModule],
      settings: DETECTION_SETTINGS,
    });
    await app.refreshPlans();
    const { body } = await app.as(ADA).post('/incidents', REPORT).expect(201);
    path = `/incidents/${body.key}`;
    await app
      .as(ADA)
      .put(`${path}/roles/assignee`, { principalRef: ADA })
      .expect(200);
    await app
      .as(ADA)
      .post(`${path}/members`, { principalRef: 'user:default/eve' })
      .expect(200);
  });
  afterAll(() => app.stop());

  const deliverOne = async (): Promise<string> => {
    await deliver(app, [finding()]).expect(202);
    const { body } = await app.as(ADA).get('/detections').expect(200);
    return body.items[0].id;
  };

  const state = async () => ({
    incident: (await app.as(ADA).get(path)).body,
    timeline: (await app.as(ADA).get(`${path}/timeline`)).body,
  });

  it('refuses unknown parameters on every call that reads', async () => {
    const { body } = await app.as(ADA).get('/openapi.json');
    const detection = await deliverOne();
    const { body: other } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, title: 'Other', summary: 'Other' });
    const withEvidence = `/incidents/${other.key}`;
    const { body: file } = await app
      .as(ADA)
      .post(`${withEvidence}/evidence`)
      .attach('file', Buffer.from('A line'), 'a.log')
      .expect(201);
    const { body: upload } = await app
      .as(ADA)
      .post(`${withEvidence}/evidence-uploads`, {
        fileName: 'b.log',
        sizeBytes: 5,
      })
      .expect(201);
    const { body: frozen } = await app
      .as(ADA)
      .post('/reports/frozen', { name: 'This year' })
      .expect(200);
    const imported = await importFile(
      app,
      ADA,
      'Title,Detected\nOld,2024-01-01T00:00:00Z\n',
    );
    const queries: Record<string, string> = {
      '/response-plans': '?entityRef=component:default/payments-api&',
      '/reports/sample': '?seed=larchfield&',
    };
    const reads = Object.entries<Record<string, unknown>>(body.paths)
      .filter(([, calls]) => calls.get)
      .map(([template]) =>
        template
          .replace('/incidents/{id}/evidence', `${withEvidence}/evidence`)
          .replace('/incidents/{id}', path)
          .replace('{evidenceId}', file.id)
          .replace('{uploadId}', upload.id)
          .replace('/imports/{id}', `/imports/${imported.id}`)
          .replace('/reports/frozen/{id}', `/reports/frozen/${frozen.id}`)
          .replace('/detection-sources/{id}', '/detection-sources/scanner')
          .replace('/detections/{id}', `/detections/${detection}`)
          .replace(
            '/my/reports/{id}',
            path.replace('/incidents', '/my/reports'),
          )
          .replace(
            '{kind}/{namespace}/{name}',
            'component/default/payments-api',
          )
          .replace('{namespace}/{name}', 'default/leaked-credential'),
      );
    for (const read of reads) {
      const query = queries[read] ?? '?';
      const known = await app.as(ADA).get(`${read}${query}`);
      expect([read, known.status]).toEqual([read, 200]);
      const answer = await app.as(ADA).get(`${read}${query}colour=red`);
      expect([read, answer.status]).toEqual([read, 400]);
      expect(answer.body.error.message).toMatch(/^colour: unknown parameter/);
    }
  });

  it.each(CHANGES)(
    '%s %s refuses a stale version, an unknown field and an unknown parameter, and writes nothing',
    async (method, call, body) => {
      const before = await state();
      const send = (query: string, fields: object | undefined) =>
        app.as(ADA)[method](`${path}${call}${query}`, fields);

      const stale = await send('', body).set('if-match', '1');
      expect(stale.status).toBe(409);
      expect(stale.body.error).toMatchObject({
        name: 'ConflictError',
        currentVersion: before.incident.version,
        message: expect.stringMatching(/^If-Match: version 1 is stale/),
      });
      const broken = await send('', body).set('if-match', 'yesterday');
      expect(broken.status).toBe(400);
      expect(broken.body.error.message).toMatch(/^If-Match: must be/);

      const field = await send('', { ...body, colour: 'red' });
      expect(field.status).toBe(400);
      expect(field.body.error.message).toMatch(/unknown field colour/);
      const parameter = await send('?colour=red', body);
      expect(parameter.status).toBe(400);
      expect(parameter.body.error.message).toMatch(/colour/);
      expect(await state()).toEqual(before);
    },
  );

  it.each([
    'actor',
    'reportedBy',
    'recordedAt',
    'id',
    'key',
    'version',
    'status',
    'priority',
    '__proto__',
    'constructor',
  ])('does not take %s from the body of a report', async field => {
    const answer = await app
      .as(ADA)
      .post('/incidents')
      .set('content-type', 'application/json')
      .send(
        `{"${field}":"user:default/eve",${JSON.stringify(REPORT).slice(1)}`,
      );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(`unknown field ${field}`);
  });

  it.each(['performedBy', 'recordedBy', 'recordedAt', 'actor', 'seq'])(
    'does not take %s from the body of a step',
    async field => {
      const answer = await app.as(ADA).post(`${path}/steps`, {
        kind: 'other',
        text: 'x',
        [field]: 'user:default/eve',
      });
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain(`unknown field ${field}`);
    },
  );

  it('names the caller as the actor of each entry', async () => {
    const { timeline } = await state();
    // The calls that read above exported it too.
    expect(
      timeline.items.map(({ action, actor }: Record<string, string>) => [
        action,
        actor,
      ]),
    ).toEqual([
      ['incident.recorded', ADA],
      ['role.assumed', ADA],
      ['member.added', ADA],
      ['record.exported', ADA],
      ['record.exported', ADA],
    ]);
  });

  it.each<[string, string, string, number, RegExp]>([
    [
      'a body over the limit',
      'application/json',
      JSON.stringify({ ...REPORT, summary: 'x'.repeat(256 * 1024) }),
      413,
      /^body: must be at most 256 kB/,
    ],
    ['broken JSON', 'application/json', '{"title":', 400, /^body: must be a/],
    ['a bare word', 'application/json', '"title"', 400, /^body: must be a/],
    ['a list', 'application/json', '[]', 400, /must be object/],
    [
      'another type of body',
      'text/plain',
      JSON.stringify(REPORT),
      400,
      /^Content-Type: must be application\/json/,
    ],
  ])('refuses %s', async (_name, type, body, status, message) => {
    const answer = await app
      .as(ADA)
      .post('/incidents')
      .set('content-type', type)
      .send(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
  });

  it.each<[Method, string]>([
    ['delete', ''],
    ['put', ''],
    ['post', ''],
    ['delete', '/steps'],
    ['put', '/steps'],
    ['patch', '/steps'],
    ['delete', '/timeline'],
    ['post', '/timeline'],
    ['post', '/verification'],
  ])('has no %s of an incident%s', async (method, call) => {
    const before = await state();
    const answer = await app.as(ADA)[method](`${path}${call}`, {});
    expect([404, 405]).toContain(answer.status);
    expect(await state()).toEqual(before);
  });

  it('answers HEAD like GET, without the body', async () => {
    const { headers } = await app.as(ADA).get(path);
    const answer = await app.as(ADA).head(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe(headers.etag);
    expect(answer.text).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await app.as(ADA).head('/incidents/SEC-1999-1')).status).toBe(404);
  });

  it('answers a move to the current status with the unchanged incident', async () => {
    const before = await state();
    const answer = await app
      .as(ADA)
      .post(`${path}/transitions`, { to: before.incident.status });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(before.incident);
    expect(await state()).toEqual(before);
  });

  it('takes up to a hundred values of a filter', async () => {
    const query = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `owner=group:default/team-${index}`,
      ).join('&');
    const many = await app.as(ADA).get(`/incidents?${query(100)}`);
    expect(many.status).toBe(200);
    const more = await app.as(ADA).get(`/incidents?${query(101)}`);
    expect(more.status).toBe(400);
    expect(more.body.error.message).toMatch(/^owner: must be given at most/);
  });

  const cursor = (value: unknown) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    `q=${encodeURIComponent('a\u0000b')}`,
    `cursor=${cursor({ order: 'recordedAt:desc', values: [{}, 'x'] })}`,
    `cursor=${cursor({ order: 'recordedAt:desc', values: ['x', 'x'] })}`,
    `cursor=${cursor({ order: 'recordedAt:desc', values: ['x', 1e300] })}`,
    `cursor=${cursor({ order: 'recordedAt:desc', values: ['\u0000', 1] })}`,
    `cursor=${cursor(null)}`,
    'q[a]=b',
    'status[]=new&status[x]=old',
    'from=2026-02-31T99:00:00Z',
  ])('answers the hostile query %s with 400', async query => {
    const answer = await app.as(ADA).get(`/incidents?${query}`);
    expect([query, answer.status]).toEqual([query, 400]);
  });

  it.each(['...', '-', '%20', encodeURIComponent('💥'), 'x'.repeat(200)])(
    'answers a search for %s',
    async words => {
      const answer = await app.as(ADA).get(`/incidents?q=${words}`);
      expect(answer.status).toBe(200);
    },
  );

  it('finds words with punctuation around them', async () => {
    for (const words of ['(public)', 'build/log', '"token,"', 'DEPLOY  log.']) {
      const answer = await app
        .as(ADA)
        .get(`/incidents?q=${encodeURIComponent(words)}`);
      expect([words, answer.body.totalItems]).toEqual([words, 1]);
    }
  });

  it.each(['a%00b', '%00', '%EF%BF%BF', "x'%20or%20'1'='1", 'SEC-2026-99999'])(
    'answers the unknown incident %s with 404',
    async id => {
      for (const call of ['', '/steps', '/timeline', '/verification']) {
        const answer = await app.as(ADA).get(`/incidents/${id}${call}`);
        expect([call, answer.status]).toEqual([call, 404]);
      }
    },
  );

  it.each<[string, object, RegExp]>([
    ['NUL', { title: 'a\u0000b' }, /^title: must not contain/],
    ['NUL in markdown', { summary: 'a\u0000b' }, /^summary: must not contain/],
    ['half a character', { title: 'a\ud800b' }, /^title: must not contain/],
    [
      'a year before 1970',
      { occurredAt: '0000-01-01T00:00:00+23:00' },
      /^occurredAt: must be/,
    ],
    [
      'a year of five digits',
      { occurredAt: '9999-12-31T23:59:59-23:00' },
      /^occurredAt: must/,
    ],
    [
      'an offset that does not exist',
      { occurredAt: '2026-01-01T00:00:00+99:99' },
      /^occurredAt/,
    ],
    [
      'a day that does not exist',
      { occurredAt: '2026-02-30T00:00:00Z' },
      /^occurred/,
    ],
  ])('refuses %s in a report', async (_name, fields, message) => {
    const answer = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, ...fields });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('stores every other character as it was sent, in a chain that verifies', async () => {
    const text =
      'Zeile 1\r\n\tZeile 2 💥 \u202e \u00a0 e\u0301 <script> \\u0000';
    const step = await app
      .as(ADA)
      .post(`${path}/steps`, { kind: 'other', text })
      .expect(201);
    expect(step.body.text).toBe(text);
    const { body } = await app.as(ADA).get(`${path}/verification`);
    expect(body.status).toBe('ok');
  });
});
