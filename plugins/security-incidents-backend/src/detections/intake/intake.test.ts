import type { TestDatabaseId } from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import {
  deliverBytes,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../../__testUtils__/detections';
import { ENGINES, startApp, type TestApp } from '../../__testUtils__/harness';
import { readIntake } from './__testUtils__/readIntake';

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

  const { stored, find, counted } = readIntake(() => app);

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
});
