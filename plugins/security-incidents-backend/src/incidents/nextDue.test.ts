import { LEAK, leakPlan } from '../__testUtils__/plans';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { rewriteIncident } from '../__testUtils__/readModel';

jest.setTimeout(180_000);

const CAROL = 'user:default/carol';
const MINUTE = 60_000;

describe.each(ENGINES)('what is due next on %s', engine => {
  let app: TestApp;
  /** By title. */
  const ids = new Map<string, string>();

  /** An incident that was recorded some minutes ago. */
  async function recorded(
    title: string,
    minutesAgo: number,
    body: object = {},
  ): Promise<string> {
    const { body: made } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, title, ...body })
      .expect(201);
    await rewriteIncident(app.knex, made.id, {
      recorded_at: new Date(Date.now() - minutesAgo * MINUTE).toISOString(),
    });
    ids.set(title, made.id);
    return made.id;
  }
  const list = async (query: string, user = ADA) => {
    const { body } = await app.as(user).get(`/incidents?${query}`).expect(200);
    return body;
  };
  const titles = async (query: string) =>
    (await list(query)).items.map(({ title }: { title: string }) => title);

  beforeAll(async () => {
    app = await startApp(engine, {
      catalog: [
        leakPlan(plan => {
          const [, preserve] = plan.spec.phases[0].tasks;
          preserve.required = true;
        }),
      ],
    });
    await app.refreshPlans();
    await recorded('Undecided', 5);
    await recorded('In time', 1, { severity: 'low' });
    // Acknowledge within 15 minutes, 1 hour and 1 day.
    await recorded('At risk', 50, { severity: 'high' });
    await recorded('Overdue', 20, { severity: 'critical' });
    const closed = await recorded('Closed', 500, { severity: 'high' });
    await rewriteIncident(app.knex, closed, {
      status: 'closed',
      status_rank: 6,
      is_open: false,
    });
  });
  afterAll(() => app.stop());

  it('is the soonest clock, and absent while the severity is undecided', async () => {
    const { items } = await list('orderBy=nextDue:asc&open=true');
    expect(items.map((item: any) => [item.title, item.nextDue?.title])).toEqual(
      [
        ['Overdue', 'Acknowledge within 15 minutes since it was recorded'],
        ['At risk', 'Acknowledge within 1 hour since it was recorded'],
        ['In time', 'Acknowledge within 3 days since it was recorded'],
        ['Undecided', undefined],
      ],
    );
    const { nextDue, recordedAt } = items[0];
    expect(nextDue).toMatchObject({ kind: 'clock', clock: 'acknowledge' });
    const given = Date.parse(nextDue.dueAt) - Date.parse(recordedAt);
    expect(given).toBe(15 * MINUTE);
    expect(Date.parse(nextDue.dueAt) - Date.parse(nextDue.atRiskAt)).toBe(
      0.25 * given,
    );
    const one = await app.as(ADA).get(`/incidents/${ids.get('Overdue')}`);
    expect(one.body.nextDue).toEqual(nextDue);
  });

  it('orders what has nothing due after it, and what is not open last', async () => {
    const all = ['Overdue', 'At risk', 'In time', 'Undecided', 'Closed'];
    expect(await titles('orderBy=nextDue:asc')).toEqual(all);
    expect(await titles('orderBy=nextDue:desc')).toEqual([...all].reverse());
    expect(
      await titles(
        'orderBy=nextDue:asc&entityRef=component:default/payments-api',
      ),
    ).toEqual(all);
  });

  it.each(['asc', 'desc'])('turns pages in the order %s', async direction => {
    const query = `orderBy=nextDue:${direction}&limit=2`;
    const found: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const { items, pageInfo, totalItems } = await list(
        cursor ? `${query}&cursor=${cursor}` : query,
      );
      expect(totalItems).toBe(5);
      found.push(...items.map(({ title }: { title: string }) => title));
      cursor = pageInfo.nextCursor;
    }
    expect(found).toEqual(await titles(`orderBy=nextDue:${direction}`));
  });

  it('finds what is overdue and what is at risk, each once', async () => {
    expect(await titles('due=overdue')).toEqual(['Overdue']);
    expect(await titles('due=at-risk')).toEqual(['At risk']);
    expect(await titles('due=at-risk&due=overdue&severity=critical')).toEqual([
      'Overdue',
    ]);
    expect(await titles('due=overdue&open=false')).toEqual([]);
    const wrong = await app.as(ADA).get('/incidents?due=soon').expect(400);
    expect(wrong.body.error.message).toMatch(/^due: /);
  });

  it('finds incidents without a severity', async () => {
    expect(await titles('severity=undecided')).toEqual(['Undecided']);
    expect(
      await titles('severity=undecided&severity=low&orderBy=nextDue:asc'),
    ).toEqual(['In time', 'Undecided']);
    const { body } = await app
      .as(ADA)
      .get('/reports/volume?severity=undecided');
    expect(body.total).toBe(1);
  });

  it('counts and marks open incidents around now', async () => {
    const { body } = await app.as(ADA).get('/reports/due').expect(200);
    expect(body).toMatchObject({
      total: 4,
      overdue: 1,
      atRisk: 1,
      withoutDue: 1,
      bySeverity: { critical: 1, high: 1, low: 1, undecided: 1 },
    });
    expect(body.marks.map(({ title }: any) => title)).toEqual([
      'Overdue',
      'At risk',
      'In time',
    ]);
    const filled = body.bins.filter(({ total }: any) => total > 0);
    expect(filled).toEqual([
      { fromMs: -60 * MINUTE, toMs: 0, total: 1 },
      { fromMs: 0, toMs: 60 * MINUTE, total: 1 },
      { fromMs: 48 * 60 * MINUTE, total: 1 },
    ]);
    const late = await app.as(ADA).get('/reports/due?due=overdue&open=false');
    expect(late.body).toMatchObject({ total: 1, overdue: 1, atRisk: 0 });
    expect(late.body.marks).toHaveLength(1);
  });

  it('is a required task when that is due first, and moves with the work', async () => {
    const { body: made } = await app
      .as(ADA)
      .post('/incidents', {
        ...REPORT,
        title: 'With a plan',
        severity: 'low',
        classification: { class: 'information-content-security' },
      })
      .expect(201);
    await app
      .as(ADA)
      .post(`/incidents/${made.key}/plan-runs`, { planRef: LEAK })
      .expect(201);
    const due = async () =>
      (await list('q=plan')).items.find((item: any) => item.id === made.id)
        .nextDue;
    const task = await due();
    expect(task).toEqual({
      kind: 'task',
      taskId: expect.any(String),
      title: 'Preserve evidence',
      assigneeRef: 'group:default/team-payments',
      dueAt: expect.any(String),
      atRiskAt: expect.any(String),
    });
    const given = 240 * MINUTE;
    expect(Date.parse(task.dueAt) - Date.parse(made.detectedAt)).toBe(given);
    expect(Date.parse(task.dueAt) - Date.parse(task.atRiskAt)).toBe(
      0.25 * given,
    );
    // The task is for the owners of the service.
    app.belong(CAROL, 'group:default/team-payments');
    await app
      .as(CAROL)
      .patch(`/incidents/${made.key}/tasks/${task.taskId}`, {
        state: 'skipped',
        reason: 'Not here',
      })
      .expect(200);
    expect(await due()).toMatchObject({ kind: 'clock', clock: 'acknowledge' });
    const { body: checked } = await app
      .as(ADA)
      .get(`/incidents/${made.key}/verification`);
    expect(checked.status).toBe('ok');
    await app
      .as(ADA)
      .post(`/incidents/${made.key}/transitions`, {
        to: 'dismissed',
        reason: 'False alarm',
      })
      .expect(200);
    expect(await due()).toBeUndefined();
  });

  it('asks for a decision while a major incident is proposed', async () => {
    const { items } = await list('severity=critical');
    expect(items[0]).toMatchObject({ isMajor: false, isMajorProposed: true });
    await app
      .as(ADA)
      .post(`/incidents/${ids.get('Overdue')}/major`, {
        decision: 'decline',
        reason: 'One service only',
      })
      .expect(200);
    const after = await list('severity=critical');
    expect(after.items[0].isMajorProposed).toBeUndefined();
  });

  it('is verified, checked and repaired like other copies, and follows changed settings', async () => {
    const { body: made } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, severity: 'medium' })
      .expect(201);
    const [{ seq }] = await app
      .knex('incidents')
      .where({ id: made.id })
      .select('seq');
    const mine = () =>
      app.knex('incident_due_items').where({ incident_seq: seq });
    const mismatches = async () => {
      const { body } = await app
        .as(ADA)
        .get(`/incidents/${made.id}/verification`);
      return body.mismatches;
    };
    const [before] = await mine();
    const other = { sort_at: '2040-01-01T00:00:00.000Z' };

    await mine().update(other);
    expect(await mismatches()).toMatchObject([
      { table: 'incident_due_items', field: 'sort_at', kind: 'changed' },
    ]);
    await app.runTask('check-read-model');
    expect(app.warnings).toContainEqual(
      expect.stringMatching(/incident_due_items/),
    );
    expect((await mine())[0]).toEqual(before);

    await mine().update({ ...other, rules: 'an earlier configuration' });
    expect(await mismatches()).toEqual([]);
    await app.runTask('apply-due-rules');
    expect((await mine())[0]).toEqual(before);
  });

  it('shows nobody what is due of incidents that they may not read', async () => {
    app.deny(BOB, 'security-incidents.incident.restricted.read');
    await recorded('Secret', 100, {
      severity: 'critical',
      visibility: 'restricted',
    });
    const mine = await app.as(ADA).get('/reports/due');
    const theirs = await app.as(BOB).get('/reports/due');
    expect(theirs.body.total).toBe(mine.body.total - 1);
    expect(theirs.text).not.toContain('Secret');
    expect((await list('due=overdue', BOB)).items).toHaveLength(1);
  });
});
