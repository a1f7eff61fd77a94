import { reportsExportPermission } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';

jest.setTimeout(240_000);

const PATH = '/reports/incidents.csv';
/** More than one page of the export. */
const MANY = 205;

describe.each(ENGINES)('the CSV file of incidents on %s', engine => {
  let app: TestApp;

  /** The lines without the header, as cells; no cell of these tests holds a comma. */
  const lines = async (query = '', user = ADA) => {
    const { text } = await app.as(user).get(`${PATH}${query}`).expect(200);
    return text.trim().split('\r\n').slice(1);
  };

  beforeAll(async () => {
    app = await startApp(engine);
    await app.as(ADA).post('/incidents', {
      ...REPORT,
      title: '=HYPERLINK("https://evil.example")',
      severity: 'high',
    });
    await app.as(ADA).post('/incidents', {
      ...REPORT,
      title: 'Schlüssel im Protokoll',
      severity: 'critical',
      affected: [{ entityRef: 'component:default/ledger' }],
    });
  });
  afterAll(() => app.stop());

  it('is made for spreadsheets: with a byte order mark and without formulas', async () => {
    const answer = await app.as(ADA).get(PATH).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="security-incidents-\d{4}-\d{2}-\d{2}\.csv"$/,
    );
    const [header, first, second] = answer.text.split('\r\n');
    expect(header).toMatch(/^\ufeffkey,title,mode,status,/);
    expect(first).toContain('"\'=HYPERLINK(""https://evil.example"")"');
    expect(second).toContain('Schlüssel im Protokoll');
    expect(second).toContain('component:default/ledger');
    expect(second).toContain('Acknowledge within 15 minutes');
  });

  it.each([
    ['?severity=critical', 1],
    ['?owner=group:default/team-payments', 1],
    ['?owner=group:default/engineering', 2],
    ['?q=protokoll&open=true', 1],
    ['?open=false', 0],
  ])('has the rows of the list with %s', async (query, count) => {
    const found = await lines(query);
    const { body } = await app.as(ADA).get(`/incidents${query}`);
    expect(found.map(line => line.split(',')[0]).sort()).toEqual(
      body.items.map(({ key }: { key: string }) => key).sort(),
    );
    expect(found).toHaveLength(count);
  });

  it.each(['?limit=5', '?cursor=x', '?orderBy=severity', '?state=new'])(
    'refuses %s, which is no filter',
    async query => {
      const { body } = await app.as(ADA).get(`${PATH}${query}`).expect(400);
      expect(body.error.message).toMatch(/unknown parameter/);
    },
  );

  it('needs the export permission, and the auditor learns of each export', async () => {
    app.deny(BOB, reportsExportPermission.name);
    app.audit.length = 0;
    const refused = await app.as(BOB).get(PATH).expect(403);
    expect(refused.body.error.message).toContain(reportsExportPermission.name);
    await lines();
    expect(
      app.audit.map(({ eventId, meta, status }: any) => [
        eventId,
        meta.actionType,
        status,
      ]),
    ).toEqual([
      ['export', 'incidents', 'failed'],
      ['export', 'incidents', 'succeeded'],
    ]);
  });

  it('does not name services that the catalog hides', async () => {
    const user = 'user:default/guest-of-export';
    app.hide(user, 'component:default/ledger');
    const hidden = await lines('?severity=critical', user);
    expect(hidden).toHaveLength(1);
    expect(hidden[0]).not.toContain('ledger');
  });

  it('has every row once, also beyond one page and while others report', async () => {
    for (let n = 0; n < MANY; n += 1) {
      await app
        .as(ADA)
        .post('/incidents', { ...REPORT, title: `Number ${n}` })
        .expect(201);
    }
    const keys = (await lines()).map(line => line.split(',')[0]);
    expect(new Set(keys).size).toBe(MANY + 2);
    expect(keys).toEqual([...keys].sort());
  });
});
