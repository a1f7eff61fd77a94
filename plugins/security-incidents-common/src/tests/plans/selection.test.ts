import fc from 'fast-check';
import {
  PLAN_MATCH_SCORES,
  type PlanTargetEntity,
  type ResponsePlan,
  type ResponsePlanSpec,
  selectPlans,
  selectPlansByClass,
} from '../../plans';
import { RSIT_CLASSES, SEVERITIES } from '../../rules';
import { appliesTo, planOf, triggers } from './__testUtils__/arbitraries';

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
const DOCS: PlanTargetEntity = {
  entityRef: 'component:default/docs',
  kind: 'Component',
  ownerRefs: ['group:default/writers'],
  type: 'website',
  tier: '3',
};

const scoped = (
  name: string,
  scope: NonNullable<ResponsePlanSpec['appliesTo']>,
  spec: Partial<ResponsePlanSpec> = {},
) => planOf(name, { appliesTo: scope, ...spec });

const namesOf = (plans: Array<{ plan: ResponsePlan }>) =>
  plans.map(({ plan }) => plan.metadata.name);

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
    ['no scope at all', undefined, 0, 'the default of the organisation'],
    ['a scope of nothing', { priority: 3 }, 0, 'the default'],
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
    const [selected] = selectPlans([planOf('plan', { appliesTo: scope })], {
      affected: [PAYMENTS],
    });
    expect(selected?.score).toBe(score);
    expect(selected && PLAN_MATCH_SCORES[selected.matched.rule]).toBe(score);
    expect(selected?.reason ?? '').toMatch(reason);
  });
});

describe('what a plan is for', () => {
  const phishing = planOf('phishing', {
    triggers: { classifications: ['rsit:fraud/phishing'] },
  });
  const fraud = planOf('fraud', {
    triggers: { classifications: ['rsit:fraud'], severities: ['high', 'low'] },
  });
  const everything = planOf('everything');

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
    const reasonOf = (plan: ResponsePlan, type?: string) =>
      selectPlans([plan], {
        classification: { class: 'fraud', type },
        affected: [PAYMENTS],
      })[0].reason;
    const scope =
      'It is the default of the organisation, which covers everything.';
    expect(reasonOf(fraud)).toBe(
      `${scope} It is for incidents of class "Fraud", at low or high severity.`,
    );
    expect(reasonOf(phishing, 'phishing')).toBe(
      `${scope} It is for incidents of type "Phishing".`,
    );
    expect(reasonOf(phishing)).toBe(
      `${scope} It is for incidents of type "Phishing". The exact type is not decided yet.`,
    );
    expect(reasonOf(everything)).toBe(
      `${scope} It is for incidents of every class.`,
    );
  });

  it('never selects a draft or a retired plan', () => {
    const plans = [
      planOf('draft', { lifecycle: 'draft' }),
      planOf('retired', { lifecycle: 'retired' }),
    ];
    expect(selectPlans(plans, { affected: [PAYMENTS] })).toEqual([]);
  });
});

describe('the order of plans', () => {
  it('is by score, then priority, then name', () => {
    const plans = [
      planOf('zz-default'),
      planOf('aa-default'),
      scoped('default-first', { priority: 50 }),
      scoped('system', { selectors: [{ systems: [PAYMENTS.systemRef!] }] }),
      scoped('tag', { selectors: [{ tags: ['pci'] }], priority: 100 }),
      scoped('named', { entities: [PAYMENTS.entityRef] }),
    ];
    const selected = selectPlans(plans, { affected: [PAYMENTS] });
    expect(namesOf(selected)).toEqual([
      'named',
      'system',
      'tag',
      'default-first',
      'aa-default',
      'zz-default',
    ]);
    expect(selected.map(({ primary }) => primary)).toEqual([
      true,
      ...Array(5).fill(false),
    ]);
  });

  it('says what decided between equals', () => {
    const tie = (priority?: number) =>
      selectPlans(
        [
          scoped('one', { priority }),
          planOf('two', {}, { title: 'The other plan' }),
        ],
        { affected: [PAYMENTS] },
      )[0].reason;
    expect(tie(20)).toMatch(
      '"The other plan" fits equally well, but has the lower priority (0, this one 20).',
    );
    expect(tie()).toMatch(
      '"The other plan" fits equally well; the order is then by name.',
    );
  });

  it('keeps a plan for one type behind those for the class until the type is decided', () => {
    const plans = [
      scoped(
        'phishing',
        { priority: 90 },
        { triggers: { classifications: ['rsit:fraud/phishing'] } },
      ),
      planOf('fraud', { triggers: { classifications: ['rsit:fraud'] } }),
    ];
    const selected = (type?: string) =>
      selectPlans(plans, {
        classification: { class: 'fraud', type },
        affected: [PAYMENTS],
      });
    expect(namesOf(selected())).toEqual(['fraud', 'phishing']);
    expect(selected()[0].reason).toMatch(
      '"phishing" may fit better once the exact type is decided.',
    );
    expect(namesOf(selected('phishing'))).toEqual(['phishing', 'fraud']);
  });

  it('puts the best plan for the service of the highest tier first, and the others behind it by score', () => {
    const plans = [
      scoped('names-docs', { entities: [DOCS.entityRef] }),
      scoped('commerce', { selectors: [{ domains: [PAYMENTS.domainRef!] }] }),
      planOf('default'),
    ];
    const selected = selectPlans(plans, { affected: [DOCS, PAYMENTS] });
    expect(
      selected.map(({ plan, score, matched }) => [
        plan.metadata.name,
        score,
        matched.entityRef,
      ]),
    ).toEqual([
      ['commerce', 40, PAYMENTS.entityRef],
      ['names-docs', 100, DOCS.entityRef],
      ['default', 0, undefined],
    ]);
    expect(selected[0].reason).toMatch(
      'It comes first because payments-api has the highest tier here (1).',
    );
  });

  it('asks the next tier where no plan covers the highest', () => {
    const [first] = selectPlans(
      [scoped('names-docs', { entities: [DOCS.entityRef] })],
      { affected: [PAYMENTS, DOCS] },
    );
    expect(first.matched.entityRef).toBe(DOCS.entityRef);
    expect(first.primary).toBe(true);
  });

  it('lets services without a tier decide together', () => {
    const untiered = [PAYMENTS, DOCS].map(({ tier, ...rest }) => rest);
    const plans = [
      scoped('commerce', { selectors: [{ domains: [PAYMENTS.domainRef!] }] }),
      scoped('names-docs', { entities: [DOCS.entityRef] }),
    ];
    expect(namesOf(selectPlans(plans, { affected: untiered }))).toEqual([
      'names-docs',
      'commerce',
    ]);
  });

  it('leaves the defaults for an incident whose service is not known', () => {
    const plans = [
      scoped('named', { entities: [PAYMENTS.entityRef] }),
      planOf('default'),
    ];
    expect(namesOf(selectPlans(plans, { affected: [] }))).toEqual(['default']);
  });
});

describe('the plans of a service page', () => {
  it('are listed for each class of RSIT, empty where there is none', () => {
    const plans = [
      planOf('fraud', { triggers: { classifications: ['rsit:fraud'] } }),
      scoped(
        'ours',
        { entities: [PAYMENTS.entityRef] },
        {
          triggers: {
            classifications: ['rsit:fraud/phishing', 'rsit:availability'],
            severities: ['critical'],
          },
        },
      ),
    ];
    const byKind = selectPlansByClass(plans, PAYMENTS);
    expect(byKind.map(entry => entry.class)).toEqual(RSIT_CLASSES);
    expect(
      Object.fromEntries(
        byKind
          .filter(entry => entry.plans.length)
          .map(entry => [entry.class, namesOf(entry.plans)]),
      ),
    ).toEqual({ availability: ['ours'], fraud: ['ours', 'fraud'] });
  });
});

describe('whatever the catalog holds', () => {
  const catalog = fc
    .uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z]{1,3}$/),
        appliesTo,
        triggers,
      }),
      { selector: ({ name }) => name, maxLength: 8 },
    )
    .map(entries => entries.map(({ name, ...spec }) => planOf(name, spec)));
  const entity = fc
    .record(
      {
        name: fc.stringMatching(/^[a-z0-9]{1,2}$/),
        systemRef: fc.constantFrom('system:default/a', 'system:default/b'),
        ownerRefs: fc.array(fc.constantFrom('group:default/a', 'group:x/b')),
        tags: fc.array(fc.constantFrom('pci', 'web')),
        tier: fc.constantFrom('1', '2', 'tier-3'),
      },
      { requiredKeys: ['name', 'ownerRefs'] },
    )
    .map(({ name, ...rest }) => ({
      entityRef: `component:default/${name}`,
      kind: 'Component',
      ...rest,
    }));
  const target = fc.record(
    {
      classification: fc.constantFrom(
        ...RSIT_CLASSES.map(rsitClass => ({ class: rsitClass })),
      ),
      severity: fc.constantFrom(...SEVERITIES),
      affected: fc.uniqueArray(entity, {
        selector: ({ entityRef }) => entityRef,
        maxLength: 4,
      }),
    },
    { requiredKeys: ['affected'] },
  );
  const shuffled = <T>(values: readonly T[]) =>
    fc.shuffledSubarray([...values], { minLength: values.length });

  it('the answer is the same, in whatever order plans and services come', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(catalog, target)
          .chain(([plans, wanted]) =>
            fc.tuple(
              fc.constant(plans),
              fc.constant(wanted),
              shuffled(plans),
              shuffled(wanted.affected),
            ),
          ),
        ([plans, wanted, otherPlans, affected]) => {
          const first = selectPlans(plans, wanted);
          expect(selectPlans(plans, wanted)).toEqual(first);
          expect(selectPlans(otherPlans, { ...wanted, affected })).toEqual(
            first,
          );
        },
      ),
    );
  });

  it('exactly the first is primary, and scores never rise behind it', () => {
    fc.assert(
      fc.property(catalog, target, (plans, wanted) => {
        const selected = selectPlans(plans, wanted);
        selected.forEach(({ primary, reason }, index) => {
          expect(primary).toBe(index === 0);
          expect(reason).toMatch(/^.+\.$/);
        });
        const from = wanted.affected.length > 1 ? 1 : 0;
        const scores = selected.slice(from).map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
    );
  });
});
