import fc from 'fast-check';
import {
  type PlanTargetEntity,
  type ResponsePlan,
  type ResponsePlanSpec,
  selectPlans,
  selectPlansByClass,
} from './index';
import { RSIT_CLASSES, SEVERITIES } from '../rules/index';
import { appliesTo, makePlan, triggers } from './__testUtils__/arbitraries';

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
) => makePlan(name, { appliesTo: scope, ...spec });

const getNames = (plans: Array<{ plan: ResponsePlan }>) =>
  plans.map(({ plan }) => plan.metadata.name);

describe('the order of plans', () => {
  it('is by score, then priority, then name', () => {
    const plans = [
      makePlan('zz-default'),
      makePlan('aa-default'),
      scoped('default-first', { priority: 50 }),
      scoped('system', { selectors: [{ systems: [PAYMENTS.systemRef!] }] }),
      scoped('tag', { selectors: [{ tags: ['pci'] }], priority: 100 }),
      scoped('named', { entities: [PAYMENTS.entityRef] }),
    ];
    const selected = selectPlans(plans, { affected: [PAYMENTS] });
    expect(getNames(selected)).toEqual([
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
          makePlan('two', {}, { title: 'The other plan' }),
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
      makePlan('fraud', { triggers: { classifications: ['rsit:fraud'] } }),
    ];
    const selected = (type?: string) =>
      selectPlans(plans, {
        classification: { class: 'fraud', type },
        affected: [PAYMENTS],
      });
    expect(getNames(selected())).toEqual(['fraud', 'phishing']);
    expect(selected()[0].reason).toMatch(
      '"phishing" may fit better once the exact type is decided.',
    );
    expect(getNames(selected('phishing'))).toEqual(['phishing', 'fraud']);
  });

  it('puts the best plan for the service of the highest tier first, and the others behind it by score', () => {
    const plans = [
      scoped('names-docs', { entities: [DOCS.entityRef] }),
      scoped('commerce', { selectors: [{ domains: [PAYMENTS.domainRef!] }] }),
      makePlan('default'),
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
    expect(getNames(selectPlans(plans, { affected: untiered }))).toEqual([
      'names-docs',
      'commerce',
    ]);
  });

  it('leaves the defaults for an incident whose service is not known', () => {
    const plans = [
      scoped('named', { entities: [PAYMENTS.entityRef] }),
      makePlan('default'),
    ];
    expect(getNames(selectPlans(plans, { affected: [] }))).toEqual(['default']);
  });
});

describe('the plans of a service page', () => {
  it('are listed for each class of RSIT, empty where there is none', () => {
    const plans = [
      makePlan('fraud', { triggers: { classifications: ['rsit:fraud'] } }),
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
          .map(entry => [entry.class, getNames(entry.plans)]),
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
    .map(entries => entries.map(({ name, ...spec }) => makePlan(name, spec)));
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
