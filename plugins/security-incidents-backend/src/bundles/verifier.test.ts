import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import { readZip, UnpackedBundle } from '../__testUtils__/bundles';
import { makeCheckpointKey } from '../__testUtils__/checkpointKeys';
import { ADA, BOB, startApp } from '../__testUtils__/harness';
import { fakeDate, writeCheckpoint } from '../__testUtils__/hours';
import { leakPlan } from '../__testUtils__/plans';
import { planStory } from '../__testUtils__/planStory';

jest.setTimeout(240_000);

/*
 * The verifier runs in a process of its own for each change, on the bundle of one database: it does not know databases.
 */

const VERIFIER = resolvePackagePath(
  'backstage-plugin-security-incidents-backend',
  'assets/verify.mjs',
);
const sha256 = (content: Buffer) =>
  createHash('sha256').update(content).digest('hex');
const getJson = (files: Map<string, Buffer>, path: string) =>
  JSON.parse(files.get(path)!.toString('utf8'));

beforeAll(fakeDate);
afterAll(() => jest.useRealTimers());

describe('the verifier of bundles', () => {
  let files: Map<string, Buffer>;
  let bundle: UnpackedBundle;

  beforeAll(async () => {
    const app = await startApp('SQLITE_3', {
      catalog: [leakPlan()],
      settings: {
        checkpoints: { signingKey: makeCheckpointKey().privatePem },
      },
    });
    await app.refreshPlans();
    const { id } = await planStory(app).declared();
    await app
      .as(BOB)
      .post(`/incidents/${id}/steps`, { kind: 'analysis', text: 'Seen' })
      .expect(201);
    await writeCheckpoint(app);
    await writeCheckpoint(app);
    const { body } = await app
      .as(ADA)
      .get(`/incidents/${id}/bundle`)
      .expect(200);
    await app.stop();
    files = readZip(body);
    bundle = new UnpackedBundle(files);
  });
  afterAll(() => bundle.remove());

  it('names the file and the entry of one flipped byte, wherever it is', async () => {
    for (const [path, content] of files) {
      const places = [0, Math.floor(content.length / 2), content.length - 1];
      for (const place of places) {
        const flipped = Buffer.from(content);
        flipped[place] = flipped[place] === 0x21 ? 0x22 : 0x21;
        bundle.write(path, flipped);
        const { code, answer } = bundle.verify([], VERIFIER);
        expect({ path, place, code }).toEqual({ path, place, code: 1 });
        const named = answer.problems.map(({ file }) => file);
        // A manifest that names another path leads to the files that miss there.
        const wanted = path === 'manifest.json' ? named[0] : path;
        expect(named).toContain(wanted);
      }
      bundle.write(path, content);
    }
    expect(bundle.verify([], VERIFIER).code).toBe(0);
  });

  it('names the entry of each kind that was changed, also with a manifest that fits', async () => {
    const lines = files.get('timeline.jsonl')!.toString().trimEnd().split('\n');
    const manifest = getJson(files, 'manifest.json');
    /** Writes a timeline and a manifest that names its new hash, as a forger would. */
    const forge = (changed: readonly string[]) => {
      const content = Buffer.from(`${changed.join('\n')}\n`);
      bundle.write('timeline.jsonl', content);
      bundle.write(
        'manifest.json',
        `${JSON.stringify(
          {
            files: manifest.files.map((file: { path: string }) =>
              file.path === 'timeline.jsonl'
                ? { ...file, sha256: sha256(content), size: content.length }
                : file,
            ),
          },
          null,
          2,
        )}\n`,
      );
      return bundle.verify([], VERIFIER);
    };
    const actions = new Set<string>();
    for (const [index, line] of lines.entries()) {
      const entry = JSON.parse(line);
      actions.add(entry.action);
      const changes = [
        { ...entry, actor: 'user:default/eve' },
        { ...entry, at: '2020-01-01T00:00:00.000Z' },
        { ...entry, data: { ...entry.data, forged: true } },
        { ...entry, salt: '0'.repeat(32) },
        { ...entry, data: undefined, salt: undefined },
      ];
      for (const change of changes) {
        const { code, answer } = forge(
          lines.map((text, at) =>
            at === index ? JSON.stringify(change) : text,
          ),
        );
        expect(code).toBe(1);
        expect(answer.problems[0]).toMatchObject({
          file: 'timeline.jsonl',
          entry: entry.seq,
        });
      }
    }
    expect(actions.size).toBeGreaterThan(5);
    const cut = forge(lines.slice(0, -1));
    expect(cut.answer.problems[0]).toMatchObject({
      file: 'timeline.jsonl',
      entry: lines.length,
    });
    const gap = forge(lines.filter((_line, index) => index !== 2));
    expect(gap.answer.problems[0]).toMatchObject({
      file: 'timeline.jsonl',
      entry: 3,
    });
    expect(forge(lines).code).toBe(0);
  });
});
