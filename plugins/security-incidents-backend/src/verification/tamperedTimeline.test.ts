import type { Knex } from 'knex';
import { ENGINES } from '../__testUtils__/harness';
import { pickPositions, tamper } from '../__testUtils__/tampering';
import { type TamperWorld, tamperWorld } from '../__testUtils__/tamperWorld';
import type { Row } from '../database/rowMapper';

jest.setTimeout(180_000);

describe.each(ENGINES)('verification of a tampered timeline on %s', engine => {
  let world: TamperWorld;
  beforeAll(async () => {
    world = await tamperWorld(engine);
  });
  afterAll(() => world.app.stop());

  const at = (trx: Knex, entry: number) =>
    trx('timeline_entries').where({ incident_seq: world.rich.seq, seq: entry });

  it('names each entry of the timeline that was changed', async () => {
    const entries: Row[] = await world
      .knex('timeline_entries')
      .where({ incident_seq: world.rich.seq })
      .orderBy('seq');
    const VERDICTS: Record<string, string> = {
      chain: 'wrong-chain',
      data: 'data-mismatch',
      salt: 'data-mismatch',
    };
    for (const entry of pickPositions(entries)) {
      for (const column of Object.keys(entry)) {
        if (column === 'incident_seq' || column === 'seq') continue;
        const value = tamper(
          entry[column],
          column === 'data' ? 'json' : 'plain',
        );
        const found = await world.judge(trx =>
          at(trx, Number(entry.seq)).update({ [column]: value }),
        );
        expect([column, found.status, found.seq]).toEqual([
          column,
          VERDICTS[column] ?? 'hash-mismatch',
          entry.seq,
        ]);
      }
    }
  });

  it('names the entry of the timeline that was removed, added, swapped or emptied', async () => {
    const length = Number(
      (await world.knex('incidents').where({ seq: world.rich.seq }).first())
        .chain_length,
    );
    for (const entry of [1, Math.floor(length / 2), length]) {
      expect(await world.judge(trx => at(trx, entry).delete())).toMatchObject({
        status: entry === length ? 'truncated' : 'gap',
        seq: entry,
      });
      expect(
        await world.judge(trx =>
          at(trx, entry).update({ data: null, salt: null }),
        ),
      ).toMatchObject({ status: 'data-missing', seq: entry, erased: 0 });
      for (const column of ['data', 'salt']) {
        expect(
          await world.judge(trx => at(trx, entry).update({ [column]: null })),
        ).toMatchObject({ status: 'data-mismatch', seq: entry });
      }
    }
    expect(
      await world.judge(async trx => {
        await at(trx, 2).update({ seq: 9_999 });
        await at(trx, 3).update({ seq: 2 });
        await at(trx, 9_999).update({ seq: 3 });
      }),
    ).toMatchObject({ status: 'hash-mismatch', seq: 2 });
    expect(
      await world.judge(async trx => {
        const last = await at(trx, length).first();
        await trx('timeline_entries').insert({ ...last, seq: length + 1 });
      }),
    ).toMatchObject({ status: 'hash-mismatch', seq: length + 1 });
  });

  it('notices a chain length that was lowered', async () => {
    const found = await world.judge(trx =>
      trx('incidents')
        .where({ seq: world.rich.seq })
        .decrement('chain_length', 1),
    );
    expect(found).toMatchObject({
      status: 'record-mismatch',
      mismatches: [{ table: 'incidents', field: 'chain_length' }],
    });
  });
});
