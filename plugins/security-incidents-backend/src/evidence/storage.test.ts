import { createBackendModule } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  type EvidenceStorage,
  evidenceStorageExtensionPoint,
} from 'backstage-plugin-security-incidents-node/alpha';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { ENGINES, startApp } from '../__testUtils__/harness';
import { evidenceStory, LOG, PNG, sha256Of } from './__testUtils__/evidence';

jest.setTimeout(120_000);

/** A storage as an adopter writes it: the one of docs/evidence.md. */
function createFolderStorage(folder: string): EvidenceStorage {
  return {
    id: 'folder',
    async write(key, content, { signal }) {
      const path = join(folder, key);
      await mkdir(dirname(path), { recursive: true });
      try {
        // `wx` refuses to write over a file.
        await pipeline(content, createWriteStream(path, { flags: 'wx' }), {
          signal,
        });
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        // The file of another write stays.
        if (code !== 'EEXIST') await rm(path, { force: true });
        throw error;
      }
      return { sizeBytes: (await stat(path)).size };
    },
    async read(key) {
      const path = join(folder, key);
      await stat(path).catch(error => {
        throw new NotFoundError(`There is no file ${key}`, error);
      });
      return createReadStream(path);
    },
    async delete(key) {
      await rm(join(folder, key), { force: true });
    },
  };
}

function createStorageModule(storage: EvidenceStorage, moduleId = 'folder') {
  return createBackendModule({
    pluginId: 'security-incidents',
    moduleId,
    register(env) {
      env.registerInit({
        deps: { evidence: evidenceStorageExtensionPoint },
        async init({ evidence }) {
          evidence.setEvidenceStorage(storage);
        },
      });
    },
  });
}

describe('the storage of the documentation', () => {
  it('never writes over a file, and leaves nothing of a write that fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    const storage = createFolderStorage(folder);
    const { signal } = new AbortController();
    const write = (key: string, parts: Iterable<unknown>) =>
      storage.write(key, Readable.from(parts), { signal });
    await expect(write('a/one', ['first'])).resolves.toEqual({ sizeBytes: 5 });
    await expect(write('a/one', ['second'])).rejects.toThrow('EEXIST');
    await expect(text(await storage.read('a/one'))).resolves.toBe('first');
    function* broken() {
      yield 'half';
      throw new Error('The upload broke off');
    }
    await expect(write('a/two', broken())).rejects.toThrow('broke off');
    await expect(storage.read('a/two')).rejects.toThrow('There is no file');
    await rm(folder, { recursive: true });
  });
});

describe.each(ENGINES)('a storage of another module on %s', engine => {
  it('keeps the bytes of new files, and the database those of earlier ones', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    const listFiles = async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
        entry => entry.isFile(),
      );
    const app = await startApp(engine, {
      features: [createStorageModule(createFolderStorage(folder))],
    });
    const story = evidenceStory(app);
    const key = await story.report();
    const added = await story.add(key, LOG);
    expect(added.storage).toBe('folder');
    expect(await listFiles()).toHaveLength(1);
    expect(await app.knex('evidence_chunks')).toEqual([]);

    await story
      .send(key, PNG, { fields: { sha256: '0'.repeat(64) } })
      .expect(400);
    expect(await listFiles()).toHaveLength(1);

    const upload = await story.start(key, PNG, { fileName: 'screen.png' });
    await story.sendPart(key, upload.id, 1, PNG).expect(200);
    const { body: picture } = await story
      .complete(key, upload.id, { sha256: sha256Of(PNG) })
      .expect(201);
    expect(await listFiles()).toHaveLength(2);

    const { body: check } = await story.as
      .post(story.path(key, picture.id, 'verification'), {})
      .expect(200);
    expect(check.status).toBe('ok');
    await story.as
      .post(story.path(key, added.id, 'disposal'), { reason: 'Not needed' })
      .expect(200);
    expect(await listFiles()).toHaveLength(1);
    await rm(folder, { recursive: true });
    const { body: missing } = await story.as
      .post(story.path(key, picture.id, 'verification'), {})
      .expect(200);
    expect(missing.status).toBe('missing');
    await app.stop();
  });

  it('whose deletion fails is asked again', async () => {
    const bytes = new Map<string, Buffer>();
    let isDown = true;
    const storage = createFolderStorage('');
    const app = await startApp(engine, {
      features: [
        createStorageModule({
          ...storage,
          id: 'remote',
          async write(key, content) {
            const parts: Buffer[] = [];
            for await (const part of content) parts.push(Buffer.from(part));
            bytes.set(key, Buffer.concat(parts));
            return { sizeBytes: bytes.get(key)!.length };
          },
          async delete(key) {
            if (isDown) throw new Error('The storage does not answer');
            bytes.delete(key);
          },
        }),
      ],
    });
    const story = evidenceStory(app);
    const key = await story.report();
    const { id } = await story.add(key, LOG);
    await story.as
      .post(story.path(key, id, 'disposal'), { reason: 'Not needed' })
      .expect(200);
    expect(bytes.size).toBe(1);
    isDown = false;
    await app.runTask('clean-up-evidence');
    expect(bytes.size).toBe(0);
    await app.stop();
  });

  it('is one at most', async () => {
    const storage = createFolderStorage('');
    await expect(
      startApp(engine, {
        features: [
          createStorageModule(storage, 'one'),
          createStorageModule(storage, 'two'),
        ],
      }),
    ).rejects.toThrow(/storage of evidence/);
  });
});
