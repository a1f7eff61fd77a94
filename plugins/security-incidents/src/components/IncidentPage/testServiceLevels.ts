import type {
  Escalation,
  PlanClockReading,
  ServiceLevels,
} from 'backstage-plugin-security-incidents-common';

/** The clocks of the design, in the order of the API: one met, two running. */
export function testClocks(): PlanClockReading[] {
  return [
    {
      clock: 'acknowledge',
      state: 'met',
      startedAt: '2026-11-23T07:36:00.000Z',
      dueAt: '2026-11-23T07:51:00.000Z',
      atRiskAt: '2026-11-23T07:47:15.000Z',
      stoppedAt: '2026-11-23T07:41:00.000Z',
      words: 'Acknowledge within 15 minutes since it was recorded',
    },
    {
      clock: 'contain',
      state: 'running',
      startedAt: '2026-11-23T07:32:00.000Z',
      dueAt: '2026-11-23T11:32:00.000Z',
      atRiskAt: '2026-11-23T10:32:00.000Z',
      words: 'Contain within 4 hours since it was recorded',
    },
    {
      clock: 'updateEvery',
      state: 'running',
      startedAt: '2026-11-23T09:00:00.000Z',
      dueAt: '2026-11-23T11:00:00.000Z',
      atRiskAt: '2026-11-23T10:30:00.000Z',
      words:
        'Next update within 2 hours since the last update, or the declaration',
    },
  ];
}

/** {@link testClocks} from a plan, as the API answers them. */
export function testServiceLevels(
  changes: Partial<ServiceLevels> = {},
): ServiceLevels {
  return {
    source: 'plan',
    planRef: 'responseplan:default/leaked-credential',
    planTitle: 'Leaked credential',
    clocks: testClocks(),
    pauseRule: 'Clocks never pause.',
    ...changes,
  };
}

/** One that a breached clock fired and that reached a team. */
export function testEscalation(changes: Partial<Escalation> = {}): Escalation {
  return {
    id: 'escalation-1',
    firedAt: '2026-11-23T09:52:00.000Z',
    kind: 'ladder',
    reason: '2 hours after declaration, and not contained yet',
    to: [{ ref: 'group:default/team-leads', told: true }],
    deliveredAt: '2026-11-23T09:53:00.000Z',
    seq: 22,
    ...changes,
  };
}
