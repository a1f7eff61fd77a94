import { mockServices } from '@backstage/backend-test-utils';
import type { PlanEscalation } from 'backstage-plugin-security-incidents-common';
import type { PlanRunRecord } from '../responsePlans/store/planRecords';
import type { IncidentRecord } from '../incidents/store/records';
import { findDueRules, getEscalationRules } from './ladder';
import type { LevelsBasis } from './levels';
import { readServiceLevelSettings } from './settings';

const SETTINGS = readServiceLevelSettings(mockServices.rootConfig());
const at = (time: string) => `2026-11-25T${time}.000Z`;

function basis(
  incident: Partial<IncidentRecord> = {},
  plan?: { escalation?: PlanEscalation[]; sla?: object },
  lastUpdateAt?: string,
): LevelsBasis {
  return {
    incident: {
      status: 'triage',
      severity: 'high',
      detectedAt: at('07:00:00'),
      recordedAt: at('08:00:00'),
      ...incident,
    } as IncidentRecord,
    ...(plan && {
      run: {
        appliedAt: at('08:30:00'),
        content: { spec: plan },
      } as unknown as PlanRunRecord,
    }),
    lastUpdateAt,
  };
}

/** Keys with the time at which they fire; a ladder step is shown by its position. */
function rulesOf(of: LevelsBasis, fired: string[] = []) {
  return getEscalationRules(of, SETTINGS, new Set(fired)).map(
    ({ key, kind, fireAt }) => `${kind === 'ladder' ? kind : key} ${fireAt}`,
  );
}

describe('without a ladder', () => {
  const CLOCKS = {
    acknowledge: 'PT1H',
    contain: 'PT4H',
    updateEvery: 'PT2H',
  };
  const plan = { sla: { high: CLOCKS } };

  it('each clock fires when it is breached, and again after the same time', () => {
    expect(rulesOf(basis({}, plan))).toEqual([
      `clock:acknowledge ${at('09:00:00')}`,
      `owner:acknowledge ${at('10:00:00')}`,
      `clock:contain ${at('12:00:00')}`,
      `owner:contain ${at('16:00:00')}`,
    ]);
  });

  it.each<[string, Partial<IncidentRecord>, string[]]>([
    [
      'acknowledged',
      { acknowledgedAt: at('08:20:00') },
      ['clock:contain', 'owner:contain'],
    ],
    [
      'contained, which nobody does without having seen it',
      { containedAt: at('08:20:00') },
      [],
    ],
    ['resolved', { status: 'resolved', resolvedAt: at('08:20:00') }, []],
    ['dismissed', { status: 'dismissed' }, []],
    ['merged', { status: 'merged' }, []],
    ['closed', { status: 'closed' }, []],
    ['of no severity yet', { severity: undefined }, []],
    // It has no default.
    ['informational', { severity: 'informational' }, []],
  ])('an incident that is %s has what is left', (_name, incident, keys) => {
    expect(
      rulesOf(basis(incident, plan)).map(rule => rule.split(' ')[0]),
    ).toEqual(keys);
  });

  it('a rule that fired does not fire again', () => {
    expect(
      rulesOf(basis({}, plan), ['clock:acknowledge', 'clock:contain']),
    ).toEqual([
      `owner:acknowledge ${at('10:00:00')}`,
      `owner:contain ${at('16:00:00')}`,
    ]);
  });

  it('each update restarts the clock, and parent groups are not notified', () => {
    const declared = {
      declaredAt: at('08:30:00'),
      acknowledgedAt: at('08:10:00'),
      containedAt: at('08:40:00'),
    };
    expect(rulesOf(basis(declared, plan))).toEqual([
      `clock:updateEvery:${at('08:30:00')} ${at('10:30:00')}`,
    ]);
    expect(
      rulesOf(basis(declared, plan, at('10:45:00')), [
        `clock:updateEvery:${at('08:30:00')}`,
      ]),
    ).toEqual([`clock:updateEvery:${at('10:45:00')} ${at('12:45:00')}`]);
  });

  it('a major incident owes updates whatever its other service levels', () => {
    const major = { isMajor: true, majorAt: at('09:00:00') };
    expect(rulesOf(basis({ ...major, severity: undefined }))).toEqual([
      `clock:updateEvery:${at('09:00:00')} ${at('11:00:00')}`,
    ]);
    expect(
      rulesOf(
        basis(
          { ...major, acknowledgedAt: at('08:10:00') },
          {
            sla: { high: { acknowledge: 'PT1H' } },
          },
        ),
      ),
    ).toEqual([`clock:updateEvery:${at('09:00:00')} ${at('11:00:00')}`]);
  });

  it('a plan replaces the configuration for a whole severity', () => {
    expect(rulesOf(basis({}, { sla: { high: { resolve: 'P1M' } } }))).toEqual([
      'clock:resolve 2026-12-25T08:00:00.000Z',
      'owner:resolve 2027-01-25T08:00:00.000Z',
    ]);
    expect(rulesOf(basis({}, { sla: { low: { resolve: 'P1M' } } }))[0]).toBe(
      `clock:acknowledge ${at('09:00:00')}`,
    );
  });

  it('a time outside the calendar never fires and does not affect other rules', () => {
    expect(
      rulesOf(
        basis({}, { sla: { high: { contain: 'PT4H', resolve: 'P9000Y' } } }),
      ),
    ).toEqual([
      `clock:contain ${at('12:00:00')}`,
      `owner:contain ${at('16:00:00')}`,
    ]);
  });
});

describe('with a ladder', () => {
  const notify = [{ role: 'incident-commander' }];
  const sla = { high: { acknowledge: 'PT1H', contain: 'PT4H' } };

  it.each<
    [string, PlanEscalation, Partial<IncidentRecord>, string | undefined]
  >([
    [
      'a breached clock',
      { when: 'sla.contain.breached', notify },
      {},
      at('12:00:00'),
    ],
    [
      'a clock at risk',
      { when: 'sla.contain.at-risk', notify },
      {},
      at('11:00:00'),
    ],
    [
      'a clock at risk that was stopped',
      { when: 'sla.contain.at-risk', notify },
      { containedAt: at('09:00:00') },
      undefined,
    ],
    [
      'a clock that was stopped',
      { when: 'sla.contain.breached', notify },
      { containedAt: at('09:00:00') },
      undefined,
    ],
    [
      'a clock that there is not',
      { when: 'sla.resolve.breached', notify },
      {},
      undefined,
    ],
    [
      'a time after a moment',
      { after: 'PT2H', from: 'detected', notify },
      {},
      at('09:00:00'),
    ],
    [
      'a moment that has not come',
      { after: 'PT2H', from: 'contained', notify },
      {},
      undefined,
    ],
    [
      'the plan itself',
      { after: 'PT15M', from: 'plan-applied', notify },
      {},
      at('08:45:00'),
    ],
    [
      'a time after it was made major',
      { after: 'PT30M', from: 'major', notify },
      { majorAt: at('09:00:00') },
      at('09:30:00'),
    ],
    [
      'unless acknowledged, and it was not',
      { after: 'PT15M', from: 'recorded', unless: 'acknowledged', notify },
      {},
      at('08:15:00'),
    ],
    [
      'unless acknowledged, and it was',
      { after: 'PT15M', from: 'recorded', unless: 'acknowledged', notify },
      { acknowledgedAt: at('08:10:00') },
      undefined,
    ],
    [
      'unless recovered, and it was resolved',
      { after: 'PT15M', from: 'recorded', unless: 'recovered', notify },
      { resolvedAt: at('08:10:00') },
      undefined,
    ],
    [
      'its severity',
      { after: 'PT1H', from: 'recorded', severities: ['high'], notify },
      {},
      at('09:00:00'),
    ],
    [
      'another severity',
      { after: 'PT1H', from: 'recorded', severities: ['critical'], notify },
      {},
      undefined,
    ],
    [
      'a moment before the resolution, once it is resolved',
      { after: 'P2D', from: 'recorded', notify },
      { status: 'resolved', resolvedAt: at('09:00:00') },
      undefined,
    ],
    [
      'the resolution',
      { after: 'P5D', from: 'resolved', notify },
      { status: 'resolved', resolvedAt: at('09:00:00') },
      '2026-11-30T09:00:00.000Z',
    ],
    [
      'a year that there will not be',
      { after: 'P9000Y', from: 'recorded', notify },
      {},
      undefined,
    ],
  ])('%s', (_name, step, incident, fireAt) => {
    expect(rulesOf(basis(incident, { sla, escalation: [step] }))).toEqual(
      fireAt ? [`ladder ${fireAt}`] : [],
    );
  });

  it('clocks follow the ladder only, except for updates that it does not cover', () => {
    const declared = { declaredAt: at('08:00:00') };
    const owed = { high: { contain: 'PT4H', updateEvery: 'PT2H' } };
    const contain = { when: 'sla.contain.breached' as const, notify };
    const update = { when: 'sla.update.breached' as const, notify };
    expect(
      rulesOf(basis(declared, { sla: owed, escalation: [contain] })),
    ).toEqual([
      `clock:updateEvery:${at('08:00:00')} ${at('10:00:00')}`,
      `ladder ${at('12:00:00')}`,
    ]);
    expect(
      rulesOf(basis(declared, { sla: owed, escalation: [contain, update] })),
    ).toEqual([`ladder ${at('10:00:00')}`, `ladder ${at('12:00:00')}`]);
  });

  it('a step keeps its key when it moves, and duplicates count once', () => {
    const first = { when: 'sla.contain.breached' as const, notify };
    const second = { after: 'PT2H', from: 'recorded' as const, notify };
    const keys = (...escalation: PlanEscalation[]) =>
      getEscalationRules(basis({}, { sla, escalation }), SETTINGS, new Set())
        .map(({ key }) => key)
        .sort();
    expect(keys(first, second)).toEqual(keys(second, first, second));
  });

  it('fires for an update at risk and for a missing one in each round', () => {
    const declared = { declaredAt: at('08:00:00') };
    const plan = {
      sla: { high: { updateEvery: 'PT2H' } },
      escalation: [{ when: 'sla.update.at-risk' as const, notify }],
    };
    const of = (lastUpdateAt?: string, fired: string[] = []) =>
      getEscalationRules(
        basis(declared, plan, lastUpdateAt),
        SETTINGS,
        new Set(fired),
      );
    const [first] = of();
    expect(rulesOf(basis(declared, plan))).toEqual([
      `ladder ${at('09:30:00')}`,
      `clock:updateEvery:${at('08:00:00')} ${at('10:00:00')}`,
    ]);
    expect(of(undefined, [first.key])).toHaveLength(1);
    const [next] = of(at('09:45:00'), [first.key]);
    expect(next).toMatchObject({ kind: 'ladder', fireAt: at('11:15:00') });
  });

  it('states the reason in words', () => {
    const escalation: PlanEscalation[] = [
      { when: 'sla.contain.breached', notify, raiseTo: 'major' },
      { when: 'sla.contain.at-risk', notify },
      { after: 'PT2H', from: 'detected', unless: 'contained', notify },
      { after: 'PT30M', from: 'recorded', notify },
    ];
    expect(
      getEscalationRules(
        basis({}, { sla, escalation }),
        SETTINGS,
        new Set(),
      ).map(({ words, reason, raisesToMajor }) => [
        words,
        reason,
        raisesToMajor,
      ]),
    ).toEqual([
      [
        '30 minutes after it was recorded',
        '30 minutes after it was recorded have passed',
        false,
      ],
      [
        '2 hours after detection, unless contained',
        '2 hours after detection, and not contained yet',
        false,
      ],
      [
        'Contain within 4 hours since it was recorded: at risk by then',
        'Contain within 4 hours since it was recorded: at risk since 2026-11-25 11:00 UTC, due by 2026-11-25 12:00 UTC',
        false,
      ],
      [
        'Contain within 4 hours since it was recorded',
        'Contain within 4 hours since it was recorded: overdue since 2026-11-25 12:00 UTC',
        true,
      ],
    ]);
  });
});

it('a rule fires once its time has passed', () => {
  const rules = getEscalationRules(basis(), SETTINGS, new Set());
  const due = (time: string) =>
    findDueRules(rules, at(time)).map(({ key }) => key);
  expect(due('09:00:00')).toEqual([]);
  expect(due('09:00:01')).toEqual(['clock:acknowledge']);
  // After an outage all rules fire, each once.
  expect(due('23:00:00')).toEqual(['clock:acknowledge', 'owner:acknowledge']);
});
