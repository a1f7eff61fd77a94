import { ADA, ENGINES, startApp, type TestApp } from '../__testUtils__/harness';
import { importFile, sendFile } from '../__testUtils__/imports';

jest.setTimeout(600_000);

const MANY = 10_000;
/** More than the values that a statement of SQLite takes. */
const MORE_THAN_VALUES = 40_000;
const SERVICES = ['ledger', 'payments-api', 'gone'];

describe.each(ENGINES)('an import of 10,000 rows on %s', engine => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterAll(() => app.stop());

  it('is not the largest: a dry run takes more rows than a statement takes values', async () => {
    const rows = Array.from(
      { length: MORE_THAN_VALUES },
      (_, n) => `IS-${n},Mail,202${n % 3}-01-01T00:00:00Z`,
    );
    const { body } = await sendFile(
      app,
      ADA,
      `Nr,Title,Detected\n${rows.join('\n')}\n`,
      {},
      '?dryRun=true',
    ).expect(200);
    expect(body.totals).toMatchObject({
      rows: MORE_THAN_VALUES,
      toImport: MORE_THAN_VALUES,
    });
    expect(body.years).toHaveLength(3);
  });

  it('records all of them, counted and verified', async () => {
    const rows = Array.from({ length: MANY }, (_, n) =>
      [
        `IS-${n}`,
        `Suspicious mail ${n}`,
        new Date(Date.UTC(2023, 0, 1) + n * 3_600_000).toISOString(),
        SERVICES[n % SERVICES.length],
        'Phishing',
        (n % 5) + 1,
        'Removed it',
      ].join(','),
    );
    const done = await importFile(
      app,
      ADA,
      `Nr,Title,Detected,Service,Art,Schwere,Actions\n${rows.join('\n')}\n`,
    );
    expect(done).toMatchObject({ state: 'done', incidents: MANY });
    const { body } = await app.as(ADA).get('/incidents?limit=1').expect(200);
    expect(body.totalItems).toBe(MANY);
    const ledger = await app
      .as(ADA)
      .get('/incidents?entityRef=component:default/ledger&limit=1')
      .expect(200);
    expect(ledger.body.totalItems).toBe(Math.ceil(MANY / SERVICES.length));
    await app.verifyRecords();
    expect(app.taskFailures).toEqual([]);
    expect(app.errors).toEqual([]);
    const { body: last } = await app
      .as(ADA)
      .get(`/incidents/${done.years![1].lastKey}/verification`);
    expect(last).toMatchObject({ status: 'ok', mismatches: [] });
  });
});
