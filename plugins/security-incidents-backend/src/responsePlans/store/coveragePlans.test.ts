import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  fillRuns,
  manyPlans,
  manyServices,
} from '../../__testUtils__/fillPlans';
import { insertMany } from '../../database/insertMany';
import { fillHistory, settle, walksOf } from '../../__testUtils__/queryPlans';
import { DatabaseIncidentsStore } from '../../incidents/store/DatabaseIncidentsStore';
import { DatabasePlansStore } from './DatabasePlansStore';
import type { CoverageFilter } from './PlansStore';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const SERVICES = 5_000;
const passing = {
  reviewed: ['responseplan:default/plan-1'],
  tested: ['responseplan:default/plan-1'],
  watched: ['github'],
};

describe.each(databases.eachSupportedId())('on %s', engine => {
  let db: Knex;
  let store: DatabasePlansStore;

  beforeAll(async () => {
    db = await databases.init(engine);
    const database = { getClient: async () => db };
    await DatabaseIncidentsStore.create(database);
    store = await DatabasePlansStore.create(database);
    await fillHistory(db);
    await fillRuns(db);
    await store.save(
      { plans: manyPlans(), services: manyServices(SERVICES) },
      'first',
      '2026-11-25T00:00:00.000Z',
    );
    await insertMany(
      db,
      'service_watches',
      manyServices(SERVICES).flatMap(({ entityRef }) =>
        ['github', 'falco'].map(source => ({
          entity_ref: entityRef,
          source_id: source,
          way: 'label',
          value: 'service',
        })),
      ),
    );
    await settle(db);
  });

  it('the plans of one service, with every exercise, walk no table', async () => {
    const walks = await walksOf(db, () =>
      store.findService('component:default/service-77'),
    );
    expect(walks).toEqual([]);
  });

  it('the services below a system walk no table', async () => {
    const refs = ['component:default/service-7', 'component:default/gone'];
    const walks = await walksOf(db, async () => {
      const services = await store.listServices(refs);
      expect(services.map(({ entityRef }) => entityRef)).toEqual([refs[0]]);
    });
    expect(walks).toEqual([]);
  });

  it.each<[string, Partial<CoverageFilter>]>([
    ['an owner', { owner: ['group:default/team-7'] }],
    ['a system', { system: ['system:default/system-7'] }],
    ['a domain', { domain: ['domain:default/domain-7'], gaps: true }],
    [
      'what somebody may see',
      { visible: ['component:default/service-7'], gaps: false },
    ],
  ])('the coverage of %s walks no table', async (_name, query) => {
    const filter = { ...query, passing, limit: 20 };
    const walks = await walksOf(
      db,
      async () => {
        await store.countCoverage(filter);
        await store.listCoverage(filter);
      },
      // For some hundred services, reading who watches any of them at once is cheaper than a look-up for each.
      { except: ['service_watches'] },
    );
    expect(walks).toEqual([]);
  });

  it('the coverage of everything reads services, and nothing of the history', async () => {
    const filter = { passing, limit: 20 };
    const walks = await walksOf(
      db,
      async () => {
        await store.getState();
        await store.countCoverage(filter);
        await store.listCoverage(filter);
      },
      { except: ['known_services', 'service_watches'] },
    );
    expect(walks).toEqual([]);
  });

  it('answers in three statements for 5,000 services', async () => {
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => statements.push(sql);
    db.on('query', listen);
    const filter = { passing, limit: 200 };
    await store.getState();
    const { services } = await store.countCoverage(filter);
    const { items } = await store.listCoverage(filter);
    db.removeListener('query', listen);
    expect(services).toBe(SERVICES);
    expect(items).toHaveLength(200);
    expect(statements).toHaveLength(3);
  });

  it('writes only the rows that changed', async () => {
    const [first, ...rest] = manyServices(SERVICES);
    const written: unknown[][] = [];
    const listen = (query: { sql: string; bindings?: unknown[] }) => {
      if (/^(insert|delete)/i.test(query.sql)) {
        written.push(query.bindings ?? []);
      }
    };
    db.on('query', listen);
    await store.save(
      {
        plans: manyPlans(),
        services: [{ ...first, title: 'Renamed' }, ...rest.slice(1)],
      },
      'second',
      '2026-11-25T00:01:00.000Z',
    );
    db.removeListener('query', listen);
    expect(written).toHaveLength(3);
    expect(written[0]).toContain('Renamed');
    expect(written[1]).toEqual(['component:default/service-1']);
    const { version } = await store.getState();
    expect(version).toBe('second');
    expect((await store.findService(first.entityRef)).service?.title).toBe(
      'Renamed',
    );
  });
});
