import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

/** Lets each insert of an incident fail as on a full disk, until the database is repaired. */
async function fillDisk({ knex }: TestApp): Promise<() => Promise<unknown>> {
  if (knex.client.config.client === 'better-sqlite3') {
    // SQLite rounds it up to the number of pages that are in use.
    await knex.raw('PRAGMA max_page_count = 1');
    return () => knex.raw('PRAGMA max_page_count = 1000000');
  }
  await knex.raw(
    `CREATE FUNCTION fill_disk() RETURNS trigger AS $$
      BEGIN RAISE EXCEPTION 'no space for %', NEW.title USING ERRCODE = '53100'; END
    $$ LANGUAGE plpgsql`,
  );
  await knex.raw(
    'CREATE TRIGGER fill_disk BEFORE INSERT ON incidents FOR EACH ROW EXECUTE FUNCTION fill_disk()',
  );
  return () => knex.raw('DROP FUNCTION fill_disk CASCADE');
}

describe.each(ENGINES)('a failing database on %s', engine => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startApp(engine);
  });
  afterEach(() => app.stop());

  it('answers 503 without content when the disk is full', async () => {
    const repair = await fillDisk(app);
    const answer = await app.as(ADA).post('/incidents', {
      ...REPORT,
      title: 'Nightjar',
      // More than the free space of the pages in use.
      summary: 'Nightjar '.repeat(2000),
      visibility: 'restricted',
    });
    await repair();
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body.error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/^The database has no space left/),
    });
    for (const said of [answer.text, app.errors.join('\n')]) {
      expect(said).not.toMatch(/nightjar|insert/i);
    }
    expect(app.errors.join('\n')).toMatch(
      /Database error \((?:53100|SQLITE_FULL)\) in POST \/incidents/,
    );
    await app.as(ADA).post('/incidents', REPORT).expect(201);
  });

  it('answers 500 without content when a statement fails', async () => {
    await app.knex.schema.renameTable('search_words', 'gone');
    const answer = await app.as(ADA).get('/incidents?q=nightjar');
    await app.knex.schema.renameTable('gone', 'search_words');
    expect(answer.status).toBe(500);
    expect(answer.headers['retry-after']).toBeUndefined();
    for (const said of [
      JSON.stringify(answer.body.error),
      app.errors.join('\n'),
    ]) {
      expect(said).not.toMatch(/nightjar|select/i);
    }
  });
});
