import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { ResponsePlanStatus } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { CARDS, dayIn, PLAN_CATALOG, plan } from '../__testUtils__/planCatalog';
import { planStory, TRIAGED } from '../__testUtils__/planStory';

jest.setTimeout(120_000);

const EVE = 'user:default/eve';
const PAYMENTS = 'component:default/payments-api';
const PLAN = 'responseplan:default/cards';
const PATH = '/response-plans/default/cards';
const INCIDENT_READ = 'security-incidents.incident.read';
const REAL_ONLY: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'security-incidents',
  resourceType: 'security-incident',
  conditions: {
    not: {
      rule: 'IS_EXERCISE',
      resourceType: 'security-incident',
      params: {},
    },
  },
};

describe.each(ENGINES)('the status of a plan on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof planStory>;

  beforeEach(async () => {
    app = await startApp(engine, { entities: PLAN_CATALOG });
    story = planStory(app, ADA);
    await app.refreshPlans();
    app.deny(BOB, 'security-incidents.incident.restricted.read');
    app.deny(EVE, 'security-incidents.incident.restricted.read');
  });
  afterEach(() => app.stop());

  const standing = async (user = BOB, path = PATH) =>
    (await app.as(user).get(path).expect(200)).body as ResponsePlanStatus;

  async function start(body: object) {
    const answer = await app
      .as(ADA)
      .post('/incidents', {
        title: 'Drill: cards',
        affected: [],
        unknownService: true,
        ...TRIAGED,
        ...body,
      })
      .expect(201);
    return answer.body as { id: string; key: string; title: string };
  }

  async function follow(body: object = {}) {
    const incident = await start(body);
    await app
      .as(ADA)
      .post(`/incidents/${incident.key}/plan-runs`, { planRef: PLAN })
      .expect(201);
    return incident;
  }

  async function drill(body: object = {}) {
    const made = await start({ mode: 'exercise', planRef: PLAN, ...body });
    await app
      .as(ADA)
      .put(`/incidents/${made.key}/roles/assignee`, { principalRef: ADA })
      .expect(200);
    await story.move(made.key, 'triage').expect(200);
    await story
      .move(made.key, 'resolved', {
        reason: 'The drill is over',
        resolution: { code: 'benign', summary: 'Everybody knew what to do.' },
      })
      .expect(200);
    await story.move(made.key, 'closed').expect(200);
    return made;
  }

  it('has the facts of the file, the covered services and no use yet', async () => {
    expect(await standing()).toEqual({
      planRef: PLAN,
      title: 'Cards',
      version: '1.0.0',
      lifecycle: 'approved',
      ownerRef: 'group:default/security-operations',
      reviewed: {
        state: 'pass',
        on: dayIn(-60),
        due: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
      tested: {
        state: 'pass',
        on: dayIn(-30),
        by: 'file',
        due: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
      gaps: [],
      // payments-api has a more specific plan.
      services: { covered: 4, first: 3 },
      inUse: { items: [], total: 0 },
      asOf: expect.any(String),
      stale: false,
    });
    const retired = await standing(BOB, '/response-plans/default/defacement');
    expect(retired).toMatchObject({
      lifecycle: 'retired',
      services: { covered: 0, first: 0 },
    });
  });

  it('follows the catalog', async () => {
    expect((await standing()).services.covered).toBe(4);
    app.catalog.setEntities([
      ...PLAN_CATALOG.filter(({ metadata }) => metadata.name !== 'cards'),
      ...PLAN_CATALOG.filter(({ kind }) => kind === 'System'),
      plan(
        'cards',
        { appliesTo: { entities: ['resource:default/cards-db'] } },
        { title: 'Cards, fewer' },
      ),
    ]);
    await app.refreshPlans();
    expect(await standing()).toMatchObject({
      title: 'Cards, fewer',
      services: { covered: 1, first: 1 },
    });
  });

  it('names the last exercise as soon as it is closed', async () => {
    const made = await drill();
    expect(await standing()).toMatchObject({
      tested: {
        state: 'pass',
        on: dayIn(0),
        by: 'exercise',
        exercise: {
          incidentId: made.id,
          incidentKey: made.key,
          title: 'Drill: cards',
        },
      },
      gaps: [],
    });
  });

  it('shows neither day nor name of a restricted exercise', async () => {
    await drill({ visibility: 'restricted' });
    for (const user of [ADA, BOB]) {
      expect((await standing(user)).tested).toMatchObject({
        on: dayIn(-30),
        by: 'file',
      });
      expect((await standing(user)).tested).not.toHaveProperty('exercise');
    }
  });

  it('shows only the day to callers who may not read the exercise', async () => {
    await drill();
    app.decide(EVE, INCIDENT_READ, REAL_ONLY);
    const { tested } = await standing(EVE);
    expect(tested).toMatchObject({ on: dayIn(0), by: 'exercise' });
    expect(tested).not.toHaveProperty('exercise');
    app.deny(EVE, INCIDENT_READ);
    expect((await standing(EVE)).tested).toEqual(tested);
  });

  it('lists open incidents and exercises that use it, latest first', async () => {
    const real = await follow({ title: 'Cards are down' });
    const exercise = await start({ mode: 'exercise', planRef: PLAN });
    await drill();
    const { inUse } = await standing();
    expect(inUse.total).toBe(2);
    expect(inUse.items).toMatchObject([
      { incidentKey: exercise.key, mode: 'exercise', status: 'new' },
      {
        incidentId: real.id,
        incidentKey: real.key,
        title: 'Cards are down',
        mode: 'real',
        severity: 'high',
        visibility: 'open',
        planVersion: '1.0.0',
        isPrimary: true,
      },
    ]);
  });

  it('leaves restricted incidents out of items and total', async () => {
    const before = await standing();
    await follow({ title: 'Nightjar', visibility: 'restricted' });
    expect(await standing()).toEqual(before);
    expect((await standing(ADA)).inUse).toMatchObject({
      total: 1,
      items: [{ title: 'Nightjar', visibility: 'restricted' }],
    });
    app.deny(EVE, INCIDENT_READ);
    await follow({ title: 'Open to all' });
    expect((await standing(EVE)).inUse).toEqual({ items: [], total: 0 });
    expect((await standing()).inUse.total).toBe(1);
  });

  it('counts only services that the caller may see in the catalog', async () => {
    app.decide(EVE, 'catalog.entity.read', {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: { claims: [EVE] },
      },
    });
    app.catalog.hide(EVE, PAYMENTS, 'component:default/ledger');
    expect((await standing(EVE)).services).toEqual({ covered: 2, first: 2 });
    expect((await standing()).services).toEqual({ covered: 4, first: 3 });
  });

  it('does not distinguish missing and hidden plans', async () => {
    app.catalog.hide(BOB, PLAN);
    const messages = await Promise.all(
      ['cards', 'nowhere'].map(async name => {
        const { status, body } = await app
          .as(BOB)
          .get(`/response-plans/default/${name}`);
        expect(status).toBe(404);
        return body.error.message.replace(name, '');
      }),
    );
    expect(messages[0]).toBe(messages[1]);
  });

  it('needs permission to see plans', async () => {
    app.deny(EVE, 'security-incidents.plan.read');
    const { status, body } = await app.as(EVE).get(PATH);
    expect(status).toBe(403);
    expect(body.error.message).toContain('security-incidents.plan.read');
  });

  it('is available and marked stale while the catalog is unavailable', async () => {
    app.setCatalogDown(true);
    await app.refreshPlans();
    expect(await standing()).toMatchObject({ title: 'Cards', stale: true });
    app.setCatalogDown(false);
  });

  it('judges a late test by the last exercise as well', async () => {
    app.catalog.setEntities([
      ...PLAN_CATALOG.filter(entity => entity !== CARDS),
      plan(
        'cards',
        {},
        { annotations: { 'security-incidents/last-tested': '2020-01-01' } },
      ),
    ]);
    await app.refreshPlans();
    expect(await standing()).toMatchObject({
      tested: { state: 'late', on: '2020-01-01', due: '2021-01-01' },
      gaps: [{ code: 'test-overdue' }],
    });
    await drill();
    expect(await standing()).toMatchObject({
      tested: { state: 'pass', on: dayIn(0), by: 'exercise' },
      gaps: [],
    });
  });
});
