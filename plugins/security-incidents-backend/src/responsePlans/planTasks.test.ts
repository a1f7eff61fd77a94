import type {
  EntityOverview,
  Incident,
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
import { planStory } from '../__testUtils__/planStory';

jest.setTimeout(120_000);

const CAROL = 'user:default/carol';
const EVE = 'user:default/eve';

describe.each(ENGINES)('tasks of a plan on %s', engine => {
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

  const entriesOf = async (key: string, action: string) =>
    (await story.entries(key, action)).map(
      ({ data }) => (data as { tasks: object[] }).tasks,
    );

  it('belong to the role holder, else to the assignee of the plan, else show a gap', async () => {
    const { key } = await story.triaged();
    await story.as
      .put(`/incidents/${key}/roles/incident-commander`, { principalRef: ADA })
      .expect(200);
    await story.move(key, 'containment').expect(200);
    expect(await story.tasks(key)).toMatchObject({
      confirm: { assigneeRef: ADA },
      preserve: { assigneeRef: 'group:default/team-payments' },
      counsel: {
        assigneeGap:
          'Nobody is Privacy counsel: user:default/nobody is not in the catalog; group:default/team-ledger has no members',
      },
      verify: { assigneeRef: 'group:default/team-payments' },
    });
    const { roles } = (await story.runs(key)).runs[0];
    expect(roles).toMatchObject([
      { id: 'incident-commander', principalRef: ADA },
      { id: 'service-owner', principalRef: 'group:default/team-payments' },
      { id: 'privacy-counsel', gap: expect.stringContaining('nobody') },
    ]);
  });

  it('follow the role with one timeline entry', async () => {
    const { key } = await story.triaged();
    const command = (principalRef: string) =>
      story.as
        .put(`/incidents/${key}/roles/incident-commander`, { principalRef })
        .expect(200);
    await command(ADA);
    await story.move(key, 'containment').expect(200);
    await story.change(key, 'review', { assigneeRef: CAROL });
    const seen = (await story.entries(key)).length;
    const { body } = await command(BOB);
    expect(
      body.roles.filter(
        ({ role }: { role: string }) => role === 'incident-commander',
      ),
    ).toMatchObject([{ principalRef: BOB }]);
    expect(body.pastRoles).toMatchObject([{ principalRef: ADA }]);
    expect((await story.entries(key)).slice(seen)).toMatchObject([
      { action: 'role.renounced', data: { principalRef: ADA } },
      { action: 'role.assumed', data: { principalRef: BOB } },
      {
        action: 'task.assigned',
        data: {
          because: 'role',
          tasks: [{ planTaskId: 'confirm', from: ADA, to: BOB }],
        },
      },
    ]);
    // A task that a person assigned stays assigned.
    expect(await story.tasks(key)).toMatchObject({
      confirm: { assigneeRef: BOB },
      review: { assigneeRef: CAROL },
    });
    // A finished task keeps its assignee; an open one falls back to the plan.
    await story.change(key, 'confirm', { state: 'done' });
    await story.as
      .delete(`/incidents/${key}/roles/incident-commander`)
      .expect(200);
    expect((await story.tasks(key)).confirm.assigneeRef).toBe(BOB);
    await story.change(key, 'confirm', { state: 'open', reason: 'Too early' });
    expect((await story.tasks(key)).confirm).toMatchObject({
      state: 'open',
      assigneeRef: 'group:default/team-payments',
    });
  });

  it('are added with new facts and stay when the facts change back', async () => {
    const { key } = await story.declared();
    expect((await story.tasks(key)).page).toBeUndefined();
    await story.as.patch(`/incidents/${key}`, { severity: 'critical' });
    expect((await story.tasks(key)).page).toMatchObject({ state: 'open' });
    expect(await entriesOf(key, 'task.added')).toMatchObject([
      [{ planTaskId: 'page' }],
    ]);
    await story.as.patch(`/incidents/${key}`, {
      severity: 'low',
      personalData: { involved: 'no' },
    });
    expect(await story.tasks(key)).toMatchObject({
      page: { state: 'open' },
      counsel: { state: 'open' },
    });
    const { key: clear } = await story.declared({
      personalData: { involved: 'no' },
    });
    expect((await story.tasks(clear)).counsel).toBeUndefined();
  });

  it('get a new due time when the anchor moves', async () => {
    const { key } = await story.declared();
    const before = await story.tasks(key);
    await story.as
      .patch(`/incidents/${key}`, { detectedAt: '2026-01-02T03:04:05.678Z' })
      .expect(200);
    const after = await story.tasks(key);
    expect(after.preserve.dueAt).toBe('2026-01-02T07:04:05.678Z');
    expect(after.confirm.dueAt).toBe(before.confirm.dueAt);
    expect(await entriesOf(key, 'task.due-changed')).toEqual([
      [
        {
          taskId: before.preserve.id,
          planTaskId: 'preserve',
          title: 'Preserve evidence',
          anchor: 'detected',
          from: before.preserve.dueAt,
          to: after.preserve.dueAt,
        },
      ],
    ]);
    const { body } = await story.as.get(`/incidents/${key}`);
    expect(body.planSummary).toMatchObject({
      overdue: 1,
      nextTask: { title: 'Preserve evidence', dueAt: after.preserve.dueAt },
    });
  });

  it('are re-opened with a reason and follow valid transitions only', async () => {
    const { key } = await story.declared();
    const done = await story.change(key, 'confirm', { state: 'done' });
    const { version } = done.body as Incident;
    const same = await story.change(key, 'confirm', { state: 'done' });
    expect(same.body.version).toBe(version);
    const skipped = await story.change(key, 'confirm', {
      state: 'skipped',
      reason: 'Not needed',
    });
    expect(skipped.status).toBe(409);
    const unreasoned = await story.change(key, 'confirm', { state: 'open' });
    expect(unreasoned.status).toBe(400);
    await story.change(key, 'confirm', {
      state: 'in-progress',
      reason: 'More services hold it',
    });
    expect((await story.tasks(key)).confirm).toMatchObject({
      state: 'in-progress',
    });
    expect(await story.entries(key, 'task.reopened')).toMatchObject([
      {
        actor: BOB,
        data: {
          from: 'done',
          to: 'in-progress',
          reason: 'More services hold it',
        },
      },
    ]);
    const stale = await (
      await story.change(key, 'confirm', { state: 'done' })
    ).body;
    expect(stale.version).toBe(version + 2);
  });

  it('reject a stale version, an unknown task and a step for a task of another incident', async () => {
    const { key, version } = await story.declared();
    const { key: other } = await story.declared();
    const { confirm } = await story.tasks(key);
    const stale = await story.as
      .patch(`/incidents/${key}/tasks/${confirm.id}`, { state: 'done' })
      .set('if-match', String(version - 1));
    expect(stale.status).toBe(409);
    expect(stale.body.error.currentVersion).toBe(version);
    const unknown = await story.as.patch(
      `/incidents/${other}/tasks/${confirm.id}`,
      { state: 'done' },
    );
    expect(unknown.status).toBe(404);
    const step = await story.as.post(`/incidents/${other}/steps`, {
      kind: 'analysis',
      text: 'Seen',
      taskId: confirm.id,
    });
    expect(step.status).toBe(400);
    expect(step.body.error.message).toMatch(/^taskId: no task/);
    expect((await story.tasks(key)).confirm.state).toBe('open');
  });

  it('that need evidence are finished with a step', async () => {
    const { key } = await story.declared();
    const refused = await story.change(key, 'preserve', { state: 'done' });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe(
      'note: is required to finish "Preserve evidence", which needs evidence; add a file for it, or describe the evidence and where it is stored',
    );
    const { preserve } = await story.tasks(key);
    expect(preserve).toMatchObject({ state: 'open', evidenceRequired: true });
    // An earlier step for the task is enough.
    await story.as
      .post(`/incidents/${key}/steps`, {
        kind: 'analysis',
        text: 'The build log, kept under case 12',
        taskId: preserve.id,
      })
      .expect(201);
    const done = await story.change(key, 'preserve', { state: 'done' });
    expect(done.status).toBe(200);
    // It still is when the task is re-opened.
    await story.change(key, 'preserve', { state: 'open', reason: 'Too early' });
    const again = await story.change(key, 'preserve', { state: 'done' });
    expect(again.status).toBe(200);

    const other = await story.declared();
    const noted = await story.change(other.key, 'preserve', {
      state: 'done',
      note: 'The build log, kept under case 13',
    });
    expect(noted.status).toBe(200);
    const skipped = await story.declared();
    const left = await story.change(skipped.key, 'preserve', {
      state: 'skipped',
      reason: 'There is none',
    });
    expect(left.status).toBe(200);
  });

  it('show the first step for them until a note replaces it', async () => {
    const { key } = await story.declared();
    const { confirm, revoke } = await story.tasks(key);
    const record = async (body: object) => {
      const step = await story.as
        .post(`/incidents/${key}/steps`, { kind: 'analysis', ...body })
        .expect(201);
      return step.body.id as string;
    };
    const first = await record({ text: 'Seen', taskId: confirm.id });
    const second = await record({ text: 'Seen again', taskId: confirm.id });
    expect(await story.tasks(key)).toMatchObject({
      confirm: { state: 'open', stepId: first },
      revoke: { id: revoke.id, state: 'open' },
    });
    expect((await story.tasks(key)).revoke).not.toHaveProperty('stepId');
    await story.change(key, 'confirm', { state: 'done' });
    expect((await story.tasks(key)).confirm.stepId).toBe(first);
    expect(await story.entries(key, 'step.recorded')).toMatchObject([
      { data: { stepId: first, taskId: confirm.id } },
      { data: { stepId: second, taskId: confirm.id } },
    ]);
    await story.change(key, 'confirm', {
      state: 'open',
      reason: 'More to see',
      note: 'Two services hold it.',
    });
    const { confirm: noted } = await story.tasks(key);
    expect([first, second]).not.toContain(noted.stepId);
    const { body } = await story.as.get(`/incidents/${key}/verification`);
    expect(body.status).toBe('ok');
  });

  it('do not show a step whose recording failed', async () => {
    const { key } = await story.declared();
    const { confirm } = await story.tasks(key);
    await story.as
      .post(`/incidents/${key}/steps`, {
        kind: 'analysis',
        text: 'Seen',
        taskId: confirm.id,
        supersedes: '00000000-0000-4000-8000-000000000000',
      })
      .expect(400);
    expect((await story.tasks(key)).confirm).not.toHaveProperty('stepId');
  });

  it.each([
    [{}, /^must have at least one of/],
    [{ reason: 'Only' }, /^must have at least one of/],
    [{ takeOver: false }, /^takeOver: /],
    [{ takeOver: true, assigneeRef: ADA }, /^takeOver: must not be given/],
    [{ state: 'finished' }, /^state: /],
    [{ assigneeRef: 'component:default/ledger' }, /^assigneeRef: must be/],
    [{ note: 'a\u0000b' }, /^note: must not contain/],
  ])('refuse the change %j', async (body, message) => {
    const { key } = await story.declared();
    const answer = await story.change(key, 'confirm', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('write state, step and timeline entries in one transaction', async () => {
    const { key } = await story.declared();
    const before = await story.entries(key);
    const answer = await story.change(key, 'revoke', {
      state: 'done',
      assigneeRef: ADA,
      note: 'Done before its turn',
    });
    expect(answer.status).toBe(409);
    expect(await story.entries(key)).toEqual(before);
    const { body } = await story.as.get(`/incidents/${key}/steps`);
    expect(body.items).toEqual([]);
  });

  it('are finished once and plans applied once under concurrent calls', async () => {
    const { key } = await story.triaged();
    const moves = await Promise.all(
      [1, 2, 3].map(() => story.move(key, 'containment')),
    );
    expect(moves.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await story.entries(key, 'plan.applied')).toHaveLength(1);
    const { confirm } = await story.tasks(key);
    const ends = await Promise.all(
      [
        { state: 'done' },
        { state: 'skipped', reason: 'Not needed' },
        { state: 'done' },
      ].map(body =>
        story.as.patch(`/incidents/${key}/tasks/${confirm.id}`, body),
      ),
    );
    const ended = await story.entries(key, 'task.done', 'task.skipped');
    expect(ended).toHaveLength(1);
    expect(ends.filter(({ status }) => status === 200).length).toBe(
      ended[0].action === 'task.done' ? 2 : 1,
    );
    const { body } = await story.as.get(`/incidents/${key}/verification`);
    expect(body.status).toBe('ok');
  });

  it('need the permission for each kind of change', async () => {
    const { key } = await story.declared();
    const carol = app.as(CAROL);
    const change = (task: string, body: object) =>
      story.change(key, task, body, carol);
    app.deny(
      CAROL,
      'security-incidents.incident.update',
      'security-incidents.incident.transition',
    );
    app.belong(CAROL, 'group:default/team-payments');
    const skip = { state: 'skipped', reason: 'No time' };
    const required = await change('confirm', skip);
    expect(required.status).toBe(403);
    expect(required.body.error.message).toContain('"Confirm and scope"');
    const mine = await change('verify', skip);
    expect(mine.status).toBe(200);
    expect((await change('confirm', { state: 'done' })).status).toBe(200);
    const assigned = await change('preserve', { assigneeRef: CAROL });
    expect(assigned.status).toBe(403);
    const plan = await carol.post(`/incidents/${key}/plan-runs`, {
      noPlanReason: 'No',
    });
    expect(plan.status).toBe(403);

    app.deny(EVE, 'security-incidents.step.record');
    const eve = app.as(EVE);
    const done = await story.change(key, 'preserve', { state: 'done' }, eve);
    expect(done.status).toBe(403);
    const noted = await story.change(key, 'preserve', { note: 'x' }, eve);
    expect(noted.status).toBe(403);
    const taken = await story.change(key, 'preserve', { takeOver: true }, eve);
    expect(taken.status).toBe(403);
    const given = await story.change(
      key,
      'preserve',
      { assigneeRef: EVE },
      eve,
    );
    expect(given.status).toBe(200);
  });

  it('are not found by callers who may not read the incident', async () => {
    app.deny(EVE, 'security-incidents.incident.restricted.read');
    const { key } = await story.declared({ visibility: 'restricted' });
    await story.change(key, 'preserve', { assigneeRef: EVE });
    const eve = app.as(EVE);
    expect((await eve.get(`/incidents/${key}/plan-runs`)).status).toBe(404);
    const { preserve } = await story.tasks(key);
    for (const answer of [
      await eve.patch(`/incidents/${key}/tasks/${preserve.id}`, {
        state: 'done',
      }),
      await eve.post(`/incidents/${key}/plan-runs`, { planRef: LEAK }),
    ]) {
      expect(answer.status).toBe(404);
      expect(JSON.stringify(answer.body)).not.toContain('Preserve');
    }
    const { body } = await eve.get(
      '/entities/component/default/payments-api/overview',
    );
    expect(body).toMatchObject({ open: { total: 0 }, nextActions: [] });
  });

  it('are the next actions of their assignee, most urgent first', async () => {
    const overviewOf = async (user: string): Promise<EntityOverview> => {
      const { body } = await app
        .as(user)
        .get('/entities/component/default/payments-api/overview')
        .expect(200);
      return body;
    };
    const { key } = await story.declared();
    await story.change(key, 'preserve', { assigneeRef: CAROL });
    await story.change(key, 'confirm', { assigneeRef: CAROL });
    await story.change(key, 'revoke', { assigneeRef: CAROL });
    const { confirm, preserve } = await story.tasks(key);
    // A task that depends on another one is not shown yet.
    expect((await overviewOf(CAROL)).nextActions).toEqual(
      [confirm, preserve].map(task => ({
        incidentId: expect.any(String),
        incidentKey: key,
        incidentTitle: REPORT.title,
        text: task.title,
        because: 'task',
        towards: 'eradication',
        taskId: task.id,
        dueAt: task.dueAt,
      })),
    );
    // Viewers without tasks see the same as before.
    expect((await overviewOf(BOB)).nextActions).toMatchObject([
      { text: expect.stringContaining('containment step'), because: 'role' },
    ]);
  });

  it('need no more queries for three incidents than for one', async () => {
    const questions = async () => {
      let asked = 0;
      const count = () => {
        asked += 1;
      };
      app.knex.on('query', count);
      await app
        .as(BOB)
        .get('/entities/component/default/payments-api/overview')
        .expect(200);
      app.knex.removeListener('query', count);
      return asked;
    };
    await story.declared();
    // The first overview of an app also reads the plans, which are then cached.
    await questions();
    const one = await questions();
    await story.declared();
    await story.declared();
    expect(await questions()).toBe(one);
  });
});
