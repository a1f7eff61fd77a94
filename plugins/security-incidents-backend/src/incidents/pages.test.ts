import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

describe.each(ENGINES)('pages of a record on %s', engine => {
  let app: TestApp;
  let path: string;
  let corrected: string;

  beforeAll(async () => {
    app = await startApp(engine);
    const { body } = await app.as(ADA).post('/incidents', REPORT);
    path = `/incidents/${body.key}`;
    for (const text of ['One', 'Two', 'Three', 'Four', 'Five']) {
      await app.as(ADA).post(`${path}/steps`, { kind: 'analysis', text });
    }
    const { body: steps } = await app.as(ADA).get(`${path}/steps`);
    corrected = steps.items[0].id;
    await app.as(ADA).post(`${path}/steps`, {
      kind: 'analysis',
      text: 'One, corrected',
      supersedes: corrected,
    });
    // A neighbour whose entries must never be among them.
    const other = await app.as(ADA).post('/incidents', REPORT);
    await app
      .as(ADA)
      .post(`/incidents/${other.body.key}/steps`, { kind: 'other', text: 'x' });
  });
  afterAll(() => app.stop());

  async function readAll(list: string, limit: number) {
    const pages = [];
    let cursor = '';
    do {
      const { body } = await app
        .as(BOB)
        .get(`${path}/${list}?limit=${limit}${cursor}`)
        .expect(200);
      pages.push(body);
      cursor = body.pageInfo.nextCursor
        ? `&cursor=${body.pageInfo.nextCursor}`
        : '';
    } while (cursor);
    return pages;
  }

  it.each([
    ['steps', 6],
    ['timeline', 7],
  ])('%s come whole unless a page is asked for', async (list, count) => {
    const { body } = await app.as(BOB).get(`${path}/${list}`);
    expect(body.items).toHaveLength(count);
    expect(body.totalItems).toBe(count);
    expect(body.pageInfo).toEqual({});

    for (const limit of [1, 2, 3, count, 200]) {
      const pages = await readAll(list, limit);
      expect(pages.flatMap(page => page.items)).toEqual(body.items);
      expect(pages).toHaveLength(Math.ceil(count / limit));
      for (const page of pages) expect(page.totalItems).toBe(count);
    }
  });

  it('points a step at its correction though that is on a later page', async () => {
    const { body } = await app.as(BOB).get(`${path}/steps?limit=1`);
    expect(body.items[0]).toMatchObject({
      id: corrected,
      text: 'One',
      supersededBy: expect.any(String),
    });
  });

  it('shows what is recorded meanwhile behind the last page', async () => {
    const { body: first } = await app.as(BOB).get(`${path}/timeline?limit=4`);
    await app.as(ADA).post(`${path}/steps`, { kind: 'other', text: 'Later' });
    const { body: rest } = await app
      .as(BOB)
      .get(`${path}/timeline?limit=200&cursor=${first.pageInfo.nextCursor}`);
    const seqs = [...first.items, ...rest.items].map(entry => entry.seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('verifies the whole chain, whatever a page shows', async () => {
    const { body: page } = await app.as(BOB).get(`${path}/timeline?limit=1`);
    const { body } = await app.as(BOB).get(`${path}/verification`);
    expect(body).toMatchObject({ status: 'ok', entries: page.totalItems });
  });

  it('stops at a thousand when nothing is asked for, and says that more follows', async () => {
    const [incident] = await app.knex('incidents').orderBy('seq').limit(1);
    const [entry] = await app
      .knex('timeline_entries')
      .where({ incident_seq: incident.seq, seq: 1 });
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      ...entry,
      seq: 1_001 + index,
    }));
    for (let start = 0; start < rows.length; start += 50) {
      await app.knex('timeline_entries').insert(rows.slice(start, start + 50));
    }
    const { body } = await app.as(BOB).get(`${path}/timeline`);
    expect(body.items).toHaveLength(1_000);
    expect(body.totalItems).toBe(1_008);
    const { body: rest } = await app
      .as(BOB)
      .get(`${path}/timeline?cursor=${body.pageInfo.nextCursor}`);
    expect(rest.items).toHaveLength(8);
    expect(rest.pageInfo).toEqual({});
  });

  it.each([
    ['limit=0', /^limit: must be a whole number from 1 to 200/],
    ['limit=201', /^limit: must be a whole number from 1 to 200/],
    ['cursor=abc', /^cursor: must be the nextCursor/],
    ['cursor=', /^cursor: must be the nextCursor/],
    ['offset=5', /^offset: unknown parameter, must be one of limit, cursor/],
  ])('refuses %s', async (query, message) => {
    for (const list of ['steps', 'timeline']) {
      const answer = await app.as(BOB).get(`${path}/${list}?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(message);
    }
  });

  it('refuses the cursor of the other list', async () => {
    const { body } = await app.as(BOB).get(`${path}/steps?limit=1`);
    const answer = await app
      .as(BOB)
      .get(`${path}/timeline?cursor=${body.pageInfo.nextCursor}`);
    expect(answer.status).toBe(400);
  });
});
