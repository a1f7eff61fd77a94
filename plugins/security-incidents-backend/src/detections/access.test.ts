import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../__testUtils__/detections';
import {
  ADA,
  component,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import type { MappedDetection } from 'backstage-plugin-security-incidents-node/alpha';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const LEDGER = 'component:default/ledger';
const EVE = 'user:default/eve';
const MISSING = '00000000-0000-4000-8000-000000000000';
type Body = Record<string, any>;

describe.each(ENGINES)('access to detections on %s', engine => {
  let app: TestApp;
  let last = 0;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [scannerModule],
      settings: DETECTION_SETTINGS,
      catalog: [
        {
          ...component('gateway', 'team-payments'),
          relations: [
            { type: 'ownedBy', targetRef: 'group:default/team-payments' },
            { type: 'dependsOn', targetRef: LEDGER },
          ],
        },
      ],
    });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  /** Delivers a finding of its own, and returns its detection. */
  async function detect(more: Partial<MappedDetection> = {}): Promise<Body> {
    last += 1;
    const externalKey = `triage-${last}`;
    await deliver(app, [finding({ externalKey, ...more })]).expect(202);
    const [row] = await app
      .knex('detections')
      .where({ fingerprint_basis: externalKey });
    return { ...row, externalKey };
  }
  const record = async (more: object = {}): Promise<Body> =>
    (
      await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...more })
        .expect(201)
    ).body;
  const get = async (id: string): Promise<Body> =>
    (await app.as(ADA).get(`/detections/${id}`).expect(200)).body;
  const list = async (query = '', user = ADA): Promise<Body> =>
    (await app.as(user).get(`/detections?${query}`).expect(200)).body;

  describe('without a permission', () => {
    const without = (...names: string[]) => {
      const user = `user:default/no-${names.join('-').replaceAll('.', '-')}`;
      app.deny(user, ...names.map(name => `security-incidents.${name}`));
      return user;
    };

    it('nobody sees or decides anything', async () => {
      const { id } = await detect();
      const blind = without('detection.read');
      const reader = without('detection.triage');
      for (const path of ['/detections', `/detections/${id}`]) {
        await app.as(blind).get(path).expect(403);
        await app.as(reader).get(path).expect(200);
      }
      for (const action of ['promote', 'undo']) {
        for (const user of [blind, reader]) {
          await app
            .as(user)
            .post(`/detections/${id}/${action}`, {})
            .expect(403);
        }
      }
      await app
        .as(without('incident.create'))
        .post(`/detections/${id}/promote`, {})
        .expect(403);
      const incident = await record();
      await app
        .as(without('incident.update'))
        .post(`/detections/${id}/attach`, { incident: incident.key })
        .expect(403);
      await app
        .as(without('detection.configure'))
        .post(`/detections/${id}/map`, {
          entityRef: LEDGER,
          asPattern: { label: 'host', pattern: 'x' },
        })
        .expect(403);
      expect(await get(id)).toMatchObject({ status: 'new', version: 1 });
    });

    it('to triage, detections without a service are not there', async () => {
      const { id } = await detect({ labels: {} });
      const reader = without('detection.triage');
      await app.as(reader).get(`/detections/${id}`).expect(404);
      const page = await list('view=unmapped', reader);
      expect(page).toMatchObject({ items: [], counts: { unmapped: 0 } });
    });

    it('to read incidents, detections that are on one are not there', async () => {
      const { id } = await detect();
      const { body } = await app
        .as(ADA)
        .post(`/detections/${id}/promote`, {})
        .expect(200);
      const stranger = without('incident.read');
      await app.as(stranger).get(`/detections/${id}`).expect(404);
      const page = await app.as(stranger).get('/detections?view=decided');
      expect(page.text).not.toContain(body.incident.key);
    });
  });

  describe('for callers from whom the catalog hides a service', () => {
    beforeAll(() => app.hide(EVE, LEDGER));

    it('a detection about it is in no list, count or batch, and takes no decision', async () => {
      const before = await list('', EVE);
      const hidden = await detect({
        title: 'Nightjar',
        ruleId: 'hidden',
        labels: { service: 'ledger' },
      });
      const page = await list('', EVE);
      expect(page.counts).toEqual(before.counts);
      expect(page.totalItems).toBe(before.totalItems);
      expect(JSON.stringify(page)).not.toContain('Nightjar');
      for (const query of [
        'q=nightjar',
        'rule=hidden',
        `entityRef=${LEDGER}`,
      ]) {
        expect(await list(query, EVE)).toMatchObject({
          items: [],
          totalItems: 0,
        });
      }
      const incident = await record();
      const calls: Array<[string, object]> = [
        ['promote', {}],
        ['attach', { incident: incident.key }],
        ['dismiss', { disposition: 'benign', reason: 'x' }],
        ['map', { entityRef: PAYMENTS }],
        ['undo', {}],
      ];
      for (const [action, body] of calls) {
        const answers = [];
        for (const id of [hidden.id, MISSING]) {
          const { status, text } = await app
            .as(EVE)
            .post(`/detections/${id}/${action}`, body);
          answers.push([status, text.replaceAll(id, MISSING)]);
        }
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0][0]).toBe(404);
      }
      await app.as(EVE).get(`/detections/${hidden.id}`).expect(404);
      const bulk = await app.as(EVE).post('/detections/decisions', {
        detections: [{ id: hidden.id, version: 1 }],
        decision: { kind: 'dismiss', disposition: 'test', reason: 'x' },
      });
      expect(bulk.body.results).toMatchObject([
        { error: { name: 'NotFoundError' } },
      ]);
    });

    it('a payload that names it is not shown', async () => {
      last += 2;
      const shown = finding({ externalKey: `batch-${last}` });
      await deliver(app, [
        shown,
        finding({
          externalKey: `hidden-${last}`,
          title: 'Nightjar',
          labels: { service: 'ledger' },
        }),
      ]).expect(202);
      const [row] = await app
        .knex('detections')
        .where({ fingerprint_basis: shown.externalKey });
      const path = `/detections/${row.id}`;
      const { body, text } = await app.as(EVE).get(path).expect(200);
      expect(body.payload).toBeUndefined();
      expect(text).not.toContain('Nightjar');
      expect((await get(row.id)).payload).toContain('Nightjar');
    });

    it('a detection about it is counted and not named on an incident', async () => {
      const incident = await record();
      const hidden = await detect({
        title: 'Nightjar',
        labels: { service: 'ledger' },
      });
      await app
        .as(ADA)
        .post(`/detections/${hidden.id}/attach`, { incident: incident.key })
        .expect(200);
      const { body, text } = await app
        .as(EVE)
        .get(`/incidents/${incident.key}/detections`)
        .expect(200);
      expect(body).toMatchObject({ attached: [], withheld: 1 });
      expect(text).not.toContain('Nightjar');
    });

    it('a proposal neither names it nor is found by it', async () => {
      await record({
        title: 'Nightjar',
        affected: [{ entityRef: LEDGER }],
      });
      const { id } = await detect({ labels: { service: 'gateway' } });
      const { text } = await app.as(EVE).get(`/detections/${id}`).expect(200);
      expect(text).not.toMatch(/Nightjar|ledger/);
    });
  });

  it('keeps a detection on a restricted incident from everybody who may not read it', async () => {
    const outsider = 'user:default/mallory';
    app.deny(outsider, 'security-incidents.incident.restricted.read');
    const { id } = await detect({ title: 'Sandpiper', ruleId: 'restricted' });
    const before = await list('view=decided', outsider);
    const incident = await record({ visibility: 'restricted' });
    await app
      .as(ADA)
      .post(`/detections/${id}/attach`, { incident: incident.key })
      .expect(200);
    const page = await list('view=decided', outsider);
    expect(page.items).toEqual(before.items);
    expect(page.totalItems).toBe(before.totalItems);
    expect(page.counts).toEqual({
      ...before.counts,
      new: before.counts.new - 1,
    });
    await app.as(outsider).get(`/detections/${id}`).expect(404);
    await app.as(outsider).post(`/detections/${id}/undo`, {}).expect(404);
    const other = await detect({ ruleId: 'restricted' });
    const { text } = await app.as(outsider).get(`/detections/${other.id}`);
    expect(text).not.toMatch(
      new RegExp(`Sandpiper|${incident.key}|${incident.id}`),
    );
  });
});
