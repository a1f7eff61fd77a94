import { detectionDesk, LEDGER } from '../__testUtils__/detectionDesk';
import { deliver, finding } from '../__testUtils__/detections';
import { ADA, ENGINES } from '../__testUtils__/harness';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const EVE = 'user:default/eve';
const MISSING = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('access to detections on %s', engine => {
  const desk = detectionDesk(engine);
  const { detect, record, get, list } = desk;

  describe('without a permission', () => {
    const without = (...names: string[]) => {
      const user = `user:default/no-${names.join('-').replaceAll('.', '-')}`;
      desk.app.deny(user, ...names.map(name => `security-incidents.${name}`));
      return user;
    };

    it('nobody sees or decides anything', async () => {
      const { id } = await detect();
      const blind = without('detection.read');
      const reader = without('detection.triage');
      for (const path of ['/detections', `/detections/${id}`]) {
        await desk.app.as(blind).get(path).expect(403);
        await desk.app.as(reader).get(path).expect(200);
      }
      for (const action of ['promote', 'undo']) {
        for (const user of [blind, reader]) {
          await desk.app
            .as(user)
            .post(`/detections/${id}/${action}`, {})
            .expect(403);
        }
      }
      await desk.app
        .as(without('incident.create'))
        .post(`/detections/${id}/promote`, {})
        .expect(403);
      const incident = await record();
      await desk.app
        .as(without('incident.update'))
        .post(`/detections/${id}/attach`, { incident: incident.key })
        .expect(403);
      await desk.app
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
      await desk.app.as(reader).get(`/detections/${id}`).expect(404);
      const page = await list('view=unmapped', reader);
      expect(page).toMatchObject({ items: [], counts: { unmapped: 0 } });
    });

    it('to read incidents, detections that are on one are not there', async () => {
      const { id } = await detect();
      const { body } = await desk.app
        .as(ADA)
        .post(`/detections/${id}/promote`, {})
        .expect(200);
      const stranger = without('incident.read');
      await desk.app.as(stranger).get(`/detections/${id}`).expect(404);
      const page = await desk.app.as(stranger).get('/detections?view=decided');
      expect(page.text).not.toContain(body.incident.key);
    });
  });

  describe('for callers from whom the catalog hides a service', () => {
    beforeAll(() => desk.app.hide(EVE, LEDGER));

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
          const { status, text } = await desk.app
            .as(EVE)
            .post(`/detections/${id}/${action}`, body);
          answers.push([status, text.replaceAll(id, MISSING)]);
        }
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0][0]).toBe(404);
      }
      await desk.app.as(EVE).get(`/detections/${hidden.id}`).expect(404);
      const bulk = await desk.app.as(EVE).post('/detections/decisions', {
        detections: [{ id: hidden.id, version: 1 }],
        decision: { kind: 'dismiss', disposition: 'test', reason: 'x' },
      });
      expect(bulk.body.results).toMatchObject([
        { error: { name: 'NotFoundError' } },
      ]);
    });

    it('a payload that names it is not shown', async () => {
      const shown = finding({ externalKey: 'batch' });
      await deliver(desk.app, [
        shown,
        finding({
          externalKey: 'hidden',
          title: 'Nightjar',
          labels: { service: 'ledger' },
        }),
      ]).expect(202);
      const [row] = await desk.app
        .knex('detections')
        .where({ fingerprint_basis: shown.externalKey });
      const path = `/detections/${row.id}`;
      const { body, text } = await desk.app.as(EVE).get(path).expect(200);
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
      await desk.app
        .as(ADA)
        .post(`/detections/${hidden.id}/attach`, { incident: incident.key })
        .expect(200);
      const { body, text } = await desk.app
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
      const { text } = await desk.app
        .as(EVE)
        .get(`/detections/${id}`)
        .expect(200);
      expect(text).not.toMatch(/Nightjar|ledger/);
    });
  });

  it('keeps a detection on a restricted incident from everybody who may not read it', async () => {
    const outsider = 'user:default/mallory';
    desk.app.deny(outsider, 'security-incidents.incident.restricted.read');
    const { id } = await detect({ title: 'Sandpiper', ruleId: 'restricted' });
    const before = await list('view=decided', outsider);
    const incident = await record({ visibility: 'restricted' });
    await desk.app
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
    await desk.app.as(outsider).get(`/detections/${id}`).expect(404);
    await desk.app.as(outsider).post(`/detections/${id}/undo`, {}).expect(404);
    const other = await detect({ ruleId: 'restricted' });
    const { text } = await desk.app.as(outsider).get(`/detections/${other.id}`);
    expect(text).not.toMatch(
      new RegExp(`Sandpiper|${incident.key}|${incident.id}`),
    );
  });
});
