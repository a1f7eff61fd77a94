import { reportsExportPermission } from 'backstage-plugin-security-incidents-common';
import {
  DETECTION_SETTINGS,
  scannerModule,
  watchServices,
} from '../__testUtils__/detections';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  dayIn,
  entity,
  plan,
  PLAN_CATALOG,
} from '../__testUtils__/planCatalog';

jest.setTimeout(120_000);

describe.each(ENGINES)('the coverage on %s', engine => {
  let app: TestApp;

  const board = async (query = '') => {
    const { body } = await app
      .as(ADA)
      .get(`/response-plans/coverage${query}`)
      .expect(200);
    return body;
  };
  const namesOf = (items: Array<{ entityRef: string }>) =>
    items.map(({ entityRef }) => entityRef.split('/')[1]);

  beforeAll(async () => {
    app = await startApp(engine, {
      entities: PLAN_CATALOG,
      features: [scannerModule],
      settings: DETECTION_SETTINGS,
    });
    await app.refreshPlans();
    await watchServices(app, [
      'component:default/payments-api',
      'component:default/brochure',
      'api:default/cards-v1',
      'resource:default/cards-db',
    ]);
  });
  afterAll(() => app.stop());

  it('lists the least ready services first and states the formula of the percentage', async () => {
    const { items, ...figures } = await board();
    expect(figures).toEqual({
      totalItems: 6,
      mayExport: true,
      services: 6,
      ready: 2,
      passing: {
        owner: 4,
        plans: 4,
        reviewed: 4,
        tested: 4,
        roles: 2,
        watched: 4,
      },
      lackingOnly: {
        owner: 0,
        plans: 0,
        reviewed: 0,
        tested: 0,
        roles: 1,
        watched: 0,
      },
      bySystem: [{ systemRef: 'system:default/cards', services: 4, ready: 2 }],
      formula:
        'Services that pass all six checks (owner, plan, reviewed, tested, roles, watched), divided by all components, APIs and resources that the filters leave',
      pageInfo: {},
      asOf: expect.any(String),
      stale: false,
    });
    expect(namesOf(items)).toEqual([
      'legacy',
      'brochure',
      'ledger',
      'payments-api',
      'cards-v1',
      'cards-db',
    ]);
    expect(items[3]).toEqual({
      entityRef: 'component:default/payments-api',
      title: 'Payments',
      ownerRef: 'group:default/team-payments',
      systemRef: 'system:default/cards',
      domainRef: 'domain:default/payments',
      tier: '1',
      planRef: 'responseplan:default/leaked-credential',
      planTitle: 'Leaked credential',
      lastReviewed: dayIn(-60),
      lastTested: dayIn(-30),
      rolesResolved: 2,
      rolesTotal: 3,
      readiness: {
        checks: {
          owner: 'pass',
          plans: 'pass',
          reviewed: 'pass',
          tested: 'pass',
          roles: 'fail',
          watched: 'pass',
        },
        gaps: [expect.objectContaining({ code: 'role-unresolved' })],
        lastWatched: dayIn(0),
      },
    });
  });

  it('has the same counts in SQL as in its rows', async () => {
    const { items, passing, lackingOnly, ready } = await board();
    for (const [check, count] of Object.entries(passing)) {
      const passes = items.filter(
        (item: any) => item.readiness.checks[check] === 'pass',
      );
      expect({ check, count: passes.length }).toEqual({ check, count });
      const lackOnlyThis = items.filter(({ readiness }: any) =>
        Object.entries(readiness.checks).every(
          ([name, state]) => (state === 'pass') === (name !== check),
        ),
      );
      expect({ check, count: lackOnlyThis.length }).toEqual({
        check,
        count: lackingOnly[check],
      });
    }
    const without = items.filter((item: any) => !item.readiness.gaps.length);
    expect(without).toHaveLength(ready);
  });

  it.each([
    ['owner=group:default/team-payments', 4, 4, 2],
    ['owner=group:default/team-gone&owner=group:default/nobody', 1, 1, 0],
    ['system=system:default/cards', 4, 4, 2],
    [
      'domain=domain:default/payments&owner=group:default/team-payments',
      3,
      3,
      2,
    ],
    ['tier=1&tier=2', 2, 2, 0],
    ['gaps=true', 4, 6, 2],
    ['gaps=false', 2, 6, 2],
    ['gaps=true&system=system:default/cards', 2, 4, 2],
    ['lacking=owner', 2, 6, 2],
    ['lacking=owner&lacking=roles', 4, 6, 2],
    ['lacking=roles&system=system:default/cards', 2, 4, 2],
    ['lacking=roles&gaps=false', 0, 6, 2],
    ['lacking=watched', 2, 6, 2],
    ['lacking=watched&system=system:default/cards', 1, 4, 2],
    ['q=PAYM', 1, 1, 0],
    ['q=cards-', 2, 2, 2],
    ['q=%25', 0, 0, 0],
    ['q=c_rds', 0, 0, 0],
  ])('narrows by %s', async (query, totalItems, services, ready) => {
    const answer = await board(`?${query}`);
    expect(answer).toMatchObject({ totalItems, services, ready });
    expect(answer.items).toHaveLength(totalItems);
  });

  it('searches without accents and inside texts without spaces', async () => {
    const named = (name: string, title: string) =>
      entity('Component', name, [], { metadata: { title } });
    app.catalog.setEntities([
      ...PLAN_CATALOG,
      named('zrh', 'Zürich Straße'),
      named('jp', '決済システム障害報告'),
    ]);
    await app.refreshPlans();
    const find = async (q: string) =>
      namesOf((await board(`?q=${encodeURIComponent(q)}`)).items);
    expect(await find('strasse zurich')).toEqual(['zrh']);
    expect(await find('ｼｽﾃﾑ')).toEqual(['jp']);
    expect(await find('障害')).toEqual(['jp']);
    expect(await find('…')).toEqual([]);
    app.catalog.setEntities(PLAN_CATALOG);
    await app.refreshPlans();
    expect(await find('zurich')).toEqual([]);
  });

  it('counts for a group what the groups below it own, at any depth', async () => {
    const group = (name: string, ...children: string[]) =>
      entity(
        'Group',
        name,
        children.map(child => ['parentOf', `group:default/${child}`]),
      );
    const ownedBy = (name: string, owner: string) =>
      entity('Component', name, [['ownedBy', `group:default/${owner}`]]);
    app.catalog.setEntities([
      // The last group closes a cycle.
      group('top', 'middle'),
      group('middle', 'bottom'),
      group('bottom', 'top'),
      group('aside'),
      ownedBy('of-top', 'top'),
      ownedBy('of-bottom', 'bottom'),
      ownedBy('of-aside', 'aside'),
    ]);
    await app.refreshPlans();
    const find = async (owner: string) => {
      const found = await board(`?owner=group:default/${owner}`);
      return { names: namesOf(found.items).sort(), total: found.totalItems };
    };
    expect(await find('top')).toEqual({
      names: ['of-bottom', 'of-top'],
      total: 2,
    });
    expect(await find('aside')).toEqual({ names: ['of-aside'], total: 1 });
    const { text } = await app
      .as(ADA)
      .get('/response-plans/coverage.csv?owner=group:default/top')
      .expect(200);
    expect(text).toContain('of-bottom');
    expect(text).not.toContain('of-aside');

    app.setCatalogDown(true);
    const narrowed = await board('?owner=group:default/top');
    expect(narrowed).toMatchObject({ stale: true, totalItems: 1 });
    app.setCatalogDown(false);
    app.catalog.setEntities(PLAN_CATALOG);
    await app.refreshPlans();
  });

  it('lists the matching systems, least ready first', async () => {
    const inSystem = (name: string, system: string, owner: string) =>
      entity('Component', name, [
        ['ownedBy', `group:default/${owner}`],
        ['partOf', `system:default/${system}`],
      ]);
    const names = Array.from({ length: 9 }, (_, index) => `z-${index}`);
    app.catalog.setEntities([
      ...PLAN_CATALOG,
      plan('everything'),
      ...names.map(name => inSystem(`one-of-${name}`, name, 'team-payments')),
      inSystem('ours', 'small', 'team-gone'),
      inSystem('first', 'large', 'team-gone'),
      inSystem('second', 'large', 'team-gone'),
    ]);
    await app.refreshPlans();
    await watchServices(
      app,
      names.map(name => `component:default/one-of-${name}`),
    );
    const { bySystem } = await board();
    expect(bySystem).toHaveLength(8);
    expect(bySystem.slice(0, 4)).toEqual([
      { systemRef: 'system:default/large', services: 2, ready: 0 },
      { systemRef: 'system:default/small', services: 1, ready: 0 },
      { systemRef: 'system:default/cards', services: 4, ready: 2 },
      { systemRef: 'system:default/z-0', services: 1, ready: 1 },
    ]);
    const { bySystem: narrowed } = await board('?system=system:default/small');
    expect(narrowed).toEqual([
      { systemRef: 'system:default/small', services: 1, ready: 0 },
    ]);
    app.catalog.setEntities(PLAN_CATALOG);
    await app.refreshPlans();
  });

  it('pages without losing or repeating a service', async () => {
    const all = namesOf((await board()).items);
    const seen: string[] = [];
    let cursor: string | undefined = '';
    do {
      const { items, pageInfo, totalItems } = await board(
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      expect(totalItems).toBe(6);
      seen.push(...namesOf(items));
      cursor = pageInfo.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all);
  });

  it('states whether the caller may export it', async () => {
    const mayExport = async () =>
      (await app.as(BOB).get('/response-plans/coverage')).body.mayExport;
    expect(await mayExport()).toBe(true);
    app.deny(BOB, reportsExportPermission.name);
    expect(await mayExport()).toBe(false);
  });

  it('exports a file that is safe to open in a spreadsheet', async () => {
    const answer = await app
      .as(ADA)
      .get('/response-plans/coverage.csv?system=system:default/cards');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="response-plan-coverage-${dayIn(0)}.csv"`,
    );
    const [head, ledger, payments, api, database, end] =
      answer.text.split('\r\n');
    expect(head).toBe(
      '\ufeffservice,title,owner,system,domain,tier,plan,plan title,last reviewed,last tested,roles resolved,roles,last watched,owner check,plan check,review check,test check,roles check,watch check,checks passed,gaps',
    );
    expect(ledger).toMatch(/^component:default\/ledger,ledger,/);
    expect(payments).toBe(
      `component:default/payments-api,Payments,group:default/team-payments,system:default/cards,domain:default/payments,1,responseplan:default/leaked-credential,Leaked credential,${dayIn(
        -60,
      )},${dayIn(-30)},2,3,${dayIn(
        0,
      )},pass,pass,pass,pass,fail,pass,5,Privacy counsel resolves to nobody: group:default/privacy has no members; user:default/pat is not in the catalog`,
    );
    expect(api).toMatch(/,6,$/);
    expect(database).toContain(
      `resource:default/cards-db,"'=HYPERLINK(""https://evil.example.com"")",`,
    );
    expect(end).toBe('');
  });

  it('exports the same services as JSON, as the list has them', async () => {
    const query = '?system=system:default/cards';
    const { body } = await app.as(ADA).get(`/response-plans/coverage${query}`);
    const answer = await app
      .as(ADA)
      .get(`/response-plans/coverage.json${query}`)
      .expect(200);
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="response-plan-coverage-${dayIn(0)}.json"`,
    );
    expect(JSON.parse(answer.text)).toEqual(body.items);
    expect(body.items).toHaveLength(4);
  });
});
