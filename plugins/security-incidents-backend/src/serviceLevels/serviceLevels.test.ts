import { ADA, BOB, ENGINES } from '../__testUtils__/harness';
import { levelsWorld, type LevelsWorld } from '../__testUtils__/levelsWorld';
import { LEAK, leakPlan } from '../__testUtils__/plans';

jest.setTimeout(120_000);

describe.each(ENGINES)('service levels on %s', engine => {
  let world: LevelsWorld;

  beforeEach(async () => {
    world = await levelsWorld(engine, {
      catalog: [
        leakPlan(plan => {
          plan.spec.sla = {
            high: {
              acknowledge: 'PT30M',
              contain: 'PT2H',
              updateEvery: 'PT1H',
            },
          };
        }),
      ],
    });
  });
  afterEach(() => world.knex.destroy());

  const LEAKED = {
    urgency: 'high',
    classification: { class: 'information-content-security' },
  };

  it('come from the configuration and go from running to at risk to breached', async () => {
    const { id, serviceLevels } = await world.report();
    expect(serviceLevels).toMatchObject({
      source: 'config',
      pauseRule: expect.stringMatching(/^Clocks never pause/),
    });
    expect(serviceLevels!.planRef).toBeUndefined();
    expect(serviceLevels!.clocks.map(({ clock }) => clock)).toEqual([
      'acknowledge',
      'contain',
      'resolve',
    ]);
    const state = async () => (await world.clock(id, 'acknowledge'))?.state;
    expect(await state()).toBe('running');
    world.at('08:45');
    expect(await state()).toBe('at-risk');
    world.at('09:00');
    expect(await state()).toBe('at-risk');
    world.at('09:01');
    expect(await state()).toBe('breached');
    await world.give(id, 'assignee', BOB);
    await world.move(id, 'triage');
    expect(await world.clock(id, 'acknowledge')).toMatchObject({
      state: 'breached',
      stoppedAt: '2026-11-25T09:01:00.000Z',
    });
  });

  it('come from the plan once it is applied', async () => {
    const { id } = await world.report(LEAKED);
    await world.give(id, 'assignee', BOB);
    await world.move(id, 'triage');
    const { serviceLevels } = await world.move(id, 'containment');
    expect(serviceLevels).toMatchObject({
      source: 'plan',
      planRef: LEAK,
      planTitle: 'Leaked credential',
      clocks: [
        { clock: 'acknowledge', state: 'met' },
        {
          clock: 'contain',
          state: 'running',
          dueAt: '2026-11-25T10:00:00.000Z',
        },
        { clock: 'updateEvery', dueAt: '2026-11-25T09:00:00.000Z' },
      ],
    });
    // The plan does not define low severity.
    const lowered = await world.update(id, { severity: 'low' });
    expect(lowered.serviceLevels).toMatchObject({ source: 'config' });
  });

  it('are absent without a severity or without durations', async () => {
    const none = await world.report({ severity: undefined });
    expect(none.serviceLevels).toBeUndefined();
    const little = await world.report({ severity: 'informational' });
    expect(little.serviceLevels).toBeUndefined();
  });

  it('a dismissed incident has no clocks, and they continue when it is restored', async () => {
    const { id } = await world.report();
    const gone = await world.move(id, 'dismissed', {
      reason: 'Nothing',
      resolution: { code: 'benign', summary: 'Nothing' },
    });
    expect(gone.serviceLevels?.clocks).toEqual([]);
    world.at('12:00');
    expect(await world.tick()).toBe(0);
    await world.give(id, 'assignee', BOB);
    await world.move(id, 'triage', { reason: 'There is something' });
    expect(await world.clock(id, 'contain')).toMatchObject({
      startedAt: '2026-11-25T08:00:00.000Z',
    });
  });

  describe('updates', () => {
    async function declared() {
      const { id } = await world.report(LEAKED);
      await world.give(id, 'assignee', BOB);
      await world.move(id, 'triage');
      await world.move(id, 'containment');
      return id;
    }
    const due = async (id: string) =>
      (await world.clock(id, 'updateEvery'))?.dueAt;

    it('to management restart the clock from when they were given', async () => {
      const id = await declared();
      expect(await due(id)).toBe('2026-11-25T09:00:00.000Z');
      world.at('08:50');
      const step = await world.step(id, {
        audience: 'management',
        performedAt: '2026-11-25T08:40:00.000Z',
      });
      expect(step.audience).toBe('management');
      expect(await due(id)).toBe('2026-11-25T09:40:00.000Z');
    });

    it('to other audiences, and other kinds of steps, do not restart it', async () => {
      const id = await declared();
      world.at('08:50');
      await world.step(id, { audience: 'customers' });
      await world.step(id, {});
      await world.step(id, { kind: 'analysis' });
      expect(await due(id)).toBe('2026-11-25T09:00:00.000Z');
    });

    it('that are corrected count once, with the correction', async () => {
      const id = await declared();
      world.at('08:50');
      const first = await world.step(id, { audience: 'management' });
      await world.step(id, {
        audience: 'management',
        supersedes: first.id,
        performedAt: '2026-11-25T08:20:00.000Z',
      });
      expect(await due(id)).toBe('2026-11-25T09:20:00.000Z');
      const wrong = await world.step(id, { audience: 'management' });
      expect(await due(id)).toBe('2026-11-25T09:50:00.000Z');
      // They were customers, after all.
      await world.step(id, { audience: 'customers', supersedes: wrong.id });
      expect(await due(id)).toBe('2026-11-25T09:20:00.000Z');
    });

    it('that are missing notify the commander once each', async () => {
      const id = await declared();
      await world.give(id, 'incident-commander', ADA);
      world.at('09:01');
      expect(await world.tick()).toBe(1);
      world.at('11:00');
      // Only the containment: the same update is still missing.
      expect(await world.tick()).toBe(1);
      await world.step(id, { audience: 'management' });
      world.at('12:01');
      await world.tick();
      const told = (await world.escalations(id)).filter(({ reason }) =>
        reason.startsWith('Next update'),
      );
      expect(told.map(({ reason, to }) => [reason, to])).toEqual([
        [
          'Next update within 1 hour since the last update, or the declaration: overdue since 2026-11-25 09:00 UTC',
          [{ ref: ADA, told: true }],
        ],
        [
          'Next update within 1 hour since the last update, or the declaration: overdue since 2026-11-25 12:00 UTC',
          [{ ref: ADA, told: true }],
        ],
      ]);
    });
  });

  describe('a major incident', () => {
    const decide = (
      id: string,
      decision: 'declare' | 'decline' | 'end',
      reason = 'Said so',
    ) =>
      world.service.serviceLevels.decideMajor(
        id,
        { decision, reason },
        world.as(BOB),
      );

    it('is proposed to the owners with the reason, without further effect', async () => {
      const { id, major, isMajor } = await world.report({
        severity: 'critical',
      });
      expect(isMajor).toBe(false);
      expect(major).toEqual({
        state: 'proposed',
        at: '2026-11-25T08:00:00.000Z',
        proposedBecause: ['Its severity is critical'],
      });
      expect(await world.actions(id)).toEqual([
        'incident.recorded',
        'major.proposed',
      ]);
      expect((await world.get(id)).version).toBe(1);
      expect(await world.escalations(id)).toMatchObject([
        {
          kind: 'major',
          raisedToMajor: true,
          reason: 'Proposed as a major incident: Its severity is critical',
          to: [{ ref: 'group:default/team-payments', told: true }],
        },
      ]);
      expect(await world.clock(id, 'updateEvery')).toBeUndefined();
    });

    it('is declared by a person, and updates become due from then on', async () => {
      const { id } = await world.report();
      world.at('08:30');
      const declared = await decide(id, 'declare', 'Three teams are needed');
      expect(declared).toMatchObject({
        isMajor: true,
        majorReason: 'Three teams are needed',
        major: {
          state: 'declared',
          at: '2026-11-25T08:30:00.000Z',
          by: BOB,
          reason: 'Three teams are needed',
        },
      });
      expect(await world.clock(id, 'updateEvery')).toMatchObject({
        startedAt: '2026-11-25T08:30:00.000Z',
      });
      await expect(decide(id, 'declare')).rejects.toThrow(
        /^decision: SEC-2026-0001 is already a major incident/,
      );
      await expect(decide(id, 'decline')).rejects.toThrow(
        /there is no proposal/,
      );
    });

    it('owes updates even without other service levels', async () => {
      const { id } = await world.report({ severity: 'low' });
      await decide(id, 'declare');
      expect(await world.clock(id, 'updateEvery')).toMatchObject({
        dueAt: '2026-11-25T10:00:00.000Z',
      });
    });

    it('is not proposed again for a reason that was declined', async () => {
      const { id } = await world.report({ severity: 'critical' });
      const declined = await decide(id, 'decline', 'One team can do this');
      expect(declined.major).toEqual({
        state: 'declined',
        at: '2026-11-25T08:00:00.000Z',
        by: BOB,
        reason: 'One team can do this',
        proposedBecause: ['Its severity is critical'],
      });
      expect(
        (await world.update(id, { title: 'Other title' })).major.state,
      ).toBe('declined');
      await world.update(id, { severity: 'medium' });
      expect(
        (await world.update(id, { severity: 'critical' })).major.state,
      ).toBe('proposed');
    });

    it('is proposed for another reason after one was declined', async () => {
      const { id } = await world.report({ severity: 'critical' });
      await decide(id, 'decline');
      const { priority, major } = await world.update(id, {
        impact: 'critical',
        urgency: 'critical',
      });
      expect(priority).toBe('P1');
      expect(major).toMatchObject({
        state: 'proposed',
        proposedBecause: ['Its severity is critical', 'Its priority is P1'],
      });
    });

    it('is no longer proposed once the reason is gone', async () => {
      const { id } = await world.report({ severity: 'critical' });
      const { major } = await world.update(id, { severity: 'low' });
      expect(major).toEqual({ state: 'none', proposedBecause: [] });
      await expect(decide(id, 'decline')).rejects.toThrow(
        /there is no proposal/,
      );
    });

    it('is not proposed for a resolved incident, but is again after re-opening', async () => {
      const { id } = await world.report({ severity: 'critical' });
      const gone = await world.move(id, 'dismissed', {
        reason: 'Nothing',
        resolution: { code: 'benign', summary: 'Nothing' },
      });
      expect(gone.major).toEqual({ state: 'none', proposedBecause: [] });
      await world.give(id, 'assignee', BOB);
      const back = await world.move(id, 'triage', { reason: 'Something' });
      expect(back.major.state).toBe('proposed');
      expect(await world.escalations(id)).toHaveLength(1);
    });

    it('owes no more updates after it ends', async () => {
      const { id } = await world.report({ severity: 'low' });
      await expect(decide(id, 'end')).rejects.toThrow(
        /is not a major incident/,
      );
      await decide(id, 'declare');
      world.at('09:00');
      const ended = await decide(id, 'end', 'It is one team again');
      expect(ended.isMajor).toBe(false);
      expect(ended.majorReason).toBeUndefined();
      expect(ended.major).toMatchObject({
        state: 'none',
        by: BOB,
        reason: 'It is one team again',
      });
      expect(await world.clock(id, 'updateEvery')).toBeUndefined();
      expect(await world.actions(id)).toEqual([
        'incident.recorded',
        'major.declared',
        'major.ended',
      ]);
    });

    it('that was declared before decisions were recorded shows what is known', async () => {
      const { id } = await world.report();
      await world.knex('incidents').update({
        is_major: true,
        major_at: '2026-11-25T08:00:00.000Z',
        major_reason: 'All are affected',
      });
      expect((await world.get(id)).major).toEqual({
        state: 'declared',
        at: '2026-11-25T08:00:00.000Z',
        reason: 'All are affected',
        proposedBecause: [],
      });
    });
  });
});
