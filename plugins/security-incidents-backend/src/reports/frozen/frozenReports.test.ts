import { incidentRestrictedReadPermission } from 'backstage-plugin-security-incidents-common';
import { createHash } from 'node:crypto';
import { toCanonicalBytes } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';

jest.setTimeout(60_000);

const REPORT = {
  title: 'Token in a log',
  affected: [{ entityRef: 'component:default/payments-api' }],
  detection: { method: 'monitoring' },
};
const QUIET = { from: '2001-01-01', to: '2001-12-31' };

describe.each(ENGINES)('frozen reports, on %s', engine => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startApp(engine, {
      settings: { reports: { schedule: { every: 'month' } } },
    });
    app.deny(BOB, incidentRestrictedReadPermission.name);
  });
  afterEach(() => app.stop());

  async function report(more: object = {}) {
    const { body } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, ...more })
      .expect(201);
    return body;
  }

  async function freeze(more: object = {}, user = ADA) {
    const { body } = await app
      .as(user)
      .post('/reports/frozen', { name: 'This year', ...more })
      .expect(200);
    return body;
  }

  it('keeps its numbers, and says what changed since', async () => {
    const incident = await report();
    const frozen = await freeze();
    expect(frozen).toMatchObject({
      incidents: 1,
      madeBy: ADA,
      changed: { total: 0, items: [] },
      content: { overview: { population: { byState: { triage: 1 } } } },
    });
    await app
      .as(ADA)
      .put(`/incidents/${incident.key}/roles/assignee`, { principalRef: ADA });
    await app
      .as(ADA)
      .post(`/incidents/${incident.key}/transitions`, { to: 'triage' })
      .expect(200);
    await report({ title: 'Another one' });

    const { body } = await app.as(ADA).get(`/reports/frozen/${frozen.id}`);
    expect(body.content).toEqual(frozen.content);
    expect(body.sha256).toBe(frozen.sha256);
    expect(body.changed).toMatchObject({
      total: 1,
      items: [{ key: incident.key, was: 'new', is: 'triage' }],
    });
    const comparison = await app
      .as(ADA)
      .get(`/reports/frozen/${frozen.id}/comparison`)
      .expect(200);
    expect(comparison.body.then.population.incidents).toBe(1);
    expect(comparison.body.today.population.incidents).toBe(2);
  });

  it('is named by a hash that anybody can compute', async () => {
    await report();
    const { content, sha256 } = await freeze();
    expect(
      createHash('sha256').update(toCanonicalBytes(content)).digest('hex'),
    ).toBe(sha256);
  });

  it('cannot be changed or deleted in the database', async () => {
    await freeze(QUIET);
    for (const table of ['frozen_reports']) {
      await expect(app.knex(table).update({ name: 'Other' })).rejects.toThrow(
        'append-only',
      );
      await expect(app.knex(table).delete()).rejects.toThrow('append-only');
    }
  });

  it('does not exist for whoever may not read every incident in it', async () => {
    await report();
    const open = await freeze({}, BOB);
    const incident = await report({
      title: 'Secret',
      visibility: 'restricted',
      tlp: 'AMBER+STRICT',
    });
    const all = await freeze();
    expect(all).toMatchObject({
      incidents: 2,
      restricted: 1,
      marking: 'AMBER+STRICT',
    });

    const { body } = await app.as(BOB).get('/reports/frozen').expect(200);
    expect(body.totalItems).toBe(1);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([open.id]);
    await app.as(BOB).get(`/reports/frozen/${all.id}`).expect(404);
    await app.as(BOB).get(`/reports/frozen/${all.id}/comparison`).expect(404);
    await app
      .as(BOB)
      .post('/reports/frozen', { name: 'Mine', supersedes: all.id })
      .expect(404);
    const own = await freeze({}, BOB);
    expect(JSON.stringify(own)).not.toContain(incident.key);

    await app
      .as(ADA)
      .put(`/incidents/${incident.key}/roles/scribe`, { principalRef: BOB })
      .expect(200);
    await app.as(BOB).get(`/reports/frozen/${all.id}`).expect(200);
  });

  it('holds TLP:RED incidents by key only', async () => {
    const { key } = await report({ title: 'Nightjar', tlp: 'RED' });
    const frozen = await freeze();
    expect(frozen.marking).toBe('RED');
    expect(JSON.stringify(frozen.content)).toContain(key);
    expect(JSON.stringify(frozen.content)).not.toContain('Nightjar');
  });

  it('is replaced once', async () => {
    const first = await freeze(QUIET);
    const second = await freeze({ ...QUIET, supersedes: first.id });
    const { body } = await app.as(ADA).get(`/reports/frozen/${first.id}`);
    expect(body.supersededBy).toBe(second.id);
    await app
      .as(ADA)
      .post('/reports/frozen', {
        name: 'Third',
        ...QUIET,
        supersedes: first.id,
      })
      .expect(409);
  });

  it('is made by the schedule, once for each period', async () => {
    await app.runTask('freeze-reports');
    await app.runTask('freeze-reports');
    const { body } = await app.as(ADA).get('/reports/frozen').expect(200);
    expect(body.items).toHaveLength(1);
    expect(body.items[0].madeBy).toBeUndefined();
    expect(body.next.at > new Date().toISOString()).toBe(true);
  });

  it('needs the permission, and a period that makes sense', async () => {
    app.deny(BOB, 'security-incidents.reports.freeze');
    await app.as(BOB).post('/reports/frozen', { name: 'Mine' }).expect(403);
    const { body } = await app
      .as(ADA)
      .post('/reports/frozen', { name: 'Mine', zone: 'Nowhere' })
      .expect(400);
    expect(body.error.message).toContain('zone: must be');
  });
});
