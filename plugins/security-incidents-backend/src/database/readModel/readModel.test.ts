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

describe.each(ENGINES)('the read model on %s', engine => {
  let app: TestApp;
  let seq: number;

  beforeAll(async () => {
    app = await startApp(engine);
    await app.as(ADA).post('/incidents', { ...REPORT, severity: 'high' });
    const { body } = await app.as(ADA).post('/incidents', REPORT).expect(201);
    [{ seq }] = await app
      .knex('incidents')
      .where({ id: body.id })
      .select('seq');
  });
  afterAll(() => app.stop());
  beforeEach(() => {
    app.warnings.length = 0;
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

      app.warnings.length = 0;
      await app.runTask('rebuild-read-model');
      expect(app.warnings).toEqual([]);
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
});
