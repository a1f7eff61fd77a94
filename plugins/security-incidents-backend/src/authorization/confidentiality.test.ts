import { incidentRestrictedReadPermission } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const MALLORY = 'user:default/mallory';

describe.each(ENGINES)('confidentiality on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
    app.deny(MALLORY, incidentRestrictedReadPermission.name);
    app.deny(BOB, incidentRestrictedReadPermission.name);
  });
  afterAll(() => app.stop());

  it('hides a restricted incident from other callers in items, totals and counts', async () => {
    await app.as(ADA).post('/incidents', { ...REPORT, title: 'Open one' });
    const { body: secret } = await app.as(ADA).post('/incidents', {
      ...REPORT,
      title: 'Secret one',
      visibility: 'restricted',
    });
    const entity = '/entities/component/default/payments-api/overview';

    for (const [user, count] of [
      [ADA, 2],
      [MALLORY, 1],
    ] as const) {
      const list = await app.as(user).get('/incidents?limit=1');
      expect(list.body.totalItems).toBe(count);
      const overview = await app.as(user).get(entity);
      expect(overview.body).toMatchObject({
        open: { total: count },
        total: count,
      });
      const found = await app.as(user).get('/incidents?q=secret');
      expect(found.body.totalItems).toBe(count - 1);
      const counts = await app.as(user).post('/entities/overviews', {
        entityRefs: ['system:default/cards'],
      });
      expect(counts.body.items[0].total).toBe(count);
    }
    for (const path of ['', '/steps', '/timeline', '/verification']) {
      const hidden = await app
        .as(MALLORY)
        .get(`/incidents/${secret.key}${path}`);
      const missing = await app
        .as(MALLORY)
        .get(`/incidents/SEC-1999-0001${path}`);
      expect(hidden.status).toBe(404);
      expect(hidden.body.error).toEqual({
        ...missing.body.error,
        message: missing.body.error.message.replace(
          'SEC-1999-0001',
          secret.key,
        ),
      });
    }
    const step = await app
      .as(MALLORY)
      .post(`/incidents/${secret.key}/steps`, { kind: 'other', text: 'x' });
    expect(step.status).toBe(404);

    expect((await app.as(BOB).get(`/incidents/${secret.key}`)).status).toBe(
      404,
    );
    await app
      .as(ADA)
      .put(`/incidents/${secret.key}/roles/assignee`, { principalRef: BOB });
    expect((await app.as(BOB).get(`/incidents/${secret.key}`)).status).toBe(
      200,
    );
    await app.as(ADA).delete(`/incidents/${secret.key}/roles/assignee`);
    expect((await app.as(BOB).get(`/incidents/${secret.key}`)).status).toBe(
      404,
    );
  });

  it('returns the incident to a caller whose own change removed their access', async () => {
    const report = async () =>
      (await app.as(ADA).post('/incidents', REPORT)).body.id;
    const restricted = await report();
    const answer = await app
      .as(BOB)
      .patch(`/incidents/${restricted}`, { visibility: 'restricted' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ visibility: 'restricted', version: 2 });
    expect(answer.headers.etag).toBe('"2"');
    expect((await app.as(BOB).get(`/incidents/${restricted}`)).status).toBe(
      404,
    );

    const role = `/incidents/${restricted}/roles/assignee`;
    await app.as(ADA).put(role, { principalRef: BOB }).expect(200);
    const left = await app.as(BOB).delete(role);
    expect(left.status).toBe(200);
    expect(left.body.roles).toEqual([]);
    expect((await app.as(BOB).delete(role)).status).toBe(404);
  });

  it('does not name the merge target to callers who may not read it', async () => {
    const { body: target } = await app.as(ADA).post('/incidents', REPORT);
    const { body: merged } = await app.as(ADA).post('/incidents', REPORT);
    await app
      .as(ADA)
      .post(`/incidents/${merged.id}/transitions`, {
        to: 'merged',
        mergedInto: target.key,
        reason: 'The same finding',
      })
      .expect(200);
    await app
      .as(ADA)
      .patch(`/incidents/${target.id}`, { visibility: 'restricted' })
      .expect(200);
    const seen = await app.as(ADA).get(`/incidents/${merged.id}`);
    expect(seen.body.mergedInto).toEqual({ id: target.id, key: target.key });
    const hidden = await app.as(BOB).get(`/incidents/${merged.id}`);
    expect(hidden.status).toBe(200);
    expect(JSON.stringify(hidden.body)).not.toContain(target.key);
    expect(JSON.stringify(hidden.body)).not.toContain(target.id);
  });

  it('names the missing permission', async () => {
    const { body } = await app.as(ADA).post('/incidents', REPORT);
    app.deny('user:default/eve', 'security-incidents.incident.update');
    const answer = await app
      .as('user:default/eve')
      .patch(`/incidents/${body.key}`, { title: 'Other' });
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(
      'security-incidents.incident.update',
    );
  });

  it('rejects callers who are not signed in', async () => {
    expect((await app.as(ADA).none('/incidents')).status).toBe(401);
  });
});

describe.each(ENGINES)('without the permission framework on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, { permissionsEnabled: false });
  });
  afterAll(() => app.stop());

  it('everybody may do everything, but only members read restricted incidents', async () => {
    const { body: open } = await app.as(ADA).post('/incidents', REPORT);
    const { body: secret } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' });
    await app
      .as(BOB)
      .patch(`/incidents/${open.key}`, { title: 'Other' })
      .expect(200);
    await app.as(BOB).get(`/incidents/${secret.key}`).expect(404);
    await app
      .as(BOB)
      .patch(`/incidents/${secret.key}`, { title: 'Other' })
      .expect(404);
    const list = await app.as(BOB).get('/incidents');
    expect(list.body.totalItems).toBe(1);

    await app
      .as(ADA)
      .post(`/incidents/${secret.key}/members`, { principalRef: BOB })
      .expect(200);
    await app.as(BOB).get(`/incidents/${secret.key}`).expect(200);
  });
});
