import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  type MetricsService,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { dropAppendOnlyTriggers } from '../__testUtils__/tampering';

jest.setTimeout(120_000);

const COMPLIANCE = 'group:default/compliance';

/** Adds up what is counted, by metric and attributes. */
function metricsMock() {
  const totals: Record<string, number> = {};
  const service = {
    createCounter: (name: string) => ({
      add: (value: number, attributes: object) => {
        const metric = [name, ...Object.values(attributes)].join(' ');
        totals[metric] = (totals[metric] ?? 0) + value;
      },
    }),
  } as unknown as MetricsService;
  const factory = createServiceFactory({
    service: metricsServiceRef,
    deps: {},
    factory: () => service,
  });
  return { totals, factory };
}

describe.each(ENGINES)('the scheduled verification on %s', engine => {
  let app: TestApp;
  const ids: string[] = [];
  const metrics = metricsMock();
  const METRIC = 'security_incidents.verification.records';

  const findings = (): Promise<Array<{ subject: string; status: string }>> =>
    app
      .knex('verification_findings')
      .select('subject', 'status')
      .orderBy('subject');
  const verify = async (id: string) =>
    (await app.as(ADA).get(`/incidents/${id}/verification`).expect(200)).body;
  const cutTail = async (id: string) => {
    const { seq, chain_length: length } = await app
      .knex('incidents')
      .where({ id })
      .first();
    const tail = { incident_seq: seq, seq: length };
    const [entry] = await app.knex('timeline_entries').where(tail);
    const [step] = await app.knex('resolution_steps').where(tail);
    await app.knex('timeline_entries').where(tail).delete();
    await app.knex('resolution_steps').where(tail).delete();
    const before = await app
      .knex('timeline_entries')
      .where({ incident_seq: seq, seq: length - 1 })
      .first();
    await app
      .knex('incidents')
      .where({ id })
      .update({ chain_length: length - 1, chain_head: before.hash });
    return async () => {
      await app.knex('timeline_entries').insert(entry);
      await app.knex('resolution_steps').insert(step);
      await app
        .knex('incidents')
        .where({ id })
        .update({ chain_length: length, chain_head: entry.hash });
    };
  };

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { verification: { notify: [COMPLIANCE] } },
      features: [metrics.factory],
    });
    for (const visibility of ['open', 'restricted', 'open']) {
      const { body } = await app
        .as(ADA)
        .post('/incidents', { ...REPORT, visibility })
        .expect(201);
      ids.push(body.id);
      await app
        .as(ADA)
        .post(`/incidents/${body.id}/steps`, { kind: 'analysis', text: 'Seen' })
        .expect(201);
    }
  });
  afterAll(() => app.stop());

  it('has a registry that refuses changes in the database itself', async () => {
    const registry = () => app.knex('incident_registry');
    const before = await registry();
    await expect(registry().update({ actor: 'x' })).rejects.toThrow(
      /append-only/,
    );
    await expect(registry().delete()).rejects.toThrow(/append-only/);
    // INSERT OR REPLACE on SQLite.
    await expect(
      registry().insert(before[0]).onConflict('seq').merge(),
    ).rejects.toThrow(/append-only/);
    expect(await registry()).toEqual(before);
    await dropAppendOnlyTriggers(app.knex, [
      'timeline_entries',
      'resolution_steps',
      'incident_registry',
    ]);
  });

  it('finds nothing, and records the head of each chain once', async () => {
    await app.verifyRecords();
    expect(metrics.totals).toEqual({ [`${METRIC} ok`]: 3 });
    await app.verifyRecords();
    expect(await findings()).toEqual([]);
    const actions: Array<{ action: string }> = await app
      .knex('incident_registry')
      .select('action')
      .orderBy('seq');
    expect(actions.map(({ action }) => action)).toEqual([
      ...ids.map(() => 'incident.registered'),
      ...ids.map(() => 'head.recorded'),
    ]);
    expect(await verify(ids[0])).toMatchObject({ status: 'ok' });
  });

  it('says in reports when all chains were verified last, also unchanged ones', async () => {
    const again = new Date().toISOString();
    const overview = async () =>
      (await app.as(ADA).get('/reports/overview').expect(200)).body.record;
    const before = await overview();
    expect(before.intact).toBe(before.chains);
    expect(before.checkedAt < again).toBe(true);
    await app.verifyRecords();
    const after = await overview();
    expect(after).toEqual({ ...before, checkedAt: expect.any(String) });
    expect(after.checkedAt >= again).toBe(true);
  });

  it('names a changed value once, without a word of the incident', async () => {
    const [, id] = ids;
    await app
      .knex('incidents')
      .where({ id })
      .update({ title: 'Nothing happened' });
    const before = metrics.totals[`${METRIC} ok`];
    await app.verifyRecords();
    await app.verifyRecords();
    expect(await findings()).toEqual([
      { subject: id, status: 'record-mismatch' },
    ]);
    expect(metrics.totals).toEqual({
      [`${METRIC} ok`]: before + 4,
      [`${METRIC} record-mismatch`]: 2,
    });
    expect(app.notices.all).toEqual([
      {
        recipients: { type: 'entity', entityRef: [COMPLIANCE] },
        payload: {
          title: 'The record of a security incident does not verify',
          link: `/security-incidents/${id}`,
          severity: 'critical',
          topic: 'Verification',
          scope: `security-incidents-verification:${id}`,
        },
      },
    ]);
    expect(app.errors.join()).toContain('does not verify');
    await app.knex('incidents').where({ id }).update({ title: REPORT.title });
    await app.verifyRecords();
    expect(await findings()).toEqual([]);
  });

  it('notices a tail that was cut off with its head', async () => {
    const [id] = ids;
    const restore = await cutTail(id);
    expect(await verify(id)).toMatchObject({ status: 'truncated', seq: 2 });
    await app.verifyRecords();
    expect(await findings()).toEqual([{ subject: id, status: 'truncated' }]);
    await restore();
    expect(await verify(id)).toMatchObject({ status: 'ok' });
  });

  it('notices an incident that was never registered', async () => {
    const [id] = ids;
    const rows = await app
      .knex('incident_registry')
      .where({ incident_id: id })
      .orderBy('seq');
    await app.knex('incident_registry').where({ incident_id: id }).delete();
    expect(await verify(id)).toMatchObject({ status: 'not-registered' });
    await app.verifyRecords();
    expect(await findings()).toEqual([
      { subject: id, status: 'not-registered' },
      { subject: 'registry', status: 'gap' },
    ]);
    await app.knex('incident_registry').insert(rows);
  });

  it('notices an incident that was deleted', async () => {
    const [, , id] = ids;
    const { seq } = await app.knex('incidents').where({ id }).first();
    const tables = [
      'affected_entities',
      'incident_scopes',
      'incident_members',
      'resolution_steps',
      'timeline_entries',
    ];
    const deleted = new Map<string, unknown[]>();
    for (const table of tables) {
      const rows = app.knex(table).where({ incident_seq: seq });
      deleted.set(table, await rows.clone());
      await rows.delete();
    }
    const [incident] = await app.knex('incidents').where({ id });
    await app.knex('incidents').where({ id }).delete();
    await app.verifyRecords();
    expect(await findings()).toContainEqual({ subject: id, status: 'deleted' });
    expect(app.notices.all.pop()).toMatchObject({
      payload: { title: 'A security incident was deleted from the database' },
    });
    // The lists of this app are compared with its tables at the end.
    await app.knex('incidents').insert(incident);
    for (const [table, rows] of deleted) await app.knex(table).insert(rows);
  });

  it.each(['actor', 'at', 'hash', 'prev_hash', 'data_hash', 'data', 'salt'])(
    'notices a changed %s of a registry entry',
    async column => {
      const where = { seq: 2 };
      const [entry] = await app.knex('incident_registry').where(where);
      const value =
        column === 'data'
          ? JSON.stringify({ id: 'x' })
          : `${entry[column].slice(0, -1)}${
              entry[column].endsWith('0') ? 1 : 0
            }`;
      await app
        .knex('incident_registry')
        .where(where)
        .update({ [column]: value });
      await app.knex('verification_findings').delete();
      await app.verifyRecords();
      expect(await findings()).toContainEqual({
        subject: 'registry',
        status: 'hash-mismatch',
      });
      await app
        .knex('incident_registry')
        .where(where)
        .update({ [column]: entry[column] });
    },
  );

  it('records the head of an incident that is closed', async () => {
    const { body } = await app.as(BOB).post('/incidents', {
      ...REPORT,
      severity: 'low',
      urgency: 'low',
      classification: { class: 'information-content-security' },
    });
    const path = `/incidents/${body.id}`;
    const move = (to: string, fields: object = {}) =>
      app
        .as(BOB)
        .post(`${path}/transitions`, { to, ...fields })
        .expect(200);
    await app
      .as(BOB)
      .put(`${path}/roles/assignee`, { principalRef: BOB })
      .expect(200);
    await move('triage');
    await move('containment');
    await app
      .as(BOB)
      .post(`${path}/steps`, { kind: 'containment', text: 'Revoked it' })
      .expect(201);
    await app
      .as(BOB)
      .post(`${path}/affected`, {
        entityRef: 'component:default/payments-api',
        compromise: 'not-compromised',
      })
      .expect(200);
    await move('eradication');
    await move('recovery');
    await move('resolved', {
      resolution: { code: 'contained', summary: 'Revoked and rotated.' },
    });
    await move('closed');
    const { chain_length: length, chain_head: head } = await app
      .knex('incidents')
      .where({ id: body.id })
      .first();
    const entry = await app
      .knex('incident_registry')
      .where({ incident_id: body.id, action: 'head.recorded' })
      .first();
    expect(JSON.parse(entry.data)).toEqual({
      id: body.id,
      key: body.key,
      length,
      head,
    });
  });
});
