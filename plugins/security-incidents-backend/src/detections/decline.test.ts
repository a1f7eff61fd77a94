import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../__testUtils__/detections';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

type Body = Record<string, any>;
const EVE = 'user:default/eve';

describe.each(ENGINES)('a proposed incident on %s', engine => {
  let app: TestApp;
  let incident: Body;
  let id: string;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [scannerModule],
      settings: DETECTION_SETTINGS,
    });
    await app.refreshPlans();
    incident = (await app.as(ADA).post('/incidents', REPORT).expect(201)).body;
    await deliver(app, [finding()]).expect(202);
    const row = await app.knex('detections').first();
    id = row.id;
  });
  afterAll(() => app.stop());

  const get = async (): Promise<Body> =>
    (await app.as(ADA).get(`/detections/${id}`).expect(200)).body;
  const proposedOn = async (): Promise<string[]> =>
    (
      await app.as(ADA).get(`/incidents/${incident.key}/detections`).expect(200)
    ).body.proposed.map((proposed: Body) => proposed.id);
  const decline = (body: object, user = ADA) =>
    app
      .as(user)
      .post(`/detections/${id}/decline`, { incident: incident.key, ...body });

  it('is not proposed any more once somebody said so, until that is taken back', async () => {
    const before = await get();
    expect(before.proposals).toMatchObject([
      { incident: { key: incident.key } },
    ]);
    expect(await proposedOn()).toEqual([id]);
    const declined = await decline({})
      .set('if-match', String(before.version))
      .expect(200);
    expect(declined.body.version).toBe(before.version + 1);
    expect(declined.body).not.toHaveProperty('proposal');
    expect((await get()).proposals).toEqual([]);
    expect(await proposedOn()).toEqual([]);
    // A repeated request gets the same answer.
    const again = await decline({}).expect(200);
    expect(again.body.version).toBe(before.version + 1);
    const { body } = await app
      .as(ADA)
      .post('/detections/decisions', {
        detections: [{ id, version: again.body.version }],
        decision: { kind: 'attach-proposed' },
      })
      .expect(200);
    expect(body.results[0].error.message).toContain('no open incident fits');

    const restored = await decline({ undo: true }).expect(200);
    expect(restored.body.proposal.incident.key).toBe(incident.key);
    expect(await proposedOn()).toEqual([id]);
    const decisions = await app
      .knex('detection_decisions')
      .where('actor', ADA)
      .orderBy('seq')
      .pluck('kind');
    expect(decisions).toEqual(['declined', 'restored']);
  });

  it('is refused with a stale version, and once the detection was decided', async () => {
    await decline({}).set('if-match', '1').expect(409);
    await app
      .as(ADA)
      .post(`/detections/${id}/dismiss`, {
        disposition: 'benign',
        reason: 'A fixture',
      })
      .expect(200);
    await decline({}).expect(409);
    await app.as(ADA).post(`/detections/${id}/undo`, {}).expect(200);
  });

  it('does not exist for who may not read it, or may not see the detection', async () => {
    const { body: restricted } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    app.deny(EVE, 'security-incidents.incident.restricted.read');
    await decline({ incident: restricted.key }, EVE).expect(404);
    app.hide('user:default/mallory', 'component:default/payments-api');
    await decline({}, 'user:default/mallory').expect(404);
    const reader = 'user:default/reader';
    app.deny(reader, 'security-incidents.detection.triage');
    await decline({}, reader).expect(403);
  });
});
