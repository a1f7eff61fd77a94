import { TestDatabases } from '@backstage/backend-test-utils';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { expectNoWalk, fillHistory } from '../__testUtils__/queryPlans';
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
    await expectNoWalk(db, () => store.list(query, READER));
  });

  it.each([SERVICE, 'system:default/system-3'])(
    'an overview of %s walks no table',
    async ref => {
      await expectNoWalk(db, async () => {
        await store.getEntityFigures(ref, READER);
        await store.getRollUp(ref, 50, READER);
        await store.getEntityCounts([ref], READER);
      });
    },
  );
});
