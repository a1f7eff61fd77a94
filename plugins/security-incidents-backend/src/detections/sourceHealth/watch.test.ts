import {
  deliver,
  deliverBytes,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
  SECRETS,
  watchServices,
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
const GATEWAY = 'component:default/gateway';
const PAYMENTS = 'component:default/payments-api';
const HOUR_MS = 60 * 60 * 1000;
const today = () => new Date().toISOString().slice(0, 10);

describe.each(ENGINES)('who watches a service on %s', engine => {
  let app: TestApp;

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
          scanner: {
            ...DETECTION_SETTINGS.detections.scanner,
            expectedEvery: { hours: 2 },
          },
          quiet: { type: 'scanner', secrets: SECRETS },
          github: { secrets: ['demo-github'] },
        },
      },
    });
    await app.refreshPlans();
  });
  afterEach(() => app.stop());

  const overview = async (ref = PAYMENTS, user = ADA): Promise<Body> =>
    (
      await app
        .as(user)
        .get(`/entities/${ref.replace(':', '/')}/overview`)
        .expect(200)
    ).body;
  const readiness = async (ref = PAYMENTS): Promise<Body> =>
    (await overview(ref)).readiness;
  const watchGap = ({ gaps }: Body) =>
    gaps.find(({ code }: Body) => code.includes('watch'));
  const coverageRow = async (query = '', name = PAYMENTS): Promise<Body> => {
    const { body } = await app
      .as(ADA)
      .get(`/response-plans/coverage${query}`)
      .expect(200);
    return body.items.find(({ entityRef }: Body) => entityRef === name);
  };
  const age = async (ms: number) => {
    const at = new Date(Date.now() - ms).toISOString();
    await app.knex('detection_deliveries').update({ received_at: at });
    return at;
  };

  it('says nobody does until a source found the service, and then since when', async () => {
    const before = await readiness();
    expect(before.checks.watched).toBe('fail');
    expect(watchGap(before)).toEqual({
      code: 'not-watched',
      message: 'No source of detections finds it',
    });
    expect(before).not.toHaveProperty('lastWatched');
    await watchServices(app, [PAYMENTS]);
    const after = await readiness();
    expect(after).toMatchObject({
      checks: { watched: 'pass' },
      lastWatched: today(),
    });
    expect(watchGap(after)).toBeUndefined();
    expect(await coverageRow()).toMatchObject({
      readiness: { checks: { watched: 'pass' }, lastWatched: today() },
    });
    expect(await coverageRow('?lacking=watched')).toBeUndefined();
  });

  it('does not count a source that is silent, muted or not, and says so', async () => {
    await watchServices(app, [PAYMENTS]);
    const at = await age(3 * HOUR_MS);
    const gap = {
      code: 'watch-interrupted',
      message: `The sources that find it are silent or rejecting; the last event came on ${at.slice(
        0,
        10,
      )}`,
    };
    const silent = await readiness();
    expect(silent.checks.watched).toBe('late');
    expect(watchGap(silent)).toEqual(gap);
    expect(await coverageRow('?lacking=watched')).toMatchObject({
      readiness: { checks: { watched: 'late' } },
    });
    await app
      .as(ADA)
      .post('/detection-sources/scanner/mute', {
        until: new Date(Date.now() + HOUR_MS).toISOString(),
        reason: 'The cluster is replaced',
      })
      .expect(200);
    expect(watchGap(await readiness())).toEqual(gap);
    await deliver(app, [finding({ externalKey: 'again' })]).expect(202);
    expect((await readiness()).checks.watched).toBe('pass');
  });

  it('does not count a source that rejects what comes', async () => {
    await watchServices(app, [PAYMENTS]);
    for (let times = 0; times < 3; times += 1) {
      await deliverBytes(app, '{}', { secret: 'another' }).expect(401);
    }
    expect((await readiness()).checks.watched).toBe('late');
  });

  it('finds a declared name without an event, and waits for the first one', async () => {
    const { checks, gaps } = await readiness(GATEWAY);
    expect(checks.watched).toBe('late');
    expect(gaps).toContainEqual({
      code: 'watch-interrupted',
      message: 'The sources that find it have not sent an event yet',
    });
  });

  it('takes a service that a person chose for no sign that the source finds it', async () => {
    await deliver(app, [finding({ labels: {} })]).expect(202);
    const [{ id }] = await app.knex('detections');
    await app
      .as(ADA)
      .post(`/detections/${id}/map`, { entityRef: PAYMENTS })
      .expect(200);
    await app.refreshPlans();
    expect((await readiness()).checks.watched).toBe('fail');
  });

  it('forgets what a source found on a restricted incident, and after 90 days', async () => {
    await watchServices(app, [PAYMENTS]);
    const [{ id }] = await app.knex('detections');
    const { body: incident } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    await app
      .as(ADA)
      .post(`/detections/${id}/attach`, { incident: incident.key })
      .expect(200);
    await app.refreshPlans();
    expect((await readiness()).checks.watched).toBe('fail');

    await watchServices(app, [GATEWAY]);
    await app.knex('detections').update({
      first_seen_at: new Date(Date.now() - 91 * 24 * HOUR_MS).toISOString(),
    });
    await app.refreshPlans();
    expect(await app.knex('service_watches').select('source_id')).toEqual([
      { source_id: 'github' },
    ]);
  });

  it('counts sources and what waits on the card, for those who may see it', async () => {
    await watchServices(app, [PAYMENTS]);
    expect((await overview()).watch).toEqual({
      sources: 1,
      inTrouble: 0,
      waiting: { total: 1, oldestAt: expect.any(String) },
    });
    const reader = 'user:default/reader';
    app.deny(reader, 'security-incidents.detection.triage');
    expect((await overview(PAYMENTS, reader)).watch).toEqual({
      sources: 1,
      inTrouble: 0,
    });
    const outsider = 'user:default/outsider';
    app.deny(outsider, 'security-incidents.detection.read');
    expect(await overview(PAYMENTS, outsider)).not.toHaveProperty('watch');
    app.hide(EVE, PAYMENTS);
    expect(await overview(PAYMENTS, EVE)).not.toHaveProperty('watch');
  });

  it('has checks and what waits beside the counts of many services, for those who may see it', async () => {
    await watchServices(app, [PAYMENTS]);
    const countsOf = async (user: string, include?: string[]) => {
      const { body } = await app
        .as(user)
        .post('/entities/overviews', {
          entityRefs: [PAYMENTS, GATEWAY],
          ...(include && { include }),
        })
        .expect(200);
      return body.items;
    };
    const both = ['readiness', 'detections'];
    expect(await countsOf(ADA, both)).toMatchObject([
      {
        entityRef: PAYMENTS,
        checks: { watched: 'pass' },
        waiting: { total: 1, oldestAt: expect.any(String) },
      },
      { entityRef: GATEWAY, checks: expect.anything(), waiting: { total: 0 } },
    ]);
    const bare = await countsOf(ADA);
    expect(bare[0]).not.toHaveProperty('checks');
    expect(bare[0]).not.toHaveProperty('waiting');

    const reader = 'user:default/bystander';
    app.deny(reader, 'security-incidents.detection.triage');
    app.deny(reader, 'security-incidents.plan.read');
    expect(await countsOf(reader, both)).toEqual(bare);
    const guest = 'user:default/guest';
    app.hide(guest, PAYMENTS);
    const [hidden, seen] = await countsOf(guest, both);
    expect(hidden).toEqual(bare[0]);
    expect(seen).toHaveProperty('checks');
    const refused = await app.as(ADA).post('/entities/overviews', {
      entityRefs: [PAYMENTS],
      include: ['owners'],
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toMatch(/^include/);
  });
});
