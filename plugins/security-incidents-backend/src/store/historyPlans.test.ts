import { TestDatabases } from '@backstage/backend-test-utils';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { fillHistory, walksOf } from '../__testUtils__/queryPlans';
import { DatabaseIncidentsStore } from './DatabaseIncidentsStore';
import type { HistoryReader } from './HistoryReader';
import type { ReadAccess } from './records';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const READER: ReadAccess = {
  restricted: ['user:default/person-1', 'group:default/team-1'],
};
const YEAR = {
  from: '2021-01-01T00:00:00.000Z',
  to: '2022-01-01T00:00:00.000Z',
};

describe.each(databases.eachSupportedId())('on %s', engine => {
  let db: Knex;
  let history: HistoryReader;

  beforeAll(async () => {
    db = await databases.init(engine);
    const store = await DatabaseIncidentsStore.create({
      getClient: async () => db,
    });
    await fillHistory(db);
    history = store.history;
  });

  it.each(['component:default/service-7', 'system:default/system-3'])(
    'the history of %s walks no table',
    async ref => {
      const walks = await walksOf(db, async () => {
        await history.getTimes(ref, YEAR, READER);
        await history.getMarks(ref, YEAR, 501, READER);
      });
      expect(walks).toEqual([]);
    },
  );

  it.each<[string, IncidentQuery]>([
    ['everything', {}],
    ['a severity', { severity: ['high'] }],
    ['a class', { class: ['fraud'] }],
    ['what is open', { open: true }],
    ['a system', { entityRef: ['system:default/system-3'] }],
    ['a word', { q: 'word77' }],
  ])('a volume of %s walks no table', async (_name, query) => {
    const walks = await walksOf(db, () =>
      history.countByMonth({ ...query, ...YEAR }, READER),
    );
    expect(walks).toEqual([]);
  });
});
