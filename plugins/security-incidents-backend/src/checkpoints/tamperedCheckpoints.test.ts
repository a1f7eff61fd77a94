import {
  type Checkpoint,
  hashCheckpoint,
  hashEntry,
  toSignedBytes,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { makeCheckpointKey } from '../__testUtils__/checkpointKeys';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { fakeDate, writeCheckpoint } from '../__testUtils__/hours';
import {
  dropAppendOnlyTriggers,
  withRollback,
} from '../__testUtils__/tampering';
import { createDueRules } from '../serviceLevels/nextDue';
import { readStoredIncident } from '../verification/DatabaseVerification';
import { verifyIncident } from '../verification/verifyIncident';
import { CheckpointVerification } from './CheckpointVerification';
import { readPublicKey, readSigningKey, type SigningKey } from './keys';
import {
  DatabaseCheckpoints,
  toCheckpointRecord,
  toCheckpointRow,
} from './store/DatabaseCheckpoints';

jest.setTimeout(180_000);

const KEY = makeCheckpointKey();
const FOREIGN = makeCheckpointKey();

beforeAll(fakeDate);
afterAll(() => jest.useRealTimers());

/** Changes the last digit. */
const flip = (value: string) =>
  value.slice(0, -1) + (value.endsWith('0') ? '1' : '0');

function changeValue(column: string, value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  const text = String(value ?? 'ab');
  // The last character of base64 may hold unused bits.
  return column === 'signature'
    ? `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
    : flip(text);
}

/** Recomputes what somebody without the key can recompute, or signs with another key. */
function forge(checkpoint: Checkpoint, key?: SigningKey): Checkpoint {
  const { signature, ...body } = {
    ...checkpoint,
    ...(key && { keyId: key.id, publicKey: key.publicKey }),
  };
  return {
    ...body,
    signature: key ? key.sign(toSignedBytes(body)) : signature,
    hash: hashCheckpoint(body),
  };
}

describe.each(ENGINES)('tampered checkpoints on %s', engine => {
  let app: TestApp;
  let incident: { id: string; seq: number };
  const trusted = [readPublicKey(KEY.publicPem)];

  const check = async (db: Knex) =>
    (
      await new CheckpointVerification({
        store: new DatabaseCheckpoints(db),
        trusted,
      }).check(100)
    ).findings;
  const judge = (work: (trx: Knex.Transaction) => Promise<unknown>) =>
    withRollback(app.knex, async trx => {
      await work(trx);
      return check(trx);
    });
  const verify = async (db: Knex) =>
    verifyIncident(
      (await readStoredIncident(db, incident.seq, createDueRules()))!,
      new Date(),
    );
  const find = async (db: Knex, n: number) =>
    toCheckpointRecord(await db('checkpoints').where({ n }).first());
  const replace = (db: Knex, checkpoint: Checkpoint) =>
    db('checkpoints')
      .where({ n: checkpoint.n })
      .update({
        signature: null,
        public_key: null,
        key_id: null,
        ...toCheckpointRow(checkpoint),
      });

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { checkpoints: { signingKey: KEY.privatePem } },
    });
    const make = async () =>
      (await app.as(ADA).post('/incidents', REPORT).expect(201)).body;
    const { id } = await make();
    await make();
    await writeCheckpoint(app);
    await app
      .as(ADA)
      .post(`/incidents/${id}/steps`, { kind: 'analysis', text: 'Seen' })
      .expect(201);
    await writeCheckpoint(app);
    await writeCheckpoint(app);
    await app
      .as(ADA)
      .post(`/incidents/${id}/steps`, { kind: 'analysis', text: 'Again' })
      .expect(201);
    await writeCheckpoint(app);
    incident = await app.knex('incidents').where({ id }).first('id', 'seq');
    await dropAppendOnlyTriggers(app.knex, [
      'checkpoints',
      'checkpoint_heads',
      'timeline_entries',
      'resolution_steps',
      'incident_registry',
    ]);
  });
  afterAll(() => app.stop());

  it('are intact while nobody touched them', async () => {
    expect(await check(app.knex)).toEqual([]);
  });

  it.each([
    ['at', 'checkpoint-hash'],
    ['chains', 'checkpoint-hash'],
    ['entries', 'checkpoint-hash'],
    ['merkle_root', 'checkpoint-hash'],
    ['prev_hash', 'checkpoint-hash'],
    ['key_id', 'checkpoint-hash'],
    ['public_key', 'checkpoint-hash'],
    ['previous_key_id', 'checkpoint-hash'],
    ['v', 'checkpoint-hash'],
    ['hash', 'checkpoint-hash'],
    ['signature', 'checkpoint-signature'],
  ])('name a changed %s', async (column, status) => {
    for (const n of [1, 2, 4]) {
      const row = await app.knex('checkpoints').where({ n }).first();
      const other = changeValue(column, row[column]);
      const findings = await judge(trx =>
        trx('checkpoints')
          .where({ n })
          .update({ [column]: other }),
      );
      expect(findings).toEqual([
        expect.objectContaining({
          subject: 'checkpoints',
          status,
          message: expect.stringContaining(`heckpoint ${n}`),
        }),
      ]);
    }
  });

  it('name a removed checkpoint, unless it is the last', async () => {
    for (const n of [1, 2, 3]) {
      const findings = await judge(trx =>
        trx('checkpoints').where({ n }).delete(),
      );
      expect(findings).toEqual([
        {
          subject: 'checkpoints',
          status: 'checkpoint-gap',
          message: `Checkpoint ${n} is missing`,
        },
      ]);
    }
  });

  it.each(['length', 'head'])('name a changed %s of a chain', async column => {
    for (const { position, n } of await app.knex('checkpoint_heads')) {
      const at = { position, n };
      const row = await app.knex('checkpoint_heads').where(at).first();
      const value =
        column === 'length' ? Number(row.length) + 1 : flip(row.head);
      const findings = await judge(trx =>
        trx('checkpoint_heads')
          .where(at)
          .update({ [column]: value }),
      );
      expect(findings).toContainEqual(
        expect.objectContaining({
          subject: 'checkpoints',
          status: 'checkpoint-root',
        }),
      );
    }
  });

  it('name a signature of a foreign key, and one that was left out', async () => {
    const newest = await find(app.knex, 4);
    const foreign = forge(newest, readSigningKey(FOREIGN.privatePem));
    expect(await judge(trx => replace(trx, foreign))).toEqual([
      expect.objectContaining({
        status: 'checkpoint-key',
        message: expect.stringContaining('Checkpoint 4'),
      }),
    ]);
    // The key id of the owner with the signature of somebody else.
    const wrong = {
      ...newest,
      signature: readSigningKey(FOREIGN.privatePem).sign(toSignedBytes(newest)),
    };
    expect(await judge(trx => replace(trx, wrong))).toEqual([
      expect.objectContaining({ status: 'checkpoint-signature' }),
    ]);
    const { keyId: _k, publicKey: _p, signature: _s, ...unsigned } = newest;
    expect(await judge(trx => replace(trx, forge(unsigned)))).toEqual([
      expect.objectContaining({ status: 'checkpoint-unsigned' }),
    ]);
  });

  it('notice a tail that was cut off with its head and its entry in the registry', async () => {
    const findings = await withRollback(app.knex, async trx => {
      const { chain_length: length } = await trx('incidents')
        .where({ id: incident.id })
        .first();
      const tail = { incident_seq: incident.seq, seq: length };
      await trx('timeline_entries').where(tail).delete();
      await trx('resolution_steps').where(tail).delete();
      const before = await trx('timeline_entries')
        .where({ incident_seq: incident.seq, seq: length - 1 })
        .first();
      await trx('incidents')
        .where({ id: incident.id })
        .update({ chain_length: length - 1, chain_head: before.hash });
      return verify(trx);
    });
    expect(findings).toMatchObject({
      status: 'truncated',
      seq: 3,
      message: 'Checkpoint 4 covers 3 entries, 2 are there',
    });
  });

  it('notice a history that was rewritten with recomputed hashes', async () => {
    const verdict = await withRollback(app.knex, async trx => {
      const rows = await trx('timeline_entries')
        .where({ incident_seq: incident.seq })
        .orderBy('seq');
      let prevHash = '0'.repeat(64);
      for (const row of rows) {
        const entry = {
          v: row.v,
          chain: row.chain,
          seq: row.seq,
          at: row.at,
          actor: row.seq === 2 ? 'user:default/eve' : row.actor,
          action: row.action,
          dataHash: row.data_hash,
          prevHash,
        };
        const hash = hashEntry(entry);
        await trx('timeline_entries')
          .where({ incident_seq: incident.seq, seq: row.seq })
          .update({ actor: entry.actor, prev_hash: prevHash, hash });
        prevHash = hash;
      }
      await trx('incidents')
        .where({ id: incident.id })
        .update({ chain_head: prevHash });
      return verify(trx);
    });
    expect(verdict).toMatchObject({
      status: 'fork',
      seq: 2,
      message: 'Entry #2 is not the one that checkpoint 2 covers',
    });
  });

  it('notice an incident that was deleted with its entries in the registry', async () => {
    const findings = await judge(async trx => {
      const { id, seq } = incident;
      for (const table of [
        'affected_entities',
        'incident_scopes',
        'incident_members',
        'resolution_steps',
        'timeline_entries',
      ]) {
        await trx(table).where({ incident_seq: seq }).delete();
      }
      await trx('incident_registry').where({ incident_id: id }).delete();
      await trx('incidents').where({ id }).delete();
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ subject: incident.id, status: 'deleted' }),
    );
  });

  it('notice a registry that was rewritten', async () => {
    const findings = await judge(trx =>
      trx('incident_registry').update({ hash: 'f'.repeat(64) }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ subject: 'registry', status: 'fork' }),
    );
  });

  it('notice an older database, while the process that wrote the newer one runs', async () => {
    const newest = await find(app.knex, 4);
    const headsOfNewest = await app.knex('checkpoint_heads').where({ n: 4 });
    await app.knex('checkpoint_heads').where({ n: 4 }).delete();
    await app.knex('checkpoints').where({ n: 4 }).delete();
    await app.verifyRecords();
    const found = () => app.knex('verification_findings').select('status');
    expect(await found()).toEqual([{ status: 'checkpoint-lost' }]);
    await app.knex('checkpoints').insert(toCheckpointRow(newest));
    await app.knex('checkpoint_heads').insert(headsOfNewest);
  });
});

describe.each(ENGINES)('the change of the key on %s', engine => {
  const NEW = makeCheckpointKey();
  const [oldKey, newKey] = [KEY, NEW].map(({ publicPem }) =>
    readPublicKey(publicPem),
  );

  /** Two checkpoints of one key, then one of another. */
  async function rotate(settings: object) {
    const before = await startApp(engine, {
      settings: { checkpoints: { signingKey: KEY.privatePem } },
    });
    await before.as(ADA).post('/incidents', REPORT).expect(201);
    await writeCheckpoint(before);
    await writeCheckpoint(before);
    const { knex } = before;
    const rows = {
      checkpoints: await knex('checkpoints'),
      heads: await knex('checkpoint_heads'),
    };
    await before.stop();
    const after = await startApp(engine, {
      settings: { checkpoints: settings as never },
    });
    await after.knex('checkpoint_heads').insert(rows.heads);
    await after.knex('checkpoints').insert(rows.checkpoints);
    await after.as(ADA).post('/incidents', REPORT).expect(201);
    const checkpoint = await writeCheckpoint(after);
    const check = async (trusted: Array<typeof oldKey>) =>
      (
        await new CheckpointVerification({
          store: new DatabaseCheckpoints(after.knex),
          trusted,
        }).check(100)
      ).findings.filter(({ subject }) => subject === 'checkpoints');
    return { after, checkpoint, check };
  }

  it('is a checkpoint that both keys sign, so that either leads to the other', async () => {
    const { after, checkpoint, check } = await rotate({
      signingKey: NEW.privatePem,
      previousSigningKey: KEY.privatePem,
    });
    expect(checkpoint).toMatchObject({
      n: 3,
      keyId: newKey.id,
      publicKey: newKey.publicKey,
      previousKeyId: oldKey.id,
    });
    expect(await check([oldKey])).toEqual([]);
    expect(await check([newKey])).toEqual([]);
    expect(await check([readPublicKey(FOREIGN.publicPem)])).toEqual([
      expect.objectContaining({ status: 'checkpoint-key' }),
    ]);
    expect(await writeCheckpoint(after)).not.toHaveProperty('previousKeyId');
    await after.stop();
  });

  it('is reported when the old key does not sign, until it is trusted', async () => {
    const { after, check } = await rotate({ signingKey: NEW.privatePem });
    expect(after.errors.join()).toContain('previousSigningKey');
    expect(await check([newKey])).toEqual([
      expect.objectContaining({ status: 'checkpoint-key' }),
    ]);
    expect(await check([newKey, oldKey])).toEqual([]);
    await after.stop();
  });
});
