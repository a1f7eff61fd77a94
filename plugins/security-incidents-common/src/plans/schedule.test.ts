import fc from 'fast-check';
import {
  addPlanDuration,
  PLAN_ANCHORS,
  PLAN_CLOCK_PAUSE_RULE,
  type PlanAnchor,
  getPlanClocks,
  type PlanClockState,
  type PlanClockTimes,
  getPlanDue,
  formatPlanOffset,
  type PlanTimes,
} from './index';
import { getAnchorTime, PLAN_ANCHOR_LABELS } from './anchors';
import type { IncidentStatus } from '../rules/index';

describe('a due time', () => {
  it.each([
    // Month ends clamp, in leap years and in others.
    ['2026-01-31T09:00:00.000Z', 'P1M', '2026-02-28T09:00:00.000Z'],
    ['2028-01-31T09:00:00.000Z', 'P1M', '2028-02-29T09:00:00.000Z'],
    ['2026-01-30T09:00:00.000Z', 'P1M', '2026-02-28T09:00:00.000Z'],
    ['2026-03-31T23:59:59.999Z', 'P1M', '2026-04-30T23:59:59.999Z'],
    ['2028-02-29T09:00:00.000Z', 'P1Y', '2029-02-28T09:00:00.000Z'],
    ['2026-12-31T09:00:00.000Z', 'P2M', '2027-02-28T09:00:00.000Z'],
    // Months first, then days, then hours.
    ['2026-01-31T23:00:00.000Z', 'P1M1DT1H', '2026-03-02T00:00:00.000Z'],
    // A day has 24 hours, also where clocks are put forward or back (Berlin 29 March, New York 1 November 2026).
    ['2026-03-28T22:30:00.000Z', 'P1D', '2026-03-29T22:30:00.000Z'],
    ['2026-03-28T22:30:00.000Z', 'PT24H', '2026-03-29T22:30:00.000Z'],
    ['2026-10-31T23:00:00.000Z', 'P1D', '2026-11-01T23:00:00.000Z'],
    ['2026-10-25T00:30:00.000Z', 'PT72H', '2026-10-28T00:30:00.000Z'],
    // An anchor with an offset is the same moment.
    ['2026-03-29T01:59:00+01:00', 'PT1H', '2026-03-29T01:59:00.000Z'],
    ['2026-11-25T09:00:00.000Z', 'P2W', '2026-12-09T09:00:00.000Z'],
    ['2026-11-25T09:00:00.000Z', 'PT30M', '2026-11-25T09:30:00.000Z'],
    ['2026-11-25T09:00:00.000Z', 'PT0S', '2026-11-25T09:00:00.000Z'],
  ])('of %s + %s is %s', (anchor, offset, due) => {
    expect(addPlanDuration(anchor, offset)).toBe(due);
    expect(
      getPlanDue({ after: offset, from: 'aware' }, { awareAt: anchor }),
    ).toEqual({ state: 'due', dueAt: due, anchorAt: anchor });
  });

  it.each([
    ['yesterday', 'PT1H', 'time must be an ISO-8601 time'],
    [
      '2026-11-25T09:00:00.000Z',
      '4 hours',
      'duration must be an ISO-8601 duration',
    ],
    ['2026-11-25T09:00:00.000Z', 'P9000Y', 'that ends before the year 10000'],
    [
      '2026-11-25T09:00:00.000Z',
      `P${'9'.repeat(30)}D`,
      'that ends before the year 10000',
    ],
  ])('of %s + %s is refused', (anchor, offset, message) => {
    expect(() => addPlanDuration(anchor, offset)).toThrow(message);
  });

  it('has words in its place while its anchor is not set', () => {
    expect(getPlanDue({ after: 'PT8H', from: 'contained' }, {})).toEqual({
      state: 'waiting',
      anchor: 'contained',
      words: 'Starts when contained',
    });
  });

  it.each([
    [{ after: 'PT4H', from: 'detected' }, '4 hours after detection'],
    [
      { after: 'P1DT1H', from: 'contained' },
      '1 day and 1 hour after containment',
    ],
    [{ after: 'P1M', from: 'phase-start' }, '1 month after its phase starts'],
    [{ after: 'PT1M', from: 'declared' }, '1 minute after declaration'],
  ] as const)('%j reads as %s', (offset, words) => {
    expect(formatPlanOffset(offset)).toBe(words);
  });
});

describe('an anchor', () => {
  const TIMES: Record<keyof PlanTimes, string> = Object.fromEntries(
    [
      ...['occurredAt', 'detectedAt', 'reportedAt', 'recordedAt', 'declaredAt'],
      ...['awareAt', 'majorAt', 'containedAt', 'eradicatedAt', 'recoveredAt'],
      ...['resolvedAt', 'phaseStartedAt', 'planAppliedAt'],
    ].map(field => [field, field]),
  ) as Record<keyof PlanTimes, string>;

  it.each<[PlanAnchor, keyof PlanTimes]>([
    ['occurred', 'occurredAt'],
    ['detected', 'detectedAt'],
    ['reported', 'reportedAt'],
    ['recorded', 'recordedAt'],
    ['declared', 'declaredAt'],
    ['aware', 'awareAt'],
    ['major', 'majorAt'],
    ['contained', 'containedAt'],
    ['eradicated', 'eradicatedAt'],
    ['recovered', 'recoveredAt'],
    ['resolved', 'resolvedAt'],
    ['phase-start', 'phaseStartedAt'],
    ['plan-applied', 'planAppliedAt'],
  ])('%s is %s', (anchor, field) => {
    expect(getAnchorTime(anchor, TIMES)).toBe(field);
    expect(getAnchorTime(anchor, {})).toBeUndefined();
  });

  it('has words, each its own', () => {
    const waiting = PLAN_ANCHORS.map(
      anchor => PLAN_ANCHOR_LABELS[anchor].waiting,
    );
    expect(new Set(waiting).size).toBe(PLAN_ANCHORS.length);
    for (const words of waiting)
      expect(words).toMatch(/^Starts (when|if|with) /);
  });
});

describe('a clock', () => {
  const at = (time: string) => `2026-11-25T${time}.000Z`;
  const RECORDED = at('08:00:00');

  const getState = (
    clock: 'acknowledge' | 'contain' | 'resolve' | 'updateEvery',
    times: PlanClockTimes,
    now: string,
    status: IncidentStatus = 'containment',
  ): PlanClockState | undefined =>
    getPlanClocks(
      { [clock]: 'PT4H' },
      { status, times: { recordedAt: RECORDED, ...times } },
      now,
    )[0]?.state;

  it.each<[string, PlanClockTimes, PlanClockState]>([
    [at('08:00:00'), {}, 'running'],
    [at('10:59:59'), {}, 'running'],
    [at('11:00:00'), {}, 'at-risk'],
    [at('12:00:00'), {}, 'at-risk'],
    [at('12:00:01'), {}, 'breached'],
    [at('12:00:01'), { containedAt: at('12:00:00') }, 'met'],
    [at('12:00:01'), { containedAt: at('12:00:01') }, 'breached'],
    [at('20:00:00'), { containedAt: at('11:30:00') }, 'met'],
    // Resolved in triage: containment was never needed.
    [at('20:00:00'), { resolvedAt: at('11:30:00') }, 'met'],
  ])('of 4 hours since 08:00 at %s with %j is %s', (now, times, state) => {
    expect(getState('contain', times, now)).toBe(state);
  });

  it('to acknowledge is stopped by the first sign of somebody at work', () => {
    const late = at('20:00:00');
    expect(getState('acknowledge', { declaredAt: at('09:00:00') }, late)).toBe(
      'met',
    );
    expect(
      getState(
        'acknowledge',
        { acknowledgedAt: at('13:00:00'), declaredAt: at('13:05:00') },
        late,
      ),
    ).toBe('breached');
  });

  it('for updates starts with the declaration, again with each update, and ends with the resolution', () => {
    const declaredAt = at('08:30:00');
    const now = at('13:00:00');
    expect(getState('updateEvery', {}, now)).toBeUndefined();
    expect(getState('updateEvery', { declaredAt }, now)).toBe('breached');
    const told = { declaredAt, lastUpdateAt: at('12:00:00') };
    expect(getState('updateEvery', told, now)).toBe('running');
    expect(getState('updateEvery', told, now, 'resolved')).toBeUndefined();
  });

  it.each<[string, PlanClockTimes, string | undefined]>([
    ['nothing happened yet', {}, undefined],
    ['declared', { declaredAt: at('08:30:00') }, at('08:30:00')],
    [
      'major before it is declared',
      { majorAt: at('08:40:00') },
      at('08:40:00'),
    ],
    [
      'major after the last update',
      {
        declaredAt: at('08:30:00'),
        lastUpdateAt: at('08:35:00'),
        majorAt: at('08:40:00'),
      },
      at('08:40:00'),
    ],
    [
      'told since it is major',
      { majorAt: at('08:40:00'), lastUpdateAt: at('08:50:00') },
      at('08:50:00'),
    ],
  ])('for updates counts from the latest: %s', (_name, times, start) => {
    const [reading] = getPlanClocks(
      { updateEvery: 'PT1H' },
      { status: 'triage', times: { recordedAt: RECORDED, ...times } },
      at('09:00:00'),
    );
    expect(reading?.startedAt).toBe(start);
  });

  it('never pauses: an incident that was dismissed has none, and brought back counts on', () => {
    expect(getState('contain', {}, at('20:00:00'), 'dismissed')).toBe(
      undefined,
    );
    expect(getState('contain', {}, at('20:00:00'), 'merged')).toBe(undefined);
    expect(getState('contain', {}, at('20:00:00'), 'triage')).toBe('breached');
    expect(PLAN_CLOCK_PAUSE_RULE).toMatch(/^Clocks never pause\./);
  });

  it('says since when it runs, when it is due and what it asks', () => {
    expect(
      getPlanClocks(
        { acknowledge: 'PT15M', resolve: 'P1M' },
        {
          status: 'resolved',
          times: {
            recordedAt: '2026-01-31T08:00:00.000Z',
            acknowledgedAt: '2026-01-31T08:20:00.000Z',
          },
        },
        '2026-02-01T08:00:00.000Z',
      ),
    ).toEqual([
      {
        clock: 'acknowledge',
        state: 'breached',
        startedAt: '2026-01-31T08:00:00.000Z',
        dueAt: '2026-01-31T08:15:00.000Z',
        atRiskAt: '2026-01-31T08:11:15.000Z',
        stoppedAt: '2026-01-31T08:20:00.000Z',
        words: 'Acknowledge within 15 minutes since it was recorded',
      },
      {
        clock: 'resolve',
        state: 'running',
        startedAt: '2026-01-31T08:00:00.000Z',
        dueAt: '2026-02-28T08:00:00.000Z',
        atRiskAt: '2026-02-21T08:00:00.000Z',
        words: 'Resolve within 1 month since it was recorded',
      },
    ]);
  });

  it('only ever moves from running over at risk to breached', () => {
    const ORDER = ['running', 'at-risk', 'breached'];
    fc.assert(
      fc.property(
        fc.constantFrom('PT30M', 'PT4H', 'P2D', 'P1M'),
        fc.array(fc.nat(90 * 24 * 3600 * 1000), { minLength: 2, maxLength: 6 }),
        (resolve, delays) => {
          const ranks = [...delays]
            .sort((a, b) => a - b)
            .map(delay => {
              const now = new Date(Date.parse(RECORDED) + delay).toISOString();
              const [{ state }] = getPlanClocks(
                { resolve },
                { status: 'recovery', times: { recordedAt: RECORDED } },
                now,
              );
              return ORDER.indexOf(state);
            });
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
          expect(ranks).not.toContain(-1);
        },
      ),
    );
  });
});
