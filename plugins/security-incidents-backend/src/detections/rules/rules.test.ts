import type { MappedDetection } from 'backstage-plugin-security-incidents-node/alpha';
import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../../__testUtils__/detections';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';

jest.setTimeout(120_000);

type Body = Record<string, any>;
const EVE = 'user:default/eve';
const LEDGER = 'component:default/ledger';
const inDays = (days: number) =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
const RULE = {
  name: 'First',
  condition: { severities: ['informational'] },
  action: 'ignore',
};

describe.each(ENGINES)('rules of detections on %s', engine => {
  let app: TestApp;
  let last = 0;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [scannerModule],
      settings: {
        ...DETECTION_SETTINGS,
        detectionRules: [{ ...RULE, name: 'From the file' }],
        detectionPatterns: [
          {
            name: 'Hosts of the ledger',
            label: 'host',
            pattern: 'ledger-\\d+',
            entityRef: LEDGER,
          },
        ],
      },
    });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  async function detect(more: Partial<MappedDetection> = {}): Promise<Body> {
    last += 1;
    const externalKey = `rules-${last}`;
    await deliver(app, [finding({ externalKey, ...more })]).expect(202);
    const [row] = await app
      .knex('detections')
      .where({ fingerprint_basis: externalKey });
    return row;
  }
  const rules = async (user = ADA): Promise<Body> =>
    (await app.as(user).get('/detection-rules').expect(200)).body;
  const create = async (more: object = {}): Promise<Body> =>
    (
      await app
        .as(ADA)
        .post('/detection-rules', { ...RULE, ...more })
        .expect(201)
    ).body;
  const names = async () => (await rules()).rules.map(({ name }: Body) => name);

  it('are kept in an order, with those of the configuration first', async () => {
    const first = await create();
    expect(first).toMatchObject({ position: 2, updatedBy: ADA, version: 1 });
    const second = await create({ name: 'Second' });
    expect(await names()).toEqual(['From the file', 'First', 'Second']);
    const path = `/detection-rules/${second.id}`;
    const moved = await app.as(ADA).patch(path, { position: 2 }).expect(200);
    expect(moved.body).toMatchObject({ position: 2, version: 2 });
    expect(await names()).toEqual(['From the file', 'Second', 'First']);
    const stale = await app
      .as(ADA)
      .patch(path, { name: 'Other' })
      .set('if-match', '1');
    expect(stale.status).toBe(409);
    expect(stale.body.error.currentVersion).toBe(2);
    const changed = await app.as(ADA).patch(path, {
      name: 'Renamed',
      threshold: { count: 3, withinMinutes: 10 },
      isEnabled: false,
    });
    expect(changed.body).toMatchObject({
      name: 'Renamed',
      threshold: { count: 3 },
      isEnabled: false,
      action: 'ignore',
    });
    const cleared = await app.as(ADA).patch(path, { threshold: null });
    expect(cleared.body.threshold).toBeUndefined();
    await app.as(ADA).delete(path).expect(200);
    await app.as(ADA).delete(path).expect(404);
    expect(await names()).toEqual(['From the file', 'First']);
    expect((await rules()).changes.slice(0, 4)).toMatchObject([
      { action: 'removed', name: 'Renamed', by: ADA, kind: 'rule' },
      { action: 'changed', name: 'Renamed' },
      { action: 'changed', name: 'Renamed' },
      { action: 'moved', name: 'Second' },
    ]);
  });

  it('of the configuration change only there', async () => {
    const { rules: all } = await rules();
    expect(all[0]).toMatchObject({ isConfigured: true, id: 'config:1' });
    const path = `/detection-rules/${all[0].id}`;
    for (const call of [
      app.as(ADA).patch(path, { name: 'Other' }),
      app.as(ADA).delete(path),
    ]) {
      const answer = await call;
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(/only there/);
    }
  });

  it('hold back what a suppression says, until it ends', async () => {
    const condition = { ruleIds: ['load-test'] };
    const body = {
      name: 'Test',
      condition,
      reason: 'A test',
      endsAt: inDays(1),
    };
    for (const endsAt of [inDays(31), inDays(-1)]) {
      const answer = await app
        .as(ADA)
        .post('/detection-suppressions', { ...body, endsAt });
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(/^endsAt: must be after now/);
    }
    const waiting = await detect({ ruleId: 'load-test' });
    const other = await detect({ ruleId: 'another' });
    const { body: made } = await app
      .as(ADA)
      .post('/detection-suppressions', body)
      .expect(201);
    const { body: hidden } = await app.as(ADA).get(`/detections/${waiting.id}`);
    expect(hidden).toMatchObject({
      status: 'suppressed',
      suppressionId: made.id,
      version: waiting.version + 1,
    });
    const { body: stays } = await app.as(ADA).get(`/detections/${other.id}`);
    expect(stays.status).toBe('new');
    await app.as(ADA).post(`/detections/${waiting.id}/undo`, {}).expect(200);
    const held = await detect({ ruleId: 'load-test' });
    expect(held).toMatchObject({
      status: 'suppressed',
      suppression_id: made.id,
    });
    const { body: page } = await app.as(ADA).get('/detections?view=suppressed');
    expect(page.items).toMatchObject([{ id: held.id, suppressionId: made.id }]);
    const undone = await app.as(ADA).post(`/detections/${held.id}/undo`, {});
    expect(undone.body.status).toBe('new');

    const path = `/detection-suppressions/${made.id}`;
    await app
      .as(ADA)
      .patch(path, { reason: 'Longer', endsAt: inDays(2) })
      .set('if-match', '1')
      .expect(200);
    const ended = await app.as(ADA).delete(path).expect(200);
    expect(ended.body).toMatchObject({ isEnded: true, reason: 'Longer' });
    await app.as(ADA).delete(path).expect(400);
    expect(await detect({ ruleId: 'load-test' })).toMatchObject({
      status: 'new',
    });
    const [shown] = (await rules()).suppressions;
    expect(shown).toMatchObject({ isEnded: true, sinceEnd: 1 });
  });

  it('find services by the patterns of the configuration', async () => {
    const found = await detect({ labels: { host: 'ledger-9' } });
    expect(found.entity_ref).toBe(LEDGER);
    const { patterns, ways } = await rules();
    expect(patterns).toMatchObject([
      { name: 'Hosts of the ledger', isConfigured: true },
    ]);
    expect(ways).toContainEqual({ way: 'pattern', count: 1 });
  });

  it('show their effect, and what people took back', async () => {
    const rule = await create({
      name: 'Effect',
      condition: { ruleIds: ['effect'] },
    });
    const before = await rules();
    const [first] = [
      await detect({ ruleId: 'effect' }),
      await detect({ ruleId: 'effect' }),
    ];
    await app.runTask('apply-detection-rules');
    await app.as(ADA).post(`/detections/${first.id}/undo`, {}).expect(200);
    const after = await rules();
    const effectOf = (all: Body) =>
      all.rules.find(({ id }: Body) => id === rule.id).effect;
    expect(effectOf(after)).toEqual({ count: 2, undone: 1, followed: 0 });
    expect(after.flow).toEqual({
      ...before.flow,
      total: before.flow.total + 2,
      ignored: before.flow.ignored + 1,
      inbox: before.flow.inbox + 1,
    });
  });

  it('are explained for a payload, of which nothing is stored', async () => {
    await create({
      name: 'Creates',
      condition: { ruleIds: ['tried'] },
      action: 'create',
      incident: { severity: 'critical' },
    });
    const tables = [
      'detections',
      'detection_deliveries',
      'detection_rejections',
    ];
    const count = async () =>
      Promise.all(tables.map(table => app.knex(table).count({ n: '*' })));
    const before = await count();
    const attempt = async (payload: object, user = ADA): Promise<Body> =>
      (
        await app
          .as(user)
          .post('/detection-rules/try', {
            sourceId: 'scanner',
            payload: JSON.stringify(payload),
          })
          .expect(200)
      ).body;
    const creating = await attempt({
      password: 'hunter2',
      findings: [finding({ ruleId: 'tried', title: 'Tried' })],
    });
    expect(creating).toMatchObject({
      conclusion: expect.stringMatching(/^It would create an incident/),
      incident: { title: 'Tried', severity: 'critical' },
      redactions: 1,
    });
    expect(creating.payload).not.toContain('hunter2');
    expect(creating.steps.map(({ step, ok }: Body) => [step, ok])).toEqual([
      ['read', true],
      ['fingerprint', true],
      ['service', true],
      ['suppression', true],
      ['rule', true],
    ]);
    const [, fingerprint, , , rule] = creating.steps;
    expect(fingerprint.text).toMatch(/^New\. Fingerprint of finding-1 \(/);
    expect(rule.tried).toContainEqual({
      name: 'From the file',
      result: 'no',
      why: 'the severity is high',
    });
    expect(
      await attempt({ findings: [finding({ ruleId: 'x', labels: {} })] }),
    ).toMatchObject({ conclusion: 'It would wait without a service.' });
    expect(await attempt({ ping: true })).toMatchObject({
      conclusion: expect.stringMatching(/no finding/),
    });
    expect(await attempt({ other: 1 })).toMatchObject({
      steps: [{ step: 'read', ok: false }],
    });
    for (const body of [
      { sourceId: 'nobody', payload: '{}' },
      { sourceId: 'scanner', payload: '{' },
    ]) {
      await app.as(ADA).post('/detection-rules/try', body).expect(400);
    }
    expect(await count()).toEqual(before);
    const again = { externalKey: 'tried-again' };
    await deliver(app, [finding(again)]).expect(202);
    expect(await attempt({ findings: [finding(again)] })).toMatchObject({
      conclusion:
        'It would count as a repeat of "Deploy token in a build log" and change no decision.',
      steps: [
        { step: 'read' },
        { text: expect.stringMatching(/^A repeat, seen once before/) },
        { step: 'service' },
      ],
    });
    const over = { sourceState: 'resolved' as const };
    expect(
      await attempt({ findings: [finding({ externalKey: 'over', ...over })] }),
    ).toMatchObject({ conclusion: expect.stringMatching(/since it is over/) });
    await deliver(app, [finding({ ...again, ...over })]).expect(202);
    const { steps } = await attempt({ findings: [finding(again)] });
    expect(steps[1].text).toMatch(/^A new episode/);
    app.hide(EVE, LEDGER);
    await deliver(app, [
      finding({ externalKey: 'unseen', labels: { service: 'ledger' } }),
    ]).expect(202);
    const unseen = await attempt(
      {
        findings: [
          finding({ externalKey: 'unseen', labels: { service: 'ledger' } }),
        ],
      },
      EVE,
    );
    expect(unseen.steps[1].text).toMatch(/^New\./);
    const hidden = await attempt(
      { findings: [finding({ labels: { service: 'ledger' } })] },
      EVE,
    );
    expect(JSON.stringify(hidden.steps)).not.toContain(LEDGER);
  });

  it('name and count nothing that is hidden from the caller', async () => {
    app.hide(EVE, LEDGER);
    const before = await rules(EVE);
    await create({ name: 'Nightjar', condition: { entityRefs: [LEDGER] } });
    await detect({ labels: { service: 'ledger' } });
    const found = await detect();
    const { body: incident } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    await app
      .as(ADA)
      .post(`/detections/${found.id}/attach`, { incident: incident.key })
      .expect(200);
    app.deny(EVE, 'security-incidents.incident.restricted.read');
    const after = await rules(EVE);
    expect(after).toEqual(before);
    expect(JSON.stringify(after)).not.toMatch(/Nightjar|ledger/);
    expect((await rules()).flow.total).toBeGreaterThan(after.flow.total);
  });

  it('that are broken are refused', async () => {
    for (const more of [
      { condition: {} },
      { action: 'delete' },
      { threshold: { count: 1, withinMinutes: 5 } },
      { colour: 'red' },
    ]) {
      await app
        .as(ADA)
        .post('/detection-rules', { ...RULE, ...more })
        .expect(400);
    }
  });
});
