import { mockServices } from '@backstage/backend-test-utils';
import {
  type Checkpoint,
  checkpointReadPermission,
  hashCheckpoint,
  hashTree,
  toSignedBytes,
} from 'backstage-plugin-security-incidents-common';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { makeCheckpointKey } from '../__testUtils__/checkpointKeys';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { fakeDate, writeCheckpoint } from '../__testUtils__/hours';
import { readSigningKey, toPem } from './keys';
import { readCheckpointSettings } from './settings';

jest.setTimeout(120_000);

const KEY = makeCheckpointKey();

beforeAll(fakeDate);
afterAll(() => jest.useRealTimers());

describe.each(ENGINES)('checkpoints on %s', engine => {
  let app: TestApp;
  const list = async (): Promise<{
    items: Checkpoint[];
    totalItems: number;
    pageInfo: { nextCursor?: string };
    signing: object;
  }> => (await app.as(ADA).get('/verification/checkpoints').expect(200)).body;
  const report = async () =>
    (await app.as(ADA).post('/incidents', REPORT).expect(201)).body;

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { checkpoints: { signingKey: KEY.privatePem } },
    });
  });
  afterAll(() => app.stop());

  it('are signed over the heads of all chains, the registry first', async () => {
    const first = await report();
    const second = await report();
    const checkpoint = await writeCheckpoint(app);
    const [registry] = await app.knex('incident_registry_state');
    const heads = await app
      .knex('incidents')
      .orderBy('seq')
      .pluck('chain_head');
    expect(checkpoint).toMatchObject({
      v: 1,
      n: 1,
      chains: 3,
      entries: 4,
      merkleRoot: hashTree([registry.head, ...heads]),
      prevCheckpointHash: '0'.repeat(64),
      keyId: readSigningKey(KEY.privatePem).id,
    });
    expect(checkpoint.hash).toBe(hashCheckpoint(checkpoint));
    // As an auditor would check it, with the public key that they were given.
    expect(
      verify(
        null,
        toSignedBytes(checkpoint),
        createPublicKey(KEY.publicPem),
        Buffer.from(checkpoint.signature!, 'base64'),
      ),
    ).toBe(true);
    expect(toPem({ id: '', publicKey: checkpoint.publicKey! })).toBe(
      KEY.publicPem,
    );
    for (const { id } of [first, second]) {
      const { body } = await app
        .as(ADA)
        .get(`/incidents/${id}/verification`)
        .expect(200);
      expect(body).toMatchObject({
        status: 'ok',
        checkpoint: { n: 1, at: checkpoint.at, entries: 1, isSigned: true },
      });
    }
  });

  it('are not written again within the hour while nothing is closed', async () => {
    await report();
    await app.runTask('write-checkpoints');
    expect(await list()).toMatchObject({
      totalItems: 1,
      signing: { state: 'signed' },
    });
  });

  it('are written after an hour, also when nothing happened, and follow from each other', async () => {
    const [before] = (await list()).items;
    const next = await writeCheckpoint(app);
    expect(next).toMatchObject({
      n: 2,
      chains: 4,
      prevCheckpointHash: before.hash,
    });
    expect(next.publicKey).toBeUndefined();
    const idle = await writeCheckpoint(app);
    expect(idle).toMatchObject({
      n: 3,
      merkleRoot: next.merkleRoot,
      prevCheckpointHash: next.hash,
    });
    const recorded = await app.knex('checkpoint_heads').where({ n: 3 });
    expect(recorded).toEqual([]);
  });

  it('are listed in pages, newest first', async () => {
    const { body: first } = await app
      .as(ADA)
      .get('/verification/checkpoints?limit=2')
      .expect(200);
    expect(first.items.map(({ n }: Checkpoint) => n)).toEqual([3, 2]);
    const { body: second } = await app
      .as(ADA)
      .get(
        `/verification/checkpoints?limit=2&cursor=${first.pageInfo.nextCursor}`,
      )
      .expect(200);
    expect(second.items.map(({ n }: Checkpoint) => n)).toEqual([1]);
    expect(second.pageInfo).toEqual({});
  });

  it('need their own permission, since they count all incidents', async () => {
    app.deny(BOB, checkpointReadPermission.name);
    const { body } = await app
      .as(BOB)
      .get('/verification/checkpoints')
      .expect(403);
    expect(body.error.message).toContain(checkpointReadPermission.name);
  });

  it.each(['checkpoints', 'checkpoint_heads'])(
    'refuse changes of %s in the database itself',
    async table => {
      const rows = () => app.knex(table);
      const before = await rows();
      await expect(rows().update({ n: 99 })).rejects.toThrow(/append-only/);
      await expect(rows().delete()).rejects.toThrow(/append-only/);
      await expect(
        rows()
          .insert(before[0])
          .onConflict(table === 'checkpoints' ? ['n'] : ['position', 'n'])
          .merge(),
      ).rejects.toThrow(/append-only/);
      expect(await rows()).toEqual(before);
    },
  );

  it('are intact for the scheduled verification', async () => {
    await app.verifyRecords();
    expect(await app.knex('verification_findings')).toEqual([]);
  });
});

describe.each(ENGINES)('checkpoints without a key on %s', engine => {
  it('say that they are unsigned, in the log once and in the API', async () => {
    const app = await startApp(engine);
    await writeCheckpoint(app);
    await writeCheckpoint(app);
    const warned = app.warnings.filter(text => /are not signed/.test(text));
    expect(warned).toHaveLength(1);
    const { body } = await app.as(ADA).get('/verification/checkpoints');
    expect(body.signing).toEqual({ state: 'unsigned' });
    expect(body.items[0]).not.toHaveProperty('signature');
    await app.verifyRecords();
    expect(await app.knex('verification_findings')).toEqual([]);
    await app.stop();
  });
});

describe('the settings of checkpoints', () => {
  const read = (checkpoints: object) =>
    readCheckpointSettings(
      mockServices.rootConfig({
        data: { securityIncidents: { checkpoints } },
      } as never),
    );

  it.each([
    [{ signingKey: 'no key' }, /signingKey: must be a private Ed25519 key/],
    [
      {
        signingKey: generateKeyPairSync('rsa', {
          modulusLength: 1024,
        }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      },
      /signingKey: must be a private Ed25519 key/,
    ],
    [{ previousSigningKey: KEY.publicPem }, /previousSigningKey: must be a pr/],
    [{ trustedKeys: ['x'] }, /trustedKeys\[0\]: must be a public Ed25519 key/],
    [{ webhook: { url: 'file:///etc' } }, /webhook.url: must be an http/],
  ])('refuse %j', (settings, message) => {
    expect(() => read(settings)).toThrow(message);
  });

  it('never repeat a key in an error', () => {
    const broken = KEY.privatePem.replace(/\n-----END/, 'A\n-----END');
    let message = '';
    try {
      read({ signingKey: `${broken}${broken}x`.slice(0, 60) });
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/signingKey/);
    expect(message).not.toContain(KEY.privatePem.split('\n')[1].slice(0, 16));
  });
});
