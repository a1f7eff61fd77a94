import type { TestDatabaseId } from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import {
  deliver,
  deliverBytes,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../../__testUtils__/detections';
import { ENGINES, startApp, type TestApp } from '../../__testUtils__/harness';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;
const start = (engine: TestDatabaseId) =>
  startApp(engine, {
    features: [scannerModule],
    settings: DETECTION_SETTINGS,
  });

describe.each(ENGINES)('the intake of detections on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await start(engine);
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  const rejections = async () => {
    const rows = await app.knex('detection_rejections').select();
    return Object.fromEntries(
      rows.map(row => [
        `${row.source_id} ${row.reason}`,
        rows
          .filter(
            other =>
              other.source_id === row.source_id && other.reason === row.reason,
          )
          .reduce((sum, { total }) => sum + Number(total), 0),
      ]),
    );
  };
  const stored = async () => ({
    deliveries: await app.knex('detection_deliveries').select('id'),
    detections: await app
      .knex('detections')
      .select('id', 'seen_count', 'version'),
    sightings: await app.knex('detection_sightings').select('seq'),
    replays: await app.knex('detection_replays').select(),
  });
  const find = async (externalKey: string, sourceId = 'scanner') => {
    const fingerprint = createHash('sha256')
      .update(`${sourceId}\u001f${externalKey}`)
      .digest('hex');
    return app.knex('detections').where({ fingerprint }).orderBy('episode');
  };
  /** Runs a request, and returns by how much it raised each counter. */
  const counted = async (request: () => PromiseLike<unknown>) => {
    const before = await rejections();
    await request();
    const after = await rejections();
    return Object.fromEntries(
      Object.entries(after)
        .map(([name, total]) => [name, total - (before[name] ?? 0)] as const)
        .filter(([, more]) => more > 0),
    );
  };

  it('stores a signed finding with its service, its hash and how it was verified', async () => {
    const body = JSON.stringify({
      findings: [
        finding({
          externalKey: 'first',
          fingerprintBasis: 'rule, service',
          url: 'https://scanner.example.com/1',
          statedSeverity: '8.0 of 10',
        }),
      ],
    });
    const answer = await deliverBytes(app, body);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ outcome: 'accepted', detections: 1 });
    const [row] = await find('first');
    expect(row).toMatchObject({
      source_id: 'scanner',
      episode: 1,
      fingerprint_basis: 'rule, service',
      title: 'Deploy token in a build log',
      severity: 'high',
      stated_severity: '8.0 of 10',
      status: 'new',
      source_state: 'firing',
      entity_ref: 'component:default/payments-api',
      url: 'https://scanner.example.com/1',
      verified_by: 'hmac-sha256',
      seen_count: 1,
      payload_sha256: createHash('sha256').update(body).digest('hex'),
    });
    expect(JSON.parse(row.labels)).toEqual({
      service: 'payments-api',
      origin: 'scanner',
    });
    expect(JSON.parse(row.mapping)).toEqual({
      way: 'label',
      value: 'service=payments-api',
    });
  });

  it('takes each secret during a rotation', async () => {
    const answer = await deliverBytes(app, '{"findings":[]}', {
      secret: 'scanner-old-secret',
    });
    expect(answer.status).toBe(202);
  });

  it.each<[string, Parameters<typeof deliverBytes>[2] & object, string]>([
    ['a wrong secret', { secret: 'guessed' }, 'bad-signature'],
    [
      'no signature',
      { headers: { 'x-scanner-signature': '' } },
      'no-signature',
    ],
    [
      'a signature that breaks the verification',
      { headers: { 'x-scanner-signature': 'explode' } },
      'bad-signature',
    ],
    ['an old time', { at: Date.now() - 6 * MINUTE_MS }, 'too-old'],
    ['a time ahead', { at: Date.now() + 6 * MINUTE_MS }, 'too-old'],
  ])('refuses %s, counts it and stores nothing', async (_name, how, reason) => {
    const before = await stored();
    const more = await counted(async () => {
      const answer = await deliverBytes(app, '{"findings":[]}', how);
      expect(answer.status).toBe(401);
      expect(answer.body.error.message).toBe(
        'The delivery could not be verified',
      );
    });
    expect(more).toEqual({ [`scanner ${reason}`]: 1 });
    expect(await stored()).toEqual(before);
  });

  it('refuses everything for a source without a secret, and says so once', async () => {
    const more = await counted(async () => {
      const answer = await deliverBytes(app, '{}', { source: 'unset' });
      expect(answer.status).toBe(401);
    });
    expect(more).toEqual({ 'unset no-secret': 1 });
    expect(
      app.warnings.filter(line => line.includes('detection source unset')),
    ).toEqual([
      'The detection source unset has no secret and refuses every delivery; set securityIncidents.detections.unset.secrets',
    ]);
  });

  it('answers an unknown source with 404, and counts nothing', async () => {
    const more = await counted(async () => {
      const answer = await deliverBytes(app, '{}', { source: 'nobody' });
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('scanner');
    });
    expect(more).toEqual({});
  });

  it.each([
    ['broken JSON', '{"findings":'],
    ['nothing', ''],
    ['half of a text', '{"findings":"\\'],
  ])('answers %s with 400 and counts it', async (_name, body) => {
    const before = await stored();
    const more = await counted(async () => {
      const answer = await deliverBytes(app, body);
      expect(answer.status).toBe(400);
    });
    expect(more).toEqual({ 'scanner not-json': 1 });
    expect(await stored()).toEqual(before);
  });

  it('answers a body over 1 MiB with 413 and counts it', async () => {
    const more = await counted(async () => {
      const answer = await deliverBytes(app, ' '.repeat(1024 * 1024 + 1));
      expect(answer.status).toBe(413);
    });
    expect(more).toEqual({ 'scanner too-large': 1 });
  });

  it('counts an event that is no finding as ignored', async () => {
    const before = await stored();
    const more = await counted(async () => {
      const answer = await deliverBytes(app, '{"ping":true}');
      expect(answer.status).toBe(202);
      expect(answer.body).toEqual({ outcome: 'ignored', detections: 0 });
    });
    expect(more).toEqual({ 'scanner ignored': 1 });
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['an unknown shape', '{"vulnerabilities":[]}', 'It has no findings'],
    ['a list', '[1]', 'It has no findings'],
    ['a word', '"findings"', 'It has no findings'],
    ['nothing at all', 'null', 'It has no findings'],
    [
      'a shape that breaks the mapper',
      '{"explode":true}',
      'The source could not read it',
    ],
  ])('keeps %s as unmapped', async (_name, body, note) => {
    const answer = await deliverBytes(app, body);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ outcome: 'unmapped', detections: 0 });
    const rows = await app
      .knex('detection_deliveries')
      .where({ sha256: createHash('sha256').update(body).digest('hex') });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ outcome: 'unmapped', note, payload: body });
  });

  it.each([
    ['very deep', `{"findings":${'['.repeat(9_000)}${']'.repeat(9_000)}}`],
    [
      'hostile names',
      '{"__proto__":{"a":1},"constructor":1,"findings":[{"externalKey":"proto","title":"x","sourceState":"firing","labels":{"__proto__":"y"}}]}',
    ],
    [
      'NUL and halves of characters',
      '{"findings":[{"externalKey":"nul","title":"a\\u0000b\\ud800c","description":"\\u0000","sourceState":"firing"}]}',
    ],
    [
      'times that do not exist',
      '{"findings":[{"externalKey":"times","title":"x","sourceState":"firing","occurredAt":"never","lastSeenAt":"99999-99-99"}]}',
    ],
    [
      'no title',
      '{"findings":[{"externalKey":"untitled","title":"\\u200b","sourceState":"firing"}]}',
    ],
  ])('takes a payload that is %s', async (_name, body) => {
    const answer = await deliverBytes(app, body);
    expect(answer.status).toBe(202);
  });

  it('keeps the payload redacted and cut, with the hash of what was received', async () => {
    const token = `ghp_${'a'.repeat(36)}`;
    const body = JSON.stringify({
      secret: 'hunter2',
      nested: [
        { api_key: 'k-1', note: `used ${token} and https://u:pw@host/` },
      ],
      filler: 'x'.repeat(100_000),
      findings: [finding({ externalKey: 'redacted' })],
    });
    await deliverBytes(app, body).expect(202);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const [delivery] = await app.knex('detection_deliveries').where({ sha256 });
    expect(Buffer.byteLength(delivery.payload)).toBe(64 * 1024);
    expect(delivery).toMatchObject({ redactions: 4, size: body.length });
    for (const secret of ['hunter2', 'k-1', token, 'pw@']) {
      expect(delivery.payload).not.toContain(secret);
    }
    const everything = JSON.stringify([
      await app.knex('detections').select(),
      app.logged,
    ]);
    expect(everything).not.toMatch(/hunter2|ghp_a|scanner-new-secret/);
  });

  it('changes nothing for the same delivery within seven days, and takes it again later', async () => {
    await deliver(app, [finding({ externalKey: 'again' })], 'one').expect(202);
    const before = await stored();
    const more = await counted(async () => {
      const answer = await deliver(
        app,
        [finding({ externalKey: 'again' })],
        'one',
      );
      expect(answer.status).toBe(202);
      expect(answer.body).toEqual({ outcome: 'duplicate', detections: 0 });
    });
    expect(more).toEqual({ 'scanner duplicate': 1 });
    expect(await stored()).toEqual(before);

    await app
      .knex('detection_replays')
      .where({ delivery_key: 'id:one' })
      .update({ expires_at: '2026-01-01T00:00:00.000Z' });
    const later = await deliver(
      app,
      [finding({ externalKey: 'again' })],
      'one',
    );
    expect(later.body).toEqual({ outcome: 'accepted', detections: 1 });
    expect(await find('again')).toMatchObject([{ seen_count: 2 }]);
  });

  it('counts the same content without a delivery id once within minutes', async () => {
    const body = JSON.stringify({
      findings: [finding({ externalKey: 'content' })],
    });
    await deliverBytes(app, body).expect(202);
    const answer = await deliverBytes(app, body);
    expect(answer.body.outcome).toBe('duplicate');
    expect(await find('content')).toMatchObject([{ seen_count: 1 }]);
  });

  it('raises the count for a repeat, and begins an episode when it fires after it was resolved', async () => {
    const externalKey = 'episodes';
    const send = (more: object) =>
      deliver(app, [finding({ externalKey, ...more })]).expect(202);
    await send({});
    await send({ severity: 'critical' });
    expect(await find(externalKey)).toMatchObject([
      { seen_count: 2, severity: 'critical', episode: 1, version: 2 },
    ]);
    await send({ sourceState: 'resolved' });
    const [resolved] = await find(externalKey);
    expect(resolved).toMatchObject({
      seen_count: 2,
      source_state: 'resolved',
      status: 'new',
    });
    expect(resolved.resolved_at).toEqual(expect.any(String));
    // A second "resolved" says nothing new.
    await send({ sourceState: 'resolved' });
    expect(await find(externalKey)).toEqual([resolved]);
    await send({});
    expect(await find(externalKey)).toMatchObject([
      { episode: 1, source_state: 'resolved' },
      { episode: 2, source_state: 'firing', seen_count: 1, status: 'new' },
    ]);
    const sightings = await app
      .knex('detection_sightings')
      .where({ detection_seq: resolved.seq });
    expect(sightings).toHaveLength(4);
  });

  it('does not begin an episode for an older state that arrives late', async () => {
    const externalKey = 'late';
    const send = (sourceState: 'firing' | 'resolved', lastSeenAt: string) =>
      deliver(app, [finding({ externalKey, sourceState, lastSeenAt })]);
    await send('firing', '2026-11-01T10:00:00Z').expect(202);
    await send('resolved', '2026-11-01T12:00:00Z').expect(202);
    await send('firing', '2026-11-01T11:00:00Z').expect(202);
    expect(await find(externalKey)).toMatchObject([
      { episode: 1, source_state: 'resolved', seen_count: 2 },
    ]);
  });

  it('keeps a finding that is over when it is seen first out of the inbox', async () => {
    await deliver(app, [
      finding({ externalKey: 'over', sourceState: 'resolved' }),
    ]).expect(202);
    expect(await find('over')).toMatchObject([{ status: 'ignored' }]);
  });

  it('stores a batch completely or not at all', async () => {
    const batch = Array.from({ length: 700 }, (_, index) =>
      finding({ externalKey: `batch-${index}` }),
    );
    const count = async () =>
      Number((await app.knex('detections').count({ n: '*' }))[0].n);
    const before = await count();
    const answer = await deliver(app, batch);
    expect(answer.body).toEqual({ outcome: 'accepted', detections: 700 });
    expect(await count()).toBe(before + 700);

    await app.knex.schema.renameTable('detection_sightings', 'gone');
    const failed = await deliver(
      app,
      [finding({ externalKey: 'lost' })],
      'failed',
    );
    await app.knex.schema.renameTable('gone', 'detection_sightings');
    expect(failed.status).toBe(500);
    expect(await find('lost')).toEqual([]);
    // The sender repeats it.
    await deliver(app, [finding({ externalKey: 'lost' })], 'failed').expect(
      202,
    );
    expect(await find('lost')).toHaveLength(1);
  });

  it('makes no doubles of findings that come at once in several orders', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `storm-${index}`);
    const batch = (ids: string[]) =>
      ids.map(externalKey => finding({ externalKey }));
    const requests = Array.from({ length: 12 }, (_, index) =>
      deliver(
        app,
        batch(index % 2 ? keys : [...keys].reverse()),
        `storm-${index % 6}`,
      ),
    );
    const answers = await Promise.all(requests);
    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 12 }, () => 202),
    );
    for (const key of keys) {
      expect(await find(key)).toMatchObject([{ episode: 1, seen_count: 6 }]);
    }
  });

  it('needs credentials for every other call below its path', async () => {
    for (const path of ['/incidents', '/openapi.json']) {
      const answer = await app.anonymous.get(path);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it('removes payloads after 90 days, and test events after an hour', async () => {
    await deliver(app, [finding({ externalKey: 'test', isTest: true })]).expect(
      202,
    );
    await app
      .knex('detections')
      .where({ is_test: true })
      .update({ first_seen_at: '2026-01-01T00:00:00.000Z' });
    await app
      .knex('detection_deliveries')
      .update({ received_at: '2026-01-01T00:00:00.000Z' });
    await app.runTask('forget-old-detections');
    expect(app.taskFailures).toEqual([]);
    expect(await find('test')).toEqual([]);
    expect(await find('first')).toHaveLength(1);
    const deliveries = await app.knex('detection_deliveries').select();
    expect(deliveries.length).toBeGreaterThan(0);
    expect(deliveries.filter(({ payload }) => payload !== null)).toEqual([]);
    expect(deliveries.filter(({ is_test }) => Boolean(is_test))).toEqual([]);
  });
});
