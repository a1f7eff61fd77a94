import { createHash } from 'node:crypto';
import {
  toCanonicalBytes,
  type ResponsePlan,
} from 'backstage-plugin-security-incidents-common';
import { BOB, ENGINES, startApp, type TestApp } from '../__testUtils__/harness';
import { LEAK, leakPlan, setPlans } from '../__testUtils__/plans';
import { planStory } from '../__testUtils__/planStory';

jest.setTimeout(120_000);

const RESOLUTION = {
  resolution: { code: 'contained', summary: 'Revoked and rotated.' },
};

describe.each(ENGINES)('plan runs on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof planStory>;

  beforeAll(async () => {
    app = await startApp(engine);
    story = planStory(app);
  });
  beforeEach(() => setPlans(app, [leakPlan()]));
  afterAll(() => app.stop());

  it('start when triage is left, and block each phase until required tasks are settled', async () => {
    const triaged = await story.triaged();
    const { key } = triaged;
    expect(triaged.planSummary).toBeUndefined();
    expect(await story.blockers(key, 'containment')).toEqual([]);
    expect((await story.runs(key)).offered).toMatchObject([
      { planRef: LEAK, primary: true, gaps: [] },
    ]);

    const { body: declared } = await story.move(key, 'containment');
    expect(declared.planSummary).toMatchObject({
      runs: 1,
      required: { total: 3, settled: 0 },
      overdue: 0,
      nextTask: { title: 'Confirm and scope' },
    });
    const { runs, offered } = await story.runs(key);
    expect(offered).toEqual([]);
    expect(runs).toMatchObject([
      {
        planRef: LEAK,
        version: '1.0.0',
        primary: true,
        reason: expect.stringContaining('This plan names payments-api.'),
        sourceLocation:
          'url:https://git.example.com/plans/leaked-credential.yaml',
        appliedBy: BOB,
      },
    ]);
    expect(runs[0].changedSince).toBeUndefined();
    expect(runs[0].phases.map(({ title }) => title)).toEqual([
      'Assess',
      'Contain',
      'Recover',
      'Learn',
    ]);
    const [moved, applied] = (await story.entries(key)).slice(-2);
    expect(moved.action).toBe('status.changed');
    expect(applied).toMatchObject({
      action: 'plan.applied',
      data: { planRef: LEAK, reason: runs[0].reason },
    });
    const { spec, metadata } = leakPlan() as unknown as ResponsePlan;
    expect(runs[0].contentHash).toBe(
      createHash('sha256')
        .update(
          toCanonicalBytes({
            name: metadata.name,
            title: metadata.title,
            lifecycle: spec.lifecycle,
            spec,
          }),
        )
        .digest('hex'),
    );

    // Due times count from the record; tasks whose anchor is unknown have none.
    const tasks = await story.tasks(key);
    const plus = (time: string | undefined, ms: number) =>
      new Date(Date.parse(time!) + ms).toISOString();
    expect(tasks.confirm.dueAt).toBe(plus(declared.declaredAt, 30 * 60_000));
    expect(tasks.preserve.dueAt).toBe(plus(declared.detectedAt, 4 * 3600_000));
    expect(tasks.verify).toMatchObject({ dueWhen: 'contained' });
    expect(tasks.verify.dueAt).toBeUndefined();
    expect(tasks.page).toBeUndefined();

    // Two are done, one is skipped with a reason.
    const blocked = await story.change(key, 'revoke', { state: 'done' });
    expect(blocked.status).toBe(409);
    expect(blocked.body.error.message).toBe(
      'state: "Revoke and rotate" waits for "Preserve evidence"; finish or skip that first',
    );
    await story.change(key, 'preserve', { state: 'in-progress' });
    const done = await story.change(key, 'preserve', {
      state: 'done',
      note: 'Logs copied to the vault.',
    });
    expect(done.status).toBe(200);
    await story.change(key, 'revoke', {
      state: 'done',
      note: 'Token revoked at the registry.',
    });
    const unreasoned = await story.change(key, 'counsel', { state: 'skipped' });
    expect(unreasoned.status).toBe(400);
    expect(unreasoned.body.error.message).toMatch(/^reason: is required/);
    await story.change(key, 'counsel', {
      state: 'skipped',
      reason: 'No personal data',
    });
    const { body: steps } = await story.as.get(`/incidents/${key}/steps`);
    expect(steps.items).toMatchObject([
      { kind: 'analysis', taskId: tasks.preserve.id },
      { kind: 'containment', taskId: tasks.revoke.id },
    ]);
    expect(await story.tasks(key)).toMatchObject({
      preserve: { state: 'done', endedBy: BOB, stepId: steps.items[0].id },
      revoke: { state: 'done', stepId: steps.items[1].id },
      counsel: { state: 'skipped', reason: 'No personal data' },
    });

    // The note on the containment task is the containment step that the transition needs.
    const early = await story.move(key, 'eradication');
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('"Confirm and scope"');
    await story.change(key, 'confirm', { state: 'done' });
    await story.move(key, 'eradication').expect(200);
    await story.move(key, 'recovery').expect(200);
    await story.as.post(`/incidents/${key}/affected`, {
      entityRef: 'component:default/payments-api',
      compromise: 'not-compromised',
    });
    await story.move(key, 'resolved', RESOLUTION).expect(200);

    // Tasks after the resolution are needed for closing.
    const open = await story.move(key, 'closed');
    expect(open.body.error.message).toContain('"Review what happened"');
    await story.change(key, 'review', { state: 'done' });
    const { body: closed } = await story.move(key, 'closed').expect(200);
    expect(closed.planSummary).toEqual({
      runs: 1,
      required: { total: 3, settled: 3 },
      overdue: 0,
    });
    const late = await story.change(key, 'verify', { state: 'done' });
    expect(late.status).toBe(409);

    const { body: checked } = await story.as.get(
      `/incidents/${key}/verification`,
    );
    expect(checked.status).toBe('ok');
    expect(
      (await story.entries(key))
        .map(({ action }) => action)
        .filter(action => /^(plan|task)\./.test(action)),
    ).toEqual([
      'plan.applied',
      'task.started',
      'task.done',
      'task.done',
      'task.skipped',
      'task.done',
      'task.due-changed',
      'task.due-changed',
      'task.done',
    ]);
  });

  it('need a reason when no plan fits', async () => {
    const { key } = await story.triaged({ classification: { class: 'fraud' } });
    expect(await story.blockers(key, 'containment')).toEqual([
      {
        guard: 'has-plan',
        message: 'Apply a plan, or say in a reason why none',
        waivedByReason: true,
      },
    ]);
    expect((await story.move(key, 'containment')).status).toBe(409);
    const reason = 'Handled by the fraud desk';
    await story.move(key, 'containment', { reason }).expect(200);
    expect(await story.runs(key)).toMatchObject({
      runs: [],
      noPlan: { reason, by: BOB },
    });
    expect(await story.entries(key, 'plan.declined')).toMatchObject([
      { data: { reason } },
    ]);

    // Applying a plan later replaces the decision; the timeline keeps it.
    await story.as
      .post(`/incidents/${key}/plan-runs`, { planRef: LEAK })
      .expect(201);
    const after = await story.runs(key);
    expect(after.noPlan).toBeUndefined();
    expect(after.runs[0].reason).toMatch(/^Chosen manually\. It would not/);
    const late = await story.as.post(`/incidents/${key}/plan-runs`, {
      noPlanReason: 'Too late',
    });
    expect(late.status).toBe(409);
  });

  it('accept a reason that was recorded before the transition', async () => {
    const { key } = await story.triaged({ classification: { class: 'fraud' } });
    await story.as
      .post(`/incidents/${key}/plan-runs`, { noPlanReason: 'Fraud desk' })
      .expect(201);
    expect(await story.blockers(key, 'containment')).toEqual([]);
    await story.move(key, 'containment').expect(200);
    expect(await story.entries(key, 'plan.declined')).toHaveLength(1);
  });

  it('record the reason when triage is skipped', async () => {
    const { key } = await story.triaged();
    await story.as.post(`/incidents/${key}/affected`, {
      entityRef: 'component:default/payments-api',
      compromise: 'not-compromised',
    });
    await story
      .move(key, 'resolved', { ...RESOLUTION, reason: 'A test token' })
      .expect(200);
    expect(await story.runs(key)).toMatchObject({
      runs: [],
      noPlan: { reason: 'A test token' },
    });
  });

  it('are not needed without approved plans', async () => {
    await setPlans(app, [leakPlan(plan => (plan.spec.lifecycle = 'draft'))]);
    const { key } = await story.declared();
    expect(await story.runs(key)).toEqual({ runs: [], offered: [] });
    const draft = await story.as.post(`/incidents/${key}/plan-runs`, {
      planRef: LEAK,
    });
    expect(draft.status).toBe(409);
    expect(draft.body.error.message).toMatch(/is a draft; only approved/);
  });

  it('use the last known plans while the catalog is unavailable and never block', async () => {
    const { key } = await story.triaged();
    await story.runs(key);
    app.setCatalogDown(true);
    const { body } = await story.move(key, 'containment');
    const { runs } = await story.runs(key);
    const named = await story.as.post(`/incidents/${key}/plan-runs`, {
      planRef: LEAK,
      upgrade: true,
    });
    app.setCatalogDown(false);
    expect(body.status).toBe('containment');
    expect(runs[0]).toMatchObject({ planRef: LEAK });
    expect(runs[0].roles.filter(({ gap }) => gap)).toEqual([]);
    expect(named.status).toBe(503);
  });

  it('show changes of the plan and upgrade without losing finished tasks', async () => {
    const { key } = await story.declared();
    await story.change(key, 'preserve', { state: 'done', note: 'Copied' });
    await story.change(key, 'confirm', { state: 'done' });
    await story.change(key, 'counsel', { state: 'in-progress' });
    const before = await story.tasks(key);
    const unchanged = await story.as.post(`/incidents/${key}/plan-runs`, {
      planRef: LEAK,
      upgrade: true,
    });
    expect(unchanged.status).toBe(201);
    expect(await story.entries(key, 'plan.upgraded')).toEqual([]);

    await setPlans(app, [
      leakPlan(({ spec }) => {
        spec.version = '1.1.0';
        const [assess, contain, recover] = spec.phases;
        assess.tasks = assess.tasks.filter(({ id }) => id !== 'preserve');
        contain.tasks = contain.tasks.filter(({ id }) => id !== 'counsel');
        contain.tasks[0] = {
          ...contain.tasks[0],
          title: 'Revoke, rotate and check',
          dependsOn: [],
          due: { after: 'PT2H', from: 'declared' },
        };
        recover.tasks = [{ id: 'watch', title: 'Watch for a day' }];
      }),
    ]);
    const changed = (await story.runs(key)).runs[0];
    expect(changed.version).toBe('1.0.0');
    expect(changed.changedSince).toMatchObject({ version: '1.1.0' });
    expect(changed.changedSince!.changes).toEqual([
      {
        kind: 'changed',
        part: 'task',
        id: 'revoke',
        title: 'Revoke, rotate and check',
        fields: ['title', 'due', 'dependsOn'],
        values: [
          {
            field: 'title',
            before: 'Revoke and rotate',
            after: 'Revoke, rotate and check',
          },
          {
            field: 'due',
            before: '4 hours after declaration',
            after: '2 hours after declaration',
          },
          { field: 'dependsOn', before: 'preserve', after: '' },
        ],
      },
      {
        kind: 'added',
        part: 'task',
        id: 'watch',
        title: 'Watch for a day',
      },
      {
        kind: 'removed',
        part: 'task',
        id: 'preserve',
        title: 'Preserve evidence',
      },
      { kind: 'removed', part: 'task', id: 'counsel', title: 'Ask counsel' },
      {
        kind: 'removed',
        part: 'task',
        id: 'verify',
        title: 'Verify service health',
      },
      {
        kind: 'changed',
        part: 'plan',
        id: 'version',
        title: 'version',
        fields: ['version'],
        values: [{ field: 'version', before: '1.0.0', after: '1.1.0' }],
      },
    ]);

    const again = await story.as.post(`/incidents/${key}/plan-runs`, {
      planRef: LEAK,
    });
    expect(again.status).toBe(409);
    await story.as
      .post(`/incidents/${key}/plan-runs`, { planRef: LEAK, upgrade: true })
      .expect(201);
    const run = (await story.runs(key)).runs[0];
    expect(run).toMatchObject({
      version: '1.1.0',
      contentHash: changed.changedSince!.contentHash,
      appliedAt: changed.appliedAt,
    });
    expect(run.changedSince).toBeUndefined();
    const after = await story.tasks(key);
    expect(after.confirm).toEqual(before.confirm);
    expect(after.preserve).toEqual({ ...before.preserve, retired: true });
    expect(after.revoke).toMatchObject({
      id: before.revoke.id,
      title: 'Revoke, rotate and check',
      state: 'open',
    });
    expect(after.counsel).toMatchObject({
      id: before.counsel.id,
      state: 'skipped',
      retired: true,
      reason: 'The plan no longer has it since version 1.1.0',
    });
    expect(after.watch.state).toBe('open');
    expect(after.verify).toBeUndefined();
    expect(await story.entries(key, 'plan.upgraded')).toMatchObject([
      {
        data: {
          from: { version: '1.0.0' },
          to: { version: '1.1.0' },
          changes: changed.changedSince!.changes,
          added: [{ planTaskId: 'watch' }],
          keptThoughRemoved: [{ planTaskId: 'preserve' }],
          skipped: [{ planTaskId: 'counsel' }],
          removed: [{ planTaskId: 'verify' }],
        },
      },
    ]);
    const retired = await story.change(key, 'preserve', {
      state: 'open',
      reason: 'Again',
    });
    expect(retired.status).toBe(409);
  });

  it('allow several plans on one incident; the first stays primary', async () => {
    const second = leakPlan(plan => {
      plan.metadata.name = 'customer-notice';
      plan.metadata.title = 'Customer notice';
      plan.spec.appliesTo = {};
    });
    await setPlans(app, [leakPlan(), second]);
    const { key } = await story.declared();
    const { offered } = await story.runs(key);
    expect(offered.map(({ planRef, primary }) => [planRef, primary])).toEqual([
      ['responseplan:default/customer-notice', false],
    ]);
    const apply = () =>
      story.as
        .post(`/incidents/${key}/plan-runs`, { planRef: offered[0].planRef })
        .set('idempotency-key', `second-${key}`);
    expect((await apply()).status).toBe(201);
    const replayed = await apply();
    expect(replayed.headers['idempotency-replayed']).toBe('true');
    const { runs } = await story.runs(key);
    expect(runs.map(({ title, primary }) => [title, primary])).toEqual([
      ['Leaked credential', true],
      ['Customer notice', false],
    ]);
    expect(replayed.body.planSummary).toMatchObject({
      runs: 2,
      required: { total: 6, settled: 0 },
    });
  });

  it.each([
    [{}, /^must have either planRef/],
    [{ planRef: LEAK, noPlanReason: 'Both' }, /^must have either planRef/],
    [{ planRef: 'component:default/ledger' }, /^planRef: must be the entity/],
    [
      { planRef: 'responseplan:default/none' },
      /^planRef: .* not a valid response plan/,
    ],
    [{ noPlanReason: 'a\u0000b' }, /^noPlanReason: must not contain/],
    [{ noPlanReason: ' ' }, /^noPlanReason: /],
  ])('refuses to apply %j', async (body, message) => {
    const { key } = await story.triaged();
    const answer = await story.as.post(`/incidents/${key}/plan-runs`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });
});
