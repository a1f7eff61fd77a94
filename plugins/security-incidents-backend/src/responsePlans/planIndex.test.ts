import type { Entity } from '@backstage/catalog-model';
import { ADA, ENGINES } from '../__testUtils__/harness';
import {
  CARDS,
  entity,
  LEAK,
  NOT_WATCHED,
  plan,
  PLAN_CATALOG,
  RETIRED,
} from '../__testUtils__/planCatalog';
import { planCatalogApp, replaced } from '../__testUtils__/planCatalogApp';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';

const without = (...refs: Entity[]) =>
  PLAN_CATALOG.filter(item => !refs.includes(item));

describe.each(ENGINES)('the plan index on %s', engine => {
  const story = planCatalogApp(engine);
  const { plansOf, refsOf, catalogSays } = story;

  it('follows changes of plans, services and groups in the catalog', async () => {
    const retired = {
      ...LEAK,
      spec: { ...LEAK.spec, lifecycle: 'retired' },
    } as Entity;
    story.app.catalog.setEntities(replaced(LEAK, retired));
    expect(await refsOf(PAYMENTS)).toHaveLength(2);
    await story.app.refreshPlans();
    expect(await refsOf(PAYMENTS)).toEqual(['responseplan:default/cards']);

    await catalogSays(without(LEAK, CARDS, RETIRED));
    const { readiness } = await plansOf(PAYMENTS);
    expect(readiness.gaps).toEqual([
      { code: 'no-plan', message: 'There is no approved plan' },
      NOT_WATCHED,
    ]);

    const everything = plan('everything', {}, { title: 'Everything' });
    await catalogSays([
      ...PLAN_CATALOG,
      everything,
      entity('Component', 'fresh', [['ownedBy', 'user:default/carol']]),
      entity('Group', 'team-gone', [['hasMember', 'user:default/carol']]),
    ]);
    expect(await refsOf('component:default/fresh')).toEqual([
      'responseplan:default/everything',
    ]);
    expect((await plansOf('component:default/ledger')).readiness.gaps).toEqual([
      NOT_WATCHED,
    ]);

    await catalogSays(PLAN_CATALOG);
    await story.app
      .as(ADA)
      .get('/response-plans?entityRef=component:default/fresh')
      .expect(404);
  });

  it('does not depend on the order of catalog entities and writes only changes', async () => {
    const board = async () => {
      const { body } = await story.app.as(ADA).get('/response-plans/coverage');
      return { ...body, asOf: undefined };
    };
    const before = { plans: await plansOf(PAYMENTS), board: await board() };
    const written: string[] = [];
    const listen = ({ sql }: { sql: string }) => {
      if (/^(insert|update|delete)/i.test(sql)) written.push(sql);
    };
    story.app.knex.on('query', listen);
    await catalogSays([...PLAN_CATALOG].reverse());
    story.app.knex.removeListener('query', listen);
    expect(written).toEqual([expect.stringContaining('known_catalog')]);
    const { asOf, ...plans } = await plansOf(PAYMENTS);
    expect({ plans, board: await board() }).toEqual({
      plans: { ...before.plans, asOf: undefined },
      board: before.board,
    });
    expect(asOf >= before.plans.asOf).toBe(true);
  });

  it('stays usable and is marked stale while the catalog is unavailable', async () => {
    const before = await plansOf(PAYMENTS);
    story.app.setCatalogDown(true);
    expect(await plansOf(PAYMENTS)).toEqual({ ...before, stale: true });
    await story.app.refreshPlans();
    await story.app.refreshPlans();
    const board = await story.app.as(ADA).get('/response-plans/coverage');
    expect(board.body).toMatchObject({
      totalItems: 6,
      asOf: before.asOf,
      stale: true,
    });
    const told = story.app.warnings.filter(text =>
      text.startsWith('The catalog is unavailable'),
    );
    expect(told).toHaveLength(1);

    story.app.setCatalogDown(false);
    await story.app.refreshPlans();
    expect((await plansOf(PAYMENTS)).stale).toBe(false);
  });

  it('skips and logs an invalid plan', async () => {
    const broken = plan('broken');
    await catalogSays([
      ...PLAN_CATALOG,
      { ...broken, spec: { ...broken.spec, lifecycle: 'live' } } as Entity,
    ]);
    expect(await refsOf(PAYMENTS)).toHaveLength(2);
    expect(story.app.warnings).toContainEqual(
      'responseplan:default/broken is ignored because it is not a valid response plan: spec.lifecycle: is "live": must be one of draft, approved, retired',
    );
  });
});
