import {
  type ImportReport,
  incidentReadPermission,
  incidentRestrictedReadPermission,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { importFile, sendFile } from '../__testUtils__/imports';

jest.setTimeout(240_000);

const REGISTER = [
  'Nr,Title,Detected,Visibility',
  'IS-1,Later,2024-05-02T00:00:00Z,open',
  'IS-2,Nightjar secret,2024-05-01T00:00:00Z,restricted',
  'IS-3,Last,2025-05-01T00:00:00Z,open',
].join('\n');

describe.each(ENGINES)('rows of imports on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterAll(() => app.stop());

  const check = async (
    content: string,
    options: object = {},
  ): Promise<ImportReport> => {
    const { body } = await sendFile(
      app,
      ADA,
      content,
      options,
      '?dryRun=true',
    ).expect(200);
    return body;
  };

  it('are listed in a dry run with what becomes of each', async () => {
    const content = [
      'Nr,Title,Detected',
      'IS-1,Fine,2024-05-02T00:00:00Z',
      'IS-2,Broken,nonsense',
      'IS-1,Fine,2024-05-02T00:00:00Z',
      'IS-4,Left,2024-05-02T00:00:00Z',
      'IS-5,First of the year,2024-01-02T00:00:00Z',
      'IS-6,Only a day,2024-06-02',
    ].join('\n');
    const options = { leaveOut: [5], mapping: { timeZone: 'Europe/Berlin' } };
    expect((await check(content, options)).rows).toBeUndefined();
    const { rows } = await check(content, { ...options, rowsFrom: 1 });
    expect(rows).toEqual({
      items: [
        {
          row: 2,
          // The repeated row counts for it.
          result: 'fine',
          originalId: 'IS-1',
          title: 'Fine',
          detectedAt: '2024-05-02T00:00:00.000Z',
          key: 'SEC-2024-0002',
        },
        { row: 3, result: 'error', originalId: 'IS-2', title: 'Broken' },
        { row: 4, result: 'duplicate', originalId: 'IS-1', title: 'Fine' },
        { row: 5, result: 'leftOut', originalId: 'IS-4', title: 'Left' },
        {
          row: 6,
          result: 'fine',
          originalId: 'IS-5',
          title: 'First of the year',
          detectedAt: '2024-01-02T00:00:00.000Z',
          key: 'SEC-2024-0001',
        },
        {
          row: 7,
          result: 'note',
          originalId: 'IS-6',
          title: 'Only a day',
          detectedAt: '2024-06-01T22:00:00.000Z',
          key: 'SEC-2024-0003',
        },
      ],
    });
  });

  it('are listed in parts, which lead to each other', async () => {
    const lines = Array.from(
      { length: 120 },
      (_, n) => `Number ${n},2024-05-02T00:00:00Z`,
    );
    const content = `Title,Detected\n${lines.join('\n')}\n`;
    const { rows: second } = await check(content, { rowsFrom: 52 });
    expect(second).toMatchObject({ previousFrom: 2, nextFrom: 102 });
    expect(second!.items.map(({ row }) => row)).toEqual(
      Array.from({ length: 50 }, (_, n) => 52 + n),
    );
    const { rows: last } = await check(content, { rowsFrom: 102 });
    expect(last!.items).toHaveLength(20);
    expect(last!.nextFrom).toBeUndefined();
    const { rows: none } = await check(content, { rowsFrom: 5_000 });
    expect(none!.items).toEqual([]);
    const { body } = await sendFile(app, ADA, content, { rowsFrom: 0 });
    expect(body.error.message).toMatch(/^rowsFrom: /);
  });

  it('lead to the incidents that were made, for whoever may read them', async () => {
    const reader = 'user:default/reader-of-open-ones';
    const nobody = 'user:default/reads-no-incidents';
    app.deny(nobody, incidentReadPermission.name);
    app.deny(reader, incidentRestrictedReadPermission.name);
    const { id } = await importFile(app, ADA, REGISTER);
    const { body } = await app
      .as(ADA)
      .get(`/imports/${id}/incidents`)
      .expect(200);
    expect(body.totalItems).toBe(3);
    expect(
      body.items.map(({ row, originalId, key, restricted }: any) => [
        row,
        originalId,
        key,
        restricted,
      ]),
    ).toEqual([
      [2, 'IS-1', 'SEC-2024-0002', false],
      [3, 'IS-2', 'SEC-2024-0001', true],
      [4, 'IS-3', 'SEC-2025-0001', false],
    ]);
    const { body: page, text } = await app
      .as(reader)
      .get(`/imports/${id}/incidents?limit=1`)
      .expect(200);
    expect(page).toMatchObject({ totalItems: 2, items: [{ row: 2 }] });
    const { body: next, text: rest } = await app
      .as(reader)
      .get(
        `/imports/${id}/incidents?limit=1&cursor=${page.pageInfo.nextCursor}`,
      );
    expect(next).toMatchObject({ items: [{ row: 4 }], pageInfo: {} });
    for (const answer of [text, rest]) {
      expect(answer).not.toMatch(/Nightjar|IS-2|SEC-2024-0001/);
    }
    const refused = await app
      .as(nobody)
      .get(`/imports/${id}/incidents`)
      .expect(403);
    expect(refused.body.error.message).toContain(incidentReadPermission.name);
    await app.as(ADA).get('/imports/gone/incidents').expect(404);
  });
});

describe.each(ENGINES)('saved mappings on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterAll(() => app.stop());

  const save = (user: string, name: string, mapping: object = {}) =>
    app.as(user).post('/imports/mappings', { name, mapping });
  const list = async (user: string) =>
    (await app.as(user).get('/imports/mappings').expect(200)).body.items;

  it('belong to the person who saved them, one of each name', async () => {
    const mapping = {
      columns: { Titel: 'title', Erkannt: 'detectedAt' },
      values: { services: { old: 'component:default/ledger' } },
      timeZone: 'Europe/Berlin',
    };
    const { body: first } = await save(ADA, 'Register', mapping).expect(200);
    expect(first).toMatchObject({ name: 'Register', mapping });
    const { body: second } = await save(ADA, 'Register', {
      dateOrder: 'dmy',
    }).expect(200);
    expect(second.id).toBe(first.id);
    await save(ADA, 'Another').expect(200);
    expect((await list(ADA)).map(({ name }: any) => name)).toEqual([
      'Another',
      'Register',
    ]);
    expect((await list(ADA))[1].mapping).toEqual({ dateOrder: 'dmy' });
    expect(await list(BOB)).toEqual([]);
    await app.as(BOB).delete(`/imports/mappings/${first.id}`).expect(404);
    const { body: deleted } = await app
      .as(ADA)
      .delete(`/imports/mappings/${first.id}`)
      .expect(200);
    expect(deleted).toEqual(second);
    await app.as(ADA).delete(`/imports/mappings/${first.id}`).expect(404);
    expect(await list(ADA)).toHaveLength(1);
    // What was deleted is saved again to undo it.
    await save(ADA, deleted.name, deleted.mapping).expect(200);
    expect(await list(ADA)).toHaveLength(2);
  });

  it('are bounded in number and length', async () => {
    const user = 'user:default/saves-much';
    for (const [name, mapping, rule] of [
      ['', {}, /^name: /],
      ['x'.repeat(101), {}, /^name: /],
      ['Any', { columns: { Titel: 'nothing' } }, /^mapping\.columns/],
      ['Any', { colour: 'red' }, /unknown field/],
      [
        'Any',
        {
          values: {
            services: Object.fromEntries(
              Array.from({ length: 900 }, (_, n) => [
                `${n}${'x'.repeat(240)}`,
                'component:default/ledger',
              ]),
            ),
          },
        },
        /^mapping: must have at most 200000 characters/,
      ],
    ] as const) {
      const { body } = await save(user, name, mapping).expect(400);
      expect(body.error.message).toMatch(rule);
    }
    for (let n = 0; n < 50; n += 1) await save(user, `Number ${n}`).expect(200);
    const { body } = await save(user, 'One more').expect(409);
    expect(body.error.message).toMatch(/^name: you have 50 mappings already/);
    await save(user, 'Number 7', { dateOrder: 'mdy' }).expect(200);
    expect(await list(user)).toHaveLength(50);
  });
});
