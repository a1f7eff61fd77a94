import {
  type ImportReport,
  importCreatePermission,
  incidentRestrictPermission,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { importFile, sendFile, waitForImport } from '../__testUtils__/imports';

jest.setTimeout(240_000);

const CHECK = '?dryRun=true';
const BERLIN = { mapping: { timeZone: 'Europe/Berlin' } };
const REGISTER = [
  'Nr;Titel;Erkannt;Eingedämmt;Geschlossen;Schwere;Art;System;Maßnahmen;Ursache;Kostenstelle',
  'IS-1;Spam über das Formular;14.02.2023 08:40;14.02.2023 11:05;17.02.2023 16:00;3;Spam;ledger;Form got a limit;No limit;4711',
  'IS-2;Phishing;02.03.2024 14:20;02.03.2024 15:00;03.03.2024 09:00;1;Phishing;pay-gw-old;;;4712',
  'IS-3;Verlorenes Notebook;14.07.2023;15.07.2023 10:00;20.07.2023;2;Datenverlust;payments-api, ledger;;;',
].join('\r\n');

describe.each(ENGINES)('imports of incidents on %s', engine => {
  let app: TestApp;

  const check = async (
    content: string | Buffer,
    options: object = {},
    user = ADA,
  ): Promise<ImportReport> => {
    const { body } = await sendFile(app, user, content, options, CHECK).expect(
      200,
    );
    return body;
  };
  const count = async (table: string) => {
    const [{ total }] = await app.knex(table).count({ total: '*' });
    return Number(total);
  };
  /** What every refused file must leave behind. */
  const expectNothing = async (before: number) => {
    expect(await count('incidents')).toBe(before);
    expect(await count('import_files')).toBe(0);
  };

  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterAll(() => app.stop());

  it('say what would happen and store nothing', async () => {
    const before = await count('incidents');
    const report = await check(Buffer.from(REGISTER, 'latin1'), {
      ...BERLIN,
      fileName: 'register.csv',
    });
    expect(report).toMatchObject({
      dryRun: true,
      file: {
        name: 'register.csv',
        format: 'csv',
        encoding: 'windows-1252',
        delimiter: ';',
      },
      totals: { rows: 3, toImport: 3, withErrors: 0, withNotes: 2, fine: 1 },
      years: [
        { year: 2023, incidents: 2, firstKey: 'SEC-2023-0001' },
        { year: 2024, incidents: 1, lastKey: 'SEC-2024-0001' },
      ],
      findingCounts: { error: 0 },
    });
    expect(report.columns.map(({ name, becomes }) => [name, becomes])).toEqual([
      ['Nr', 'originalId'],
      ['Titel', 'title'],
      ['Erkannt', 'detectedAt'],
      ['Eingedämmt', 'containedAt'],
      ['Geschlossen', 'closedAt'],
      ['Schwere', 'severity'],
      ['Art', 'class'],
      ['System', 'services'],
      ['Maßnahmen', 'step'],
      ['Ursache', 'rootCause'],
      ['Kostenstelle', 'text'],
    ]);
    expect(
      report.findings.map(({ row, rule, column }) => [row, rule, column]),
    ).toEqual([
      [3, 'unknown-service', 'System'],
      [4, 'day-only', 'Erkannt'],
      [4, 'day-only', 'Geschlossen'],
    ]);
    expect(
      report.columns.find(({ name }) => name === 'Schwere')!.values,
    ).toContainEqual({ value: '1', count: 1, becomes: 'critical' });
    expect(await count('imports')).toBe(0);
    await expectNothing(before);
  });

  it('record what the file says with the time of the import, and the records verify', async () => {
    const started = new Date().toISOString();
    const done = await importFile(app, ADA, Buffer.from(REGISTER, 'latin1'), {
      ...BERLIN,
      fileName: 'register.csv',
      source: 'Old register',
      corrections: [{ row: 2, column: 'Titel', value: 'Spam' }],
    });
    expect(done).toMatchObject({
      state: 'done',
      incidents: 3,
      corrections: 1,
      years: [{ year: 2023 }, { year: 2024 }],
    });
    expect(await count('import_files')).toBe(0);
    const { body: list } = await app
      .as(BOB)
      .get('/incidents?status=closed&orderBy=detectedAt:asc')
      .expect(200);
    expect(list.items.map(({ key, importId }: any) => [key, importId])).toEqual(
      [
        ['SEC-2023-0001', done.id],
        ['SEC-2023-0002', done.id],
        ['SEC-2024-0001', done.id],
      ],
    );
    const { body } = await app.as(BOB).get('/incidents/SEC-2023-0001');
    expect(body).toMatchObject({
      title: 'Spam',
      status: 'closed',
      severity: 'medium',
      classification: { class: 'abusive-content' },
      detectedAt: '2023-02-14T07:40:00.000Z',
      containedAt: '2023-02-14T10:05:00.000Z',
      closedAt: '2023-02-17T15:00:00.000Z',
      resolution: { rootCause: 'No limit' },
      provenance: {
        importId: done.id,
        importedBy: ADA,
        fileName: 'register.csv',
        row: 2,
        source: 'Old register',
        originalId: 'IS-1',
        kept: { Kostenstelle: '4711' },
        corrections: [
          {
            column: 'Titel',
            from: 'Spam über das Formular',
            to: 'Spam',
            by: ADA,
          },
        ],
      },
      stepCount: 1,
    });
    expect(body.recordedAt >= started).toBe(true);
    expect(body.affected).toMatchObject([
      {
        entityRef: 'component:default/ledger',
        snapshotState: 'complete',
        snapshot: { ownerRef: 'group:default/team-ledger' },
      },
    ]);
    const { body: steps } = await app
      .as(BOB)
      .get('/incidents/SEC-2023-0001/steps');
    expect(steps.items).toMatchObject([
      {
        text: 'Form got a limit',
        performedAt: '2023-02-17T15:00:00.000Z',
        lateEntry: true,
      },
    ]);
    const { body: orphan } = await app.as(BOB).get('/incidents/SEC-2024-0001');
    expect(orphan.affected).toMatchObject([
      { entityRef: 'component:default/pay-gw-old', snapshotState: 'missing' },
    ]);
    const { body: dayOnly } = await app.as(BOB).get('/incidents/SEC-2023-0002');
    expect(dayOnly).toMatchObject({
      detectedAt: '2023-07-13T22:00:00.000Z',
      closedAt: '2023-07-20T21:59:59.999Z',
      provenance: { kept: { Eingedämmt: '15.07.2023 10:00' } },
    });
    expect(dayOnly.containedAt).toBeUndefined();
    for (const { key } of list.items) {
      const { body: verified } = await app
        .as(ADA)
        .get(`/incidents/${key}/verification`);
      expect(verified).toMatchObject({
        status: 'ok',
        coverage: 'complete',
        mismatches: [],
      });
    }
    const { body: found } = await app.as(BOB).get('/incidents?q=notebook');
    expect(found.totalItems).toBe(1);
    expect(app.notices.all).toEqual([]);
    expect(await count('obligations')).toBe(0);
  });

  it('leave out what was imported before', async () => {
    const before = await count('incidents');
    const options = { ...BERLIN, source: 'Old register' };
    const { body } = await sendFile(
      app,
      ADA,
      Buffer.from(REGISTER, 'latin1'),
      options,
    ).expect(400);
    expect(body.error.message).toMatch(/no row that is left to import/);
    const report = await check(Buffer.from(REGISTER, 'latin1'), options);
    expect(report.totals).toMatchObject({ duplicates: 3, toImport: 0 });
    expect(report.earlierImport).toMatchObject({ state: 'done' });
    await expectNothing(before);
  });

  it.each([
    ['an empty file', '', {}, /^file: is empty/],
    ['a header alone', 'Title,Detected\n', {}, /^file: has no rows/],
    [
      'an Excel workbook',
      Buffer.from('504b030414000600', 'hex'),
      {},
      /^file: is a ZIP archive, such as an Excel workbook/,
    ],
    ['a PDF', '%PDF-1.7', {}, /^file: is a PDF/],
    [
      'another encoding than stated',
      Buffer.from('Title,Detected\nGr\xfc\xdfe,2024-01-01\n', 'latin1'),
      { encoding: 'utf-8' },
      /^encoding: the file is not utf-8; line 2 has other bytes/,
    ],
    [
      'other bytes than the byte order mark says',
      Buffer.from(
        '\xef\xbb\xbfTitle,Detected\nGr\xfc\xdfe,2024-01-01\n',
        'latin1',
      ),
      {},
      /^encoding: the file says that it is utf-8 and is not; line 2 has other bytes. Save it again in utf-8$/,
    ],
    ['binary text', 'Title\0,Detected\nx,y\n', {}, /^file: is binary/],
    ['broken JSON', '[{"title": "x",\n}]', {}, /^file: is no valid JSON/],
    ['JSON without a list', '{"a":1}', {}, /^file: must be an array/],
    ['a format that nobody reads', 'x', { format: 'x' }, /^format: must be/],
    [
      'an unknown zone',
      'Title,Detected\nx,2024-01-01\n',
      { mapping: { timeZone: 'Mars/Olympus' } },
      /^mapping.timeZone: must be/,
    ],
    ['an unknown option', 'x', { colour: 'red' }, /unknown field colour/],
  ])(
    'refuse %s and name field and rule',
    async (_n, content, options, rule) => {
      const before = await count('incidents');
      for (const query of [CHECK, '']) {
        const { body } = await sendFile(
          app,
          ADA,
          content,
          options as object,
          query,
        ).expect(400);
        expect(body.error.message).toMatch(rule);
      }
      await expectNothing(before);
    },
  );

  it.each([
    [
      'a quote that is not closed',
      'Title,Detected\n"x,2024-01-01T00:00:00Z\n',
      2,
      'unreadable',
    ],
    [
      'too many values',
      'Title,Detected\nx,2024-01-01T00:00:00Z,z\n',
      2,
      'columns',
    ],
    [
      'two columns of one name',
      'Title,Title,Detected\nx,y,2024-01-01T00:00:00Z\n',
      undefined,
      'columns',
    ],
    ['no title', 'Title,Detected\n,2024-01-01T00:00:00Z\n', 2, 'required'],
    ['no column of detection', 'Title\nx\n', undefined, 'required'],
    [
      'a time without a zone',
      'Title,Detected\nx,2024-01-01 10:00\n',
      2,
      'time-zone',
    ],
    [
      'a day that is not there',
      'Title,Detected\nx,2023-02-29T00:00:00Z\n',
      2,
      'date',
    ],
    ['day or month first', 'Title,Detected\nx,02/03/2024\n', 2, 'date-order'],
    ['a future time', 'Title,Detected\nx,2999-01-01T00:00:00Z\n', 2, 'future'],
    [
      'containment before detection',
      'Title,Detected,Contained\nx,2024-01-02T00:00:00Z,2024-01-01T00:00:00Z\n',
      2,
      'order',
    ],
    [
      'an open incident',
      'Title,Detected,Status\nx,2024-01-02T00:00:00Z,In progress\n',
      2,
      'status',
    ],
    [
      'an unknown class',
      'Title,Detected,Art\nx,2024-01-02T00:00:00Z,Sonstiges 2\n',
      2,
      'value',
    ],
    [
      'two rows with one number',
      'Nr,Title,Detected\n1,x,2024-01-02T00:00:00Z\n1,y,2024-01-02T00:00:00Z\n',
      3,
      'duplicate',
    ],
    [
      'a name twice in JSON',
      '[{"title":"x","title":"y","detectedAt":"2024-01-02T00:00:00Z"}]',
      undefined,
      'columns',
    ],
    [
      'an item that is no object',
      '[{"title":"x","detectedAt":"2024-01-02T00:00:00Z"},1]',
      2,
      'unreadable',
    ],
    [
      'a long title',
      `Title,Detected\n${'x'.repeat(301)},2024-01-02T00:00:00Z\n`,
      2,
      'too-long',
    ],
  ])('find %s, and then import nothing', async (_name, content, row, rule) => {
    const before = await count('incidents');
    const report = await check(content);
    const [first] = report.findings;
    expect(first).toMatchObject({ level: 'error', rule });
    expect(first.row).toBe(row);
    expect(report.totals.toImport).toBe(
      first.row === 3 || content.startsWith('[{"title":"x","d') ? 1 : 0,
    );
    const { body } = await sendFile(app, ADA, content).expect(400);
    expect(body.error.message).toMatch(/Nothing was imported/);
    expect(body.error.findings[0]).toEqual(first);
    await expectNothing(before);
  });

  it('are settled by corrections, mapped values and rows that are left out', async () => {
    const content = [
      'Title,Detected,Contained,Art',
      'Correct me,31.04.2024 09:10,,Spam',
      'Empty me,02.03.2024 14:20,02.03.2024 11:00,Spam',
      'Keep me,02.03.2024 14:20,02.03.2024 11:00,Spam',
      'Map me,03.03.2024 14:20,,Sonstiges 2',
      'Leave me,nonsense,,Spam',
    ].join('\n');
    const report = await check(content, BERLIN);
    expect(report.findingCounts.error).toBe(5);
    const done = await importFile(app, ADA, content, {
      mapping: {
        ...BERLIN.mapping,
        values: { class: { 'Sonstiges 2': 'other' } },
      },
      sha256: report.file.sha256,
      corrections: [
        { row: 2, column: 'Detected', value: '30.04.2024 09:10' },
        { row: 3, column: 'Contained', value: '' },
        { row: 4, column: 'Contained', keepBecause: 'The firewall blocked it' },
      ],
      leaveOut: [6],
    });
    expect(done.incidents).toBe(4);
    const { body } = await app.as(ADA).get('/incidents?q=me&limit=10');
    const kept = body.items.find(({ title }: any) => title === 'Keep me');
    const { body: record } = await app.as(ADA).get(`/incidents/${kept.key}`);
    expect(record).toMatchObject({
      containedAt: '2024-03-02T10:00:00.000Z',
      provenance: {
        corrections: [
          {
            column: 'Contained',
            from: '02.03.2024 11:00',
            keptBecause: 'The firewall blocked it',
          },
        ],
      },
    });
  });

  it('refuse another file than the one that was checked', async () => {
    const { body } = await sendFile(
      app,
      ADA,
      'Title,Detected\nx,2024-01-01T00:00:00Z\n',
      {
        sha256: '0'.repeat(64),
      },
    ).expect(409);
    expect(body.error.message).toMatch(/^sha256: /);
  });

  it('take the file itself as the body, and what was exported as JSON', async () => {
    const { body: csv } = await app
      .as(ADA)
      .post(`/imports/incidents${CHECK}`)
      .set('content-type', 'text/csv')
      .send('Title,Detected\nx,2024-01-01T00:00:00Z\n')
      .expect(200);
    expect(csv.totals).toMatchObject({ rows: 1, toImport: 1 });
    const { text } = await app
      .as(ADA)
      .get('/reports/incidents.json?status=closed')
      .expect(200);
    const { body: json } = await app
      .as(ADA)
      .post(`/imports/incidents${CHECK}`)
      .set('content-type', 'application/json')
      .send(text)
      .expect(200);
    // The one whose times needed a reason needs it again.
    expect(json.totals).toMatchObject({ rows: 7, withErrors: 1, toImport: 6 });
  });

  it('refuse a file of 100 MB with 413', async () => {
    const line = `${'x'.repeat(1_023)}\n`;
    const large = Buffer.from(line.repeat(100 * 1024));
    const before = await count('incidents');
    const { body } = await app
      .as(ADA)
      .post('/imports/incidents')
      .set('content-type', 'text/csv')
      .send(large)
      .expect(413);
    expect(body.error.message).toBe(
      'file: must be at most 20 MB; import it in parts',
    );
    await sendFile(app, ADA, large).expect(413);
    await expectNothing(before);
  });

  it('need their permission, are audited, and show mapped values to who mapped them', async () => {
    const stranger = 'user:default/stranger-to-imports';
    app.deny(stranger, importCreatePermission.name);
    app.audit.length = 0;
    const content = 'Title,Detected,Service\nMapped,2024-05-01T00:00:00Z,old\n';
    for (const call of [
      sendFile(app, stranger, content),
      sendFile(app, stranger, content, {}, CHECK),
      app.as(stranger).get('/imports'),
      app.as(stranger).get('/imports/any'),
      app.as(stranger).post('/imports/any/cancel', {}),
    ]) {
      const { body } = await call.expect(403);
      expect(body.error.message).toContain(importCreatePermission.name);
    }
    const mapping = {
      values: { services: { old: 'component:default/ledger' } },
    };
    const done = await importFile(app, ADA, content, { mapping });
    expect(
      app.audit.map(({ eventId, meta, status }: any) => [
        eventId,
        meta.actionType,
        status,
      ]),
    ).toEqual([
      ['import', 'incidents', 'failed'],
      ['import', 'incidents', 'failed'],
      ['import', 'cancel', 'failed'],
      ['import', 'incidents', 'succeeded'],
    ]);
    expect(done.mapping.values).toEqual(mapping.values);
    const { body: page } = await app.as(BOB).get('/imports').expect(200);
    expect(page.items[0].id).toBe(done.id);
    expect(page.items[0].mapping.values).toBeUndefined();
    expect(page.formats.map(({ format }: any) => format)).toEqual([
      'csv',
      'json',
    ]);
  });

  it('ask for the permission to restrict where others are made readers', async () => {
    const user = 'user:default/no-restrict';
    app.deny(user, incidentRestrictPermission.name);
    const content =
      'Title,Detected,Visibility\nHidden,2024-05-01T00:00:00Z,restricted\n';
    const { body } = await sendFile(app, user, content).expect(403);
    expect(body.error.message).toContain(incidentRestrictPermission.name);
    const done = await importFile(app, ADA, content);
    const { body: seen } = await app.as(ADA).get('/incidents?q=hidden');
    expect(seen.items).toMatchObject([
      { visibility: 'restricted', importId: done.id },
    ]);
  });

  it('do not name services that the catalog hides', async () => {
    const user = 'user:default/guest-of-imports';
    app.hide(user, 'component:default/ledger');
    const content =
      'Title,Detected,Service,Team\nFor a guest,2024-06-01T00:00:00Z,old,ledger\n';
    await importFile(app, ADA, content, {
      mapping: { values: { services: { old: 'component:default/ledger' } } },
      corrections: [{ row: 2, column: 'Team', value: 'ledger' }],
    });
    const { body: list } = await app.as(ADA).get('/incidents?q=guest');
    const path = `/incidents/${list.items[0].key}`;
    expect((await app.as(ADA).get(path)).text).toContain('ledger');
    for (const part of ['', '/timeline']) {
      const { text } = await app.as(user).get(`${path}${part}`).expect(200);
      expect(text).not.toContain('ledger');
    }
    const report = await check(content, {}, user);
    expect(report.findings[0]).toMatchObject({ rule: 'generated-id' });
    expect(JSON.stringify(report)).not.toContain('component:default/ledger');
  });

  it('can be stopped, and keep nothing then', async () => {
    const before = await count('incidents');
    const rows = Array.from(
      { length: 3_000 },
      (_, n) => `${n},Number ${n},2022-01-01T00:00:00Z`,
    );
    const { body } = await sendFile(
      app,
      ADA,
      `Nr,Title,Detected\n${rows.join('\n')}\n`,
      { source: 'stopped' },
    ).expect(200);
    await app.as(ADA).post(`/imports/${body.import.id}/cancel`, {}).expect(200);
    const ended = await waitForImport(app, ADA, body.import.id);
    expect(ended.state).toBe('cancelled');
    await expectNothing(before);
    const again = await app
      .as(ADA)
      .post(`/imports/${body.import.id}/cancel`, {});
    expect(again.status).toBe(200);
  });
});
