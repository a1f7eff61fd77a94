import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

describe.each(ENGINES)('searching incidents on %s', engine => {
  let app: TestApp;
  const titles = [
    'Leak in München',
    '決済システムの障害報告',
    'Straße of the API gateway',
  ];

  beforeAll(async () => {
    app = await startApp(engine);
    for (const title of titles) {
      await app.as(ADA).post('/incidents', { ...REPORT, title });
    }
  });
  afterAll(() => app.stop());

  const search = async (q: string) => {
    const { body } = await app
      .as(ADA)
      .get(`/incidents?q=${encodeURIComponent(q)}`)
      .expect(200);
    expect(body.totalItems).toBe(body.items.length);
    return body.items.map((item: { title: string }) => item.title);
  };

  it.each([
    ['munchen', [titles[0]]],
    ['MÜNCHEN', [titles[0]]],
    ['mu\u0308nch', [titles[0]]],
    ['障害', [titles[1]]],
    ['ｼｽﾃﾑ', [titles[1]]],
    ['STRASSE ａｐｉ', [titles[2]]],
    ['…', []],
    ['---', []],
    ['🔥', []],
    ['障報', []],
  ])('finds by %s: %j', async (q, found) => {
    expect(await search(q)).toEqual(found);
  });

  it('finds by words from before they were normalised, once the read model was checked', async () => {
    await app
      .knex('search_words')
      .where({ word: 'munchen' })
      .update({ word: 'münchen' });
    expect(await search('munchen')).toEqual([]);
    await app.runTask('check-read-model');
    expect(app.warnings).toEqual([
      expect.stringMatching(/^Repaired the read model: search_words: incident/),
    ]);
    app.warnings.length = 0;
    expect(await search('munchen')).toEqual([titles[0]]);
    const words = await app.knex('search_words').where({ word: 'münchen' });
    expect(words).toEqual([]);
  });

  it('finds everything when the query is blank', async () => {
    expect((await search(' ')).sort()).toEqual([...titles].sort());
  });

  it('answers a query of very many words', async () => {
    const words = Array.from({ length: 40 }, (_, index) => `w${index}`);
    expect(await search(words.join(' '))).toEqual([]);
  });
});
