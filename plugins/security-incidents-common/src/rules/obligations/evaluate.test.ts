import {
  addBusinessDays,
  getUsFederalHolidays,
  rollOver,
  US_FEDERAL_CALENDAR,
  WEEKDAY_CALENDAR,
} from './calendars';
import {
  evaluateObligation,
  getObligationAtRiskAt,
  getObligationState,
  isRuleInForce,
} from './evaluate';
import { OBLIGATION_RULES } from './shippedRules';
import type { ObligationFacts, ObligationRule } from './types';

const findRule = (id: string): ObligationRule =>
  OBLIGATION_RULES.find(rule => rule.id === id)!;

const recordedAt = '2026-11-30T07:52:00.000Z';
const at = (text: string) => `${text}:00.000Z`;

function evaluate(
  ruleId: string,
  facts: Partial<ObligationFacts>,
  zone = 'utc',
) {
  const { basis, dueAt } = evaluateObligation(
    findRule(ruleId),
    { recordedAt, detectedAt: recordedAt, ...facts },
    { zone, calendars: [US_FEDERAL_CALENDAR, WEEKDAY_CALENDAR] },
  );
  return dueAt === undefined ? basis : `${basis} ${dueAt}`;
}

describe('clocks of the shipped rules', () => {
  it.each<[string, string, Partial<ObligationFacts>, string]>([
    [
      'GDPR 33(1) runs 72 hours from awareness, over a weekend',
      'gdpr-33-1',
      { awareAt: at('2026-11-27T16:20') },
      'due 2026-11-30T16:20:00.000Z',
    ],
    [
      'GDPR 33(1) is assumed from the declaration while awareness is not decided',
      'gdpr-33-1',
      { declaredAt: at('2026-11-30T08:07') },
      'earliest 2026-12-03T08:07:00.000Z',
    ],
    [
      'GDPR 33(1) is assumed from the record before the declaration',
      'gdpr-33-1',
      {},
      'earliest 2026-12-03T07:52:00.000Z',
    ],
    [
      'GDPR 33(2) has no number',
      'gdpr-33-2',
      { awareAt: recordedAt },
      'no-number',
    ],
    ['GDPR 34 has no number', 'gdpr-34', { anchorAt: recordedAt }, 'no-number'],
    [
      'UK GDPR runs 72 hours',
      'uk-gdpr-33-1',
      { awareAt: at('2028-02-27T12:00') },
      'due 2028-03-01T12:00:00.000Z',
    ],
    [
      'hours run through the end of summer time',
      'gdpr-33-1',
      { awareAt: at('2026-10-23T12:00') },
      'due 2026-10-26T12:00:00.000Z',
    ],
    [
      'NIS2 early warning runs 24 hours',
      'nis2-early-warning',
      { awareAt: at('2026-12-31T23:30') },
      'due 2027-01-01T23:30:00.000Z',
    ],
    [
      'NIS2 notification runs from awareness, not from the early warning',
      'nis2-notification',
      { awareAt: at('2026-03-01T10:00'), submittedAt: at('2026-03-02T09:00') },
      'due 2026-03-04T10:00:00.000Z',
    ],
    [
      'NIS2 intermediate comes when it is asked for',
      'nis2-intermediate',
      {},
      'no-number',
    ],
    [
      'NIS2 final waits for the notification',
      'nis2-final',
      { awareAt: at('2026-01-28T10:00') },
      'waiting',
    ],
    [
      'NIS2 final runs a month from the sending, clamped to the end of February',
      'nis2-final',
      { awareAt: at('2026-01-28T10:00'), submittedAt: at('2026-01-31T09:00') },
      'due 2026-02-28T09:00:00.000Z',
    ],
    [
      'NIS2 final ends on 29 February in a leap year',
      'nis2-final',
      { submittedAt: at('2028-01-31T09:00') },
      'due 2028-02-29T09:00:00.000Z',
    ],
    [
      'DORA initial is 4 hours after the classification',
      'dora-initial',
      { awareAt: at('2026-11-30T08:07'), majorAt: at('2026-11-30T10:30') },
      'due 2026-11-30T14:30:00.000Z',
    ],
    [
      'DORA initial is never later than 24 hours after awareness',
      'dora-initial',
      { awareAt: at('2026-11-30T08:07'), majorAt: at('2026-12-01T06:00') },
      'due 2026-12-01T08:07:00.000Z',
    ],
    [
      'DORA initial is 4 hours after a classification that comes after the 24 hours',
      'dora-initial',
      { awareAt: at('2026-11-30T08:07'), majorAt: at('2026-12-01T09:00') },
      'due 2026-12-01T13:00:00.000Z',
    ],
    [
      'DORA initial: a classification at the very end of the 24 hours is still capped',
      'dora-initial',
      { awareAt: at('2026-11-30T08:07'), majorAt: at('2026-12-01T08:07') },
      'due 2026-12-01T08:07:00.000Z',
    ],
    [
      'DORA initial is at the latest 24 hours after awareness before it is classified',
      'dora-initial',
      { awareAt: at('2026-11-29T22:05') },
      'latest 2026-11-30T22:05:00.000Z',
    ],
    [
      'DORA initial assumes awareness from the declaration',
      'dora-initial',
      { declaredAt: at('2026-11-30T08:07') },
      'earliest 2026-12-01T08:07:00.000Z',
    ],
    [
      'DORA initial is at the latest 4 hours after the classification while awareness is not decided',
      'dora-initial',
      { declaredAt: at('2026-11-30T08:07'), majorAt: at('2026-11-30T10:30') },
      'latest 2026-11-30T14:30:00.000Z',
    ],
    [
      'DORA intermediate waits for the sending of the initial one',
      'dora-intermediate',
      { awareAt: recordedAt, majorAt: recordedAt },
      'waiting',
    ],
    [
      'DORA intermediate runs 72 hours from the sending, not from the detection',
      'dora-intermediate',
      { majorAt: recordedAt, submittedAt: at('2026-11-30T12:00') },
      'due 2026-12-03T12:00:00.000Z',
    ],
    [
      'DORA final runs a month from the sending of the intermediate one',
      'dora-final',
      { submittedAt: at('2026-12-31T12:00') },
      'due 2027-01-31T12:00:00.000Z',
    ],
    [
      'CRA early warning of a vulnerability runs 24 hours',
      'cra-vulnerability-warning',
      { awareAt: at('2026-11-30T08:00') },
      'due 2026-12-01T08:00:00.000Z',
    ],
    [
      'CRA notification of a vulnerability runs 72 hours from awareness',
      'cra-vulnerability-notification',
      { awareAt: at('2026-11-30T08:00') },
      'due 2026-12-03T08:00:00.000Z',
    ],
    [
      'CRA final report on a vulnerability waits for the measure',
      'cra-vulnerability-final',
      { awareAt: at('2026-11-30T08:00') },
      'waiting',
    ],
    [
      'CRA final report on a vulnerability is 14 days after the measure',
      'cra-vulnerability-final',
      { anchorAt: at('2026-12-20T15:00') },
      'due 2027-01-03T15:00:00.000Z',
    ],
    [
      'CRA early warning of an incident runs 24 hours',
      'cra-incident-warning',
      { awareAt: at('2026-11-30T08:00') },
      'due 2026-12-01T08:00:00.000Z',
    ],
    [
      'CRA notification of an incident runs 72 hours',
      'cra-incident-notification',
      { awareAt: at('2026-11-30T08:00') },
      'due 2026-12-03T08:00:00.000Z',
    ],
    [
      'CRA final report on an incident runs a month from the notification',
      'cra-incident-final',
      { submittedAt: at('2026-10-31T08:00') },
      'due 2026-11-30T08:00:00.000Z',
    ],
    ['SEC 8-K waits for the determination', 'sec-8k-1-05', {}, 'waiting'],
    [
      'SEC 8-K is due on the fourth business day: Monday to Friday',
      'sec-8k-1-05',
      { anchorAt: at('2026-12-07T15:00') },
      'due 2026-12-11T22:30:00.000Z',
    ],
    [
      'SEC 8-K begins on Monday for a determination on a Saturday',
      'sec-8k-1-05',
      { anchorAt: at('2026-12-05T15:00') },
      'due 2026-12-10T22:30:00.000Z',
    ],
    [
      'SEC 8-K skips Christmas and the weekend after it',
      'sec-8k-1-05',
      { anchorAt: at('2026-12-22T15:00') },
      'due 2026-12-29T22:30:00.000Z',
    ],
    [
      'SEC 8-K counts the day in Washington, not in UTC',
      'sec-8k-1-05',
      { anchorAt: at('2026-12-08T02:00') },
      'due 2026-12-11T22:30:00.000Z',
    ],
    [
      'SEC 8-K ends at 17:30 in summer time',
      'sec-8k-1-05',
      { anchorAt: at('2026-06-30T15:00') },
      // 3 July is the observed Independence Day.
      'due 2026-07-07T21:30:00.000Z',
    ],
    [
      'HIPAA 164.404 is 60 calendar days after the discovery',
      'hipaa-404',
      { anchorAt: at('2026-11-30T08:00') },
      'due 2027-01-29T08:00:00.000Z',
    ],
    [
      'HIPAA 164.404 is assumed from the record',
      'hipaa-404',
      {},
      'earliest 2027-01-29T07:52:00.000Z',
    ],
    [
      'HIPAA 164.406 is 60 days',
      'hipaa-406',
      { anchorAt: at('2028-01-01T00:00') },
      'due 2028-03-01T00:00:00.000Z',
    ],
    [
      'HIPAA 164.408(b) is 60 days',
      'hipaa-408-large',
      { anchorAt: at('2027-01-01T00:00') },
      'due 2027-03-02T00:00:00.000Z',
    ],
    [
      'HIPAA 164.408(c) is 60 days after the end of the year',
      'hipaa-408-small',
      { anchorAt: at('2026-02-10T08:00') },
      'due 2027-03-01T23:59:59.999Z',
    ],
    [
      'HIPAA 164.410 is 60 days',
      'hipaa-410',
      { anchorAt: at('2026-11-30T08:00') },
      'due 2027-01-29T08:00:00.000Z',
    ],
    [
      'PCI DSS has no number',
      'pci-12-10-1',
      { anchorAt: recordedAt },
      'no-number',
    ],
    [
      'CIRCIA would run 72 hours',
      'circia-incident',
      { awareAt: at('2026-11-30T08:00') },
      'due 2026-12-03T08:00:00.000Z',
    ],
  ])('%s', (_words, ruleId, facts, expected) => {
    expect(evaluate(ruleId, facts)).toBe(expected);
  });

  it('counts days and months in the configured zone, over a change of the clocks', () => {
    const facts = { submittedAt: at('2026-09-30T22:30') };
    expect(evaluate('dora-final', facts)).toBe('due 2026-10-30T22:30:00.000Z');
    // 1 October 00:30 in Berlin; the clocks go back on 25 October.
    expect(evaluate('dora-final', facts, 'Europe/Berlin')).toBe(
      'due 2026-10-31T23:30:00.000Z',
    );
    expect(
      evaluate(
        'gdpr-33-1',
        { awareAt: at('2026-10-24T12:00') },
        'Europe/Berlin',
      ),
    ).toBe('due 2026-10-27T12:00:00.000Z');
  });

  it('moves a due time with its moment', () => {
    const later = evaluate('gdpr-33-1', { awareAt: at('2026-11-30T09:00') });
    const earlier = evaluate('gdpr-33-1', { awareAt: at('2026-11-26T09:00') });
    expect(later).toBe('due 2026-12-03T09:00:00.000Z');
    expect(earlier).toBe('due 2026-11-29T09:00:00.000Z');
  });

  it('rolls over to the next business day where a rule says so', () => {
    const rule = {
      ...findRule('dora-final'),
      rollsOver: true,
      calendar: 'weekdays',
    };
    const facts = { recordedAt, detectedAt: recordedAt };
    expect(
      evaluateObligation(rule, {
        ...facts,
        submittedAt: at('2026-10-28T12:00'),
      }),
    ).toMatchObject({ dueAt: '2026-11-30T23:59:00.000Z' });
    expect(rollOver(at('2026-11-28T12:00'), WEEKDAY_CALENDAR)).toBe(
      '2026-11-30T23:59:00.000Z',
    );
    expect(rollOver(at('2026-11-30T12:00'), WEEKDAY_CALENDAR)).toBe(
      '2026-11-30T12:00:00.000Z',
    );
  });

  it('refuses a calendar that does not exist', () => {
    expect(() =>
      evaluateObligation(
        { ...findRule('sec-8k-1-05'), calendar: 'mars' },
        { recordedAt, detectedAt: recordedAt, anchorAt: recordedAt },
      ),
    ).toThrow('Rule sec-8k-1-05: there is no calendar mars');
  });
});

describe('business days', () => {
  it('knows the federal holidays of a year as they are observed', () => {
    expect(getUsFederalHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ]);
  });

  it('observes New Year on the last day of the year before when it is a Saturday', () => {
    expect(getUsFederalHolidays(2021)).toContain('2021-12-31');
    expect(getUsFederalHolidays(2022)).not.toContain('2022-01-01');
    // A Sunday: observed on the Monday after.
    expect(getUsFederalHolidays(2023)).toContain('2023-01-02');
  });

  it('knows no Juneteenth before 2021', () => {
    expect(getUsFederalHolidays(2020)).not.toContain('2020-06-19');
  });

  it('counts from the day after the moment', () => {
    expect(addBusinessDays(at('2026-11-27T23:00'), 1, WEEKDAY_CALENDAR)).toBe(
      '2026-11-30T23:59:00.000Z',
    );
  });
});

describe('states', () => {
  const dueAt = at('2026-11-30T10:00');
  it.each([
    ['to-assess', undefined, '2026-12-01', 'to-assess'],
    ['pending', undefined, '2026-11-30T10:00:00.000Z', 'pending'],
    ['pending', undefined, '2026-11-30T10:00:00.001Z', 'missed'],
    ['submitted', dueAt, '2026-12-01', 'submitted'],
    ['submitted', at('2026-11-30T10:01'), '2026-12-01', 'submitted-late'],
    ['not-applicable', undefined, '2026-12-01', 'not-applicable'],
  ] as const)('%s, sent %s, at %s: %s', (state, submittedAt, now, expected) => {
    expect(getObligationState({ state, dueAt, submittedAt }, now)).toBe(
      expected,
    );
  });

  it('cannot miss what has no number', () => {
    expect(getObligationState({ state: 'pending' }, '2030-01-01')).toBe(
      'pending',
    );
  });

  it('is at risk after three quarters of the time', () => {
    expect(
      getObligationAtRiskAt({
        startsAt: at('2026-11-30T00:00'),
        dueAt: at('2026-12-03T00:00'),
      }),
    ).toBe('2026-12-02T06:00:00.000Z');
  });
});

describe('the table of rules', () => {
  it('has one id each, and names only rules that exist', () => {
    const ids = OBLIGATION_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const followed = OBLIGATION_RULES.flatMap(({ after }) => after ?? []);
    expect(followed.filter(id => !ids.includes(id))).toEqual([]);
  });

  it('says why a rule does not bind', () => {
    const unexplained = OBLIGATION_RULES.filter(
      ({ state, stateReason, effectiveFrom }) =>
        state === 'enabled' ? !effectiveFrom : !stateReason,
    );
    expect(unexplained).toEqual([]);
  });

  it.each([
    ['cra-incident-warning', '2026-09-10T23:59:59.000Z', false],
    ['cra-incident-warning', '2026-09-11T00:00:00.000Z', true],
    ['circia-incident', '2030-01-01T00:00:00.000Z', false],
  ])('%s binds at %s: %s', (id, time, expected) => {
    expect(isRuleInForce(findRule(id), time)).toBe(expected);
  });

  it('ends with the last day of a rule', () => {
    const rule = { ...findRule('gdpr-33-1'), effectiveTo: '2027-06-30' };
    expect(isRuleInForce(rule, '2027-06-30T12:00:00.000Z')).toBe(true);
    expect(isRuleInForce(rule, '2027-07-01T00:00:00.000Z')).toBe(false);
  });
});
