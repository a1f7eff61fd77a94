import { explainPriority, PRIORITY_MATRIX } from './priority';
import { LEVELS } from './vocabulary';

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
