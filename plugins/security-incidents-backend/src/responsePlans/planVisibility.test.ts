import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { BOB, ENGINES, startApp, type TestApp } from '../__testUtils__/harness';
import { PLAN_CATALOG } from '../__testUtils__/planCatalog';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const EVE = 'user:default/eve';
const CATALOG_READ = 'catalog.entity.read';
const OWNED_ONLY: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: [EVE] },
  },
};

describe.each(ENGINES)('access to response plans on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, { entities: PLAN_CATALOG });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());
  beforeEach(() => app.setCatalogDown(false));

  it('does not distinguish missing and hidden services', async () => {
    app.catalog.hide(BOB, PAYMENTS);
    const answerFor = async (name: string) => {
      const { status, body } = await app
        .as(BOB)
        .get(`/response-plans?entityRef=component:default/${name}`);
      expect(status).toBe(404);
      return body.error.message.replace(name, '');
    };
    expect(await answerFor('payments-api')).toBe(await answerFor('nowhere'));
    app.catalog.hide(BOB);
  });

  describe('with conditional catalog access', () => {
    beforeAll(() => {
      app.decide(EVE, CATALOG_READ, OWNED_ONLY);
      app.decide(BOB, CATALOG_READ, { result: AuthorizeResult.DENY });
      app.catalog.hide(
        EVE,
        PAYMENTS,
        'component:default/ledger',
        'resource:default/cards-db',
      );
    });
    afterAll(() => {
      app.decide(BOB, CATALOG_READ, { result: AuthorizeResult.ALLOW });
    });

    it('leaves hidden services out of items, totals, percentage and file', async () => {
      const { body } = await app.as(EVE).get('/response-plans/coverage');
      expect(body).toMatchObject({
        totalItems: 3,
        services: 3,
        passing: { plans: 1 },
      });
      const csv = await app.as(EVE).get('/response-plans/coverage.csv');
      expect(csv.text.trim().split('\r\n')).toHaveLength(4);
      expect(csv.text).not.toContain('payments-api');
      const json = await app.as(EVE).get('/response-plans/coverage.json');
      expect(JSON.parse(json.text)).toHaveLength(3);
      expect(json.text).not.toContain('payments-api');
    });

    it('reads the list from the catalog once a minute', async () => {
      await app.as(EVE).get('/response-plans/coverage');
      const before = app.catalog.asked();
      await app.as(EVE).get('/response-plans/coverage');
      expect(app.catalog.asked()).toBe(before);
    });

    it('shows no plans on the card of a hidden service', async () => {
      const card = (user: string, name: string) =>
        app.as(user).get(`/entities/component/default/${name}/overview`);
      const hidden = await card(EVE, 'payments-api');
      expect(hidden.status).toBe(200);
      expect(hidden.body).not.toHaveProperty('readiness');
      expect(hidden.body).not.toHaveProperty('plans');
      expect((await card(EVE, 'legacy')).body).toHaveProperty('readiness');
      expect((await card(BOB, 'legacy')).body).not.toHaveProperty('readiness');
    });

    it('answers 503 while the catalog is unavailable', async () => {
      app.setCatalogDown(true);
      const answer = await app
        .as(EVE)
        .get(`/response-plans?entityRef=${PAYMENTS}`);
      expect(answer.status).toBe(503);
      const card = await app
        .as(EVE)
        .get('/entities/component/default/legacy/overview');
      expect(card.status).toBe(200);
      expect(card.body).not.toHaveProperty('readiness');
    });

    it('shows nothing when access is denied', async () => {
      const { body } = await app.as(BOB).get('/response-plans/coverage');
      expect(body).toMatchObject({ items: [], totalItems: 0, ready: 0 });
      await app
        .as(BOB)
        .get(`/response-plans?entityRef=${PAYMENTS}`)
        .expect(404);
    });
  });

  it('needs permission to see plans', async () => {
    app.deny('user:default/mallory', 'security-incidents.plan.read');
    for (const path of [
      `/response-plans?entityRef=${PAYMENTS}`,
      '/response-plans/coverage',
      '/response-plans/coverage.csv',
      '/response-plans/coverage.json',
    ]) {
      const { status, body } = await app.as('user:default/mallory').get(path);
      expect(status).toBe(403);
      expect(body.error.message).toContain('security-incidents.plan.read');
    }
  });
});
