import type { RollUpRow } from 'backstage-plugin-security-incidents-common';
import { ADA, ENGINES } from '../__testUtils__/harness';
import { rewriteIncident } from '../__testUtils__/readModel';
import {
  CARDS,
  dayIn,
  NOT_WATCHED,
  PLAN_CATALOG,
} from '../__testUtils__/planCatalog';
import { planCatalogApp, replaced } from '../__testUtils__/planCatalogApp';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';

describe.each(ENGINES)('response plans on %s', engine => {
  const story = planCatalogApp(engine);
  const { plansOf, refsOf, catalogSays } = story;

  it('returns the plans of a service, best first, with reason, state and gaps', async () => {
    const answer = await plansOf(
      PAYMENTS,
      '&class=information-content-security',
    );
    expect(answer).toEqual({
      entityRef: PAYMENTS,
      items: [
        {
          planRef: 'responseplan:default/leaked-credential',
          title: 'Leaked credential',
          version: '2.1.0',
          ownerRef: 'group:default/security-operations',
          score: 100,
          reason: expect.stringContaining('This plan names payments-api.'),
          primary: true,
          classes: ['information-content-security'],
          lastReviewed: dayIn(-60),
          nextReview: expect.stringMatching(/^\d{4}-/),
          lastTested: dayIn(-30),
          gaps: [],
        },
      ],
      byClass: {
        'information-content-security':
          'responseplan:default/leaked-credential',
        availability: 'responseplan:default/cards',
        fraud: 'responseplan:default/cards',
      },
      roles: [
        {
          id: 'commander',
          title: 'Incident commander',
          required: true,
          responsibilities: [],
          principalRef: 'group:default/security-operations',
          deputyRef: 'user:default/sam',
        },
        {
          id: 'service-owner',
          title: 'Service owner',
          required: true,
          responsibilities: ['Rotates the credential'],
          principalRef: 'group:default/team-payments',
        },
        {
          id: 'privacy',
          title: 'Privacy counsel',
          required: false,
          responsibilities: [],
          gap: 'group:default/privacy has no members; user:default/pat is not in the catalog',
        },
        {
          id: 'scribe',
          title: 'Scribe',
          required: false,
          responsibilities: [],
        },
      ],
      readiness: {
        checks: {
          owner: 'pass',
          plans: 'pass',
          reviewed: 'pass',
          tested: 'pass',
          roles: 'fail',
          watched: 'fail',
        },
        gaps: [
          {
            code: 'role-unresolved',
            message:
              'Privacy counsel resolves to nobody: group:default/privacy has no members; user:default/pat is not in the catalog',
            planRef: 'responseplan:default/leaked-credential',
          },
          NOT_WATCHED,
        ],
      },
      asOf: expect.stringMatching(/Z$/),
      stale: false,
    });
  });

  it('proposes none of several plans while no class is given', async () => {
    const { items, undecided, roles, readiness } = await plansOf(PAYMENTS);
    expect(undecided).toBe(true);
    expect(items).toMatchObject([
      {
        planRef: 'responseplan:default/leaked-credential',
        score: 100,
        primary: false,
        reason: expect.stringContaining('This plan names payments-api.'),
      },
      {
        planRef: 'responseplan:default/cards',
        score: 60,
        primary: false,
        classes: ['availability', 'fraud'],
      },
    ]);
    expect(roles).toEqual([]);
    expect(readiness.checks.plans).toBe('pass');
    expect(await plansOf(PAYMENTS, '&class=fraud')).not.toHaveProperty(
      'undecided',
    );
  });

  it.each([
    ['&class=fraud', ['responseplan:default/cards']],
    [
      '&class=information-content-security',
      ['responseplan:default/leaked-credential'],
    ],
    ['&severity=low', ['responseplan:default/cards']],
    ['&class=malicious-code', []],
  ])('narrows the plans to what is known: %s', async (query, refs) => {
    expect(await refsOf(PAYMENTS, query)).toEqual(refs);
  });

  it('resolves the roles of the plan for the requested class', async () => {
    const { roles } = await plansOf(PAYMENTS, '&class=fraud');
    expect(roles).toMatchObject([
      { id: 'service-owner', principalRef: 'group:default/team-payments' },
    ]);
  });

  it('reports a missing owner and the roles that depend on it', async () => {
    const { readiness, roles } = await plansOf('component:default/ledger');
    expect(readiness).toEqual({
      checks: {
        owner: 'fail',
        plans: 'pass',
        reviewed: 'pass',
        tested: 'pass',
        roles: 'fail',
        watched: 'fail',
      },
      gaps: [
        {
          code: 'owner-missing',
          message: 'group:default/team-gone owns it and is not in the catalog',
        },
        {
          code: 'role-unresolved',
          message:
            'Service owner resolves to nobody: group:default/team-gone is not in the catalog',
          planRef: 'responseplan:default/cards',
        },
        NOT_WATCHED,
      ],
    });
    expect(roles[0].gap).toBe('group:default/team-gone is not in the catalog');
  });

  it('names the retired plan when no plan applies', async () => {
    const none = {
      plans: 'fail',
      reviewed: 'n-a',
      tested: 'n-a',
      roles: 'n-a',
      watched: 'fail',
    };
    const brochure = await plansOf('component:default/brochure');
    expect(brochure).toMatchObject({ items: [], byClass: {}, roles: [] });
    expect(brochure.readiness).toEqual({
      checks: { owner: 'pass', ...none },
      gaps: [
        {
          code: 'plan-retired',
          message:
            '"Web defacement" is retired and no approved plan has taken its place',
          planRef: 'responseplan:default/defacement',
        },
        NOT_WATCHED,
      ],
    });
    const legacy = await plansOf('component:default/legacy');
    expect(legacy.readiness).toEqual({
      checks: { owner: 'fail', ...none },
      gaps: [
        { code: 'owner-missing', message: 'It has no owner' },
        {
          code: 'no-plan',
          message: 'None of the 2 approved plans covers it',
        },
        NOT_WATCHED,
      ],
    });
  });

  it('judges review and test by the present day', async () => {
    const spec = (CARDS.spec ?? {}) as object;
    const untested = { metadata: { ...CARDS.metadata, annotations: {} } };
    await catalogSays(
      replaced(CARDS, {
        ...CARDS,
        ...untested,
        spec: {
          ...spec,
          review: { interval: 'P12M', nextDue: dayIn(-1) },
        },
      }),
    );
    const late = await plansOf('api:default/cards-v1');
    expect(late.readiness.checks).toMatchObject({
      reviewed: 'late',
      tested: 'fail',
    });
    expect(late.readiness.gaps).toEqual([
      {
        code: 'review-overdue',
        message: `The review of "Cards" was due on ${dayIn(-1)}`,
        planRef: 'responseplan:default/cards',
      },
      {
        code: 'never-tested',
        message: '"Cards" was never tested',
        planRef: 'responseplan:default/cards',
      },
      NOT_WATCHED,
    ]);
    expect([...late.items[0].gaps, NOT_WATCHED]).toEqual(late.readiness.gaps);

    await catalogSays(
      replaced(CARDS, {
        ...CARDS,
        spec: {
          ...spec,
          review: {
            interval: 'P12M',
            nextDue: dayIn(0),
            testInterval: 'P29D',
          },
        },
      }),
    );
    const { readiness } = await plansOf('api:default/cards-v1');
    expect(readiness.checks).toMatchObject({
      reviewed: 'pass',
      tested: 'late',
    });
    expect(readiness.gaps).toEqual([
      {
        code: 'test-overdue',
        message: `"Cards" was last tested on ${dayIn(
          -30,
        )}, the next test was due on ${dayIn(-1)}`,
        planRef: 'responseplan:default/cards',
      },
      NOT_WATCHED,
    ]);
    await catalogSays(
      replaced(CARDS, { ...CARDS, spec: { ...spec, review: undefined } }),
    );
    expect((await plansOf('api:default/cards-v1')).readiness).toMatchObject({
      checks: { reviewed: 'fail', tested: 'pass' },
      gaps: [
        { message: '"Cards" does not say when it is to be reviewed' },
        NOT_WATCHED,
      ],
    });
  });

  it('counts a closed exercise as a test at once', async () => {
    await catalogSays(
      replaced(CARDS, {
        ...CARDS,
        metadata: { ...CARDS.metadata, annotations: {} },
      }),
    );
    const practise = async (row: Record<string, unknown>) => {
      const { body } = await story.app.as(ADA).post('/incidents', {
        title: 'Practice',
        mode: 'exercise',
        affected: [{ entityRef: 'api:default/cards-v1' }],
      });
      const seq = await rewriteIncident(story.app.knex, body.id, row);
      await story.app.knex('plan_runs').insert({
        id: body.id,
        incident_seq: seq,
        plan_ref: 'responseplan:default/cards',
        title: 'Cards',
        version: '1.0.0',
        content_hash: '',
        content: '{}',
        is_primary: true,
        reason: 'Practice',
        roles: '[]',
        applied_at: body.recordedAt,
        applied_by: ADA,
      });
    };
    const testedOn = async () =>
      (await plansOf('api:default/cards-v1')).items[0].lastTested;
    const closed = { status: 'closed', is_open: false };
    await practise({ title: 'Still going on' });
    await practise({
      ...closed,
      mode: 'real',
      closed_at: `${dayIn(-1)}T10:00:00.000Z`,
    });
    await practise({ ...closed, status: 'dismissed' });
    expect(await testedOn()).toBeUndefined();

    await practise({ ...closed, closed_at: `${dayIn(-9)}T10:00:00.000Z` });
    await practise({ ...closed, closed_at: `${dayIn(-40)}T10:00:00.000Z` });
    expect(await testedOn()).toBe(dayIn(-9));
    const { body } = await story.app
      .as(ADA)
      .get('/response-plans/coverage?q=cards-v1');
    expect(body.items[0]).toMatchObject({
      lastTested: dayIn(-9),
      readiness: { checks: { tested: 'pass' } },
    });
    await catalogSays(PLAN_CATALOG);
    expect(await testedOn()).toBe(dayIn(-9));
    await story.app.knex('plan_runs').delete();
    expect(await testedOn()).toBe(dayIn(-30));
  });

  it('adds readiness, plans and people to the service card with one more statement', async () => {
    const path = '/entities/component/default/payments-api/overview';
    const cardOf = async (user: string, of = path) => {
      let asked = 0;
      const count = () => {
        asked += 1;
      };
      story.app.knex.on('query', count);
      const { body } = await story.app.as(user).get(of).expect(200);
      story.app.knex.removeListener('query', count);
      return { asked, body };
    };
    const NOBODY = 'user:default/nobody';
    story.app.deny(NOBODY, 'security-incidents.plan.read');
    await cardOf(ADA);
    const withPlans = await cardOf(ADA);
    const bare = await cardOf(NOBODY);
    expect(withPlans.asked - bare.asked).toBe(1);
    expect(bare.body).not.toHaveProperty('readiness');
    const { items, readiness } = await plansOf(PAYMENTS);
    const { roles } = await plansOf(
      PAYMENTS,
      '&class=information-content-security',
    );
    expect(withPlans.body).toMatchObject({
      plans: items,
      planKinds: [
        {
          planRef: 'responseplan:default/cards',
          title: expect.any(String),
          classes: ['availability', 'fraud'],
        },
        {
          planRef: 'responseplan:default/leaked-credential',
          title: 'Leaked credential',
          classes: ['information-content-security'],
        },
      ],
      planRoles: roles,
      readiness,
    });
    const system = await cardOf(ADA, '/entities/system/default/cards/overview');
    expect(system.body).not.toHaveProperty('readiness');
  });

  it('shows the readiness of each service on the card of a system with one cached statement', async () => {
    const path = '/entities/system/default/cards/overview';
    for (const name of ['payments-api', 'ledger']) {
      await story.app
        .as(ADA)
        .post('/incidents', {
          title: `Odd calls to ${name}`,
          affected: [{ entityRef: `component:default/${name}` }],
        })
        .expect(201);
    }
    const cardOf = async (user: string) => {
      let asked = 0;
      const count = () => {
        asked += 1;
      };
      story.app.knex.on('query', count);
      const { body } = await story.app.as(user).get(path).expect(200);
      story.app.knex.removeListener('query', count);
      return { asked, body };
    };
    const NOBODY = 'user:default/nobody';
    story.app.deny(NOBODY, 'security-incidents.plan.read');
    await cardOf(ADA);
    const card = await cardOf(ADA);
    const bare = await cardOf(NOBODY);
    expect(card.asked - bare.asked).toBe(1);
    for (const { entityRef, checks } of card.body.rollUp) {
      const { readiness } = await plansOf(entityRef);
      expect({ entityRef, checks }).toEqual({
        entityRef,
        checks: readiness.checks,
      });
    }
    expect(
      card.body.rollUp.map(({ entityRef }: RollUpRow) => entityRef),
    ).toEqual(expect.arrayContaining([PAYMENTS, 'component:default/ledger']));
    for (const row of bare.body.rollUp) {
      expect(row).not.toHaveProperty('checks');
    }
  });

  it.each([
    ['', /^entityRef: is required/],
    ['?entityRef=payments-api', /^entityRef: must be a full entity ref/],
    ['?entityRef=system:default/cards', /^entityRef: must be one of the kinds/],
    [`?entityRef=${PAYMENTS}&class=theft`, /^class: must be one of/],
    [`?entityRef=${PAYMENTS}&severity=high&severity=low`, /^severity: must be/],
    [`?entityRef=${PAYMENTS}&owner=x`, /^owner: unknown parameter/],
    ['/coverage?gaps=yes', /^gaps: must be true or false/],
    ['/coverage?owner=team', /^owner: must be a full entity ref/],
    ['/coverage?limit=0', /^limit: must be a whole number/],
    ['/coverage?cursor=abc', /^cursor: must be the nextCursor/],
    ['/coverage?orderBy=title', /^orderBy: unknown parameter/],
    ['/coverage.csv?limit=5', /^limit: unknown parameter/],
  ])('refuses %s', async (query, message) => {
    const answer = await story.app.as(ADA).get(`/response-plans${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });
});
