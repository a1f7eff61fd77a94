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
  component,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';

jest.setTimeout(120_000);

type Body = Record<string, any>;
const EVE = 'user:default/eve';
const LEDGER = 'component:default/ledger';
const HOUR_MS = 60 * 60 * 1000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();

describe.each(ENGINES)('the sources of detections on %s', engine => {
  let app: TestApp;
  let last = 0;

  beforeEach(async () => {
    app = await startApp(engine, {
      features: [scannerModule],
      catalog: [
        component('gateway', 'team-payments', {
          'github.com/project-slug': 'acme/gateway',
        }),
      ],
      settings: {
        detections: {
          ...DETECTION_SETTINGS.detections,
          scanner: {
            ...DETECTION_SETTINGS.detections.scanner,
            title: 'The scanner',
            expectedEvery: { hours: 2 },
            answersTo: ['group:default/team-payments'],
          },
          quiet: { type: 'scanner', secrets: SECRETS },
          github: { secrets: ['demo-github'] },
        },
      },
    });
    await app.refreshPlans();
  });
  afterEach(() => app.stop());

  async function detect(more: object = {}): Promise<Body> {
    last += 1;
    const externalKey = `source-${last}`;
    await deliver(app, [finding({ externalKey, ...more })]).expect(202);
    const [row] = await app
      .knex('detections')
      .where({ fingerprint_basis: externalKey });
    return row;
  }
  const list = async (user = ADA, query = ''): Promise<Body[]> =>
    (await app.as(user).get(`/detection-sources${query}`).expect(200)).body
      .items;
  const find = async (id = 'scanner', user = ADA): Promise<Body> =>
    (await list(user)).find(source => source.id === id)!;
  const get = async (id = 'scanner', user = ADA): Promise<Body> =>
    (await app.as(user).get(`/detection-sources/${id}`).expect(200)).body;
  /** Makes everything that was received older. */
  const age = async (ms: number) => {
    const at = ago(ms);
    await app.knex('detection_deliveries').update({ received_at: at });
    await app.knex('detection_rejections').update({ minute: at, last_at: at });
  };

  it('wait for their first event, are off without a secret, and are healthy when events come', async () => {
    expect((await list()).map(({ id, state }) => [id, state])).toEqual([
      ['unset', 'off'],
      ['github', 'waiting'],
      ['quiet', 'waiting'],
      ['scanner', 'waiting'],
    ]);
    await detect();
    expect(await find()).toMatchObject({
      title: 'The scanner',
      state: 'healthy',
      lastEventAt: expect.any(String),
      expectedEveryMs: 2 * HOUR_MS,
      secrets: 2,
    });
  });

  it('count received as accepted, duplicate and rejected, by hour', async () => {
    await detect();
    await detect({ labels: {} });
    await deliver(app, [finding({ externalKey: 'twice' })], 'twice');
    await deliver(app, [finding({ externalKey: 'twice' })], 'twice');
    await deliverBytes(app, '{"ping":true}').expect(202);
    await deliverBytes(app, '{"other":1}').expect(202);
    await deliverBytes(app, '{}', { secret: 'wrong' }).expect(401);
    await deliverBytes(app, '{').expect(400);
    const source = await find();
    expect(source.counts).toEqual({
      received: 8,
      accepted: 5,
      duplicate: 1,
      rejected: 2,
      unmapped: 2,
      new: 3,
    });
    expect(source.hours).toHaveLength(24);
    const [week] = (await list(ADA, '?hours=168')).filter(
      ({ id }) => id === 'scanner',
    );
    expect(week.hours).toHaveLength(168);
    const sum = (name: string) =>
      source.hours.reduce((total: number, hour: Body) => total + hour[name], 0);
    expect(['accepted', 'duplicate', 'rejected'].map(sum)).toEqual([5, 1, 2]);
  });

  it('say how often they were right', async () => {
    const [real, wrong] = [await detect(), await detect()];
    await detect();
    await app.as(ADA).post(`/detections/${real.id}/promote`, {}).expect(200);
    await app
      .as(ADA)
      .post(`/detections/${wrong.id}/dismiss`, {
        disposition: 'benign',
        reason: 'x',
      })
      .expect(200);
    expect(await find()).toMatchObject({
      precision: { real: 1, of: 2 },
      services: 1,
    });
  });

  it('log their deliveries, with rejections of one reason in one line', async () => {
    const { id } = await detect();
    for (const state of ['healthy', 'healthy', 'rejecting']) {
      await deliverBytes(app, '{}', { secret: 'wrong' }).expect(401);
      expect(await find()).toMatchObject({ state });
    }
    const { deliveries, path, proof, secretsKey, days, state } = await get();
    expect({ path, secretsKey, state }).toEqual({
      path: '/detections/scanner',
      secretsKey: 'securityIncidents.detections.scanner.secrets',
      state: 'rejecting',
    });
    expect(proof).toBe('Signs time and body with the secret.');
    expect(days).toHaveLength(7);
    expect(deliveries).toMatchObject([
      {
        outcome: 'rejected',
        reason: 'bad-signature',
        count: 3,
        detections: [],
      },
      { outcome: 'accepted', detections: [{ id }] },
    ]);
    const everything = JSON.stringify([await get(), await list()]);
    for (const secret of SECRETS) expect(everything).not.toContain(secret);
    await app.as(ADA).get('/detection-sources/nobody').expect(404);
  });

  it('send a test event that goes the whole way, counts nowhere and follows no rule', async () => {
    await app
      .as(ADA)
      .post('/detection-rules', {
        name: 'All',
        condition: { sourceIds: ['scanner'] },
        action: 'create',
      })
      .expect(201);
    const { body } = await app
      .as(ADA)
      .post('/detection-sources/scanner/test', {})
      .expect(200);
    expect(body.stations.map(({ station, ok }: Body) => [station, ok])).toEqual(
      [
        ['received', true],
        ['verified', true],
        ['mapped', true],
        ['inbox', true],
      ],
    );
    expect(body.detection).toMatchObject({ isTest: true, status: 'new' });
    await app.runTask('apply-detection-rules');
    const { id } = body.detection;
    const { body: found } = await app.as(ADA).get(`/detections/${id}`);
    expect(found.status).toBe('new');
    await app.as(ADA).post(`/detections/${id}/promote`, {}).expect(409);
    expect(await find()).toMatchObject({
      state: 'waiting',
      counts: { received: 0, new: 0 },
    });
    expect((await get()).deliveries).toMatchObject([{ isTest: true }]);
    const off = await app.as(ADA).post('/detection-sources/unset/test', {});
    expect(off.body.stations).toMatchObject([
      { station: 'received', ok: true },
      {
        station: 'verified',
        ok: false,
        text: 'There is no secret; set securityIncidents.detections.unset.secrets',
      },
    ]);
  });

  it('notify people once when they are silent, and again after the next silence', async () => {
    const watch = async () => {
      await app.runTask('watch-detection-sources');
      return app.notices.all.filter(({ payload }) =>
        payload.title.includes('sends no events'),
      );
    };
    expect(await watch()).toEqual([]);
    await detect();
    expect(await watch()).toEqual([]);
    await age(3 * HOUR_MS);
    expect(await watch()).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/team-payments'],
        },
        payload: expect.objectContaining({
          title: 'Check The scanner: it sends no events',
          link: '/security-incidents/inbox/sources/scanner',
        }),
      },
    ]);
    expect(await watch()).toHaveLength(1);
    expect(await find()).toMatchObject({
      state: 'silent',
      stateSince: expect.any(String),
      notified: {
        at: expect.any(String),
        who: ['group:default/team-payments'],
      },
    });
    await detect();
    expect(await watch()).toHaveLength(1);
    expect(await find()).toMatchObject({ state: 'healthy' });
    await age(4 * HOUR_MS);
    expect(await watch()).toHaveLength(2);
  });

  it('count the services that nobody else watches while they are silent, of those that the caller sees', async () => {
    const onLedger = { labels: { service: 'ledger' } };
    await detect();
    await detect(onLedger);
    await app.refreshPlans();
    expect(await find()).not.toHaveProperty('blind');
    await age(3 * HOUR_MS);
    app.hide(EVE, LEDGER);
    expect([await find(), await find('scanner', EVE)]).toMatchObject([
      { state: 'silent', blind: 2 },
      { state: 'silent', blind: 1 },
    ]);
    await deliverBytes(
      app,
      JSON.stringify({
        findings: [finding({ externalKey: 'other', ...onLedger })],
      }),
      { source: 'quiet' },
    ).expect(202);
    await app.refreshPlans();
    expect(await find()).toMatchObject({ blind: 1 });
  });

  it('notify nobody while they are muted, and try again when a notification fails', async () => {
    const path = '/detection-sources/scanner/mute';
    for (const body of [
      { until: ahead(HOUR_MS) },
      { until: ago(HOUR_MS), reason: 'x' },
      { until: ahead(31 * 24 * HOUR_MS), reason: 'x' },
    ]) {
      await app.as(ADA).post(path, body).expect(400);
    }
    const until = ahead(HOUR_MS);
    const muted = await app
      .as(ADA)
      .post(path, { until, reason: 'The cluster is replaced' })
      .expect(200);
    expect(muted.body).toMatchObject({
      state: 'muted',
      mutedUntil: until,
      mute: { until, reason: 'The cluster is replaced', by: ADA },
    });
    await detect();
    await age(3 * HOUR_MS);
    await app.runTask('watch-detection-sources');
    expect(app.notices.all).toEqual([]);
    await app.as(ADA).post(path, {}).expect(200);
    app.notices.setDown(true);
    await app.runTask('watch-detection-sources');
    app.notices.setDown(false);
    await app.runTask('watch-detection-sources');
    expect(app.notices.all).toHaveLength(1);
    const { body } = await app.as(ADA).get('/detection-rules');
    expect(body.changes).toMatchObject([
      { kind: 'source', name: 'The scanner', by: ADA },
      { kind: 'source' },
    ]);
  });

  it('say which of them watch a service, and what waits about it', async () => {
    const { id } = await detect({ labels: { service: 'gateway' } });
    await app.refreshPlans();
    const watchOf = async (ref: string, user = ADA): Promise<Body> =>
      (
        await app
          .as(user)
          .get(`/entities/${ref.replace(':', '/')}/watch`)
          .expect(200)
      ).body;
    const gateway = await watchOf('component:default/gateway');
    expect(gateway.sources).toMatchObject([
      {
        sourceId: 'scanner',
        state: 'healthy',
        way: 'label',
        value: 'service=gateway',
        detections: 1,
        real: 0,
      },
      { sourceId: 'github', value: 'acme/gateway' },
    ]);
    expect(gateway.missing).toMatchObject([
      { sourceId: 'quiet', remedy: expect.stringContaining('label service') },
    ]);
    expect(gateway.waiting).toMatchObject([{ id }]);
    const ledger = await watchOf(LEDGER);
    expect(ledger.missing).toMatchObject([
      { sourceId: 'scanner' },
      { sourceId: 'quiet' },
      {
        sourceId: 'github',
        title: 'GitHub',
        remedy: expect.stringContaining('github.com/project-slug'),
      },
    ]);
    app.deny('user:default/reader', 'security-incidents.detection.triage');
    const read = await watchOf(
      'component:default/gateway',
      'user:default/reader',
    );
    expect(read.waiting).toBeUndefined();

    app.hide(EVE, LEDGER);
    await detect({ labels: { service: 'ledger' } });
    const nothing = 'component:default/nothing';
    expect(await watchOf(LEDGER, EVE)).toEqual({
      ...(await watchOf(nothing, EVE)),
      entityRef: LEDGER,
    });
  });

  it('count and log nothing that is hidden from the caller', async () => {
    app.hide(EVE, LEDGER);
    app.deny(EVE, 'security-incidents.incident.restricted.read');
    await detect();
    const before = [await find('scanner', EVE), await get('scanner', EVE)];
    await detect({ title: 'Nightjar', labels: { service: 'ledger' } });
    const seen = await detect({ title: 'Nightjar' });
    const { body: incident } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    await app
      .as(ADA)
      .post(`/detections/${seen.id}/attach`, { incident: incident.key })
      .expect(200);
    const after = [await find('scanner', EVE), await get('scanner', EVE)];
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toContain('Nightjar');
    expect((await find()).counts).toMatchObject({ accepted: 3, new: 3 });
  });

  it('say where what was new is now', async () => {
    await detect();
    await detect({ labels: {} });
    const { id } = await detect();
    await app
      .as(ADA)
      .post(`/detections/${id}/dismiss`, {
        disposition: 'benign',
        reason: 'A fixture',
      })
      .expect(200);
    expect((await find()).newDetections).toEqual({
      inbox: 1,
      unmapped: 1,
      suppressed: 0,
      byPeople: 1,
      byRules: 0,
    });
  });

  it('are muted and tested by those who may configure only', async () => {
    const user = 'user:default/triager';
    app.deny(user, 'security-incidents.detection.configure');
    await app.as(user).post('/detection-sources/scanner/test', {}).expect(403);
    await app.as(user).post('/detection-sources/scanner/mute', {}).expect(403);
    expect(await find('scanner', user)).toMatchObject({ state: 'waiting' });
  });
});
