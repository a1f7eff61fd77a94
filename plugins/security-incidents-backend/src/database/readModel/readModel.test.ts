import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';
import { assertReadModelMatches } from '../../__testUtils__/readModel';

jest.setTimeout(120_000);

const SERVICE = 'component:default/payments-api';
const UNKNOWN = 'component:default/unknown';
const NO_INCIDENT = 999;
const COMPLIANCE = 'group:default/compliance';

describe.each(ENGINES)('the read model on %s', engine => {
  let app: TestApp;
  let seq: number;
  let lastRepair: number | null;

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { verification: { notify: [COMPLIANCE] } },
    });
    await app.as(ADA).post('/incidents', { ...REPORT, severity: 'high' });
    const { body } = await app.as(ADA).post('/incidents', REPORT).expect(201);
    [{ seq }] = await app
      .knex('incidents')
      .where({ id: body.id })
      .select('seq');
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.warnings.length = 0;
    app.errors.length = 0;
    app.notices.all.length = 0;
    await app.knex('verification_findings').delete();
    [{ last: lastRepair }] = await app
      .knex('read_model_repairs')
      .max({ last: 'id' });
  });

  const read = async () => ({
    words: await app
      .knex('search_words')
      .orderBy(['incident_seq', 'word'])
      .select(),
    names: await app
      .knex('search_names')
      .orderBy(['incident_seq', 'entity_ref', 'word'])
      .select(),
  });

  const findings = () => app.knex('verification_findings').select('subject');
  const repairs = () =>
    app
      .knex('read_model_repairs')
      .where('id', '>', lastRepair ?? 0)
      .orderBy('id')
      .select(
        'subject',
        'table_name',
        'row_name',
        'field',
        'kind',
        'found',
        'expected',
      );
  const mine = () => app.knex('incident_scope_items').where({ seq });

  it.each<[string, RegExp, () => PromiseLike<unknown>]>([
    [
      'other facts in a list item',
      /incident_list_items: incident/,
      () =>
        app
          .knex('incident_list_items')
          .where({ incident_seq: seq })
          .update({ facts: '{}' }),
    ],
    [
      'a missing list item',
      /incident_list_items: incident/,
      () =>
        app.knex('incident_list_items').where({ incident_seq: seq }).delete(),
    ],
    [
      'another status of a scope item',
      /incident_scope_items: incident/,
      () => mine().where({ scope_ref: SERVICE }).update({ status: 'closed' }),
    ],
    [
      'a missing scope item',
      /incident_scope_items: incident/,
      () => mine().where({ scope_ref: SERVICE }).delete(),
    ],
    [
      'a scope item too many',
      /incident_scope_items: incident/,
      async () => {
        const row = await mine().first();
        await app
          .knex('incident_scope_items')
          .insert({ ...row, scope_ref: UNKNOWN });
      },
    ],
    [
      'a missing word',
      /search_words: incident/,
      () => app.knex('search_words').where({ word: 'deploy' }).delete(),
    ],
    [
      'a word too many',
      /search_words: incident/,
      () =>
        app.knex('search_words').insert({ word: 'zebra', incident_seq: seq }),
    ],
    [
      'another name',
      /search_names: incident/,
      () => app.knex('search_names').update({ entity_ref: UNKNOWN }),
    ],
    [
      'words of an incident that does not exist',
      /search_words: incident 999/,
      () =>
        app
          .knex('search_words')
          .insert({ word: 'zebra', incident_seq: NO_INCIDENT }),
    ],
    [
      'a list item of an incident that does not exist',
      /incident_list_items: incident 999/,
      () =>
        app
          .knex('incident_list_items')
          .insert({ incident_seq: NO_INCIDENT, affected: '[]', roles: '[]' }),
    ],
    [
      'a wrong count',
      /incident_counts: component:default\/payments-api through component:default\/payments-api was 8 instead of 1/,
      () =>
        app
          .knex('incident_counts')
          .where({ scope_ref: SERVICE, severity: 'high' })
          .update({ total: 8 }),
    ],
    [
      'missing counts',
      /incident_counts: .* was 0 instead of 1/,
      () => app.knex('incident_counts').where({ scope_ref: SERVICE }).delete(),
    ],
    [
      'counts of an entity without incidents',
      /incident_counts: component:default\/unknown .* was 3 instead of 0/,
      async () => {
        const row = await app.knex('incident_counts').first();
        await app
          .knex('incident_counts')
          .insert({ ...row, scope_ref: UNKNOWN, total: 3 });
      },
    ],
  ])(
    'is repaired after %s, and the log says so',
    async (_name, line, damage) => {
      const before = await read();
      await damage();
      await app.runTask('rebuild-read-model');
      expect(app.warnings.length).toBeGreaterThan(0);
      for (const warning of app.warnings) {
        expect(warning).toMatch(/^Repaired the read model: /);
      }
      expect(app.warnings.join('\n')).toMatch(line);
      expect(await read()).toEqual(before);
      await assertReadModelMatches(app.knex);

      expect(app.errors.length).toBeGreaterThan(0);
      for (const error of app.errors) {
        expect(error).toMatch(
          /^Verification: The read model differs from the record/,
        );
      }
      expect(await findings()).not.toEqual([]);
      expect(app.notices.all).toHaveLength((await findings()).length);
      expect(await repairs()).not.toEqual([]);

      app.warnings.length = 0;
      app.errors.length = 0;
      await app.runTask('rebuild-read-model');
      expect(app.warnings).toEqual([]);
      expect(app.errors).toEqual([]);
    },
  );

  it('is checked and repaired by the scheduled task too', async () => {
    // The first run may start at the end of the previous pass.
    await app.runTask('check-read-model');
    expect(app.warnings).toEqual([]);
    await mine().delete();
    await app.runTask('check-read-model');
    await app.runTask('check-read-model');
    expect(app.warnings).toEqual([
      `Repaired the read model: incident_scope_items: incident ${seq}`,
    ]);
    await assertReadModelMatches(app.knex);
  });

  it('keeps its repairs: nobody can change or remove them', async () => {
    await mine().delete();
    await app.runTask('rebuild-read-model');
    const table = () => app.knex('read_model_repairs');
    const before = await table().orderBy('id').select();
    expect(await repairs()).not.toEqual([]);
    const isPostgres = app.knex.client.config.client === 'pg';
    const attempts = [
      () => table().update({ subject: 'read-model' }),
      () => table().delete(),
      () =>
        isPostgres
          ? table().truncate()
          : app.knex.raw(
              `INSERT OR REPLACE INTO read_model_repairs
                 SELECT id, repaired_at, 'other', table_name, row_name, field, kind, found, expected
                 FROM read_model_repairs`,
            ),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toThrow(/append-only/);
    }
    expect(await table().orderBy('id').select()).toEqual(before);
  });

  it('is repaired only after compliance was told, and each repair is recorded', async () => {
    const { id } = await app.knex('incidents').where({ seq }).first();
    const { facts } = await app
      .knex('incident_list_items')
      .where({ incident_seq: seq })
      .first();
    await app
      .knex('incident_list_items')
      .where({ incident_seq: seq })
      .update({ facts: '{}' });
    await app
      .knex('incident_counts')
      .where({ scope_ref: SERVICE, entity_ref: SERVICE, severity: 'high' })
      .update({ total: 8 });
    await app.knex.schema.renameTable('verification_findings', 'away');
    await app.runTask('rebuild-read-model');
    expect(app.taskFailures).toHaveLength(1);
    app.taskFailures.length = 0;
    expect(await repairs()).toEqual([]);
    await app.knex.schema.renameTable('away', 'verification_findings');

    await app.runTask('rebuild-read-model');
    expect(
      await app
        .knex('incident_list_items')
        .where({ incident_seq: seq })
        .first('facts'),
    ).toEqual({ facts });
    expect(await repairs()).toEqual([
      {
        subject: id,
        table_name: 'incident_list_items',
        row_name: null,
        field: 'facts',
        kind: 'changed',
        found: null,
        expected: null,
      },
      {
        subject: 'read-model',
        table_name: 'incident_counts',
        row_name: expect.stringContaining(SERVICE),
        field: 'total',
        kind: 'changed',
        found: 8,
        expected: 1,
      },
    ]);
    expect(
      app.notices.all.map(({ payload }) => [payload.title, payload.link]),
    ).toEqual([
      [
        'The record of a security incident does not verify',
        `/security-incidents/${id}`,
      ],
      [
        'Counts or lists of security incidents differed from the records',
        '/security-incidents',
      ],
    ]);
    expect(app.errors).toContainEqual(
      expect.stringMatching(
        /differs from the records in 1 counts, first incident_counts: component:default\/payments-api through component:default\/payments-api was 8 instead of 1$/,
      ),
    );
  });

  it('stops being a finding after whole rounds without a difference', async () => {
    await app
      .knex('incident_counts')
      .where({ scope_ref: SERVICE, severity: 'high' })
      .update({ total: 8 });
    for (let run = 0; run < 3; run += 1) {
      await app.runTask('check-read-model');
    }
    expect(await findings()).toEqual([{ subject: 'read-model' }]);
    for (let run = 0; run < 4; run += 1) {
      await app.runTask('check-read-model');
    }
    expect(await findings()).toEqual([]);
  });
});
