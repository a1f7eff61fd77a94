import { TLP_MARKINGS } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { leakPlan } from '../__testUtils__/plans';
import { rewriteIncident } from '../__testUtils__/readModel';
import { planStory } from '../__testUtils__/planStory';
import {
  evidenceStory,
  LOG,
  makeBytes,
  PNG,
  sha256Of,
} from './__testUtils__/evidence';

jest.setTimeout(120_000);

const READ = 'security-incidents.evidence.read';
const ADD = 'security-incidents.evidence.add';
const MANAGE = 'security-incidents.evidence.manage';
const REASON = { reason: 'May be needed for the claim' };

describe.each(ENGINES)('evidence on %s', engine => {
  let app: TestApp;
  let story: ReturnType<typeof evidenceStory>;

  beforeAll(async () => {
    app = await startApp(engine, {
      catalog: [leakPlan()],
      settings: { verification: { notify: ['group:default/compliance'] } },
    });
    await app.refreshPlans();
    story = evidenceStory(app);
  });
  afterAll(() => app.stop());

  const download = (key: string, id: string, user = ADA) =>
    app
      .as(user)
      .get(story.path(key, id, 'content'))
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', part => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });

  it('is stored with its sha256, and downloads as an attachment that no browser opens', async () => {
    const key = await story.report();
    const added = await story.add(key, LOG, {
      name: 'gateway-access.log',
      type: 'text/plain',
      fields: {
        kind: 'log',
        description: 'Access log, 23:00 to 08:15',
        source: 'payments-api host 3',
        sha256: sha256Of(LOG).toLocaleUpperCase('en-US'),
      },
    });
    expect(added).toMatchObject({
      fileName: 'gateway-access.log',
      mediaType: 'text/plain',
      kind: 'log',
      sizeBytes: LOG.length,
      sha256: sha256Of(LOG),
      sha256Confirmed: true,
      collectedBy: ADA,
      recordedBy: ADA,
      storage: 'database',
      preview: 'text',
    });
    expect(added).not.toHaveProperty('falseMediaType');
    expect(await story.list(key)).toEqual([added]);

    const answer = await download(key, added.id, BOB).expect(200);
    expect(answer.body).toEqual(LOG);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="gateway-access.log"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(await story.custody(key, added.id)).toEqual([
      expect.objectContaining({ actor: ADA, action: 'evidence.added' }),
      expect.objectContaining({ actor: BOB, action: 'evidence.downloaded' }),
    ]);
  });

  it('is what its bytes are, and says when it was called something else', async () => {
    const key = await story.report();
    const types = [
      [PNG, 'screen.png', 'image/png', 'image/png', undefined],
      [LOG, 'screen.png', 'image/png', 'text/plain', 'image/png'],
      [PNG, 'notes.txt', 'text/plain', 'image/png', 'text/plain'],
      [
        Buffer.from('<script>alert(1)</script>'),
        'page.html',
        'text/html',
        'text/plain',
        undefined,
      ],
      [
        Buffer.from('PK\x03\x04 42.zip'),
        'bomb.zip',
        'application/zip',
        'application/zip',
        undefined,
      ],
      [
        makeBytes(300),
        'memory.raw',
        'application/octet-stream',
        'application/octet-stream',
        undefined,
      ],
    ] as const;
    for (const [content, name, type, mediaType, falseMediaType] of types) {
      const added = await story.add(key, content, { name, type });
      expect([name, added.mediaType, added.falseMediaType]).toEqual([
        name,
        mediaType,
        falseMediaType,
      ]);
    }
  });

  it('is shown as a picture or as text only, and each look is recorded', async () => {
    const key = await story.report();
    const picture = await story.add(key, PNG, { name: 'screen.png' });
    const page = await story.add(key, Buffer.from('<b>no</b>'), {
      name: 'page.html',
    });
    const zip = await story.add(key, Buffer.from('PK\x03\x04...'), {
      name: 'all.zip',
    });
    const preview = (id: string) =>
      story.as.get(story.path(key, id, 'preview'));
    expect((await preview(picture.id).expect(200)).body).toEqual({
      kind: 'picture',
      mediaType: 'image/png',
      base64: PNG.toString('base64'),
    });
    expect((await preview(page.id).expect(200)).body).toEqual({
      kind: 'text',
      text: '<b>no</b>',
      isCut: false,
    });
    const refused = await preview(zip.id).expect(409);
    expect(refused.body.error.message).toBe(
      'A file of the type application/zip is not shown; download it',
    );
    const [, seen] = await story.custody(key, page.id);
    expect(seen.action).toBe('evidence.previewed');
    expect(await story.custody(key, zip.id)).toHaveLength(1);
  });

  it('is verified by reading it again, and a changed byte is named', async () => {
    const key = await story.report();
    const bytes = makeBytes(600_000);
    const { id } = await story.add(key, bytes, { name: 'dump.bin' });
    const verify = async () =>
      (await story.as.post(story.path(key, id, 'verification'), {}).expect(200))
        .body;
    expect(await verify()).toMatchObject({
      status: 'ok',
      sha256: sha256Of(bytes),
    });
    if (app.knex.client.config.client === 'pg') {
      await app.knex.raw(
        'DROP TRIGGER evidence_chunks_append_only ON evidence_chunks',
      );
    } else {
      await app.knex.raw('DROP TRIGGER evidence_chunks_no_update');
    }
    const { storage_key: storageKey } = await app
      .knex('evidence')
      .where({ id })
      .first();
    const middle = { storage_key: storageKey, position: 1 };
    const { content } = await app.knex('evidence_chunks').where(middle).first();
    const changed = Buffer.from(content);
    changed[17] = (changed[17] + 1) % 256;
    await app
      .knex('evidence_chunks')
      .where(middle)
      .update({ content: changed });
    expect(await verify()).toMatchObject({
      status: 'mismatch',
      sha256: sha256Of(bytes),
      readSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await expect(download(key, id)).rejects.toThrow();

    await app.runTask('verify-evidence');
    expect(app.errors).toContain(
      `Verification: The evidence dump.bin of ${key} does not verify: its bytes are not what was recorded`,
    );
    // One notification, which leads to the incident and names nothing of it.
    const [notice] = await app.notices.first(1);
    const incident = await app.knex('incidents').where({ key }).first();
    expect(notice.payload).toMatchObject({
      title: 'Evidence of a security incident does not verify',
      link: `/security-incidents/${incident.id}`,
      topic: 'Verification',
    });
    await app.knex('evidence_chunks').where(middle).update({ content });
    await app.runTask('verify-evidence');
    expect(
      await app.knex('verification_findings').where({ subject: id }),
    ).toEqual([]);

    await app
      .knex('evidence_chunks')
      .where({ storage_key: storageKey })
      .delete();
    expect(await verify()).toMatchObject({ status: 'missing' });
    const [{ lastCheck }] = await story.list(key);
    expect(lastCheck).toMatchObject({ by: ADA, result: 'missing' });
    expect(
      (await story.custody(key, id))
        .filter(({ action }) => action === 'evidence.verified')
        .map(({ result }) => result),
    ).toEqual(['ok', 'mismatch', 'missing']);
  });

  it('is never below the marking of the incident', async () => {
    const key = await story.report({ tlp: 'AMBER' });
    const refused = await story
      .send(key, LOG, { fields: { tlp: 'GREEN' } })
      .expect(400);
    expect(refused.body.error.message).toBe(
      'tlp: must not be below TLP:AMBER, the marking of the incident',
    );
    const amber = await story.add(key);
    const red = await story.add(key, PNG, { fields: { tlp: 'RED' } });
    expect([amber.tlp, red.tlp]).toEqual(['AMBER', 'RED']);
    await app
      .as(BOB)
      .patch(`/incidents/${key}`, { tlp: 'AMBER+STRICT' })
      .expect(200);
    expect((await story.list(key)).map(({ tlp }) => tlp)).toEqual([
      'AMBER+STRICT',
      'RED',
    ]);
    expect(TLP_MARKINGS).toContain('AMBER+STRICT');
  });

  it('on legal hold cannot be disposed of; a disposed file leaves its record and sha256', async () => {
    const key = await story.report();
    const { id } = await story.add(key);
    const act = (method: 'put' | 'post' | 'delete', part: string) =>
      story.as[method](story.path(key, id, part), REASON);
    expect((await act('put', 'legal-hold').expect(200)).body.legalHold).toEqual(
      {
        at: expect.any(String),
        by: ADA,
        ...REASON,
      },
    );
    await act('put', 'legal-hold').expect(409);
    const blocked = await act('post', 'disposal').expect(409);
    expect(blocked.body.error.message).toMatch(
      /^The file is on legal hold since .*: May be needed for the claim\. End the hold first$/,
    );
    const released = await act('delete', 'legal-hold').expect(200);
    expect(released.body).not.toHaveProperty('legalHold');
    await act('delete', 'legal-hold').expect(409);
    const { body: disposed } = await act('post', 'disposal').expect(200);
    expect(disposed).toMatchObject({
      sha256: sha256Of(LOG),
      disposal: { by: ADA, ...REASON },
    });
    const { storage_key: storageKey } = await app
      .knex('evidence')
      .where({ id })
      .first();
    const chunks = app
      .knex('evidence_chunks')
      .where({ storage_key: storageKey });
    expect(await chunks).toEqual([]);
    for (const part of ['content', 'preview']) {
      const gone = await story.as.get(story.path(key, id, part)).expect(409);
      expect(gone.body.error.message).toMatch(/^The file was disposed of/);
    }
    await act('put', 'legal-hold').expect(409);
    expect((await story.custody(key, id)).map(({ action }) => action)).toEqual([
      'evidence.added',
      'evidence.held',
      'evidence.released',
      'evidence.disposed',
    ]);
    const { body } = await story.as
      .get(`/incidents/${key}/verification`)
      .expect(200);
    expect(body).toMatchObject({ status: 'ok' });
  });

  it('is kept as long as the rule says, from the closing on', async () => {
    const ruled = await startApp(engine, {
      settings: { evidence: { keepYears: 6 } },
    });
    const its = evidenceStory(ruled);
    const key = await its.report();
    const { id } = await its.add(key);
    const { body: incident } = await its.as.get(`/incidents/${key}`);
    const dispose = () =>
      its.as.post(its.path(key, id, 'disposal'), REASON).expect(409);
    const list = async () => (await its.as.get(its.path(key))).body;
    expect((await list()).keeping).toEqual({ years: 6 });
    expect((await dispose()).body.error.message).toBe(
      'Evidence is kept for 6 years after the incident is closed; this one is open',
    );
    const closedAt = (at: string) =>
      rewriteIncident(ruled.knex, incident.id, {
        status: 'closed',
        is_open: false,
        closed_at: at,
      });
    await closedAt('2026-02-28T10:00:00.000Z');
    expect((await list()).keeping).toEqual({
      years: 6,
      until: '2032-02-28T10:00:00.000Z',
    });
    expect((await dispose()).body.error.message).toMatch(
      /here until 2032-02-28T10:00:00.000Z$/,
    );
    await closedAt('2016-02-28T10:00:00.000Z');
    await its.as.post(its.path(key, id, 'disposal'), REASON).expect(200);
    await ruled.stop();
  });

  it('that is kept elsewhere is recorded with its place', async () => {
    const key = await story.report();
    const reference = {
      fileName: 'host-3-memory.raw',
      sizeBytes: 9_254_857_830,
      sha256: '7c'.repeat(32),
      location: 'Forensics safe 3, disk 12',
    };
    const { body } = await story.as
      .post(`/incidents/${key}/evidence-references`, reference)
      .expect(201);
    expect(body).toMatchObject({ ...reference, sha256Confirmed: false });
    expect(body).not.toHaveProperty('storage');
    const answer = await story.as
      .get(story.path(key, body.id, 'content'))
      .expect(409);
    expect(answer.body.error.message).toBe(
      'The file is kept elsewhere: Forensics safe 3, disk 12',
    );
    const { body: checked } = await story.as
      .get(`/incidents/${key}/verification`)
      .expect(200);
    expect(checked).toMatchObject({ status: 'ok' });
  });

  it('shows names and hashes to readers, and needs a permission for everything else', async () => {
    const eve = 'user:default/eve';
    app.deny(eve, READ, ADD, MANAGE);
    const key = await story.report();
    const { id } = await story.add(key);
    const { body } = await app.as(eve).get(story.path(key)).expect(200);
    expect(body.items).toHaveLength(1);
    expect(body.may).toEqual({ add: false, read: false, manage: false });
    await app.as(eve).get(story.path(key, id, 'custody')).expect(200);
    const refusals = [
      await app.as(eve).get(story.path(key, id, 'content')),
      await app.as(eve).get(story.path(key, id, 'preview')),
      await app.as(eve).post(story.path(key, id, 'verification'), {}),
      await app.as(eve).put(story.path(key, id, 'legal-hold'), REASON),
      await app.as(eve).post(story.path(key, id, 'disposal'), REASON),
      await evidenceStory(app, eve).send(key, LOG),
      await app.as(eve).post(`/incidents/${key}/evidence-uploads`, {
        fileName: 'a.log',
        sizeBytes: 3,
      }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual(
      refusals.map(() => 403),
    );
    expect(await story.custody(key, id)).toHaveLength(1);
  });

  it('of a closed incident is still handled, and added by those who manage it', async () => {
    const dan = 'user:default/dan';
    app.deny(dan, MANAGE);
    const key = await story.report();
    const { id } = await story.add(key);
    const incident = await app.knex('incidents').where({ key }).first();
    const setStatus = (status: string) =>
      rewriteIncident(app.knex, incident.id, { status, is_open: false });
    await setStatus('closed');
    const refused = await evidenceStory(app, dan).send(key, PNG).expect(409);
    expect(refused.body.error.message).toBe(
      'status: the incident is closed and takes no new evidence; re-open it first',
    );
    const { body } = await app.as(dan).get(story.path(key)).expect(200);
    expect(body.may.add).toBe(false);
    await download(key, id, dan).expect(200);
    await story.as.post(story.path(key, id, 'verification'), {}).expect(200);
    await story.as.put(story.path(key, id, 'legal-hold'), REASON).expect(200);
    expect(await story.add(key, PNG)).toMatchObject({ mediaType: 'image/png' });
    await setStatus('dismissed');
    await story.send(key, PNG).expect(409);
  });

  it('for a task that asks for evidence is enough to finish it', async () => {
    const plans = planStory(app);
    const { key } = await plans.declared();
    const { preserve } = await plans.tasks(key);
    await await plans.change(key, 'preserve', { state: 'done' });
    expect((await plans.tasks(key)).preserve.state).toBe('open');
    const first = await story.add(key, LOG, {
      fields: { taskId: preserve.id },
    });
    await story.add(key, PNG, { fields: { taskId: preserve.id } });
    expect((await plans.tasks(key)).preserve.evidenceId).toBe(first.id);
    const done = await plans.change(key, 'preserve', { state: 'done' });
    expect(done.status).toBe(200);
    const unknown = await story
      .send(key, LOG, { fields: { taskId: 'other' } })
      .expect(400);
    expect(unknown.body.error.message).toBe(`taskId: no task other on ${key}`);
    const { body } = await story.as
      .get(`/incidents/${key}/verification`)
      .expect(200);
    expect(body).toMatchObject({ status: 'ok', coverage: 'complete' });
  });

  it('cannot be changed or removed in the database', async () => {
    const key = await story.report();
    const { id } = await story.add(key);
    const row = () => app.knex('evidence').where({ id });
    await expect(row().update({ sha256: '0'.repeat(64) })).rejects.toThrow(
      /append-only/,
    );
    await expect(row().delete()).rejects.toThrow(/append-only/);
    await row().update({ checked_at: null });
  });

  it('is listed in pages', async () => {
    const key = await story.report();
    const names = ['a.log', 'b.log', 'c.log'];
    for (const name of names) await story.add(key, LOG, { name });
    const { body: first } = await story.as
      .get(`${story.path(key)}?limit=2`)
      .expect(200);
    const { body: second } = await story.as
      .get(`${story.path(key)}?limit=2&cursor=${first.pageInfo.nextCursor}`)
      .expect(200);
    expect(
      [...first.items, ...second.items].map(({ fileName }) => fileName),
    ).toEqual(names);
    expect(second).toMatchObject({ totalItems: 3, pageInfo: {} });
    expect(first.storedBytes).toBe(3 * LOG.length);
  });
});
