import { TestDatabases } from '@backstage/backend-test-utils';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { fillRuns } from '../__testUtils__/fillPlans';
import { fillHistory, settle, walksOf } from '../__testUtils__/queryPlans';
import { DatabaseIncidentsStore } from './DatabaseIncidentsStore';
import type { ReadAccess } from './records';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const READER: ReadAccess = {
  restricted: ['user:default/person-1', 'group:default/team-1'],
};
const SERVICE = 'component:default/service-7';

describe.each(databases.eachSupportedId())('on %s', engine => {
  let db: Knex;
  let store: DatabaseIncidentsStore;

  beforeAll(async () => {
    db = await databases.init(engine);
    store = await DatabaseIncidentsStore.create({
      getClient: async () => db,
    });
    await fillHistory(db);
    await fillRuns(db);
    await settle(db);
  });

  it.each<[string, IncidentQuery]>([
    ['what is open', { open: true }],
    ['the newest', {}],
    ['the worst', { orderBy: { field: 'severity', direction: 'desc' } }],
    ['a service', { entityRef: [SERVICE] }],
    [
      'a service, open first',
      {
        entityRef: [SERVICE],
        orderBy: { field: 'openFirst', direction: 'desc' },
      },
    ],
    ['a system', { entityRef: ['system:default/system-3'] }],
    ['an owner', { owner: ['group:default/team-3'], open: true }],
    ['whoever is involved', { involved: ['user:default/person-5'] }],
    ['a word', { q: 'word77' }],
  ])('a list of %s walks no table', async (_name, query) => {
    expect(await walksOf(db, () => store.list(query, READER))).toEqual([]);
  });

  it('a single record walks no table', async () => {
    const walks = await walksOf(db, async () => {
      const incident = await store.findIncident('SEC-2020-77', READER);
      await store.getDetails(incident!);
      await store.plans.getRuns(incident!.seq);
      await store.getSteps(incident!);
      await store.getTimeline(incident!);
      await store.pages.getSteps(incident!, { limit: 1 });
      await store.pages.getTimeline(incident!, { limit: 1 });
    });
    expect(walks).toEqual([]);
  });

  describe.each<[string, ReadAccess]>([
    ['everybody', { restricted: [] }],
    ['a member', READER],
    ['whoever reads what is restricted', { restricted: 'all' }],
  ])('the counts of %s', (_name, access) => {
    // A condition that everything meets: then rows are counted one by one.
    const oneByOne: ReadAccess = {
      ...access,
      onlyIf: { key: 'status', values: ['triage', 'closed'] },
    };

    it.each([
      SERVICE,
      'component:default/service-50',
      'system:default/system-3',
      'group:default/team-50',
    ])('are the same as those of the rows of %s', async ref => {
      const counted = (as: ReadAccess) =>
        Promise.all([
          store.getEntityFigures(ref, as),
          store.getRollUp(ref, 50, as),
          store.getEntityCounts([ref, 'component:default/none'], as),
          ...[undefined, true, false].map(async open => {
            const query = { entityRef: [ref], open, limit: 1 };
            return (await store.list(query, as)).totalItems;
          }),
        ]);
      const kept = await counted(access);
      expect(kept).toEqual(await counted(oneByOne));
      expect(kept[0].total).toBeGreaterThan(0);
    });

    it('walk no table', async () => {
      const ref = 'system:default/system-3';
      const walks = await walksOf(db, async () => {
        await store.getEntityFigures(ref, access);
        await store.getRollUp(ref, 50, access);
        await store.getEntityCounts([ref], access);
        await store.list({ entityRef: [ref], open: true }, access);
      });
      expect(walks).toEqual([]);
    });
  });

  it.each([SERVICE, 'system:default/system-3'])(
    'an overview of %s walks no table',
    async ref => {
      const walks = await walksOf(db, async () => {
        await store.getEntityFigures(ref, READER);
        await store.getRollUp(ref, 50, READER);
        const query = { entityRef: [ref], open: true, limit: 5 };
        const open = await store.listFirst(query, READER);
        await store.getUnfinishedTasksOfFirst(query, READER);
        await store.countContainmentSteps(open.map(({ incident }) => incident));
        await store.getEntityCounts([ref], READER);
      });
      expect(walks).toEqual([]);
    },
  );
});
