import type { Checkpoint } from 'backstage-plugin-security-incidents-common';
import { makeCheckpointKey } from '../../__testUtils__/checkpointKeys';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';
import { fakeDate, writeCheckpoint } from '../../__testUtils__/hours';
import { dropAppendOnlyTriggers } from '../../__testUtils__/tampering';
import { readPublicKey } from '../../checkpoints/keys';
import { readCopies, runVerify } from './runVerify';
import { verifyDatabase } from './verifyDatabase';

jest.setTimeout(120_000);

const KEY = makeCheckpointKey();

beforeAll(fakeDate);
afterAll(() => jest.useRealTimers());

describe.each(ENGINES)('the verification of a whole database on %s', engine => {
  let app: TestApp;
  const copies: Checkpoint[] = [];
  const verify = (options: { copies?: Checkpoint[] } = {}) =>
    verifyDatabase(app.knex, {
      trusted: [readPublicKey(KEY.publicPem)],
      copies,
      now: new Date(),
      ...options,
    });

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { checkpoints: { signingKey: KEY.privatePem } },
    });
    for (let n = 0; n < 3; n += 1) {
      await app.as(ADA).post('/incidents', REPORT).expect(201);
      copies.push(await writeCheckpoint(app));
    }
    await dropAppendOnlyTriggers(app.knex, ['checkpoints', 'checkpoint_heads']);
  });
  afterAll(() => app.stop());

  it('finds nothing wrong where nobody changed anything', async () => {
    expect(await verify()).toEqual({
      incidents: 3,
      entries: 3,
      checkpoints: 3,
      copies: 3,
      findings: [],
    });
  });

  it('names an incident that was changed', async () => {
    const { id, key } = await app.knex('incidents').first();
    await app.knex('incidents').where({ id }).update({ title: 'Other' });
    expect((await verify()).findings).toEqual([
      {
        subject: id,
        status: 'record-mismatch',
        message: `${key}: 1 value differs from the timeline`,
      },
    ]);
    await app.knex('incidents').where({ id }).update({ title: REPORT.title });
  });

  it('notices by the copies outside that an older database was restored', async () => {
    const newest = await app.knex('checkpoints').where({ n: 3 }).first();
    await app.knex('checkpoints').where({ n: 3 }).delete();
    expect((await verify({ copies: [] })).findings).toEqual([]);
    expect((await verify()).findings).toEqual([
      expect.objectContaining({
        status: 'checkpoint-lost',
        message: expect.stringMatching(/^Checkpoint 3 .* an older database/),
      }),
    ]);
    await app.knex('checkpoints').insert(newest);
  });

  it('notices by the copies outside that history was rewritten', async () => {
    const [, second] = copies;
    const other = { ...second, merkleRoot: 'f'.repeat(64) };
    expect((await verify({ copies: [other] })).findings).toEqual([
      expect.objectContaining({ status: 'checkpoint-copy' }),
    ]);
    const { hash } = await app.knex('checkpoints').where({ n: 2 }).first();
    await app
      .knex('checkpoints')
      .where({ n: 2 })
      .update({ hash: 'e'.repeat(64) });
    expect((await verify({ copies: [second] })).findings).toContainEqual(
      expect.objectContaining({
        status: 'checkpoint-lost',
        message: expect.stringMatching(/history was rewritten/),
      }),
    );
    await app.knex('checkpoints').where({ n: 2 }).update({ hash });
  });
});

describe('copies of checkpoints', () => {
  it('are read from lines of a log', () => {
    const checkpoint = { n: 4, hash: 'a' };
    expect(
      readCopies(
        `2026-11-30 info Checkpoint ${JSON.stringify(
          checkpoint,
        )}\nother\n{"a":1}\n`,
      ),
    ).toEqual([checkpoint]);
    expect(() => readCopies('{"n":')).toThrow('--copies: line 1');
  });
});

describe('the command', () => {
  it('says how it is used', async () => {
    const said: string[] = [];
    expect(await runVerify([], text => said.push(text))).toBe(2);
    expect(await runVerify(['--help'], text => said.push(text))).toBe(0);
    expect(said[0]).toContain('--database');
  });
});
