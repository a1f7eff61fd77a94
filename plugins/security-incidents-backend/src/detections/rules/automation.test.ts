import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../../__testUtils__/detections';
import {
  ADA,
  component,
  ENGINES,
  ENTITIES,
  REPORT,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';
import { LEAK, leakPlan } from '../../__testUtils__/plans';
import type { MappedDetection } from 'backstage-plugin-security-incidents-node/alpha';
import type { RuleDefinition } from '../store/records';

jest.setTimeout(120_000);

type Body = Record<string, any>;
const PLUGIN = 'plugin:security-incidents';
const PAYMENTS = 'component:default/payments-api';

describe.each(ENGINES)('what follows a delivery on %s', engine => {
  let app: TestApp;
  let last = 0;

  beforeAll(async () => {
    app = await startApp(engine, {
      entities: [
        ...ENTITIES,
        component('gateway', 'team-payments'),
        leakPlan(),
      ],
      features: [scannerModule],
      settings: DETECTION_SETTINGS,
    });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  /** Makes a rule for findings of one rule of the source. */
  async function addRule(
    name: string,
    definition: Omit<RuleDefinition, 'condition'>,
    more: object = {},
  ) {
    last += 1;
    await app
      .as(ADA)
      .post('/detection-rules', {
        name,
        condition: { ruleIds: [name] },
        ...definition,
        ...more,
      })
      .expect(201);
  }
  async function detect(
    rule: string,
    more: Partial<MappedDetection> = {},
  ): Promise<Body> {
    last += 1;
    const externalKey = `follow-${last}`;
    await deliver(app, [
      finding({ externalKey, ruleId: rule, ...more }),
    ]).expect(202);
    // The scheduled task waits for what began right after the delivery.
    await app.runTask('apply-detection-rules');
    expect(app.taskFailures).toEqual([]);
    const [row] = await app
      .knex('detections')
      .where({ fingerprint_basis: externalKey });
    expect(row.pending).toBeNull();
    return { ...row, externalKey };
  }
  const get = async ({ id }: Body): Promise<Body> =>
    (await app.as(ADA).get(`/detections/${id}`).expect(200)).body;
  const timelineOf = async (id: string): Promise<Body[]> =>
    (await app.as(ADA).get(`/incidents/${id}/timeline`)).body.items;
  const expectVerified = async (id: string) => {
    const { body } = await app.as(ADA).get(`/incidents/${id}/verification`);
    expect(body).toMatchObject({ status: 'ok' });
  };
  const record = async (more: object = {}): Promise<Body> =>
    (
      await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...more })
        .expect(201)
    ).body;

  it('ignores by a rule, which is named', async () => {
    await addRule('noise', { action: 'ignore' });
    const found = await get(await detect('noise'));
    expect(found).toMatchObject({
      status: 'ignored',
      decision: { rule: { name: 'noise' } },
    });
    expect(found.decision.by).toBeUndefined();
    expect(await get(await detect('signal'))).toMatchObject({ status: 'new' });
  });

  it('creates one incident for a storm of a service, and names the rule in its timeline', async () => {
    await addRule('storm', {
      action: 'create',
      incident: { severity: 'critical', class: 'intrusions' },
    });
    const first = await get(await detect('storm', { severity: 'low' }));
    const second = await get(await detect('storm', { severity: 'low' }));
    expect(first).toMatchObject({ status: 'promoted' });
    expect(second).toMatchObject({
      status: 'attached',
      incident: { key: first.incident.key },
    });
    const { body: incident } = await app
      .as(ADA)
      .get(`/incidents/${first.incident.id}`);
    expect(incident).toMatchObject({
      severity: 'critical',
      classification: { class: 'intrusions' },
      reportedBy: PLUGIN,
      detection: { method: 'monitoring' },
    });
    const entries = await timelineOf(incident.id);
    expect(
      entries
        .filter(({ action }) => action.startsWith('detection.'))
        .map(({ action, data }) => [action, data.rule]),
    ).toEqual([
      ['detection.promoted', 'storm'],
      ['detection.attached', 'storm'],
    ]);
    await expectVerified(incident.id);

    // Another service has an incident of its own.
    const other = await get(
      await detect('storm', { labels: { service: 'ledger' } }),
    );
    expect(other.status).toBe('promoted');
    expect(other.incident.key).not.toBe(first.incident.key);
    // Without a service there is nothing to create it for.
    expect(await get(await detect('storm', { labels: {} }))).toMatchObject({
      status: 'new',
    });
  });

  it('waits for a threshold, and takes those that it counted', async () => {
    await addRule('slow', {
      action: 'create',
      threshold: { count: 3, withinMinutes: 15 },
    });
    const early = await detect('slow');
    await app
      .knex('detections')
      .where({ id: early.id })
      .update({ first_seen_at: '2026-01-01T00:00:00.000Z' });
    const [second, third] = [await detect('slow'), await detect('slow')];
    await detect('slow', { labels: { service: 'ledger' } });
    expect(await get(third)).toMatchObject({ status: 'new' });
    const fourth = await get(await detect('slow'));
    expect(fourth.status).toBe('promoted');
    for (const counted of [second, third]) {
      expect(await get(counted)).toMatchObject({
        status: 'attached',
        incident: { key: fourth.incident.key },
      });
    }
    expect(await get(early)).toMatchObject({ status: 'new' });
  });

  it('attaches to an open incident of the same service only', async () => {
    await addRule('join', { action: 'attach', attachTo: 'same-service' });
    const gateway = { labels: { service: 'gateway' } };
    expect(await get(await detect('join', gateway))).toMatchObject({
      status: 'new',
    });
    const incident = await record({
      affected: [{ entityRef: 'component:default/gateway' }],
    });
    expect(await get(await detect('join', gateway))).toMatchObject({
      status: 'attached',
      incident: { key: incident.key },
      decision: { rule: { name: 'join' } },
    });
    await expectVerified(incident.id);
  });

  it('suggests, and a person decides', async () => {
    await addRule('hint', { action: 'suggest', attachTo: 'same-service' });
    const incident = await record({ title: 'The hinted one' });
    const found = await get(await detect('hint'));
    expect(found).toMatchObject({
      status: 'new',
      proposal: { incident: { key: incident.key }, ruleName: 'hint' },
    });
  });

  it('does not apply a rule that is switched off, and takes the first of several', async () => {
    await addRule('order', { action: 'ignore' }, { isEnabled: false });
    await addRule('order', { action: 'create' });
    await addRule('order', { action: 'ignore' });
    expect(await get(await detect('order'))).toMatchObject({
      status: 'promoted',
    });
  });

  it('tells the incident that a detection is over, once', async () => {
    const incident = await record();
    const found = await detect('over');
    await app
      .as(ADA)
      .post(`/detections/${found.id}/attach`, { incident: incident.id })
      .expect(200);
    const { externalKey } = found;
    for (const _time of [1, 2]) {
      await deliver(app, [
        finding({ externalKey, ruleId: 'over', sourceState: 'resolved' }),
      ]).expect(202);
      await app.runTask('apply-detection-rules');
    }
    const entries = await timelineOf(incident.id);
    expect(entries.map(({ action }) => action)).toEqual([
      'incident.recorded',
      'detection.attached',
      'detection.resolved',
    ]);
    const { body } = await app.as(ADA).get(`/incidents/${incident.id}`);
    expect(body.status).toBe('new');
    await expectVerified(incident.id);
  });

  it('tells the incident of the first repeat after its containment began, and of no other', async () => {
    const incident = await record({ severity: 'critical' });
    await app
      .as(ADA)
      .post(`/incidents/${incident.id}/plan-runs`, { planRef: LEAK })
      .expect(201);
    for (const role of ['incident-commander', 'assignee']) {
      await app
        .as(ADA)
        .put(`/incidents/${incident.id}/roles/${role}`, { principalRef: ADA })
        .expect(200);
    }
    const { externalKey, id } = await detect('again');
    await app
      .as(ADA)
      .post(`/detections/${id}/attach`, { incident: incident.id })
      .expect(200);
    const repeat = async () => {
      await deliver(app, [finding({ externalKey, ruleId: 'again' })]).expect(
        202,
      );
      await app.runTask('apply-detection-rules');
      const entries = await timelineOf(incident.id);
      return entries.filter(({ action }) => action === 'detection.repeated');
    };
    expect(await repeat()).toEqual([]);
    const { body: plans } = await app
      .as(ADA)
      .get(`/incidents/${incident.id}/plan-runs`);
    const tasks: Body[] = plans.runs.flatMap((run: Body) =>
      run.phases.flatMap((phase: Body) =>
        phase.maps === 'containment' ? phase.tasks : [],
      ),
    );
    const page = tasks.find(({ title }) => title === 'Page the executives')!;
    await app
      .as(ADA)
      .patch(`/incidents/${incident.id}/tasks/${page.id}`, {
        state: 'in-progress',
      })
      .expect(200);
    expect(await repeat()).toMatchObject([
      { data: { detectionId: id, count: 3 } },
    ]);
    expect(await repeat()).toHaveLength(1);
    expect(await get({ id })).toMatchObject({ count: 4 });
    await expectVerified(incident.id);
  });

  it('does what a crash left', async () => {
    const { id } = await detect('crash');
    await addRule('crash', { action: 'ignore' });
    await app.knex('detections').where({ id }).update({ pending: 'rules' });
    await app.runTask('apply-detection-rules');
    expect(await get({ id })).toMatchObject({ status: 'ignored' });
    expect(await get({ id })).toMatchObject({ entityRef: PAYMENTS });
  });
});
