import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { CATALOG_NOT_READ_YET } from 'backstage-plugin-security-incidents-common';
import { catalogOf } from '../__testUtils__/catalog';
import {
  ADA,
  DATABASES,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { LEAK, PLAN_CATALOG } from '../__testUtils__/planCatalog';
import { PlanIndex } from './PlanIndex';
import { DatabaseIncidentsStore } from '../incidents/store/DatabaseIncidentsStore';
import { DatabasePlansStore } from './store/DatabasePlansStore';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const PLAN_PATHS = [
  `/response-plans?entityRef=${PAYMENTS}`,
  '/response-plans/coverage',
  '/response-plans/coverage.csv',
  '/response-plans/coverage.json',
  '/response-plans/default/leaked-credential',
  '/response-plans/default/leaked-credential/cacao',
];
const CARD = '/entities/component/default/payments-api/overview';

const [SERVICE] = PLAN_CATALOG;

describe.each(ENGINES)('the first start on %s', engine => {
  async function emptyStore() {
    const database = mockServices.database({
      knex: await DATABASES.init(engine),
      migrations: { skip: false },
    });
    await DatabaseIncidentsStore.create(database);
    return DatabasePlansStore.create(database);
  }

  /** An index over a catalog whose answer changes with each read; the last one stays. */
  async function indexOver(
    answers: Array<Entity[] | Error>,
    before?: { store: DatabasePlansStore },
  ) {
    const store = before?.store ?? (await emptyStore());
    const catalog = catalogOf([]);
    let readings = 0;
    const auth = mockServices.auth();
    const shutdown = new AbortController();
    const index = new PlanIndex({
      store,
      catalog: catalog.service,
      auth: Object.create(auth, {
        // Called once at the start of each read.
        getOwnServiceCredentials: {
          value: () => {
            const answer = answers[Math.min(readings, answers.length - 1)];
            readings += 1;
            catalog.setDown(answer instanceof Error);
            if (!(answer instanceof Error)) catalog.setEntities(answer);
            return auth.getOwnServiceCredentials();
          },
        },
      }),
      logger: mockServices.logger.mock(),
      clock: () => new Date(),
      firstReadsEveryMs: 0,
    });
    return {
      store,
      shutdown,
      readings: () => readings,
      refresh: () => index.refresh(shutdown.signal),
      plans: async () => (await store.getPlans()).plans.length,
    };
  }

  it('reads a catalog that is still ingesting until two reads are the same', async () => {
    const index = await indexOver([
      new Error('starting'),
      [],
      [LEAK],
      [SERVICE],
      PLAN_CATALOG,
      PLAN_CATALOG,
    ]);
    await index.refresh();
    expect(index.readings()).toBe(6);
    expect(await index.plans()).toBe(3);
    expect((await index.store.getState()).failedAt).toBeUndefined();
  });

  it('then reads once per run', async () => {
    const index = await indexOver([PLAN_CATALOG]);
    await index.refresh();
    expect(index.readings()).toBe(2);
    await index.refresh();
    expect(index.readings()).toBe(3);
  });

  it('keeps its index while a restarted catalog is empty', async () => {
    const before = await indexOver([PLAN_CATALOG]);
    await before.refresh();
    const empty = await indexOver([[], PLAN_CATALOG], before);
    await empty.refresh();
    expect(empty.readings()).toBe(2);
    const filling = await indexOver(
      [[SERVICE], PLAN_CATALOG, PLAN_CATALOG],
      before,
    );
    await filling.refresh();
    expect(filling.readings()).toBe(3);
    expect(await filling.plans()).toBe(3);
    const full = await indexOver([PLAN_CATALOG], before);
    await full.refresh();
    expect(full.readings()).toBe(1);
  });

  it('accepts an empty catalog after a while and continues to read it', async () => {
    const index = await indexOver([[]]);
    await index.refresh();
    expect(index.readings()).toBe(40);
    expect((await index.store.getState()).readAt).toBeDefined();
    await index.refresh();
    expect(index.readings()).toBe(41);
  });

  it('stores nothing of a catalog that is unavailable, and starts again', async () => {
    const index = await indexOver([new Error('down')]);
    await index.refresh();
    expect(index.readings()).toBe(40);
    expect(await index.store.getState()).toMatchObject({
      version: undefined,
      readAt: undefined,
      failedAt: expect.any(String),
    });
  });

  it('does not wait for the catalog when the plugin shuts down', async () => {
    const index = await indexOver([[]]);
    index.shutdown.abort();
    await index.refresh();
    expect(index.readings()).toBe(1);
    expect((await index.store.getState()).readAt).toBeUndefined();
  });

  describe('before the catalog was read', () => {
    let app: TestApp;
    beforeAll(async () => {
      app = await startApp(engine, { entities: PLAN_CATALOG });
    });
    afterAll(() => app.stop());

    it('answers 503 with the reason in place of an empty list', async () => {
      for (const path of PLAN_PATHS) {
        const { status, body } = await app.as(ADA).get(path);
        expect(status).toBe(503);
        expect(body.error).toMatchObject({
          name: 'ServiceUnavailableError',
          message: 'The catalog has not been read yet; retry in a few seconds',
          reason: CATALOG_NOT_READ_YET,
        });
      }
      const card = await app.as(ADA).get(CARD);
      expect(card.status).toBe(200);
      expect(card.body.plansState).toBe('not-read-yet');
      expect(card.body).not.toHaveProperty('readiness');
      // The same for all, whether they exist or not.
      for (const path of ['system/default/cards', 'api/default/never-was']) {
        const { body } = await app.as(ADA).get(`/entities/${path}/overview`);
        expect(body.plansState).toBe('not-read-yet');
      }
    });

    it('states when the catalog is unavailable', async () => {
      app.setCatalogDown(true);
      await app.refreshPlans();
      const { body } = await app.as(ADA).get('/response-plans/coverage');
      expect(body.error.message).toMatch(
        /^The catalog has not been read yet because it is unavailable; /,
      );
      app.setCatalogDown(false);
      await app.refreshPlans();
      const { body: card } = await app.as(ADA).get(CARD);
      expect(card).toHaveProperty('readiness');
      expect(card).not.toHaveProperty('plansState');
    });
  });
});
