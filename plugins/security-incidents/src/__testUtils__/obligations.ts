import {
  type IncidentObligations,
  type Obligation,
  OBLIGATION_RULES,
  OBLIGATION_STATES,
  type ObligationPage,
  type ObligationRules,
  type RegisteredObligation,
  SHIPPED_CALENDARS,
} from 'backstage-plugin-security-incidents-common';

/** The time of the answers. */
export const AS_OF = '2026-11-30T10:30:00.000Z';

export const findRule = (id: string) =>
  OBLIGATION_RULES.find(rule => rule.id === id)!;

/** GDPR 33(1) of an incident that was declared at 08:07. */
export function testObligation(changes: Partial<Obligation> = {}): Obligation {
  return {
    id: 'a1',
    rule: findRule('gdpr-33-1'),
    state: 'to-assess',
    raisedAt: '2026-11-30T07:52:00.000Z',
    dueBasis: 'earliest',
    startsAt: '2026-11-30T08:07:00.000Z',
    atRiskAt: '2026-12-02T14:07:00.000Z',
    dueAt: '2026-12-03T08:07:00.000Z',
    version: 1,
    ...changes,
  };
}

/** The obligations of one incident. */
export function testIncidentObligations(
  changes: Partial<IncidentObligations> = {},
): IncidentObligations {
  return {
    items: [],
    moments: {
      detectedAt: '2026-11-30T07:48:00.000Z',
      recordedAt: '2026-11-30T07:52:00.000Z',
      declaredAt: '2026-11-30T08:07:00.000Z',
      isMajorProposed: false,
    },
    personalData: 'unknown',
    crossBorder: 'unknown',
    suspectedMalicious: 'unknown',
    notRaised: [],
    mayDecide: true,
    asOf: AS_OF,
    ...changes,
  };
}

/** A row of the register. */
export function testRegistered(
  changes: Partial<Obligation> = {},
  title = 'Live gateway key in a public repository',
): RegisteredObligation {
  return {
    ...testObligation(changes),
    incident: {
      id: '0d6a5a0e-5d1f-4d0c-9a57-3a6c1b1f0052',
      key: 'SEC-2026-0052',
      title,
      status: 'containment',
      severity: 'high',
      visibility: 'open',
      entityRef: 'component:default/payments-api',
      moments: testIncidentObligations().moments,
    },
  };
}

/** A page of the register. */
export function testRegister(
  items: RegisteredObligation[] = [],
  totalItems = items.length,
): ObligationPage {
  const counts = OBLIGATION_STATES.map(state => [
    state,
    items.filter(item => item.state === state).length,
  ]);
  return {
    items,
    totalItems,
    pageInfo: {},
    counts: Object.fromEntries(counts),
    asOf: AS_OF,
  };
}

/** The rules of an organisation that chose the GDPR. */
export const testRules: ObligationRules = {
  items: OBLIGATION_RULES.map(rule =>
    rule.regime === 'gdpr' || rule.state === 'draft'
      ? rule
      : { ...rule, state: 'off', stateReason: 'Not chosen' },
  ),
  regimes: ['gdpr'],
  zone: 'UTC',
  calendars: SHIPPED_CALENDARS.map(({ id, title, zone, endOfDay }) => ({
    id,
    title,
    zone,
    endOfDay,
    holidays: [],
  })),
};
