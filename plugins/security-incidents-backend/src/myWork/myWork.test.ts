import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  DecisionWork,
  Incident,
  TaskWork,
  WorkItem,
  WorkPage,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  ENTITIES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { LEAK, leakPlan } from '../__testUtils__/plans';
import { planStory, TRIAGED } from '../__testUtils__/planStory';

jest.setTimeout(180_000);

const CAROL = 'user:default/carol';
const EVE = 'user:default/eve';
const OWNERS = 'group:default/team-payments';

const UPDATE_OWN: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'security-incidents',
  resourceType: 'security-incident',
  conditions: {
    rule: 'IS_MEMBER',
    resourceType: 'security-incident',
    params: { claims: [CAROL] },
  },
};

describe.each(ENGINES)('my work on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof planStory>;

  beforeEach(async () => {
    app = await startApp(engine, { entities: [...ENTITIES, leakPlan()] });
    await app.refreshPlans();
    app.belong(CAROL, OWNERS);
    story = planStory(app);
  });
  afterEach(() => app.stop());

  const workOf = async (user: string, query = ''): Promise<WorkPage> =>
    (await app.as(user).get(`/my/work${query}`).expect(200)).body;
  const titles = ({ items }: WorkPage) => items.map(({ title }) => title);
  const tasksOf = ({ items }: WorkPage) =>
    items.filter((item): item is TaskWork => item.kind === 'task');
  const decisionsOf = ({ items }: WorkPage) =>
    items.filter((item): item is DecisionWork => item.kind === 'decision');
  const find = ({ items }: WorkPage, title: string): WorkItem =>
    items.find(item => item.title === title)!;
  const report = async (body: object = {}, by = ADA): Promise<Incident> =>
    (
      await app
        .as(by)
        .post('/incidents', { ...REPORT, ...body })
        .expect(201)
    ).body;
  const give = (key: string, role: string, principalRef: string) =>
    app
      .as(ADA)
      .put(`/incidents/${key}/roles/${role}`, { principalRef })
      .expect(200);

  it('is empty for people who hold nothing', async () => {
    await story.declared();
    expect(await workOf(EVE)).toMatchObject({
      items: [],
      totalItems: 0,
      pageInfo: {},
      counts: {
        all: 0,
        mine: 0,
        group: 0,
        byDue: { overdue: 0, 'at-risk': 0, due: 0, none: 0 },
      },
      later: { total: 0, incidents: [] },
      truncated: false,
    });
  });

  it('has the tasks of the caller and of their groups by due time, with what each is about', async () => {
    const { key, id } = await story.declared();
    const tasks = await story.tasks(key);
    await story.change(key, 'confirm', { assigneeRef: CAROL });
    const work = await workOf(CAROL, '?kind=task');
    expect(tasksOf(work)).toMatchObject([
      {
        id: `task:${tasks.confirm.id}`,
        title: 'Confirm and scope',
        taskId: tasks.confirm.id,
        taskState: 'open',
        required: true,
        evidenceRequired: false,
        waitsFor: [],
        mine: true,
        holder: { ref: CAROL, because: 'assignee' },
        due: { at: tasks.confirm.dueAt, state: 'due' },
        action: { name: 'finish', target: `task-${tasks.confirm.id}` },
        incident: { id, key, title: REPORT.title, severity: 'high' },
      },
      {
        title: 'Preserve evidence',
        mine: false,
        holder: { ref: OWNERS },
        evidenceRequired: true,
        action: { name: 'take' },
      },
      {
        // It is due, so it is shown, but it can only be looked at.
        title: 'Revoke and rotate',
        waitsFor: ['Preserve evidence'],
      },
    ]);
    // Tasks of later phases have no due time yet.
    expect(titles(work)).not.toContain('Verify service health');
    expect(work.later).toMatchObject({
      total: 2,
      incidents: [
        {
          incident: { id, key, status: 'containment' },
          total: 2,
          titles: ['Verify service health', 'Review what happened'],
          startsWith: 'recovery',
        },
      ],
    });
    expect((await workOf(BOB)).later).toEqual({ total: 0, incidents: [] });
    expect(tasksOf(await workOf(BOB))).toEqual([]);
  });

  it('loses a task when somebody ends it, and follows the role', async () => {
    const { key } = await story.declared();
    const preserve = 'Preserve evidence';
    expect(titles(await workOf(CAROL))).toContain(preserve);
    await give(key, 'service-owner', EVE);
    expect(titles(await workOf(CAROL))).not.toContain(preserve);
    expect(titles(await workOf(EVE))).toContain(preserve);
    await story.change(key, 'preserve', { state: 'done', note: 'Kept it' });
    expect(titles(await workOf(EVE))).not.toContain(preserve);
    expect(find(await workOf(EVE), 'Revoke and rotate')).toMatchObject({
      waitsFor: [],
      action: { name: 'finish' },
    });
  });

  it('leaves out tasks of an incident that ended', async () => {
    const { key } = await story.declared();
    expect((await workOf(CAROL)).totalItems).toBeGreaterThan(0);
    await story
      .move(key, 'triage', { reason: 'It was declared too early' })
      .expect(200);
    await story.move(key, 'dismissed', { reason: 'A test key' }).expect(200);
    expect(await workOf(CAROL)).toMatchObject({
      totalItems: 0,
      later: { total: 0 },
    });
    expect((await workOf(BOB)).totalItems).toBe(0);
  });

  it('asks the owners of a service for a lead, and the lead for the rest', async () => {
    const { key } = await report();
    expect((await workOf(CAROL)).items).toMatchObject([
      {
        kind: 'decision',
        decision: 'lead',
        title: 'Name a lead',
        mine: false,
        holder: { ref: OWNERS, because: 'owner' },
        due: { state: 'none' },
        action: { name: 'decide', target: 'what-blocks' },
      },
    ]);
    await give(key, 'assignee', BOB);
    expect((await workOf(CAROL)).items).toEqual([]);
    expect(
      decisionsOf(await workOf(BOB)).map(({ decision }) => decision),
    ).toEqual(['class', 'severity']);
    await app
      .as(BOB)
      .patch(`/incidents/${key}`, {
        severity: 'low',
        classification: { class: 'fraud' },
      })
      .expect(200);
    expect(await workOf(BOB)).toMatchObject({
      items: [
        {
          kind: 'clock',
          clock: 'acknowledge',
          title: 'Acknowledge within 3 days since it was recorded',
          mine: true,
          holder: { ref: BOB, because: 'assignee' },
          due: { state: 'due' },
          action: { name: 'open', target: 'clocks' },
        },
      ],
    });
  });

  it('asks the owner of a service whether it was hit, and the leads where it has none', async () => {
    const { key } = await story.triaged();
    expect(decisionsOf(await workOf(CAROL))).toMatchObject([
      {
        decision: 'service',
        entityRef: 'component:default/payments-api',
        holder: { ref: OWNERS, because: 'owner' },
      },
    ]);
    const asksBob = async () =>
      decisionsOf(await workOf(BOB)).filter(
        ({ decision }) => decision === 'service',
      );
    expect(await asksBob()).toEqual([]);
    await app
      .as(CAROL)
      .post(`/incidents/${key}/affected`, {
        entityRef: 'component:default/payments-api',
        compromise: 'compromised',
      })
      .expect(200);
    expect(decisionsOf(await workOf(CAROL))).toEqual([]);
  });

  it('asks the leads about a proposed major incident, with the reasons', async () => {
    const { key } = await story.triaged({ severity: 'critical' });
    const [question] = decisionsOf(await workOf(BOB));
    expect(question).toMatchObject({
      decision: 'major',
      holder: { ref: BOB, because: 'assignee' },
      reasons: ['Its severity is critical', 'Its priority is P1'],
      action: { name: 'decide', target: 'major' },
    });
    await story.as
      .post(`/incidents/${key}/major`, { decision: 'decline', reason: 'No' })
      .expect(200);
    expect(decisionsOf(await workOf(BOB))).toEqual([]);
  });

  it('owes management updates to the first lead only', async () => {
    const { key } = await story.declared({ severity: 'critical' });
    const updatesOf = async (user: string) =>
      (await workOf(user)).items.filter(({ kind }) => kind === 'update');
    expect(await updatesOf(BOB)).toMatchObject([
      { action: { name: 'record' }, due: { state: 'due' }, mine: true },
    ]);
    await give(key, 'incident-commander', OWNERS);
    expect(await updatesOf(BOB)).toEqual([]);
    const [update] = await updatesOf(CAROL);
    expect(update).toMatchObject({
      mine: false,
      holder: { ref: OWNERS, because: 'incident-commander' },
    });
    await app
      .as(CAROL)
      .post(`/incidents/${key}/steps`, {
        kind: 'communication',
        audience: 'management',
        text: 'We are on it',
      })
      .expect(201);
    const [next] = await updatesOf(CAROL);
    expect(next.due.at! > update.due.at!).toBe(true);
  });

  it('offers only what the caller may do', async () => {
    const { key } = await story.declared();
    const actionsOf = async () => [
      ...new Set((await workOf(CAROL)).items.map(({ action }) => action.name)),
    ];
    expect(await actionsOf()).toEqual(['take', 'decide']);
    app.decide(CAROL, 'security-incidents.incident.update', UPDATE_OWN);
    expect(await actionsOf()).toEqual(['finish', 'open']);
    app.deny(CAROL, 'security-incidents.step.record');
    expect(await actionsOf()).toEqual(['open']);
    await app
      .as(ADA)
      .post(`/incidents/${key}/members`, { principalRef: CAROL })
      .expect(200);
    expect(await actionsOf()).toEqual(['take', 'decide']);
  });

  it('filters and pages without losing or repeating anything', async () => {
    const first = await story.declared();
    await story.declared();
    await report({ ...TRIAGED });
    const all = await workOf(CAROL, '?limit=200');
    expect(all.pageInfo).toEqual({});
    const seen: WorkItem[] = [];
    let cursor: string | undefined;
    do {
      const page: WorkPage = await workOf(
        CAROL,
        `?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(page.totalItems).toBe(all.totalItems);
      seen.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all.items);
    const times = seen.map(({ due }) => due.at ?? '9');
    expect(times).toEqual([...times].sort());

    for (const [query, keep] of [
      ['?kind=task&kind=clock', item => item.kind !== 'decision'],
      ['?holder=me', item => item.mine],
      ['?holder=group', item => !item.mine],
      ['?due=none', item => item.due.state === 'none'],
      [
        `?incident=${first.key}&due=due`,
        item => item.incident.key === first.key && item.due.state === 'due',
      ],
    ] as Array<[string, (item: WorkItem) => boolean]>) {
      const { items, totalItems, counts } = await workOf(
        CAROL,
        `${query}&limit=200`,
      );
      const kept = all.items.filter(keep);
      expect({ query, items }).toEqual({ query, items: kept });
      expect(totalItems).toBe(kept.length);
      expect(counts).toEqual(all.counts);
    }
    expect(all.counts.all).toBe(all.totalItems);
  });

  it('refuses what it does not know and names the parameter', async () => {
    for (const [query, field] of [
      ['?kind=chore', 'kind'],
      ['?due=never', 'due'],
      ['?limit=0', 'limit'],
      ['?limit=201', 'limit'],
      ['?cursor=x', 'cursor'],
      ['?whose=mine', 'whose'],
    ]) {
      const { body } = await app.as(CAROL).get(`/my/work${query}`).expect(400);
      expect(body.error.message).toContain(field);
    }
  });

  it('runs each of its statements once, for many incidents as for one', async () => {
    // Other statements run in the background at the same time.
    const own = {
      tasks: /plan_tasks\.due_at IS NULL/,
      titles: /select .run_id., .plan_task_id., .definition./,
      answered: /union select .item.\..seq./,
      runs: /from .plan_runs. where .incident_seq. in/,
      updates: /max\(.step.\..performed_at.\)/,
      reviews: /reviews\.due_at IS NULL/,
      actions: /from .review_actions. inner join/,
    };
    const statementsOf = async () => {
      const statements: string[] = [];
      const listen = ({ sql }: { sql: string }) => statements.push(sql);
      app.knex.on('query', listen);
      await workOf(CAROL, '?limit=200');
      app.knex.removeListener('query', listen);
      return Object.entries(own).map(([name, text]) => [
        name,
        statements.filter(sql => text.test(sql)).length,
      ]);
    };
    // Obligations are asked for apart from clocks: other roles decide about them too.
    const once = Object.keys(own).map(name => [
      name,
      name === 'answered' ? 2 : 1,
    ]);
    await story.declared();
    expect(await statementsOf()).toEqual(once);
    for (let count = 0; count < 4; count += 1) await story.declared();
    expect(await statementsOf()).toEqual(once);
  });

  it('names no service that the catalog hides from the caller, and is not found by it', async () => {
    await report();
    await story.triaged();
    expect((await workOf(CAROL)).totalItems).toBeGreaterThan(0);
    const dan = 'user:default/dan';
    app.belong(dan, OWNERS);
    app.hide(dan, 'component:default/payments-api');
    expect((await workOf(dan)).totalItems).toBe(0);
  });

  it('leaves exercises to their leads and assignees', async () => {
    const { key } = await report({ mode: 'exercise' });
    expect((await workOf(CAROL)).totalItems).toBe(0);
    await give(key, 'assignee', BOB);
    expect((await workOf(BOB)).items[0].incident.mode).toBe('exercise');
  });

  it('has the incidents of open tasks in the lists of what is mine', async () => {
    const { key } = await story.declared();
    await report();
    await story.change(key, 'preserve', { assigneeRef: EVE });
    const list = async (filter: string) =>
      (await app.as(EVE).get(`/incidents?${filter}=${EVE}`).expect(200)).body;
    for (const filter of ['assignee', 'involved']) {
      expect(await list(filter)).toMatchObject({
        totalItems: 1,
        items: [{ key }],
      });
    }
    const volume = await app.as(EVE).get(`/reports/volume?assignee=${EVE}`);
    expect(volume.body.total).toBe(1);
    await story.change(key, 'preserve', { state: 'done', note: 'Kept it' });
    expect((await list('assignee')).totalItems).toBe(0);
  });

  it('is the same plan work when a plan is applied by hand', async () => {
    const { key } = await report({ mode: 'exercise' });
    await app
      .as(ADA)
      .post(`/incidents/${key}/plan-runs`, { planRef: LEAK })
      .expect(201);
    expect(titles(await workOf(CAROL, '?kind=task'))).toContain(
      'Preserve evidence',
    );
  });
});
