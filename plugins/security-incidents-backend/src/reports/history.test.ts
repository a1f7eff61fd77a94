import { incidentRestrictedReadPermission } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { rewriteIncident } from '../__testUtils__/readModel';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const PERIOD = 'from=2025-01-01T00:00:00Z&to=2025-05-01T00:00:00Z';
const ENTITY = '/entities/component/default/payments-api/history';
const SYSTEM = '/entities/system/default/cards/history';

const after = (detectedAt: string, minutes: number) =>
  new Date(Date.parse(detectedAt) + minutes * MINUTE).toISOString();

describe.each(ENGINES)('history and volume on %s', engine => {
  let app: TestApp;

  /** A closed incident with times that give round numbers. */
  async function happened(
    detectedAt: string,
    body: object,
    row: Record<string, unknown> = {},
  ): Promise<string> {
    const { body: made } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, detectedAt, ...body })
      .expect(201);
    if (Object.keys(row).length > 0) {
      await rewriteIncident(app.knex, made.id, row);
    }
    return made.key;
  }
  const ended = (detectedAt: string, minutes: number, status = 'closed') => ({
    status,
    is_open: false,
    acknowledged_at: after(detectedAt, minutes),
    contained_at: after(detectedAt, 10 * minutes),
    resolved_at: after(detectedAt, 100 * minutes),
  });

  beforeAll(async () => {
    app = await startApp(engine);
    app.deny(BOB, incidentRestrictedReadPermission.name);
    const days = [10, 11, 12, 13, 14];
    for (const [index, day] of days.entries()) {
      const at = `2025-01-${day}T12:00:00.000Z`;
      await happened(
        at,
        { title: `Ended ${day}`, severity: 'high' },
        ended(at, index + 1),
      );
    }
    await happened('2025-03-31T23:59:59.999Z', {
      title: 'Open one',
      classification: { class: 'fraud' },
    });
    const dismissed = '2025-03-01T00:00:00.000Z';
    await happened(
      dismissed,
      { title: 'Nothing', severity: 'low' },
      ended(dismissed, 50, 'dismissed'),
    );
    const merged = '2025-03-02T00:00:00.000Z';
    await happened(
      merged,
      { title: 'Told elsewhere', severity: 'low' },
      ended(merged, 50, 'merged'),
    );
    const secret = '2025-01-20T00:00:00.000Z';
    await happened(
      secret,
      { title: 'Secret', severity: 'critical', visibility: 'restricted' },
      ended(secret, 60),
    );
    await happened('2025-02-10T00:00:00.000Z', {
      title: 'Practice',
      mode: 'exercise',
    });
    await happened('2025-02-11T00:00:00.000Z', {
      title: 'Neighbour',
      severity: 'medium',
      affected: [{ entityRef: 'component:default/ledger' }],
    });
    await happened('2024-12-31T23:59:59.999Z', { title: 'Too early' });
    await happened('2025-05-01T00:00:00.000Z', { title: 'Too late' });
  });
  afterAll(() => app.stop());

  it('counts readable real incidents and computes durations', async () => {
    const { body } = await app.as(BOB).get(`${ENTITY}?${PERIOD}`).expect(200);
    const { marks, ...figures } = body;
    expect(figures).toEqual({
      entityRef: 'component:default/payments-api',
      from: '2025-01-01T00:00:00.000Z',
      to: '2025-05-01T00:00:00.000Z',
      incidents: { total: 8, open: 1, ended: 5, dismissed: 2 },
      timeToAcknowledge: {
        formula: 'acknowledged minus detected',
        n: 5,
        excluded: 3,
        medianMs: 3 * MINUTE,
        p90Ms: 5 * MINUTE,
      },
      timeToContain: {
        formula: 'contained minus detected',
        n: 5,
        excluded: 3,
        medianMs: 30 * MINUTE,
        p90Ms: 50 * MINUTE,
      },
      timeToResolve: {
        formula: 'resolved minus detected',
        n: 5,
        excluded: 3,
        medianMs: 300 * MINUTE,
        p90Ms: 500 * MINUTE,
      },
      truncated: false,
    });
    expect(marks.map((mark: { title: string }) => mark.title)).toEqual([
      'Open one',
      'Told elsewhere',
      'Nothing',
      'Practice',
      'Ended 14',
      'Ended 13',
      'Ended 12',
      'Ended 11',
      'Ended 10',
    ]);
    expect(marks[0]).toEqual({
      id: expect.any(String),
      key: expect.stringMatching(/^SEC-/),
      title: 'Open one',
      status: 'new',
      open: true,
      mode: 'real',
      class: 'fraud',
      detectedAt: '2025-03-31T23:59:59.999Z',
    });
    expect(marks[3].mode).toBe('exercise');
  });

  it('counts a restricted incident for its readers', async () => {
    const { body } = await app.as(ADA).get(`${ENTITY}?${PERIOD}`);
    expect(body.incidents).toEqual({
      total: 9,
      open: 1,
      ended: 6,
      dismissed: 2,
    });
    expect(body.timeToAcknowledge).toMatchObject({
      n: 6,
      medianMs: 3 * MINUTE,
      p90Ms: 60 * MINUTE,
    });
    expect(body.marks).toHaveLength(10);
  });

  it('includes the components of a system', async () => {
    const { body } = await app.as(BOB).get(`${SYSTEM}?${PERIOD}`);
    expect(body.incidents.total).toBe(9);
  });

  it('has no median without durations', async () => {
    const { body } = await app
      .as(BOB)
      .get(`/entities/component/default/ledger/history?${PERIOD}`);
    expect(body.timeToContain).toEqual({
      formula: 'contained minus detected',
      n: 0,
      excluded: 1,
    });
  });

  it('counts readable incidents by month and severity', async () => {
    const none = {
      critical: 0,
      high: 0,
      medium: 0,
      low: 0,
      informational: 0,
      undecided: 0,
    };
    const { body } = await app.as(BOB).get(`/reports/volume?${PERIOD}`);
    expect(body).toEqual({
      from: '2025-01-01T00:00:00.000Z',
      to: '2025-05-01T00:00:00.000Z',
      total: 9,
      months: [
        { month: '2025-01', total: 5, bySeverity: { ...none, high: 5 } },
        { month: '2025-02', total: 1, bySeverity: { ...none, medium: 1 } },
        {
          month: '2025-03',
          total: 3,
          bySeverity: { ...none, low: 2, undecided: 1 },
        },
        { month: '2025-04', total: 0, bySeverity: none },
      ],
    });
    const all = await app.as(ADA).get(`/reports/volume?${PERIOD}`);
    expect(all.body.months[0]).toEqual({
      month: '2025-01',
      total: 6,
      bySeverity: { ...none, high: 5, critical: 1 },
    });
  });

  it.each([
    ['severity=high&severity=medium', 6],
    ['class=fraud', 1],
    ['open=true', 2],
    ['entityRef=component:default/ledger', 1],
    ['system=system:default/cards&severity=low', 2],
    ['q=ended', 5],
    ['status=dismissed', 1],
    ['visibility=restricted', 0],
    ['mode=exercise', 0],
    ['mode=exercise&mode=real', 9],
  ])('narrows the volume by %s', async (filter, total) => {
    const { body } = await app
      .as(BOB)
      .get(`/reports/volume?${PERIOD}&${filter}`);
    expect(body.total).toBe(total);
  });

  it('reports on the last 18 and the last 12 months unless a period is stated', async () => {
    const monthsAgo = (months: number) => {
      const now = new Date();
      return new Date(
        Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1),
      ).toISOString();
    };
    const history = await app.as(BOB).get(ENTITY);
    expect(history.body.from).toBe(monthsAgo(17));
    const volume = await app.as(BOB).get('/reports/volume');
    expect(volume.body.from).toBe(monthsAgo(11));
    expect(volume.body.months).toHaveLength(12);
  });

  it.each([
    [`${ENTITY}?from=2999-01-01`, /^from: must not be after to/],
    [`${ENTITY}?from=2010-01-01&to=2020-01-02`, /^from: must be at most 10/],
    [`${ENTITY}?from=yesterday`, /^from: must be an ISO-8601/],
    [`${ENTITY}?limit=5`, /^limit: unknown parameter, must be one of from, to/],
    ['/entities/component/default/a%20b/history', /^entity: must be a full/],
    ['/reports/volume?from=2999-01-01', /^from: must not be after to/],
    ['/reports/volume?from=2001-01-01', /^from: must be at most 10 years/],
    ['/reports/volume?orderBy=severity:asc', /^orderBy: unknown parameter/],
  ])('refuses %s', async (path, message) => {
    const answer = await app.as(BOB).get(path);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('needs permission to read', async () => {
    app.deny('user:default/eve', 'security-incidents.incident.read');
    for (const path of [ENTITY, '/reports/volume']) {
      const answer = await app.as('user:default/eve').get(path);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain(
        'security-incidents.incident.read',
      );
    }
  });
});
