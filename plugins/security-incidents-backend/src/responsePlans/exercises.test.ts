import {
  ADA,
  BOB,
  ENGINES,
  ENTITIES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { LEAK, leakPlan, setPlans } from '../__testUtils__/plans';
import { planStory, TRIAGED } from '../__testUtils__/planStory';

jest.setTimeout(120_000);

const DRILL = {
  title: 'Drill: a leaked credential',
  mode: 'exercise',
  affected: [],
  unknownService: true,
  planRef: LEAK,
};
const SERVICE = 'component:default/payments-api';
const ENTITY = '/entities/component/default/payments-api';

describe.each(ENGINES)('exercises on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof planStory>;

  beforeEach(async () => {
    app = await startApp(engine, {
      entities: [...ENTITIES, leakPlan()],
    });
    await app.refreshPlans();
    story = planStory(app);
  });
  afterEach(() => app.stop());

  /** All routes that count or list incidents. */
  const counted = async () => {
    const get = async (path: string) => (await story.as.get(path)).body;
    const list = await get('/incidents');
    const overview = await get(`${ENTITY}/overview`);
    const history = await get(`${ENTITY}/history`);
    const volume = await get('/reports/volume');
    const counts = await story.as.post('/entities/overviews', {
      entityRefs: ['component:default/payments-api', 'system:default/cards'],
    });
    const system = await get('/entities/system/default/cards/overview');
    return {
      list: list.totalItems,
      searched: (await get('/incidents?q=drill')).totalItems,
      overview: [overview.total, overview.open.total, overview.nextActions],
      listed: overview.openIncidents,
      rollUp: system.rollUp,
      history: history.incidents,
      volume: volume.total,
      items: counts.body.items.map(
        ({ open, total }: { open: number; total: number }) => [open, total],
      ),
    };
  };

  it('are started with a permission of their own, which reports do not need', async () => {
    app.deny(ADA, 'security-incidents.exercise.start');
    const refused = await app.as(ADA).post('/incidents', DRILL);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toBe(
      'You do not have permission to start exercises (security-incidents.exercise.start)',
    );
    const { planRef: _plan, ...report } = DRILL;
    await app
      .as(ADA)
      .post('/incidents', { ...report, mode: 'real' })
      .expect(201);
    app.deny(BOB, 'security-incidents.incident.create');
    expect((await app.as(BOB).post('/incidents', DRILL)).status).toBe(403);
  });

  async function finish(key: string) {
    await story.change(key, 'confirm', { state: 'done' });
    await story.change(key, 'preserve', { state: 'done', note: 'Copied' });
    await story.change(key, 'revoke', { state: 'done', note: 'Revoked' });
    await story.change(key, 'review', { state: 'done' });
    await story.as
      .post(`/incidents/${key}/affected`, {
        entityRef: 'component:default/payments-api',
        compromise: 'not-compromised',
      })
      .expect(200);
    await story
      .move(key, 'resolved', {
        reason: 'The drill is over',
        resolution: { code: 'benign', summary: 'Everybody knew what to do.' },
      })
      .expect(200);
    await story.move(key, 'closed').expect(200);
  }

  it('start from a plan and do not count in figures', async () => {
    const before = await counted();
    const { body: drill } = await app
      .as(ADA)
      .post('/incidents', { ...DRILL, ...TRIAGED })
      .expect(201);
    expect(drill).toMatchObject({
      mode: 'exercise',
      status: 'new',
      planSummary: { runs: 1 },
    });
    await story.as.post(`/incidents/${drill.key}/affected`, {
      entityRef: 'component:default/payments-api',
    });
    expect(await story.entries(drill.key, 'plan.applied')).toHaveLength(1);
    const { preserve } = await story.tasks(drill.key);
    await story.as.patch(`/incidents/${drill.key}/tasks/${preserve.id}`, {
      assigneeRef: 'user:default/bob',
    });
    expect(await counted()).toEqual(before);
    const { body: drills } = await story.as.get('/incidents?mode=exercise');
    expect(drills.items).toMatchObject([{ key: drill.key }]);
  });

  it('mark the plan as tested when they are closed', async () => {
    const before = await counted();
    const drill = await story.declared({ mode: 'exercise' });
    expect((await story.runs(drill.key)).runs).toHaveLength(1);
    const { key: real } = await story.triaged();
    const offered = async () => (await story.runs(real)).offered[0];
    expect((await offered()).lastTested).toBeUndefined();
    await finish(drill.key);
    const { body: closed } = await story.as.get(`/incidents/${drill.key}`);
    expect((await offered()).lastTested).toBe(closed.closedAt.slice(0, 10));
    await story.move(real, 'dismissed', { reason: 'Enough' }).expect(200);
    const after = await counted();
    expect(after).toEqual({
      ...before,
      list: 1,
      overview: [1, 0, []],
      history: { total: 1, open: 0, ended: 0, dismissed: 1 },
      volume: 1,
      rollUp: [expect.objectContaining({ total: 1 })],
      items: [
        [0, 1],
        [0, 1],
      ],
    });
  });

  it('do not mark it when the incident was real', async () => {
    const { key } = await story.declared();
    await finish(key);
    const { key: next } = await story.triaged();
    expect((await story.runs(next)).offered[0].lastTested).toBeUndefined();
  });

  it('do not mark it while they are restricted', async () => {
    await app.refreshPlans();
    const said = async () => {
      const get = async (path: string) => (await story.as.get(path)).body;
      const plans = `/response-plans?entityRef=${SERVICE}`;
      const coverage = await get('/response-plans/coverage');
      const days = [...(await get(plans)).items, ...coverage.items];
      return days.map(({ lastTested }) => lastTested).filter(Boolean);
    };
    const { key: real } = await story.triaged();
    const offered = async () => (await story.runs(real)).offered[0].lastTested;
    const drill = await story.declared({
      mode: 'exercise',
      visibility: 'restricted',
    });
    await finish(drill.key);
    expect([await offered(), await said()]).toEqual([undefined, []]);

    const show = (visibility: string) =>
      app.as(ADA).patch(`/incidents/${drill.key}`, { visibility }).expect(200);
    await show('open');
    expect(await offered()).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await said()).length).toBeGreaterThan(1);
    await show('restricted');
    expect([await offered(), await said()]).toEqual([undefined, []]);
  });

  it('may use draft plans, unlike real incidents', async () => {
    await setPlans(app, [leakPlan(plan => (plan.spec.lifecycle = 'draft'))]);
    await app.as(ADA).post('/incidents', DRILL).expect(201);
    const retired = leakPlan(plan => (plan.spec.lifecycle = 'retired'));
    await setPlans(app, [retired]);
    const answer = await app.as(ADA).post('/incidents', DRILL);
    expect(answer.status).toBe(409);
    expect(
      (await story.as.get('/incidents?mode=exercise')).body.totalItems,
    ).toBe(1);
  });

  it('reject unknown plans, and plans for real incidents', async () => {
    const real = await app
      .as(ADA)
      .post('/incidents', { ...DRILL, mode: 'real' });
    expect(real.status).toBe(400);
    expect(real.body.error.message).toMatch(/^planRef: must only be given/);
    const unknown = await app
      .as(ADA)
      .post('/incidents', { ...DRILL, planRef: 'responseplan:default/none' });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.message).toMatch(
      /^planRef: .* not a valid response plan/,
    );
  });
});
