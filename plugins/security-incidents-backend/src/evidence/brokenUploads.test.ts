import { mockCredentials } from '@backstage/backend-test-utils';
import { request as httpRequest } from 'node:http';
import { setImmediate as immediate } from 'node:timers/promises';
import { EVIDENCE_PART_BYTES } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  evidenceStory,
  LOG,
  makeBytes,
  PNG,
  sha256Of,
} from './__testUtils__/evidence';

jest.setTimeout(120_000);

const WRONG = '0'.repeat(64);
const MB = 1024 ** 2;

describe.each(ENGINES)('broken uploads on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof evidenceStory>;
  let key: string;

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: {
        evidence: { maxSize: '9 MB', maxSizePerIncident: '12 MB' },
      },
    });
    story = evidenceStory(app);
    key = await story.report();
  });
  afterAll(() => app.stop());

  const expectNothingStored = async () => {
    expect(await story.leftovers()).toEqual({});
  };

  const refusal = async (test: { then: Function }) => {
    const { status, body } = (await test) as any;
    return `${status} ${body.error.message}`;
  };

  it('with another sha256 are refused, and nothing of them is stored', async () => {
    expect(
      await refusal(story.send(key, LOG, { fields: { sha256: WRONG } })),
    ).toBe(
      `400 sha256: the bytes that arrived have the sha256 ${sha256Of(
        LOG,
      )} and not ${WRONG}; send the file again`,
    );
    await expectNothingStored();
  });

  it('of empty and nameless files are refused', async () => {
    expect(await refusal(story.send(key, Buffer.alloc(0)))).toBe(
      '400 file: must not be empty',
    );
    expect(await refusal(story.send(key, LOG, { name: '../..' }))).toBe(
      '400 fileName: must be the name of a file',
    );
    expect(
      await refusal(story.send(key, LOG, { name: 'log\u202Egpj.exe' })),
    ).toMatch(/^400 fileName: must not contain invisible characters/);
    await expectNothingStored();
  });

  it('that are too large are refused while they arrive', async () => {
    expect(await refusal(story.send(key, makeBytes(9 * MB + 1)))).toBe(
      '413 file: must be at most 9 MB. Keep it elsewhere and record its place and sha256',
    );
    expect(
      await refusal(
        story.as.post(`/incidents/${key}/evidence-uploads`, {
          fileName: 'memory.raw',
          sizeBytes: 2_254_857_830,
        }),
      ),
    ).toBe(
      '400 sizeBytes: must be at most 9 MB. Keep the file elsewhere and record its place and sha256',
    );
    await expectNothingStored();
  });

  it('without a file, with two, or with unknown fields are refused', async () => {
    const post = () => story.as.post(story.path(key));
    expect(await refusal(post().field('kind', 'log'))).toBe(
      '400 file: is required',
    );
    expect(
      await refusal(
        post().attach('file', LOG, 'a.log').attach('file', PNG, 'b.png'),
      ),
    ).toBe('400 file: must be one file');
    expect(await refusal(post().attach('picture', PNG, 'b.png'))).toBe(
      '400 picture: unknown file, must be file',
    );
    expect(
      await refusal(post().field('tlp', 'PINK').attach('file', LOG, 'a.log')),
    ).toMatch(/^400 tlp: must be one of/);
    expect(
      await refusal(post().field('color', 'red').attach('file', LOG, 'a.log')),
    ).toBe('400 unknown field color');
    expect(
      await refusal(post().attach('file', LOG, 'a.log').field('kind', 'log')),
    ).toBe('400 kind: must come before the file');
    expect(await refusal(story.as.post(story.path(key), { kind: 'log' }))).toBe(
      '400 Content-Type: must be multipart/form-data',
    );
    await expectNothingStored();
  });

  it('to nothing are answered before their bytes are stored', async () => {
    expect(await refusal(story.send('SEC-2026-9999', makeBytes(MB)))).toBe(
      '404 No incident SEC-2026-9999 that you can see',
    );
    await expectNothingStored();
  });

  it('that break off leave nothing', async () => {
    const countChunks = async () =>
      (await app.knex('evidence_chunks').select('position')).length;
    const audited = app.audit.length;
    const request = httpRequest(story.as.post(story.path(key)).url, {
      method: 'POST',
      headers: {
        authorization: mockCredentials.user.header(ADA),
        'content-type': 'multipart/form-data; boundary=cut',
        'content-length': String(3 * MB),
      },
    });
    const failed = new Promise(resolve => {
      request.on('error', resolve);
    });
    request.write(
      '--cut\r\nContent-Disposition: form-data; name="file"; filename="a.log"\r\n\r\n',
    );
    request.write(makeBytes(MB));
    while ((await countChunks()) === 0) await immediate();
    request.destroy();
    await failed;
    while ((await countChunks()) > 0) await immediate();
    // The call has ended when its failure is audited.
    while (app.audit.length === audited) await immediate();
    expect(await story.list(key)).toEqual([]);
    await expectNothingStored();
  });
});

describe.each(ENGINES)('uploads in parts on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof evidenceStory>;
  let key: string;
  const content = makeBytes(EVIDENCE_PART_BYTES + 1000);

  beforeEach(async () => {
    app = await startApp(engine);
    story = evidenceStory(app);
    key = await story.report();
  });
  afterEach(() => app.stop());

  it('continue after a break, in any order, and become one file', async () => {
    const { id } = await story.start(key, content, { kind: 'log' });
    await story.sendPart(key, id, 2, content).expect(200);
    // A part that is sent again replaces the stored one.
    await story.sendPart(key, id, 2, content).expect(200);
    const missing = await story.complete(key, id, {
      sha256: sha256Of(content),
    });
    expect(missing.status).toBe(409);
    expect(missing.body.error.message).toBe(
      'parts: 1 of 2 are missing, the first is 1',
    );
    const { body: listed } = await story.as
      .get(`/incidents/${key}/evidence-uploads`)
      .expect(200);
    expect(listed.items).toMatchObject([{ id, parts: [2] }]);
    await story.sendPart(key, id, 1, content).expect(200);
    const { body: added } = await story
      .complete(key, id, { sha256: sha256Of(content) })
      .expect(201);
    expect(added).toMatchObject({
      fileName: 'edge-requests.bin',
      kind: 'log',
      sizeBytes: content.length,
      sha256: sha256Of(content),
      sha256Confirmed: true,
    });
    // The answer may have been lost.
    const again = await story
      .complete(key, id, { sha256: sha256Of(content) })
      .expect(201);
    expect(again.body).toEqual(added);
    expect(await story.list(key)).toHaveLength(1);
    const { body: check } = await story.as
      .post(story.path(key, added.id, 'verification'), {})
      .expect(200);
    expect(check.status).toBe('ok');
  });

  it('are refused when the whole has another sha256, and start again', async () => {
    const { id } = await story.start(key, content);
    await story.sendPart(key, id, 1, content).expect(200);
    await story.sendPart(key, id, 2, content).expect(200);
    const { body } = await story
      .complete(key, id, { sha256: WRONG })
      .expect(400);
    expect(body.error.message).toMatch(/^sha256: the bytes that arrived/);
    expect(await story.leftovers()).toEqual({});
    await story.complete(key, id, { sha256: WRONG }).expect(404);
  });

  it('take parts of the right size from who started them only', async () => {
    const { id } = await story.start(key, content);
    const put = (part: number | string, bytes: Buffer) =>
      story.as
        .put(`/incidents/${key}/evidence-uploads/${id}/parts/${part}`)
        .set('content-type', 'application/octet-stream')
        .send(bytes);
    const short = await put(1, LOG).expect(400);
    expect(short.body.error.message).toBe(
      `body: part 1 must have ${EVIDENCE_PART_BYTES} bytes, ${LOG.length} arrived`,
    );
    await put(3, LOG).expect(400);
    await put('0', LOG).expect(400);
    await put(1, makeBytes(EVIDENCE_PART_BYTES + 1)).expect(413);
    await evidenceStory(app, BOB).sendPart(key, id, 1, content).expect(404);
    const other = await story.report();
    await story.sendPart(other, id, 1, content).expect(404);
    await story.sendPart(key, id, 1, content).expect(200);
    await story.as
      .delete(`/incidents/${key}/evidence-uploads/${id}`)
      .expect(200);
    expect(await story.leftovers()).toEqual({});
  });

  it('that are given up are removed when their time is over', async () => {
    const { id } = await story.start(key, content);
    await story.sendPart(key, id, 1, content).expect(200);
    await app.runTask('clean-up-evidence');
    expect(await story.leftovers()).not.toEqual({});
    await app
      .knex('evidence_uploads')
      .update({ expires_at: '2020-01-01T00:00:00.000Z' });
    await app.runTask('clean-up-evidence');
    expect(await story.leftovers()).toEqual({});
    await story.sendPart(key, id, 2, content).expect(404);
  });

  it('that became evidence are forgotten later, without their file', async () => {
    const { id } = await story.start(key, LOG);
    await story.sendPart(key, id, 1, LOG).expect(200);
    await story.complete(key, id, { sha256: sha256Of(LOG) }).expect(201);
    await app
      .knex('evidence_uploads')
      .update({ expires_at: '2020-01-01T00:00:00.000Z' });
    await app.runTask('clean-up-evidence');
    expect(await story.leftovers()).toEqual({
      evidence: 1,
      evidence_chunks: 1,
    });
  });
});
