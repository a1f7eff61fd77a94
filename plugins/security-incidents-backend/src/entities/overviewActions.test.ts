import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  EntityOverview,
  NextAction,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  ENTITIES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { leakPlan } from '../__testUtils__/plans';
import { planStory } from '../__testUtils__/planStory';

jest.setTimeout(120_000);

const CAROL = 'user:default/carol';
const OWNERS = 'group:default/team-payments';

/** Allowed on incidents that the caller is a member of. */
const IF_MEMBER: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'security-incidents',
  resourceType: 'security-incident',
  conditions: {
    rule: 'IS_MEMBER',
    resourceType: 'security-incident',
    params: { claims: [CAROL] },
  },
};

describe.each(ENGINES)('the next actions of an entity on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof planStory>;

  beforeEach(async () => {
    app = await startApp(engine, { entities: [...ENTITIES, leakPlan()] });
    await app.refreshPlans();
    app.belong(CAROL, OWNERS);
    story = planStory(app);
  });
  afterEach(() => app.stop());

  const actionsOf = async (user: string): Promise<NextAction[]> => {
    const { body } = await app
      .as(user)
      .get('/entities/component/default/payments-api/overview')
      .expect(200);
    return (body as EntityOverview).nextActions;
  };

  const reasonsOf = async (user: string) => [
    ...new Set((await actionsOf(user)).map(({ because }) => because)),
  ];

  it('offer a task only to people who may settle it', async () => {
    const { key } = await story.declared();
    await story.change(key, 'preserve', { assigneeRef: CAROL });
    expect(await reasonsOf(CAROL)).toEqual(['task']);
    app.deny(CAROL, 'security-incidents.step.record');
    expect(await actionsOf(CAROL)).toEqual([]);
  });

  it('lead to the required task that is in the way', async () => {
    const { key } = await story.declared();
    app.deny(BOB, 'security-incidents.incident.update');
    const { confirm } = await story.tasks(key);
    await story.as
      .post(`/incidents/${key}/steps`, {
        kind: 'containment',
        text: 'Blocked it',
      })
      .expect(201);
    expect(await actionsOf(BOB)).toMatchObject([
      { because: 'role', taskId: confirm.id },
    ]);
  });

  it('depend on the incident where the policy does, in one round trip', async () => {
    const { key } = await story.declared();
    await story.change(key, 'preserve', { assigneeRef: CAROL });
    for (const name of ['incident.update', 'step.record']) {
      app.decide(CAROL, `security-incidents.${name}`, IF_MEMBER);
    }
    const before = app.decisionsOf(CAROL);
    expect(await actionsOf(CAROL)).toEqual([]);
    expect(app.decisionsOf(CAROL)).toBe(before + 1);
    await app
      .as(ADA)
      .post(`/incidents/${key}/members`, { principalRef: CAROL })
      .expect(200);
    expect(await reasonsOf(CAROL)).toEqual(['task']);
  });

  it('offer a move only to people who may make it', async () => {
    const { key } = await story.triaged();
    expect(await actionsOf(BOB)).toMatchObject([
      { because: 'role', incidentKey: key, text: 'Start containment' },
    ]);
    app.deny(BOB, 'security-incidents.incident.transition');
    expect(await actionsOf(BOB)).toEqual([]);
  });
});
