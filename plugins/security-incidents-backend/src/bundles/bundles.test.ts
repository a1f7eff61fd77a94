import {
  hashTree,
  incidentRestrictedReadPermission,
  reportsExportPermission,
  checkpointReadPermission,
} from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readZip, UnpackedBundle } from '../__testUtils__/bundles';
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
import { leakPlan } from '../__testUtils__/plans';
import { planStory } from '../__testUtils__/planStory';
import { NOTICE_TOPICS } from '../notices/topics';
import { dropAppendOnlyTriggers } from '../__testUtils__/tampering';

jest.setTimeout(240_000);

const KEY = makeCheckpointKey();
const FOREIGN = makeCheckpointKey();
const sha256 = (content: Buffer) =>
  createHash('sha256').update(content).digest('hex');

beforeAll(fakeDate);
afterAll(() => jest.useRealTimers());

describe.each(ENGINES)('auditor bundles on %s', engine => {
  let app: TestApp;
  let incident: { id: string; key: string };
  const unpacked: UnpackedBundle[] = [];

  const getBundle = async (path: string, user = ADA) => {
    const { body } = await app.as(user).get(path).expect(200);
    const files = readZip(body);
    const bundle = new UnpackedBundle(files);
    unpacked.push(bundle);
    return { zip: body as Buffer, files, bundle };
  };
  const getJson = (files: Map<string, Buffer>, path: string) =>
    JSON.parse(files.get(path)!.toString('utf8'));
  const report = async (fields: object = {}) =>
    (
      await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...fields })
        .expect(201)
    ).body;

  beforeAll(async () => {
    app = await startApp(engine, {
      catalog: [leakPlan()],
      settings: {
        checkpoints: { signingKey: KEY.privatePem },
        notifications: {
          disabledTopics: NOTICE_TOPICS.filter(topic => topic !== 'Exports'),
        },
      },
    });
    await app.refreshPlans();
    incident = await planStory(app).declared();
    await app
      .as(BOB)
      .post(`/incidents/${incident.id}/steps`, {
        kind: 'analysis',
        text: 'A line separator \u2028 and <script>alert(1)</script>',
      })
      .expect(201);
    await writeCheckpoint(app);
    await app
      .as(BOB)
      .post(`/incidents/${incident.id}/steps`, { kind: 'other', text: 'More' })
      .expect(201);
    await writeCheckpoint(app);
    await writeCheckpoint(app);
  });
  afterAll(async () => {
    unpacked.forEach(bundle => bundle.remove());
    await app.stop();
  });

  it('verify with the verifier inside, in a process of its own', async () => {
    const { files, bundle } = await getBundle(
      `/incidents/${incident.id}/bundle`,
    );
    const { code, answer } = bundle.verify();
    expect(answer).toMatchObject({
      status: 'ok',
      chains: 1,
      checkpoints: 3,
      signed: 3,
      problems: [],
    });
    expect(answer.entries).toBe(
      files.get('timeline.jsonl')!.toString().trimEnd().split('\n').length,
    );
    expect(code).toBe(0);
  });

  it('name every other file in the manifest, with its size and sha256', async () => {
    const { files } = await getBundle(`/incidents/${incident.id}/bundle`);
    const { files: listed } = getJson(files, 'manifest.json');
    expect(listed).toEqual(
      [...files]
        .filter(([path]) => path !== 'manifest.json')
        .map(([path, content]) => ({
          path,
          sha256: sha256(content),
          size: content.length,
        })),
    );
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'record.json',
        'timeline.jsonl',
        'plan.json',
        'escalations.json',
        'report.html',
        'record.csv',
        'ocsf.json',
        'veris.json',
        'checkpoints.jsonl',
        'proof.json',
        'verify.mjs',
        'README.txt',
      ]),
    );
  });

  it('verify with the key that the reader knows, and with no other', async () => {
    const { bundle } = await getBundle(`/incidents/${incident.id}/bundle`);
    bundle.write('../own.pem', KEY.publicPem);
    bundle.write('../foreign.pem', FOREIGN.publicPem);
    const toPath = (name: string) => join(bundle.folder, '..', name);
    expect(bundle.verify(['--key', toPath('own.pem')]).code).toBe(0);
    const { code, answer } = bundle.verify(['--key', toPath('foreign.pem')]);
    expect(code).toBe(1);
    expect(answer.problems).toEqual([
      expect.objectContaining({ file: 'checkpoints.jsonl', entry: 1 }),
    ]);
  });

  it('prove by a checkpoint that the chain is the one that was signed', async () => {
    const { files } = await getBundle(`/incidents/${incident.id}/bundle`);
    const proof = getJson(files, 'proof.json');
    const checkpoints = files
      .get('checkpoints.jsonl')!
      .toString()
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(proof).toMatchObject({ n: 3, size: 2 });
    const [registry] = await app
      .knex('checkpoint_heads')
      .where({ position: 0 })
      .orderBy('n', 'desc');
    expect(checkpoints[2].merkleRoot).toBe(
      hashTree([registry.head, proof.head]),
    );
  });

  it('are recorded in the timeline with their sha256, and by the auditor', async () => {
    app.audit.length = 0;
    const { zip } = await getBundle(`/incidents/${incident.id}/bundle`);
    const { body } = await app
      .as(ADA)
      .get(`/incidents/${incident.id}/timeline`)
      .expect(200);
    const last = body.items[body.items.length - 1];
    expect(last).toMatchObject({
      action: 'record.exported',
      actor: ADA,
      data: {
        format: 'bundle',
        isComplete: true,
        sha256: sha256(zip),
        sizeBytes: zip.length,
      },
    });
    expect(
      app.audit.map(({ eventId, meta, status }: any) => [
        eventId,
        meta.actionType,
        status,
      ]),
    ).toEqual([['export', 'bundle', 'succeeded']]);
    const verified = await app
      .as(ADA)
      .get(`/incidents/${incident.id}/verification`);
    expect(verified.body.status).toBe('ok');
  });

  it('notify the requester, and nobody else, when they are complete', async () => {
    const before = app.notices.all.length;
    const { zip } = await getBundle(`/incidents/${incident.id}/bundle`, BOB);
    const many = await app.as(ADA).get('/reports/bundle').expect(200);
    const [one, ofMany] = (await app.notices.first(before + 2)).slice(before);
    expect(one).toEqual({
      recipients: { type: 'entity', entityRef: [BOB] },
      payload: expect.objectContaining({
        title: `Your auditor bundle is complete: ${incident.key}`,
        description: expect.stringContaining(sha256(zip).slice(0, 8)),
        link: `/security-incidents/${incident.key}`,
        topic: 'Exports',
      }),
    });
    expect(many.body.length).toBeGreaterThan(0);
    expect(ofMany).toMatchObject({
      recipients: { entityRef: [ADA] },
      payload: { title: 'Your auditor bundle is complete: 1 incident' },
    });
    const secret = await report({ visibility: 'restricted' });
    await getBundle(`/incidents/${secret.id}/bundle`);
    const last = (await app.notices.first(before + 3))[before + 2];
    expect(last.payload).toMatchObject({
      title: 'Your auditor bundle is complete',
      link: `/security-incidents/${secret.id}`,
    });
  });

  it('hold a report without script, with every text escaped', async () => {
    const { files } = await getBundle(`/incidents/${incident.id}/bundle`);
    const page = files.get('report.html')!.toString('utf8');
    expect(page).not.toMatch(/<script|<img|<link|https?:\/\//i);
    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(page).toContain(incident.key);
    expect(page).toContain('What it cannot show');
  });

  it('hold an OCSF Incident Finding with an attestation for each entry', async () => {
    const { files } = await getBundle(`/incidents/${incident.id}/bundle`);
    const event = getJson(files, 'ocsf.json');
    const lines = files.get('timeline.jsonl')!.toString().trimEnd().split('\n');
    const entries = lines.map(line => JSON.parse(line));
    for (const field of [
      'activity_id',
      'category_uid',
      'class_uid',
      'type_uid',
      'time',
      'severity_id',
      'status_id',
      'metadata',
      'finding_info_list',
    ]) {
      expect(event).toHaveProperty(field);
    }
    expect(event).toMatchObject({
      category_uid: 2,
      class_uid: 2005,
      type_uid: 200500 + event.activity_id,
      metadata: {
        version: '1.9.0-dev',
        profiles: ['record_integrity'],
        product: { name: expect.any(String) },
      },
      finding_info_list: [{ uid: incident.key }],
    });
    expect(event.assignee ?? event.assignee_group).toBeDefined();
    expect(event.attestation_list).toHaveLength(entries.length);
    event.attestation_list.forEach((attestation: any, index: number) => {
      expect(attestation).toMatchObject({
        chain_uid: `incident/${incident.key}`,
        fingerprint: {
          algorithm_id: 3,
          serialization_id: 2,
          value: entries[index].hash,
        },
      });
      expect(attestation.prev_event?.fingerprint.value).toBe(
        entries[index - 1]?.hash,
      );
    });
  });

  it('hold a VERIS record with the required fields', async () => {
    const { files } = await getBundle(`/incidents/${incident.id}/bundle`);
    const record = getJson(files, 'veris.json');
    expect(record).toMatchObject({
      schema_version: '1.4',
      incident_id: incident.id,
      security_incident: expect.stringMatching(
        /^(Confirmed|Suspected|Near miss|False positive)$/,
      ),
      summary: expect.any(String),
      timeline: { incident: { year: expect.any(Number) } },
      actor: expect.any(Object),
      action: expect.any(Object),
      asset: { assets: expect.any(Array) },
      discovery_method: expect.any(Object),
    });
  });

  it('need the permission to export, and leave checkpoints out for who may not see them', async () => {
    const user = 'user:default/carl';
    app.deny(user, checkpointReadPermission.name);
    const { files, bundle } = await getBundle(
      `/incidents/${incident.id}/bundle`,
      user,
    );
    expect(files.has('checkpoints.jsonl')).toBe(false);
    expect(files.has('proof.json')).toBe(false);
    expect(bundle.verify().code).toBe(0);
    app.deny(user, reportsExportPermission.name);
    for (const path of [
      `/incidents/${incident.id}/bundle`,
      `/incidents/${incident.id}/bundle/contents`,
      '/reports/bundle',
      '/reports/bundle/contents',
    ]) {
      const { body } = await app.as(user).get(path).expect(403);
      // A bundle is read as bytes, an error as JSON.
      expect(JSON.stringify(body)).toContain(reportsExportPermission.name);
    }
  });

  it('do not name services that the catalog hides', async () => {
    const user = 'user:default/guest-of-bundles';
    app.hide(user, 'component:default/ledger');
    const other = await report({
      affected: [
        { entityRef: 'component:default/payments-api' },
        { entityRef: 'component:default/ledger' },
      ],
    });
    const { files, bundle } = await getBundle(
      `/incidents/${other.id}/bundle`,
      user,
    );
    for (const [path, content] of files) {
      expect({ path, names: content.toString().includes('ledger') }).toEqual({
        path,
        names: false,
      });
    }
    const { code, answer } = bundle.verify();
    expect(code).toBe(0);
    expect(answer.withheld).toBeGreaterThan(0);
  });

  it('hold an incident marked TLP:RED by key only, unless somebody says why', async () => {
    const secret = await report({ title: 'Nightjar', tlp: 'RED' });
    const path = `/incidents/${secret.id}/bundle`;
    const { files, bundle } = await getBundle(path);
    expect([...files.keys()]).toContain('key-only.json');
    for (const content of files.values()) {
      expect(content.toString()).not.toContain('Nightjar');
    }
    expect(bundle.verify().code).toBe(0);
    const { body: contents } = await app
      .as(ADA)
      .get(`${path}/contents`)
      .expect(200);
    expect(contents.keyOnly).toEqual([secret.key]);

    const full = await getBundle(`${path}?tlpRedReason=For%20the%20court`);
    expect(getJson(full.files, 'record.json').incident.title).toBe('Nightjar');
    expect(full.bundle.verify().code).toBe(0);
    const { body } = await app.as(ADA).get(`/incidents/${secret.id}/timeline`);
    expect(
      body.items.slice(-2).map(({ data }: { data: object }) => data),
    ).toEqual([
      expect.objectContaining({ keyOnly: true }),
      expect.objectContaining({ reason: 'For the court' }),
    ]);
  });

  it('leave out what somebody chose, and still verify', async () => {
    const path = `/incidents/${incident.id}/bundle`;
    const without = [
      'evidence',
      'plans',
      'followUp',
      'table',
      'exchange',
      'checkpoints',
    ];
    const query = without.map(part => `without=${part}`).join('&');
    const { body: contents } = await app
      .as(ADA)
      .get(`${path}/contents?${query}`)
      .expect(200);
    expect(contents.parts.map(({ part }: { part: string }) => part)).toEqual([
      'report',
      'records',
      'verifier',
    ]);
    const { files, bundle } = await getBundle(`${path}?${query}`);
    const paths = [...files.keys()].filter(
      name => !/^(evidence|custody)\.json$/.test(name),
    );
    expect(paths.sort()).toEqual([
      'README.txt',
      'manifest.json',
      'record.json',
      'report.html',
      'timeline.jsonl',
      'verify.mjs',
    ]);
    expect(files.get('report.html')!.toString()).toContain(
      'Left out by whoever made it: the files of evidence',
    );
    expect(bundle.verify().code).toBe(0);
    const { body } = await app
      .as(ADA)
      .get(`/incidents/${incident.id}/timeline`);
    expect(body.items[body.items.length - 1].data.without).toEqual(without);

    const { files: bare } = await getBundle(`${path}?without=report`);
    expect([...bare.keys()]).not.toContain('report.html');
    const { body: refused } = await app
      .as(ADA)
      .get(`${path}?without=records`)
      .expect(400);
    expect(refused.error.message).toMatch(/^without: /);
  });

  it('count incidents as reports do: a merged record and an exercise are in, and named apart', async () => {
    const into = await report({ title: 'The whole of it' });
    const part = await report({ title: 'A part of it' });
    const drill = await report({ title: 'A drill', mode: 'exercise' });
    await app
      .as(ADA)
      .post(`/incidents/${part.id}/transitions`, {
        to: 'merged',
        mergedInto: into.key,
        reason: 'The same event',
      })
      .expect(200);
    const query = [into, part, drill].map(({ key }) => `key=${key}`).join('&');
    const all = `/reports/bundle/contents?${query}&mode=real&mode=exercise`;
    const { body } = await app.as(ADA).get(all).expect(200);
    expect(body).toMatchObject({ incidents: 1, merged: 1, exercises: 1 });
    const { files } = await getBundle(`/reports/bundle?${query}`);
    const cover = files.get('report.html')!.toString();
    expect(cover).toContain('<dt>Incidents</dt><dd>1</dd>');
    expect(cover).toContain(
      '<dt>Merged, counted within another</dt><dd>1</dd>',
    );
  });

  it('hold many incidents by the filters of the list, restricted ones only for who may read them', async () => {
    const outsider = 'user:default/outsider';
    app.deny(outsider, incidentRestrictedReadPermission.name);
    const secret = await report({
      title: 'Kingfisher',
      visibility: 'restricted',
    });
    const all = await getBundle('/reports/bundle');
    const folders = (files: Map<string, Buffer>) => [
      ...new Set(
        [...files.keys()].flatMap(
          path => /^incidents\/([^/]+)\//.exec(path)?.[1] ?? [],
        ),
      ),
    ];
    const { body: list } = await app.as(ADA).get('/incidents?limit=200');
    expect(folders(all.files).sort()).toEqual(
      list.items.map(({ key }: { key: string }) => key).sort(),
    );
    const { code, answer } = all.bundle.verify();
    expect(code).toBe(0);
    expect(answer.chains).toBe(list.totalItems - 1);
    expect(getJson(all.files, 'ocsf.json')).toHaveLength(list.totalItems - 1);

    const few = await getBundle('/reports/bundle', outsider);
    expect(folders(few.files)).not.toContain(secret.key);
    for (const content of few.files.values()) {
      expect(content.toString()).not.toContain('Kingfisher');
    }
    const none = await getBundle('/reports/bundle?q=nothing-like-this');
    expect(folders(none.files)).toEqual([]);
    expect(none.bundle.verify().code).toBe(0);
  });

  it('stop before the first byte when a record does not verify, and name file and entry', async () => {
    await dropAppendOnlyTriggers(app.knex, ['timeline_entries']);
    const { seq } = await app
      .knex('incidents')
      .where({ id: incident.id })
      .first();
    const at = { incident_seq: seq, seq: 2 };
    const { actor } = await app.knex('timeline_entries').where(at).first();
    await app.knex('timeline_entries').where(at).update({ actor: 'user:x/y' });
    for (const path of [
      `/incidents/${incident.id}/bundle`,
      '/reports/bundle',
    ]) {
      const { body } = await app.as(ADA).get(path).expect(409);
      expect(body.error.message).toBe(
        `${incident.key}, timeline.jsonl, entry 2: Entry #2 does not match its hash. Nothing was exported`,
      );
    }
    await app.knex('timeline_entries').where(at).update({ actor });
  });
});
