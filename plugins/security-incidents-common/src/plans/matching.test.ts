import {
  PLAN_MATCH_SCORES,
  type PlanTargetEntity,
  type ResponsePlan,
  type ResponsePlanSpec,
  selectPlans,
} from './index';
import { makePlan } from './__testUtils__/arbitraries';

const PAYMENTS: PlanTargetEntity = {
  entityRef: 'component:default/payments-api',
  kind: 'Component',
  systemRef: 'system:default/checkout',
  domainRef: 'domain:default/commerce',
  ownerRefs: ['group:default/team-pay', 'group:default/commerce'],
  type: 'service',
  lifecycle: 'production',
  tags: ['pci'],
  annotations: { 'security-incidents/tier': '1' },
  tier: '1',
};

describe('what makes a plan cover a service', () => {
  it.each<
    [string, ResponsePlanSpec['appliesTo'], number | undefined, string | RegExp]
  >([
    [
      'a plan that names it',
      { entities: ['component:default/payments-api'] },
      100,
      'This plan names payments-api.',
    ],
    [
      'a plan that names it in other letters',
      { entities: ['Component:default/Payments-API'] },
      100,
      'This plan names payments-api.',
    ],
    [
      'its system',
      { selectors: [{ systems: ['system:default/checkout'] }] },
      60,
      'payments-api belongs to the system checkout, which this plan covers.',
    ],
    [
      'its owner',
      { selectors: [{ owners: ['group:default/team-pay'] }] },
      50,
      'payments-api is owned by team-pay, which this plan covers.',
    ],
    [
      'a group above its owner',
      { selectors: [{ owners: ['group:default/commerce'] }] },
      50,
      'is owned by commerce',
    ],
    [
      'its domain',
      { selectors: [{ domains: ['domain:default/commerce'] }] },
      40,
      'belongs to the domain commerce',
    ],
    ['a tag', { selectors: [{ tags: ['pci'] }] }, 30, 'is tagged pci'],
    ['its type', { selectors: [{ types: ['service'] }] }, 30, 'type service'],
    ['its kind', { selectors: [{ kind: ['component'] }] }, 30, 'component'],
    [
      'its lifecycle',
      { selectors: [{ lifecycles: ['production'] }] },
      30,
      'lifecycle production',
    ],
    [
      'an annotation',
      { selectors: [{ annotations: { 'security-incidents/tier': '1' } }] },
      30,
      'is annotated security-incidents/tier: 1',
    ],
    [
      'all that a selector names, with the score of the closest',
      {
        selectors: [{ systems: ['system:default/checkout'], tags: ['pci'] }],
      },
      60,
      'belongs to the system checkout and is tagged pci',
    ],
    [
      'the closest of several selectors',
      {
        selectors: [
          { tags: ['pci'] },
          { owners: ['group:default/team-pay'] },
          { types: ['service'] },
        ],
      },
      50,
      'is owned by team-pay',
    ],
    ['no scope at all', undefined, 0, 'the company default'],
    ['a scope of nothing', { priority: 3 }, 0, 'the company default'],
    [
      'not one part of a selector alone',
      {
        selectors: [{ systems: ['system:default/checkout'], tags: ['web'] }],
      },
      undefined,
      '',
    ],
    [
      'not another service',
      { entities: ['component:default/docs'] },
      undefined,
      '',
    ],
    [
      'not the same value under another annotation',
      { selectors: [{ annotations: { 'example.com/tier': '1' } }] },
      undefined,
      '',
    ],
    [
      'not an empty set of annotations',
      { selectors: [{ annotations: {} }] },
      undefined,
      '',
    ],
  ])('%s', (_, scope, score, reason) => {
    const [selected] = selectPlans([makePlan('plan', { appliesTo: scope })], {
      affected: [PAYMENTS],
    });
    expect(selected?.score).toBe(score);
    expect(selected && PLAN_MATCH_SCORES[selected.matched.rule]).toBe(score);
    expect(selected?.reason ?? '').toMatch(reason);
  });
});

describe('what a plan is for', () => {
  const phishing = makePlan('phishing', {
    triggers: { classifications: ['rsit:fraud/phishing'] },
  });
  const fraud = makePlan('fraud', {
    triggers: { classifications: ['rsit:fraud'], severities: ['high', 'low'] },
  });
  const everything = makePlan('everything');

  it.each<
    [string, Omit<Parameters<typeof selectPlans>[1], 'affected'>, object]
  >([
    [
      'a type brings its plan, that of the class and that for everything',
      { classification: { class: 'fraud', type: 'phishing' } },
      { everything: 'any', fraud: 'class', phishing: 'type' },
    ],
    [
      'another type of the class leaves its plan out',
      { classification: { class: 'fraud', type: 'masquerade' } },
      { everything: 'any', fraud: 'class' },
    ],
    [
      'a class without a type keeps the plans for its types',
      { classification: { class: 'fraud' } },
      { everything: 'any', fraud: 'class', phishing: 'undecided' },
    ],
    [
      'another class leaves both out',
      { classification: { class: 'availability' } },
      { everything: 'any' },
    ],
    [
      'nothing known yet keeps all',
      {},
      { everything: 'any', fraud: 'any', phishing: 'any' },
    ],
    [
      'a severity leaves out the plans for others',
      { severity: 'critical' },
      { everything: 'any', phishing: 'any' },
    ],
  ])('%s', (_, target, expected) => {
    const selected = selectPlans([phishing, fraud, everything], {
      ...target,
      affected: [PAYMENTS],
    });
    expect(
      Object.fromEntries(
        selected.map(({ plan, matched }) => [
          plan.metadata.name,
          matched.trigger,
        ]),
      ),
    ).toEqual(expected);
  });

  it('says what a plan is for, in the words of the lists', () => {
    const getReason = (plan: ResponsePlan, type?: string) =>
      selectPlans([plan], {
        classification: { class: 'fraud', type },
        affected: [PAYMENTS],
      })[0].reason;
    const scope = 'It is the company default.';
    expect(getReason(fraud)).toBe(
      `${scope} It is for incidents of class "Fraud", at low or high severity.`,
    );
    expect(getReason(phishing, 'phishing')).toBe(
      `${scope} It is for incidents of type "Phishing".`,
    );
    expect(getReason(phishing)).toBe(
      `${scope} It is for incidents of type "Phishing". The exact type is not decided yet.`,
    );
    expect(getReason(everything)).toBe(
      `${scope} It is for incidents of every class.`,
    );
  });

  it('never selects a draft or a retired plan', () => {
    const plans = [
      makePlan('draft', { lifecycle: 'draft' }),
      makePlan('retired', { lifecycle: 'retired' }),
    ];
    expect(selectPlans(plans, { affected: [PAYMENTS] })).toEqual([]);
  });
});
