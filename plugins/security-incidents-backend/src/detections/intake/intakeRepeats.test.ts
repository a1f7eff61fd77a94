import type { TestDatabaseId } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import {
  deliver,
  deliverBytes,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
  SECRETS,
} from '../../__testUtils__/detections';
import {
  ADA,
  ENGINES,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';
import { readIntake } from './__testUtils__/readIntake';

jest.setTimeout(120_000);

const start = (engine: TestDatabaseId) =>
  startApp(engine, {
    features: [scannerModule],
    settings: {
      detections: {
        ...DETECTION_SETTINGS.detections,
        flapping: {
          type: 'scanner',
          secrets: SECRETS,
          reopenWithin: { minutes: 30 },
        },
      },
    },
  });

describe.each(ENGINES)('repeats and batches of the intake on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await start(engine);
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  const { stored, find, counted } = readIntake(() => app);

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

  describe('with a window to re-open', () => {
    const send = (
      externalKey: string,
      sourceState: 'firing' | 'resolved',
      content = randomUUID(),
    ) =>
      deliverBytes(
        app,
        JSON.stringify({ findings: [finding({ externalKey, sourceState })] }),
        {
          source: 'flapping',
          headers: { 'x-scanner-delivery': content },
        },
      ).expect(202);
    const resolvedFor = (externalKey: string, minutes: number) =>
      app
        .knex('detections')
        .where({ fingerprint_basis: externalKey })
        .update({
          resolved_at: new Date(Date.now() - minutes * 60_000).toISOString(),
        });

    it('continues when it fires again within the window, whatever was decided', async () => {
      await send('flaps', 'firing');
      const [{ id }] = await find('flaps', 'flapping');
      await app
        .as(ADA)
        .post(`/detections/${id}/dismiss`, {
          disposition: 'benign',
          reason: 'A fixture',
        })
        .expect(200);
      await send('flaps', 'resolved');
      await resolvedFor('flaps', 29);
      await send('flaps', 'firing');
      expect(await find('flaps', 'flapping')).toMatchObject([
        {
          id,
          episode: 1,
          source_state: 'firing',
          resolved_at: null,
          seen_count: 2,
          status: 'dismissed',
          version: 4,
        },
      ]);
    });

    it('begins an episode after the window', async () => {
      await send('late-again', 'firing');
      await send('late-again', 'resolved');
      await resolvedFor('late-again', 31);
      await send('late-again', 'firing');
      expect(await find('late-again', 'flapping')).toMatchObject([
        { episode: 1, source_state: 'resolved' },
        { episode: 2, source_state: 'firing', status: 'new' },
      ]);
    });

    it('is new when it was over when it was seen first', async () => {
      await send('was-over', 'resolved');
      await send('was-over', 'firing');
      expect(await find('was-over', 'flapping')).toMatchObject([
        { episode: 1, status: 'ignored' },
        { episode: 2, status: 'new' },
      ]);
    });
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
    await deliver(app, [finding({ externalKey: 'kept' })]).expect(202);
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
    expect(await find('kept')).toHaveLength(1);
    const deliveries = await app.knex('detection_deliveries').select();
    expect(deliveries.length).toBeGreaterThan(0);
    expect(deliveries.filter(({ payload }) => payload !== null)).toEqual([]);
    expect(deliveries.filter(({ is_test }) => Boolean(is_test))).toEqual([]);
  });
});
