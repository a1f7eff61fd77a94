import {
  decideObligationSchema,
  type DecideObligationRequest,
  type IncidentObligations,
  type Obligation,
} from 'backstage-plugin-security-incidents-common';
import { ADA, BOB, ENGINES } from '../__testUtils__/harness';
import {
  CAROL,
  levelsWorld,
  type LevelsWorld,
} from '../__testUtils__/levelsWorld';

jest.setTimeout(120_000);

const REGIMES = ['gdpr', 'dora', 'gateway'];
const GATEWAY = {
  id: 'gateway-14-2',
  regime: 'gateway',
  regimeTitle: 'Card gateway',
  stage: 'Contract 14.2',
  title: 'Tell the gateway',
  target: 'gateway',
  anchor: 'confirmed',
  trigger: 'hand',
  offset: 24,
  unit: 'hours',
  effectiveFrom: '2024-01-01',
  source: 'Our contract, 14.2',
};

describe.each(ENGINES)('obligations on %s', engine => {
  let world: LevelsWorld;
  beforeAll(async () => {
    world = await levelsWorld(engine, {
      notifiesOfChanges: true,
      securityIncidents: {
        obligations: { regimes: REGIMES, rules: [GATEWAY] },
      },
    });
  });
  beforeEach(() => world.at('08:00'));
  afterAll(() => world.knex.destroy());

  const of = (id: string): Promise<IncidentObligations> =>
    world.service.obligations.getOfIncident(id, world.context);
  const find = async (id: string, ruleId: string): Promise<Obligation> =>
    (await of(id)).items.find(({ rule }) => rule.id === ruleId)!;
  const decide = async (
    id: string,
    ruleId: string,
    request: DecideObligationRequest,
    seenVersion?: number,
  ) => {
    const { value } = await world.service.obligations.decide(
      id,
      (
        await find(id, ruleId)
      ).id,
      { body: decideObligationSchema.parse(request), seenVersion },
      world.context,
    );
    return value;
  };
  const entries = async (id: string, action: string) =>
    (
      await world.service.incidents.getTimeline(id, {}, world.context)
    ).items.filter(entry => entry.action === action);
  const verify = (id: string) =>
    world.service.incidents.verify(id, world.context);
  const clock = ({ state, dueBasis, dueAt }: Obligation) =>
    [state, dueBasis, dueAt].filter(Boolean).join(' ');
  const ruleIds = async (id: string) =>
    (await of(id)).items.map(({ rule }) => rule.id).sort();

  const aware = {
    decision: 'applicable',
    reason: 'Names were readable',
    awareAt: '2026-11-25T08:00:00.000Z',
  } as const;

  it('come with the incident and are assumed from the record', async () => {
    const { id } = await world.report({ severity: 'medium' });
    expect(await ruleIds(id)).toEqual(['gdpr-33-1']);
    expect(clock(await find(id, 'gdpr-33-1'))).toBe(
      'to-assess earliest 2026-11-28T08:00:00.000Z',
    );
    expect((await of(id)).notRaised.map(rule => rule.id)).toEqual(
      expect.arrayContaining(['gdpr-33-2', 'dora-initial', 'gateway-14-2']),
    );
    expect(await entries(id, 'obligation.raised')).toHaveLength(1);
    expect(await verify(id)).toMatchObject({ status: 'ok' });
  });

  it('are not raised for exercises', async () => {
    const { id } = await world.report({ mode: 'exercise' });
    expect((await of(id)).items).toEqual([]);
  });

  it('come with the proposal of a major incident', async () => {
    const { id } = await world.report({ severity: 'critical' });
    expect(await ruleIds(id)).toEqual(['dora-initial', 'gdpr-33-1']);
    expect(clock(await find(id, 'dora-initial'))).toBe(
      'to-assess earliest 2026-11-26T08:00:00.000Z',
    );
  });

  it('follow the decision when the organisation became aware, and move every clock that starts there', async () => {
    const { id } = await world.report({ severity: 'critical' });
    world.at('09:00');
    const decided = await decide(id, 'gdpr-33-1', {
      ...aware,
      awareAt: '2026-11-25T07:30:00.000Z',
    });
    expect(clock(decided)).toBe('pending due 2026-11-28T07:30:00.000Z');
    expect(decided.decision).toMatchObject({ by: ADA, reason: aware.reason });
    expect(clock(await find(id, 'dora-initial'))).toBe(
      'to-assess latest 2026-11-26T07:30:00.000Z',
    );
    expect(await ruleIds(id)).toContain('gdpr-34');
    expect((await of(id)).moments.awareAt).toBe('2026-11-25T07:30:00.000Z');
    const [moved] = await entries(id, 'obligation.recalculated');
    expect(moved.data).toMatchObject({
      obligations: [
        {
          ruleId: 'dora-initial',
          from: '2026-11-26T08:00:00.000Z',
          to: '2026-11-26T07:30:00.000Z',
          isMissed: false,
        },
      ],
    });
    expect(await verify(id)).toMatchObject({ status: 'ok' });
  });

  it('are missed when a moved moment puts the due time into the past', async () => {
    const { id } = await world.report({ severity: 'medium' });
    await decide(id, 'gdpr-33-1', aware);
    await world.update(id, {
      awareAt: '2026-11-20T08:00:00.000Z',
      timestampsReason: 'The log says so',
    });
    expect((await find(id, 'gdpr-33-1')).state).toBe('missed');
    const [moved] = await entries(id, 'obligation.recalculated');
    expect(moved.data).toMatchObject({
      obligations: [{ from: '2026-11-28T08:00:00.000Z', isMissed: true }],
    });
  });

  it('run in a chain: each stage starts with the sending of the one before', async () => {
    const { id } = await world.report({ severity: 'critical' });
    await expect(decide(id, 'dora-initial', aware)).rejects.toThrow(
      'declare it major first',
    );
    await world.service.serviceLevels.decideMajor(
      id,
      { decision: 'declare', reason: 'Many services' },
      world.context,
    );
    expect(clock(await find(id, 'dora-initial'))).toBe(
      'to-assess latest 2026-11-25T12:00:00.000Z',
    );
    await decide(id, 'dora-initial', aware);
    expect(await find(id, 'dora-intermediate')).toBeUndefined();
    world.at('10:00');
    const sent = await decide(id, 'dora-initial', {
      decision: 'submitted',
      submittedAt: '2026-11-25T09:50:00.000Z',
      proof: 'Receipt of the authority',
      reference: 'INC-77',
    });
    expect(clock(sent)).toBe('submitted due 2026-11-25T12:00:00.000Z');
    expect(sent.submission).toMatchObject({
      at: '2026-11-25T09:50:00.000Z',
      recordedAt: '2026-11-25T10:00:00.000Z',
      reference: 'INC-77',
    });
    expect(clock(await find(id, 'dora-intermediate'))).toBe(
      'to-assess due 2026-11-28T09:50:00.000Z',
    );
    expect(await verify(id)).toMatchObject({ status: 'ok' });
  });

  it('keep the reason of a decision against, and of its change', async () => {
    const { id } = await world.report({ severity: 'medium' });
    const decided = await decide(id, 'gdpr-33-1', {
      decision: 'not-applicable',
      reason: 'Product pictures only',
    });
    expect(clock(decided)).toBe('not-applicable waiting');
    world.at('09:00');
    await decide(id, 'gdpr-33-1', { ...aware, reason: 'Names after all' });
    const [first, second] = await entries(id, 'obligation.decided');
    expect(first.data).toMatchObject({ reason: 'Product pictures only' });
    expect(second.data).toMatchObject({
      reason: 'Names after all',
      previous: { state: 'not-applicable' },
    });
  });

  it('ask why something was sent late', async () => {
    const { id } = await world.report({ severity: 'medium' });
    await decide(id, 'gdpr-33-1', {
      ...aware,
      awareAt: '2026-11-21T08:00:00.000Z',
    });
    const sending = {
      decision: 'submitted',
      submittedAt: '2026-11-25T07:59:00.000Z',
      proof: 'Receipt',
    } as const;
    await expect(decide(id, 'gdpr-33-1', sending)).rejects.toThrow(
      'reason: is needed, since it was sent after it was due',
    );
    const sent = await decide(id, 'gdpr-33-1', {
      ...sending,
      reason: 'The disk was found on Monday',
    });
    expect(sent.state).toBe('submitted-late');
    expect(await verify(id)).toMatchObject({ status: 'ok' });
  });

  it.each([
    [
      'the moment of awareness',
      'gdpr-33-1',
      { decision: 'applicable', reason: 'Yes' },
      'awareAt: is needed',
    ],
    [
      'no moment in the future',
      'gdpr-33-1',
      {
        decision: 'applicable',
        reason: 'Yes',
        awareAt: '2026-11-25T08:06:00.000Z',
      },
      'awareAt: must not be in the future',
    ],
    [
      'no moment of its own',
      'gdpr-33-1',
      { ...aware, anchorAt: aware.awareAt },
      'anchorAt: GDPR 33(1) has no moment of its own',
    ],
    [
      'a reason for a sending that nobody decided',
      'gdpr-33-1',
      {
        decision: 'submitted',
        submittedAt: aware.awareAt,
        awareAt: aware.awareAt,
        proof: 'Receipt',
      },
      'reason: is needed, since nobody decided before',
    ],
  ] as Array<[string, string, DecideObligationRequest, string]>)(
    'need %s',
    async (_what, ruleId, request, message) => {
      const { id } = await world.report({ severity: 'medium' });
      await expect(decide(id, ruleId, request)).rejects.toThrow(message);
    },
  );

  it('refuse a decision about an older version, and say who decided what', async () => {
    const { id } = await world.report({ severity: 'medium' });
    const { version } = await find(id, 'gdpr-33-1');
    const not = {
      decision: 'not-applicable',
      reason: 'Nothing of ours',
    } as const;
    await decide(id, 'gdpr-33-1', not, version);
    await expect(decide(id, 'gdpr-33-1', aware, version)).rejects.toMatchObject(
      {
        name: 'ConflictError',
        currentVersion: version + 1,
        message: expect.stringContaining(
          `${ADA} decided "not-applicable" at 2026-11-25T08:00:00.000Z: Nothing of ours`,
        ),
      },
    );
  });

  it('can be raised by hand, once', async () => {
    const { id } = await world.report({ severity: 'medium' });
    const raise = (ruleId: string) =>
      world.service.obligations.raise(
        id,
        { ruleId, reason: 'They ask for it' },
        world.context,
      );
    const { value } = await raise('gateway-14-2');
    expect(clock(value)).toBe('to-assess waiting');
    await expect(raise('gateway-14-2')).rejects.toThrow('was raised');
    await expect(raise('nis2-intermediate')).rejects.toThrow(
      'is no rule that is in force',
    );
    const decided = await decide(id, 'gateway-14-2', {
      decision: 'applicable',
      reason: 'A live key',
      anchorAt: '2026-11-25T07:00:00.000Z',
    });
    expect(clock(decided)).toBe('pending due 2026-11-26T07:00:00.000Z');
  });

  it('block closing until each is decided and sent', async () => {
    const { id } = await world.report({ severity: 'medium' });
    const blockers = async () => {
      const { transitions } = await world.get(id);
      return transitions
        .find(({ to }) => to === 'closed')!
        .blockedBy.filter(({ guard }) => guard.startsWith('obligations-'))
        .map(({ message }) => message);
    };
    await world.give(id, 'assignee', BOB);
    await world.update(id, {
      classification: { scheme: 'rsit', class: 'fraud' },
      urgency: 'low',
    });
    await world.move(id, 'triage');
    await world.service.incidents.linkAffected(
      id,
      { entityRef: 'component:default/payments-api', role: 'cleared' },
      world.context,
    );
    await world.move(id, 'resolved', {
      reason: 'Nothing to contain',
      resolution: { code: 'benign', summary: 'Nothing' },
    });
    expect(await blockers()).toEqual(['Decide whether GDPR 33(1) applies']);
    await decide(id, 'gdpr-33-1', aware);
    expect(await blockers()).toEqual([
      'Decide whether GDPR 34 applies',
      'Record the sending of GDPR 33(1)',
    ]);
    await expect(world.move(id, 'closed')).rejects.toThrow(
      'Record the sending of GDPR 33(1)',
    );
    await decide(id, 'gdpr-34', { decision: 'not-applicable', reason: 'Low' });
    await decide(id, 'gdpr-33-1', {
      decision: 'submitted',
      submittedAt: aware.awareAt,
      proof: 'Receipt',
    });
    expect(await blockers()).toEqual([]);
    await world.move(id, 'closed');
    // Duties outlive the incident.
    await decide(id, 'gdpr-34', {
      decision: 'not-applicable',
      reason: 'Looked at again',
    });
  });

  it('end with a dismissal, and come back when the incident does', async () => {
    const { id } = await world.report({ severity: 'medium' });
    await world.give(id, 'assignee', BOB);
    await world.move(id, 'dismissed', { reason: 'A test of ours' });
    expect(await find(id, 'gdpr-33-1')).toMatchObject({
      state: 'not-applicable',
      decision: { by: ADA, reason: 'A test of ours', with: 'dismissal' },
    });
    await world.move(id, 'triage', { reason: 'It was none after all' });
    expect(clock(await find(id, 'gdpr-33-1'))).toBe(
      'to-assess earliest 2026-11-28T08:00:00.000Z',
    );
    expect(await verify(id)).toMatchObject({ status: 'ok' });
  });

  it('cannot be dismissed with the incident once one has to be sent', async () => {
    const { id } = await world.report({ severity: 'medium' });
    await decide(id, 'gdpr-33-1', aware);
    await expect(
      world.move(id, 'dismissed', { reason: 'A test of ours' }),
    ).rejects.toThrow('Record the sending of GDPR 33(1)');
  });

  it('are what is due next, when they are the soonest', async () => {
    const { id } = await world.report({ severity: 'informational' });
    const { nextDue } = await world.get(id);
    expect(nextDue).toMatchObject({
      kind: 'obligation',
      title: 'GDPR 33(1)',
      dueAt: '2026-11-28T08:00:00.000Z',
      atRiskAt: '2026-11-27T14:00:00.000Z',
    });
    await decide(id, 'gdpr-33-1', { decision: 'not-applicable', reason: 'No' });
    expect((await world.get(id)).nextDue).toBeUndefined();
  });

  it('notify who decides when they are at risk and when they are overdue', async () => {
    const { id, key } = await world.report({ severity: 'informational' });
    await world.give(id, 'privacy-officer', CAROL);
    const { id: obligationId } = await decide(id, 'gdpr-33-1', aware);
    const told = () =>
      world.changes.filter(({ payload }) =>
        payload.scope?.endsWith(`:obligation:${obligationId}`),
      );
    const run = () => world.service.tasks.notices!.run();
    world.pass(54 * 60 - 1);
    await run();
    expect(told()).toEqual([]);
    world.pass(1);
    await run();
    await run();
    expect(told()).toEqual([
      {
        people: [CAROL],
        payload: expect.objectContaining({
          title: `At risk: send GDPR 33(1) ${key} by Sat 28 Nov 08:00 UTC`,
          link: `/security-incidents/${key}/obligations#obligation-${obligationId}`,
        }),
      },
    ]);
    world.pass(18 * 60 + 1);
    await run();
    expect(told().map(({ payload }) => payload.title)).toContain(
      'Overdue since Sat 28 Nov 08:00 UTC: send GDPR 33(1)',
    );
  });

  it('are reminded of by hand, once a day and while something is left to do', async () => {
    const { id } = await world.report({ severity: 'informational' });
    await world.give(id, 'privacy-officer', CAROL);
    const { id: obligationId } = await find(id, 'gdpr-33-1');
    const remind = () =>
      world.service.obligations.remind(id, obligationId, world.context);
    const reminded = await remind();
    expect(reminded.remindedAt).toBeDefined();
    world.pass(24 * 60 - 1);
    await expect(remind()).rejects.toThrow(/the last reminder was sent at/);
    world.pass(1);
    await remind();
    expect(await entries(id, 'obligation.reminded')).toMatchObject([
      { data: { name: 'GDPR 33(1)', to: [CAROL] } },
      { data: { obligationId } },
    ]);
    world.pass(24 * 60);
    await decide(id, 'gdpr-33-1', { decision: 'not-applicable', reason: 'No' });
    await expect(remind()).rejects.toThrow(/nothing is left to do/);
    expect(await verify(id)).toMatchObject({ status: 'ok' });
  });

  it('are work of the person who decides', async () => {
    const { id, key } = await world.report({ severity: 'medium' });
    const work = async (user: string) =>
      (
        await world.service.myWork.getMyWork(
          { kind: ['obligation'], incident: [key] },
          world.as(user),
        )
      ).items;
    await world.give(id, 'incident-commander', BOB);
    expect(await work(BOB)).toMatchObject([
      {
        title: 'Decide whether GDPR 33(1) applies',
        due: { state: 'due' },
        action: { name: 'decide' },
      },
    ]);
    await world.give(id, 'privacy-officer', CAROL);
    expect(await work(BOB)).toEqual([]);
    expect(await work(CAROL)).toMatchObject([
      { holder: { because: 'privacy-officer' } },
    ]);
  });

  describe('in the register', () => {
    const list = (query = {}) =>
      world.service.obligations.list(query, world.context);

    it('are found by state, regime, incident and time left, in pages of the same order', async () => {
      const first = await world.report({ severity: 'medium', title: 'First' });
      world.at('09:00');
      const second = await world.report({ severity: 'critical' });
      const keys = { incident: [first.key, second.key] };
      const { items, totalItems, counts } = await list(keys);
      expect(
        items.map(({ rule, incident }) => [rule.id, incident.key]),
      ).toEqual([
        ['dora-initial', second.key],
        ['gdpr-33-1', first.key],
        ['gdpr-33-1', second.key],
      ]);
      expect(totalItems).toBe(3);
      expect(counts).toMatchObject({ 'to-assess': 3, pending: 0, missed: 0 });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ ...keys, limit: 1, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.pageInfo.nextCursor;
      } while (cursor);
      expect(seen).toEqual(items.map(({ id }) => id));

      await decide(first.id, 'gdpr-33-1', {
        decision: 'not-applicable',
        reason: 'No data',
      });
      expect((await list({ ...keys, open: true })).totalItems).toBe(2);
      expect(
        (await list({ ...keys, state: ['not-applicable'] })).items[0].incident,
      ).toMatchObject({
        title: 'First',
        entityRef: 'component:default/payments-api',
      });
      expect((await list({ ...keys, regime: ['dora'] })).totalItems).toBe(1);
      expect(
        (await list({ ...keys, entityRef: ['system:default/cards'] }))
          .totalItems,
      ).toBe(3);
      expect(
        (await list({ ...keys, entityRef: ['component:default/ledger'] }))
          .totalItems,
      ).toBe(0);
      world.pass(25 * 60);
      expect((await list({ ...keys, due: ['overdue'] })).items).toMatchObject([
        { rule: { id: 'dora-initial' } },
      ]);
    });

    it('count those that were missed, sent late and sent in time apart', async () => {
      const { id, key } = await world.report({ severity: 'medium' });
      const counts = async () => (await list({ incident: [key] })).counts;
      await decide(id, 'gdpr-33-1', {
        ...aware,
        awareAt: '2026-11-21T08:00:00.000Z',
      });
      expect(await counts()).toMatchObject({ missed: 1, pending: 0 });
      await decide(id, 'gdpr-33-1', {
        decision: 'submitted',
        submittedAt: '2026-11-25T08:00:00.000Z',
        proof: 'Receipt',
        reason: 'Found late',
      });
      expect(await counts()).toMatchObject({
        missed: 0,
        submitted: 0,
        'submitted-late': 1,
      });
      expect(
        (await list({ incident: [key], state: ['submitted-late'] })).totalItems,
      ).toBe(1);
    });

    it('name every rule with its state and source', async () => {
      const { items, regimes, calendars } =
        await world.service.obligations.getRules(world.context);
      expect(regimes).toEqual(REGIMES);
      expect(items.find(({ id }) => id === 'nis2-final')).toMatchObject({
        state: 'off',
        stateReason: 'The configuration does not choose this regime',
      });
      expect(items.find(({ id }) => id === 'circia-ransom')?.state).toBe(
        'draft',
      );
      expect(calendars[0].holidays).toContain('2026-12-25');
    });
  });
});
