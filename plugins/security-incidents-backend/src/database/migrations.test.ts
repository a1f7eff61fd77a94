import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { firstDelivered } from '../__testUtils__/delivered';
import {
  DATABASES,
  ENGINES,
  ENTITIES,
  ADA,
  REPORT,
  startApp,
  type TestApp,
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
  'incident_scope_items',
  'incident_list_items',
  'incident_due_items',
  'incident_analysis_items',
  'incident_counts',
  'escalations',
  'service_level_checks',
  'notices',
  'notice_checks',
  'reviews',
  'review_actions',
  'obligations',
  'incident_registry',
  'incident_registry_state',
  'evidence',
  'evidence_chunks',
  'evidence_uploads',
  'evidence_upload_parts',
  'evidence_check_state',
  'import_mappings',
];

const APPEND_ONLY = [
  'resolution_steps',
  'timeline_entries',
  'escalations',
  'evidence',
];

/** The names of all tables and functions besides those of knex. */
async function findOurs(knex: Knex): Promise<string[]> {
  const isPostgres = knex.client.config.client === 'pg';
  const names: string[] = isPostgres
    ? (
        await knex.raw(`
          SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
          UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`)
      ).rows.map((row: { name: string }) => row.name)
    : await knex('sqlite_master').where('type', 'table').pluck('name');
  return names.filter(name => !/^(knex|sqlite)_/.test(name));
}

const addEvidence = (app: TestApp, key: string) =>
  app
    .as(ADA)
    .post(`/incidents/${key}/evidence`)
    .attach('file', Buffer.from('A line'), 'a.log');

describe.each(ENGINES)('migrations on %s', engine => {
  it('go down with rows in every table, leave nothing behind and come up again', async () => {
    const app = await startApp(engine, {
      entities: [...ENTITIES, KNOWN_LEAK],
      settings: {
        notifications: { disabledTopics: [] },
        obligations: { regimes: ['gdpr'] },
      },
    });
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
    await app
      .as(ADA)
      .post('/imports/mappings', { name: 'Any', mapping: {} })
      .expect(200);
    await app.as(ADA).get(`/incidents/${body.key}`);
    await app.as(ADA).get(`/incidents/${body.key}/views`).expect(200);
    app.setCatalog([leakPlan()]);
    await app.refreshPlans();
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/plan-runs`, { planRef: LEAK });
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/escalations`, { reason: 'Help' })
      .expect(201);
    await app
      .as(ADA)
      .put(`/incidents/${body.key}/review`, { summary: 'Seen' })
      .expect(200);
    await app
      .as(ADA)
      .post(`/incidents/${body.key}/review/actions`, {
        type: 'fix',
        title: 'Rotate',
      })
      .expect(201);
    const { body: other } = await app.as(ADA).post('/incidents', REPORT);
    await app
      .as(ADA)
      .post(`/incidents/${other.key}/plan-runs`, { noPlanReason: 'None' });
    await addEvidence(app, body.key).expect(201);
    const uploads = `/incidents/${body.key}/evidence-uploads`;
    const { body: upload } = await app
      .as(ADA)
      .post(uploads, { fileName: 'b.log', sizeBytes: 6 })
      .expect(201);
    await app
      .as(ADA)
      .put(`${uploads}/${upload.id}/parts/1`)
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from('A line'))
      .expect(200);
    for (const table of TABLES) {
      const rows = await knex(table).select();
      expect({ table, isFilled: rows.length > 0 }).toEqual({
        table,
        isFilled: true,
      });
    }

    expect(await findOurs(knex)).toEqual(expect.arrayContaining(TABLES));
    await knex.migrate.rollback({ directory }, true);
    expect(await findOurs(knex)).toEqual([]);

    await knex.migrate.latest({ directory });
    const again = await app.as(ADA).post('/incidents', REPORT);
    expect(again.status).toBe(201);
    const { body: checked } = await app
      .as(ADA)
      .get(`/incidents/${again.body.key}/verification`);
    // The report, and the obligations that it raised.
    expect(checked).toMatchObject({ status: 'ok', entries: 2 });
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

/** An incident with a step and a delivered escalation, so that every append-only table has rows. */
async function recordIncident(app: TestApp) {
  const { body } = await app.as(ADA).post('/incidents', REPORT).expect(201);
  await app
    .as(ADA)
    .post(`/incidents/${body.key}/steps`, { kind: 'analysis', text: 'Seen' })
    .expect(201);
  await app
    .as(ADA)
    .post(`/incidents/${body.key}/escalations`, { reason: 'Help' })
    .expect(201);
  await addEvidence(app, body.key).expect(201);
  // A delivery changes its escalation, which is allowed.
  await firstDelivered(app, body.key);
}

// record.test.ts covers UPDATE and DELETE. Each engine has one more way to remove rows.
describe.each(APPEND_ONLY)('%s', table => {
  it('cannot be emptied by TRUNCATE on PostgreSQL', async () => {
    const app = await startApp('POSTGRES_18');
    await recordIncident(app);
    const before = await app.knex(table).select();
    expect(before.length).toBeGreaterThan(0);
    await expect(app.knex(table).truncate()).rejects.toThrow(/append-only/);
    await expect(
      app.knex.raw(`TRUNCATE ${TABLES.join(', ')} CASCADE`),
    ).rejects.toThrow(/append-only/);
    expect(await app.knex(table).select()).toEqual(before);
    await app.stop();
  });

  it('cannot be changed by REPLACE on SQLite', async () => {
    const app = await startApp('SQLITE_3');
    await recordIncident(app);
    const read = () => app.knex(table).select(app.knex.raw('rowid, *'));
    const before = await read();
    expect(before.length).toBeGreaterThan(0);
    const { rowid, ...row } = before[0];
    const names = Object.keys(row);
    const insertOrReplace = (columns: string[], values: unknown[]) =>
      app.knex.raw(
        `INSERT OR REPLACE INTO ${table} (${columns.join(
          ', ',
        )}) VALUES (${columns.map(() => '?').join(', ')})`,
        values as never[],
      );
    await expect(insertOrReplace(names, Object.values(row))).rejects.toThrow(
      /append-only/,
    );
    const otherKeys = names.map(name =>
      ['id', 'chain', 'incident_seq'].includes(name) ? 99 : row[name],
    );
    await expect(
      insertOrReplace(['rowid', ...names], [rowid, ...otherKeys]),
    ).rejects.toThrow(/append-only/);
    await expect(
      app.knex.raw(`UPDATE OR REPLACE ${table} SET rowid = rowid + 1`),
    ).rejects.toThrow(/append-only/);
    expect(await read()).toEqual(before);
    await app.stop();
  });
});
