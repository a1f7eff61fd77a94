import type { PlanRuns } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  ENTITIES,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';
import { leakPlan } from '../../__testUtils__/plans';
import { planStory } from '../../__testUtils__/planStory';

jest.setTimeout(120_000);

const CAROL = 'user:default/carol';
const EVE = 'user:default/eve';

describe.each(ENGINES)('tasks of a plan on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof planStory>;

  beforeEach(async () => {
    app = await startApp(engine, {
      entities: [
        ...ENTITIES,
        leakPlan(),
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'carol', namespace: 'default' },
          spec: { profile: { displayName: 'Carol Chen' } },
        },
      ],
    });
    await app.refreshPlans();
    story = planStory(app);
  });
  afterEach(() => app.stop());

  it('are settled by their assignee, the commander and deputies; others learn whose they are', async () => {
    const { key } = await story.declared();
    const carol = app.as(CAROL);
    const settle = (planTaskId: string, by: typeof carol, body: object = {}) =>
      story.change(key, planTaskId, { state: 'in-progress', ...body }, by);
    const mine = async (user: string) => {
      const { body } = await app.as(user).get(`/incidents/${key}/plan-runs`);
      return (body as PlanRuns).runs[0].phases
        .flatMap(({ tasks }) => tasks)
        .flatMap(task => (task.maySettle ? task.planTaskId : []));
    };
    const all = [
      'confirm',
      'preserve',
      'revoke',
      'counsel',
      'verify',
      'review',
    ];
    // Bob is the assignee of the incident, which nobody commands.
    expect(await mine(BOB)).toEqual(all);
    expect(await mine(CAROL)).toEqual([]);
    expect(await mine(ADA)).toEqual([]);
    await story.as
      .put(`/incidents/${key}/roles/incident-commander`, { principalRef: ADA })
      .expect(200);
    await story.as
      .put(`/incidents/${key}/roles/deputy`, { principalRef: EVE })
      .expect(200);
    expect(await mine(ADA)).toEqual(all);
    expect(await mine(EVE)).toEqual(all);
    expect(await mine(BOB)).toEqual([]);
    app.belong(CAROL, 'group:default/team-payments');
    await story.change(key, 'preserve', { assigneeRef: CAROL });

    const others = await settle('confirm', story.as);
    expect(others.status).toBe(403);
    expect(others.body.error.message).toBe(
      'state: "Confirm and scope" belongs to ada (Incident commander). Only the assignee, the commander and deputies can settle it. You can add a note, or take the task over',
    );
    const named = await settle('preserve', story.as, { note: 'Copied' });
    expect(named.status).toBe(403);
    expect(named.body.error.message).toContain(
      'belongs to Carol Chen (Service owner)',
    );
    const nobodys = await settle('counsel', story.as);
    expect(nobodys.status).toBe(403);
    expect(nobodys.body.error.message).toContain(
      'belongs to the role Privacy counsel, which nobody holds yet',
    );
    expect((await settle('preserve', carol)).status).toBe(200);
    expect((await settle('counsel', app.as(EVE))).status).toBe(200);
    const note = await story.change(key, 'confirm', { note: 'Seen at 10:00' });
    expect(note.status).toBe(200);

    // One request takes over and settles.
    const seen = (await story.entries(key)).length;
    const taken = await settle('confirm', story.as, {
      state: 'done',
      takeOver: true,
      reason: 'Ada is on a plane',
    });
    expect(taken.status).toBe(200);
    expect((await story.entries(key)).slice(seen)).toMatchObject([
      {
        action: 'task.assigned',
        actor: BOB,
        data: {
          because: 'take-over',
          reason: 'Ada is on a plane',
          tasks: [{ planTaskId: 'confirm', from: ADA, to: BOB }],
        },
      },
      { action: 'task.done', actor: BOB },
    ]);
    // Nobody takes over what is settled.
    const late = await story.change(
      key,
      'confirm',
      { takeOver: true },
      app.as(EVE),
    );
    expect(late.status).toBe(409);
    expect(late.body.error.message).toMatch(/^takeOver: .* re-open it first$/);
  });

  it('that are given to nobody are settled by whoever records steps', async () => {
    const { key } = await story.declared({ severity: 'critical' });
    const started = await story.change(
      key,
      'page',
      { state: 'done' },
      app.as(CAROL),
    );
    expect(started.status).toBe(200);
  });
});
