import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { firstDelivered } from '../__testUtils__/delivered';
import {
  DATABASES,
  ENGINES,
  ENTITIES,
  ADA,
  REPORT,
  startApp,
} from '../__testUtils__/harness';
import { LEAK, leakPlan } from '../__testUtils__/plans';
import { LEAK as KNOWN_LEAK } from '../__testUtils__/planCatalog';

jest.setTimeout(120_000);

const directory = resolvePackagePath(
  'backstage-plugin-security-incidents-backend',
  'migrations',
);

const TABLES = [
  'incident_keys',
  'incidents',
  'affected_entities',
  'incident_scopes',
  'role_assignments',
  'incident_members',
  'resolution_steps',
  'timeline_entries',
  'search_words',
  'search_names',
  'idempotency_keys',
  'incident_views',
  'plan_runs',
  'plan_tasks',
  'no_plan_decisions',
  'known_plans',
  'known_services',
  'known_catalog',
  'scoped_incidents',
  'listed_incidents',
  'incident_counts',
  'escalations',
  'service_level_checks',
];

const APPEND_ONLY = ['resolution_steps', 'timeline_entries', 'escalations'];

describe.each(ENGINES)('migrations on %s', engine => {
  it('go down with rows in every table, leave nothing behind, and come up again to a record that works', async () => {
    const app = await startApp(engine, { entities: [...ENTITIES, KNOWN_LEAK] });
    const { knex } = app;
    await app.refreshPlans();
    const { body } = await app
      .as(ADA)
      .post('/incidents', {
        ...REPORT,
        visibility: 'restricted',
        severity: 'high',
      })
      .set('idempotency-key', 'migrations');
    await app
      .as(ADA)
      .put(`/incidents/${body.key}/roles/assignee`, { principalRef: ADA });
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/steps`, { kind: 'analysis', text: 'Seen' });
    await app.as(ADA).get(`/incidents/${body.key}`);
    await app.as(ADA).get(`/incidents/${body.key}/views`).expect(200);
    app.setCatalog([leakPlan()]);
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/plan-runs`, { planRef: LEAK });
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/escalations`, { reason: 'Help' })
      .expect(201);
    const { body: other } = await app.as(ADA).post('/incidents', REPORT);
    await app
      .as(ADA)
      .post(`/incidents/${other.key}/plan-runs`, { noPlanReason: 'None' });
    for (const table of TABLES) {
      const rows = await knex(table).select();
      expect({ table, isFilled: rows.length > 0 }).toEqual({
        table,
        isFilled: true,
      });
    }

    await knex.migrate.rollback({ directory }, true);
    for (const table of TABLES) {
      expect({ table, exists: await knex.schema.hasTable(table) }).toEqual({
        table,
        exists: false,
      });
    }

    await knex.migrate.latest({ directory });
    const again = await app.as(ADA).post('/incidents', REPORT);
    expect(again.status).toBe(201);
    const { body: checked } = await app
      .as(ADA)
      .get(`/incidents/${again.body.key}/verification`);
    expect(checked).toMatchObject({ status: 'ok', entries: 1 });
    await app.stop();
  });

  it('have incidents looked at that were open before they could be escalated', async () => {
    const app = await startApp(engine);
    const { knex } = app;
    const migration = { directory, name: '20261125040000_escalations.js' };
    const open = await app.as(ADA).post('/incidents', REPORT).expect(201);
    const gone = await app.as(ADA).post('/incidents', REPORT).expect(201);
    await app
      .as(ADA)
      .post(`/incidents/${gone.body.key}/transitions`, {
        to: 'dismissed',
        reason: 'Nothing',
        resolution: { code: 'benign', summary: 'Nothing' },
      })
      .expect(200);
    await knex.migrate.down(migration);
    await knex.migrate.up(migration);
    expect(
      await knex('service_level_checks')
        .join('incidents', 'incidents.seq', 'incident_seq')
        .select('id', 'check_at'),
    ).toEqual([{ id: open.body.id, check_at: open.body.updatedAt }]);
    await app.stop();
  });

  it('find by words and by names of services what was recorded before these were kept apart', async () => {
    const app = await startApp(engine);
    const { knex } = app;
    const migration = { directory, name: '20261129010000_search_names.js' };
    const report = { ...REPORT, title: 'Ledger was read' };
    await app.as(ADA).post('/incidents', report).expect(201);
    const wordsOf = async () => ({
      words: await knex('search_words').select().orderBy('word'),
      names: await knex('search_names').select().orderBy('word'),
    });
    const before = await wordsOf();
    expect(before.names.map(({ word }) => word)).toEqual([
      'api',
      'payments',
      'payments-api',
    ]);
    await knex.migrate.down(migration);
    expect(
      await knex('search_words').whereIn('word', ['ledger', 'payments-api']),
    ).toHaveLength(2);
    await knex.migrate.up(migration);
    expect(await wordsOf()).toEqual(before);
    await app.stop();
  });

  it('make of a record what its lists and counts say', async () => {
    const app = await startApp(engine);
    const { knex } = app;
    await app
      .as(ADA)
      .post('/incidents', {
        ...REPORT,
        severity: 'high',
        classification: { class: 'fraud' },
      })
      .expect(201);
    await app.as(ADA).post('/incidents', REPORT).expect(201);
    const said = async () => ({
      lists: (await knex('listed_incidents').orderBy('incident_seq')).map(
        ({ facts }) => JSON.parse(facts),
      ),
      counts: await knex('incident_counts')
        .where('total', '>', 0)
        .orderBy(['scope_ref', 'entity_ref', 'severity']),
    });
    const before = await said();
    expect(before.lists).toHaveLength(2);
    expect(before.counts.length).toBeGreaterThan(0);
    const names = [
      '20261129000000_incident_counts.js',
      '20261129020000_listed_facts.js',
    ];
    for (const name of [...names].reverse()) {
      await knex.migrate.down({ directory, name });
    }
    for (const name of names) await knex.migrate.up({ directory, name });
    expect(await said()).toEqual(before);
    await app.stop();
  });

  it('go up step by step and down step by step', async () => {
    const knex = await DATABASES.init(engine);
    const [, pending] = await knex.migrate.list({ directory });
    for (const _migration of pending) await knex.migrate.up({ directory });
    expect((await knex.migrate.list({ directory }))[1]).toEqual([]);
    for (const _migration of pending) await knex.migrate.down({ directory });
    expect((await knex.migrate.list({ directory }))[0]).toEqual([]);
    await knex.destroy();
  });
});

// UPDATE and DELETE are tested with the record; only PostgreSQL knows how to empty a table at once.
it.each(APPEND_ONLY)(
  'PostgreSQL refuses to empty %s, by itself or with all the others',
  async table => {
    const app = await startApp('POSTGRES_18');
    const { body } = await app.as(ADA).post('/incidents', REPORT);
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/steps`, { kind: 'analysis', text: 'Seen' });
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/escalations`, { reason: 'Help' });
    // Writing down the delivery is the one change that comes later, and that is allowed.
    await firstDelivered(app, body.key);
    const before = await app.knex(table).select();
    expect(before.length).toBeGreaterThan(0);
    await expect(app.knex(table).truncate()).rejects.toThrow(/append-only/);
    await expect(
      app.knex.raw(`TRUNCATE ${TABLES.join(', ')} CASCADE`),
    ).rejects.toThrow(/append-only/);
    expect(await app.knex(table).select()).toEqual(before);
    await app.stop();
  },
);
