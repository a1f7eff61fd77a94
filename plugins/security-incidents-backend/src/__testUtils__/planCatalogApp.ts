import type { TestDatabaseId } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ADA, startApp, type TestApp } from './harness';
import { PLAN_CATALOG } from './planCatalog';

/** Returns the catalog with one changed entity. */
export const replaced = (before: Entity, after: Entity) =>
  PLAN_CATALOG.map(item => (item === before ? after : item));

/** Starts one app for all tests of a block and resets the catalog's plans before each. */
export function planCatalogApp(engine: TestDatabaseId) {
  let app: TestApp;
  const story = {
    get app() {
      return app;
    },
    async plansOf(entityRef: string, query = '', user = ADA) {
      const { body } = await app
        .as(user)
        .get(`/response-plans?entityRef=${entityRef}${query}`)
        .expect(200);
      return body;
    },
    async refsOf(entityRef: string, query = '') {
      const { items } = await story.plansOf(entityRef, query);
      return items.map((item: { planRef: string }) => item.planRef);
    },
    async catalogSays(entities: Entity[]) {
      app.catalog.setEntities(entities);
      await app.refreshPlans();
    },
  };
  beforeAll(async () => {
    app = await startApp(engine, { entities: PLAN_CATALOG });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.setCatalogDown(false);
    await story.catalogSays(PLAN_CATALOG);
  });
  return story;
}
