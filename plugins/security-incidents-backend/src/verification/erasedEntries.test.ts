import {
  ERASURE_ACTION,
  type RecordedWrite,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { planStory } from '../__testUtils__/planStory';
import { dropAppendOnlyTriggers } from '../__testUtils__/tampering';
import { toEntryRow } from '../incidents/store/rows';
import { chainEntry } from './PendingEntries';

jest.setTimeout(120_000);

describe.each(ENGINES)('a record with an erased entry on %s', engine => {
  let app: TestApp;
  let path: string;
  let seq: number;
  let erased: number;
  let rows: RecordedWrite[];

  beforeAll(async () => {
    app = await startApp(engine);
    const { id } = await planStory(app).triaged();
    path = `/incidents/${id}`;
    ({ seq } = await app.knex('incidents').where({ id }).first());
    await dropAppendOnlyTriggers(app.knex, ['timeline_entries']);
    const entry = await app
      .knex('timeline_entries')
      .where({ incident_seq: seq, action: 'status.changed' })
      .first();
    erased = entry.seq;
    ({ rows } = JSON.parse(entry.data));
    await app
      .knex('timeline_entries')
      .where({ incident_seq: seq, seq: erased })
      .update({ data: null, salt: null });
  });
  afterAll(() => app.stop());

  const verify = async () =>
    (await app.as(ADA).get(`${path}/verification`).expect(200)).body;

  it.each(['', '/steps', '/timeline', '/plan-runs', '/escalations'])(
    'opens its page part "%s"',
    async part => {
      expect((await app.as(BOB).get(`${path}${part}`)).status).toBe(200);
    },
  );

  it('lacks data while nothing records the erasure', async () => {
    expect(await verify()).toMatchObject({
      status: 'data-missing',
      seq: erased,
      erased: 0,
      erasedEntries: [],
    });
  });

  it('verifies once an entry records the erasure and the rows as they are', async () => {
    const incident = await app.knex('incidents').where({ seq }).first();
    const entry = chainEntry(
      {
        at: '2026-11-30T09:00:00.000Z',
        actor: ADA,
        action: ERASURE_ACTION,
        data: { seq: erased, reason: 'A request by the person', rows },
      },
      {
        chain: `incident/${incident.key}`,
        seq: incident.chain_length + 1,
        prevHash: incident.chain_head,
      },
    );
    await app
      .knex('timeline_entries')
      .insert({ ...toEntryRow(entry), incident_seq: seq });
    await app
      .knex('incidents')
      .where({ seq })
      .update({ chain_length: entry.seq, chain_head: entry.hash });
    expect(await verify()).toMatchObject({
      status: 'ok',
      erased: 1,
      erasedEntries: [erased],
      mismatches: [],
    });
  });
});
