import { ENGINES, startApp, type TestApp } from '../../__testUtils__/harness';
import { leakPlan, setPlans } from '../../__testUtils__/plans';
import { planStory } from '../../__testUtils__/planStory';

jest.setTimeout(120_000);

describe.each(ENGINES)('plans of an incident on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof planStory>;

  beforeAll(async () => {
    app = await startApp(engine);
    story = planStory(app);
  });
  beforeEach(() => setPlans(app, [leakPlan()]));
  afterAll(() => app.stop());

  it('keep a phase from being left while it or one before it has an open required task', async () => {
    const { key } = await story.declared();
    await story.as
      .post(`/incidents/${key}/steps`, {
        kind: 'containment',
        text: 'The token is blocked at the edge.',
      })
      .expect(201);
    for (const to of ['eradication', 'recovery']) {
      expect(await story.blockers(key, to)).toEqual([
        {
          guard: 'required-tasks',
          message:
            'Finish or skip the required tasks "Confirm and scope", "Revoke and rotate"',
        },
      ]);
    }
    expect(await story.blockers(key, 'triage')).toEqual([]);
    const refused = await story.move(key, 'recovery', {
      reason: 'Nothing to remove',
    });
    expect(refused.status).toBe(409);
    const { body: still } = await story.as.get(`/incidents/${key}`);
    expect(still.containedAt).toBeUndefined();
    await story.change(key, 'confirm', { state: 'done' });
    await story.change(key, 'revoke', {
      state: 'skipped',
      reason: 'The token had expired',
    });
    await story.move(key, 'eradication').expect(200);
  });

  it('are not decided for an unclassified report that several plans fit', async () => {
    await setPlans(app, [
      leakPlan(),
      leakPlan(plan => {
        plan.metadata.name = 'account-takeover';
        plan.metadata.title = 'Account takeover';
        plan.spec.triggers = { classifications: ['rsit:fraud'] };
      }),
    ]);
    const { key } = await story.triaged({ classification: undefined });
    const { offered, undecided } = await story.runs(key);
    expect(undecided).toBe(true);
    expect(
      offered.map(({ title, primary, reason }) => [title, primary, reason]),
    ).toEqual([
      [
        'Account takeover',
        false,
        'This plan names payments-api. It is for incidents of class "Fraud".',
      ],
      [
        'Leaked credential',
        false,
        'This plan names payments-api. It is for incidents of class "Information content security".',
      ],
    ]);
    await story.as
      .patch(`/incidents/${key}`, { classification: { class: 'fraud' } })
      .expect(200);
    const decided = await story.runs(key);
    expect(decided).not.toHaveProperty('undecided');
    expect(decided.offered).toMatchObject([
      { title: 'Account takeover', primary: true },
    ]);

    await setPlans(app, [leakPlan()]);
    const { key: other } = await story.triaged({ classification: undefined });
    const only = await story.runs(other);
    expect(only).not.toHaveProperty('undecided');
    expect(only.offered).toMatchObject([{ primary: true }]);
  });
});
