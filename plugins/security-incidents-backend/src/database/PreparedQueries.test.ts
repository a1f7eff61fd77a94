import { TestDatabases } from '@backstage/backend-test-utils';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import createKnex, { type Knex } from 'knex';
import { isInTextList } from '../incidents/store/textList';
import { PreparedQueries } from './PreparedQueries';
import type { ReadAccess } from '../incidents/store/records';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('on %s', engine => {
  const isPostgres = engine.startsWith('POSTGRES');
  let db: Knex;
  let queries: PreparedQueries;

  beforeEach(async () => {
    const made = await databases.init(engine);
    // One connection: it is the one that keeps what is prepared.
    db = isPostgres
      ? createKnex({ ...made.client.config, pool: { min: 1, max: 1 } })
      : made;
    await db.schema.createTable('words', table => {
      table.string('word', 20).primary();
      table.integer('length');
    });
    await db('words').insert([
      { word: 'ad', length: 2 },
      { word: 'ada', length: 3 },
      { word: 'bob', length: 3 },
    ]);
    queries = new PreparedQueries(db);
  });

  afterEach(() => db.destroy());

  const ask = (entityRef: string) =>
    queries.rows('word', { entityRef }, asked =>
      db('words').select('word').where({ word: asked.entityRef }),
    );
  const prepared = async () =>
    isPostgres
      ? (await db('pg_prepared_statements').where('name', 'like', 'security-%'))
          .length
      : 0;

  it('prepares a question once, whatever its values', async () => {
    expect(await ask('ad')).toEqual([{ word: 'ad' }]);
    expect(await ask('ada')).toEqual([{ word: 'ada' }]);
    expect(await ask('eve')).toEqual([]);
    expect(await prepared()).toBe(isPostgres ? 1 : 0);
  });

  it('prepares a question once, whatever the number of its values', async () => {
    const among = (entityRefs: string[]) =>
      queries.rows('words', { entityRefs }, asked =>
        db('words')
          .select('word')
          .where(isInTextList(db, 'word', asked.entityRefs))
          .orderBy('word'),
      );
    expect(await among(['ad'])).toEqual([{ word: 'ad' }]);
    expect(await among(['bob', 'ada', 'eve'])).toEqual([
      { word: 'ada' },
      { word: 'bob' },
    ]);
    expect(await among([])).toEqual([]);
    expect(await prepared()).toBe(isPostgres ? 1 : 0);
  });

  it('takes nothing for the same question that is put in other words', async () => {
    const readable = (access: ReadAccess, query: IncidentQuery = {}) =>
      queries.rows('readable', { access, query }, asked => {
        const { restricted, onlyIf } = asked.access;
        const found = db('words').select('word').orderBy('word');
        if (restricted !== 'all') {
          found.whereIn('word', [...restricted]);
        }
        if (onlyIf) found.where('length', '>', 2);
        return found.limit(asked.query.limit ?? 10);
      });
    const all = [{ word: 'ad' }, { word: 'ada' }, { word: 'bob' }];
    expect(await readable({ restricted: 'all' })).toEqual(all);
    expect(await readable({ restricted: ['ad', 'bob'] })).toEqual([
      { word: 'ad' },
      { word: 'bob' },
    ]);
    expect(await readable({ restricted: ['ada'] })).toEqual([{ word: 'ada' }]);
    expect(await readable({ restricted: [] })).toEqual([]);
    expect(
      await readable({
        restricted: 'all',
        onlyIf: { filter: 'open' },
      } as never),
    ).toEqual([{ word: 'ada' }, { word: 'bob' }]);
    expect(await readable({ restricted: 'all' }, { limit: 1 })).toEqual([
      { word: 'ad' },
    ]);
    expect(await readable({ restricted: 'all' })).toEqual(all);
  });

  it('prepares only so many', async () => {
    const oneOf = (count: number) =>
      queries.rows('many', { query: { limit: count } }, () =>
        db('words')
          .select('word')
          .where({ length: 2 })
          .whereIn(
            'word',
            Array.from({ length: count }, () => 'ad'),
          ),
      );
    for (let count = 1; count <= 120; count += 1) {
      expect(await oneOf(count)).toEqual([{ word: 'ad' }]);
    }
    expect(await prepared()).toBe(isPostgres ? 100 : 0);
  });

  it('prepares nothing in a transaction, which a failure would end', async () => {
    await db.transaction(async trx => {
      const within = new PreparedQueries(trx);
      expect(
        await within.rows('two', {}, () =>
          trx('words').select('word').where({ length: 2 }),
        ),
      ).toEqual([{ word: 'ad' }]);
    });
    expect(await prepared()).toBe(0);
  });

  it('fails as the question does', async () => {
    await expect(
      queries.rows('wrong', {}, () => db('words').select('meaning')),
    ).rejects.toThrow(/meaning/);
    expect(await ask('ad')).toEqual([{ word: 'ad' }]);
  });

  if (isPostgres) {
    it('refuses a question that does something else with a value than to bind it', async () => {
      const asked = queries.rows('part', { entityRef: 'a' }, ({ entityRef }) =>
        db('words').select('word').where('word', 'like', `${entityRef}%`),
      );
      await expect(asked).rejects.toThrow(/must be bound/);
    });

    it('answers all the same where a pooler hands out another connection each time', async () => {
      await ask('ad');
      await db.raw('DEALLOCATE ALL');
      expect(await ask('ada')).toEqual([{ word: 'ada' }]);
      expect(await ask('ad')).toEqual([{ word: 'ad' }]);
      expect(await prepared()).toBe(0);
    });

    it('answers all the same when another version changed a table', async () => {
      const all = () =>
        queries.rows('all', {}, () => db('words').where({ length: 2 }));
      await all();
      await db.schema.alterTable('words', table => {
        table.string('meaning');
      });
      expect(await all()).toEqual([{ word: 'ad', length: 2, meaning: null }]);
    });
  }
});
