import {
  checkTimestamps,
  explainPriority,
  findTransition,
  FROZEN_STATUSES,
  INCIDENT_STATUSES,
  type IncidentStatus,
  LEVELS,
  OPEN_STATUSES,
  PRIORITY_MATRIX,
  RSIT_CLASSES,
  getRsitTypeLabel,
  getRsitTypes,
  STATUS_TRANSITIONS,
  getTransitionsFrom,
} from '../rules';

describe('the status machine', () => {
  it.each<[IncidentStatus, IncidentStatus[]]>([
    ['new', ['triage', 'dismissed', 'merged']],
    ['triage', ['containment', 'resolved', 'dismissed', 'merged']],
    ['containment', ['eradication', 'recovery', 'resolved', 'triage']],
    ['eradication', ['recovery', 'resolved', 'containment']],
    ['recovery', ['resolved', 'containment']],
    ['resolved', ['closed', 'containment']],
    ['closed', ['triage']],
    ['dismissed', ['triage']],
  ])('from %s leads to %j and nowhere else', (from, targets) => {
    expect(getTransitionsFrom(from).map(transition => transition.to)).toEqual(
      targets,
    );
  });

  it('brings a merged incident back to where it was, and only there', () => {
    expect(
      getTransitionsFrom('merged', 'triage').map(transition => transition.to),
    ).toEqual(['triage']);
    expect(findTransition('merged', 'triage', 'new')).toBeUndefined();
  });

  it('asks for a reason for everything but a forward move and a merge', () => {
    for (const { kind, requires, from, to } of STATUS_TRANSITIONS) {
      const needsReason = kind !== 'forward' && kind !== 'merge';
      expect([from, to, requires.includes('reason')]).toEqual([
        from,
        to,
        needsReason,
      ]);
    }
  });

  it('asks for a resolution exactly on the way to resolved', () => {
    for (const { requires, to } of STATUS_TRANSITIONS) {
      expect(requires.includes('resolution')).toBe(to === 'resolved');
    }
  });

  it('knows each status as open or frozen', () => {
    expect([...OPEN_STATUSES, ...FROZEN_STATUSES].sort()).toEqual(
      [...INCIDENT_STATUSES].sort(),
    );
  });
});

describe('priority', () => {
  const nothing = {
    ongoing: 'no',
    personalDataInvolved: 'no',
    services: [],
    repeated: false,
  } as const;

  it('never falls when impact or urgency rises', () => {
    const rank = (impact: number, urgency: number) =>
      PRIORITY_MATRIX[LEVELS[impact]][LEVELS[urgency]];
    for (let high = 1; high < LEVELS.length; high += 1) {
      for (let other = 0; other < LEVELS.length; other += 1) {
        expect(rank(high, other) <= rank(high - 1, other)).toBe(true);
        expect(rank(other, high) <= rank(other, high - 1)).toBe(true);
      }
    }
  });

  it('takes the worse of severity and stated impact', () => {
    const explained = explainPriority({
      ...nothing,
      severity: 'low',
      impact: { functional: 'denial', confidentiality: 'none' },
      urgency: 'medium',
    });
    expect(explained).toMatchObject({
      impactLevel: 'critical',
      base: 'P2',
      raised: false,
      computed: 'P2',
    });
  });

  it.each([
    [{ ongoing: 'yes' as const }, 'attack-ongoing'],
    [{ repeated: true }, 'repeated'],
    [{ personalDataInvolved: 'yes' as const }, 'sensitive-data'],
    [{ services: [{ entityRef: 'component:default/a', tier: '1' }] }, 'tier-1'],
    [
      {
        services: [
          {
            entityRef: 'component:default/a',
            lifecycle: 'production',
            exposure: 'public',
          },
        ],
      },
      'public-production',
    ],
  ])('is raised by one level by %j', (risk, id) => {
    const explained = explainPriority({
      ...nothing,
      ...risk,
      severity: 'medium',
      urgency: 'medium',
    });
    expect(explained).toMatchObject({
      base: 'P3',
      computed: 'P2',
      raised: true,
      riskFactors: [expect.objectContaining({ id })],
    });
  });

  it('stays undecided without urgency, and is never raised above P1', () => {
    expect(
      explainPriority({ ...nothing, severity: 'high' }).computed,
    ).toBeUndefined();
    const top = explainPriority({
      ...nothing,
      severity: 'critical',
      urgency: 'critical',
      repeated: true,
    });
    expect(top).toMatchObject({ computed: 'P1', raised: false });
  });
});

describe('times', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');

  it('accepts the skew of clocks and refuses what is beyond', () => {
    const detectedAt = (time: string) =>
      checkTimestamps({ detectedAt: time }, now);
    expect(detectedAt('2026-11-23T10:05:00Z')).toEqual([]);
    expect(detectedAt('2026-11-23T10:05:01Z')).toEqual([
      {
        field: 'detectedAt',
        rule: 'must not be in the future',
        overridable: false,
      },
    ]);
  });

  it('compares known neighbours when one in between is unknown', () => {
    expect(
      checkTimestamps(
        {
          occurredAt: '2026-11-23T09:00:00Z',
          reportedAt: '2026-11-23T08:00:00Z',
        },
        now,
      ),
    ).toEqual([
      {
        field: 'occurredAt',
        rule: 'must not be later than reportedAt',
        overridable: true,
      },
    ]);
  });
});

describe('the taxonomy', () => {
  it('has types for each class and readable labels', () => {
    for (const name of RSIT_CLASSES) {
      expect(getRsitTypes(name).length).toBeGreaterThan(0);
    }
    expect(getRsitTypes('toString')).toEqual([]);
    expect(getRsitTypeLabel('data-leak')).toBe('Data leak');
    expect(getRsitTypeLabel('c2-server')).toBe('C2 server');
  });
});
