import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { PreparedQueries } from './PreparedQueries';

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

  const ask = (length: number, on = db) =>
    queries.rows(on('words').select('word').where({ length }).orderBy('word'));
  const prepared = async () =>
    isPostgres
      ? (await db('pg_prepared_statements').where('name', 'like', 'security-%'))
          .length
      : 0;

  it('prepares a question once, whatever its values', async () => {
    expect(await ask(2)).toEqual([{ word: 'ad' }]);
    expect(await ask(3)).toEqual([{ word: 'ada' }, { word: 'bob' }]);
    expect(await ask(4)).toEqual([]);
    expect(await prepared()).toBe(isPostgres ? 1 : 0);
  });

  it('prepares only so many', async () => {
    for (let count = 1; count <= 120; count += 1) {
      const rows = await queries.rows(
        db('words')
          .select('word')
          .where({ length: 2 })
          .limit(1)
          .whereIn(
            'word',
            Array.from({ length: count }, () => 'ad'),
          ),
      );
      expect(rows).toEqual([{ word: 'ad' }]);
    }
    expect(await prepared()).toBe(isPostgres ? 100 : 0);
  });

  it('prepares nothing in a transaction, which a failure would end', async () => {
    await db.transaction(async trx => {
      const within = new PreparedQueries(trx);
      expect(
        await within.rows(trx('words').select('word').where({ length: 2 })),
      ).toEqual([{ word: 'ad' }]);
    });
    expect(await prepared()).toBe(0);
  });

  it('fails as the question does', async () => {
    await expect(queries.rows(db('words').select('meaning'))).rejects.toThrow(
      /meaning/,
    );
    expect(await ask(2)).toEqual([{ word: 'ad' }]);
  });

  if (isPostgres) {
    it('answers all the same where a pooler hands out another connection each time', async () => {
      await ask(2);
      await db.raw('DEALLOCATE ALL');
      expect(await ask(3)).toEqual([{ word: 'ada' }, { word: 'bob' }]);
      expect(await ask(2)).toEqual([{ word: 'ad' }]);
      expect(await prepared()).toBe(0);
    });

    it('answers all the same when another version changed a table', async () => {
      const all = () => queries.rows(db('words').where({ length: 2 }));
      await all();
      await db.schema.alterTable('words', table => {
        table.string('meaning');
      });
      expect(await all()).toEqual([{ word: 'ad', length: 2, meaning: null }]);
    });
  }
});
