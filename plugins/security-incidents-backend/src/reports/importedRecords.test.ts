import type {
  ClauseReport,
  IncidentCompleteness,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { importFile } from '../__testUtils__/imports';

jest.setTimeout(120_000);

const PERIOD = 'from=2024-01-01&to=2030-01-01';
const REGISTER = [
  'Nr,Title,Detected,Contained,Closed,Severity,Service',
  'IS-1,Imported one,2024-05-02T00:00:00Z,2024-05-02T01:00:00Z,2024-05-03T00:00:00Z,critical,ledger',
  'IS-2,Imported two,2024-05-04T00:00:00Z,,2024-05-05T00:00:00Z,low,ledger',
].join('\n');

describe.each(ENGINES)('imported records in reports on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, { settings: { reopenWithinDays: 100_000 } });
    await app
      .as(ADA)
      .post('/incidents', { ...REPORT, title: 'Reported here' })
      .expect(201);
    await importFile(app, ADA, REGISTER);
  });
  afterAll(() => app.stop());

  const get = async <T>(path: string): Promise<T> =>
    (await app.as(ADA).get(path).expect(200)).body;
  const getClause = () =>
    get<ClauseReport>(`/reports/clause-8.7.3.3?${PERIOD}`);
  const listKeys = async (filter: string) => {
    const { items } = await get<{ items: IncidentCompleteness[] }>(
      `/reports/completeness?${PERIOD}${filter}`,
    );
    return items.map(({ key }) => key).sort();
  };

  it('count as incidents, and apart from the clause', async () => {
    const { population, clause } = await getClause();
    expect(population.incidents).toBe(3);
    expect(population.byState.closed).toBe(2);
    expect(clause.imported).toEqual({
      total: 2,
      keys: ['SEC-2024-0001', 'SEC-2024-0002'],
    });
    expect(clause.complete + clause.incomplete).toBe(1);
    for (const share of clause.requirements) {
      expect(share.due + share.notDue.total + share.notApplicable).toBe(1);
      expect(JSON.stringify(share)).not.toContain('SEC-2024');
    }
  });

  it('are listed apart, marked, without a result that nobody can judge', async () => {
    expect(await listKeys('')).toHaveLength(3);
    expect(await listKeys('&imported=true')).toEqual([
      'SEC-2024-0001',
      'SEC-2024-0002',
    ]);
    const listed = [
      ...(await listKeys('&complete=true')),
      ...(await listKeys('&complete=false')),
    ];
    expect(listed).toEqual(await listKeys('&imported=false'));
    expect(listed).toHaveLength(1);
    const record = await get<IncidentCompleteness>(
      '/incidents/SEC-2024-0001/completeness',
    );
    expect(record).toMatchObject({ imported: true, met: 0, due: 0 });
    expect(
      record.requirements.filter(({ result }) => result !== 'not-applicable'),
    ).toEqual([]);
    const [reported] = listed;
    const other = await get<IncidentCompleteness>(
      `/incidents/${reported}/completeness`,
    );
    expect(other.imported).toBeUndefined();
  });

  it('have no clocks, which would count from the import', async () => {
    const { serviceLevels, nextDue } = await get<any>(
      '/incidents/SEC-2024-0001',
    );
    expect(serviceLevels).toBeUndefined();
    expect(nextDue).toBeUndefined();
  });

  it('are marked in the year of a service, in samples and in frozen reports', async () => {
    const year = await get<{ items: any[] }>(
      `/reports/services/component/default/ledger?${PERIOD}`,
    );
    expect(
      year.items.map(({ key, imported, containment, containedMs }) => ({
        key,
        imported,
        containment,
        containedMs,
      })),
    ).toEqual([
      {
        key: 'SEC-2024-0002',
        imported: true,
        containment: 'no-target',
        containedMs: undefined,
      },
      {
        key: 'SEC-2024-0001',
        imported: true,
        containment: 'no-target',
        containedMs: 3_600_000,
      },
    ]);
    const sample = await get<{ items: any[] }>(
      `/reports/sample?${PERIOD}&seed=x&n=3`,
    );
    expect(
      sample.items.filter(({ imported }) => imported === true),
    ).toHaveLength(2);
    expect(
      sample.items.filter(({ imported, complete }) => imported && complete),
    ).toEqual([]);
    const { body: frozen } = await app
      .as(ADA)
      .post('/reports/frozen', {
        name: 'With imports',
        from: '2024-01-01',
        to: '2030-01-01',
      })
      .expect(200);
    const { content } = await get<{ content: any }>(
      `/reports/frozen/${frozen.id}`,
    );
    expect(content.overview.clause.imported.total).toBe(2);
    expect(
      content.records.map(({ key, imported, completeness }: any) => [
        key.startsWith('SEC-2024'),
        imported === true,
        completeness === undefined,
      ]),
    ).toEqual([
      [true, true, true],
      [true, true, true],
      [false, false, false],
    ]);
  });

  it('are judged once they are opened again here', async () => {
    await app
      .as(ADA)
      .post('/incidents/SEC-2024-0001/transitions', {
        to: 'triage',
        reason: 'It came back',
      })
      .expect(200);
    const { clause } = await getClause();
    expect(clause.imported).toEqual({ total: 1, keys: ['SEC-2024-0002'] });
    const record = await get<IncidentCompleteness>(
      '/incidents/SEC-2024-0001/completeness',
    );
    expect(record.imported).toBe(true);
    expect(record.due).toBeGreaterThan(0);
  });
});
