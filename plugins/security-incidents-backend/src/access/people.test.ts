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

const NOBODY = 'user:default/nobody';

describe.each(ENGINES)('people of an incident on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterEach(() => app.setCatalogDown(false));
  afterAll(() => app.stop());

  const report = async (body: object = {}) =>
    (await app.as(ADA).post('/incidents', { ...REPORT, ...body })).body.id;

  it('must be in the catalog', async () => {
    const id = await report();
    const role = await app
      .as(ADA)
      .put(`/incidents/${id}/roles/assignee`, { principalRef: NOBODY });
    const member = await app
      .as(ADA)
      .post(`/incidents/${id}/members`, { principalRef: NOBODY });
    for (const answer of [role, member]) {
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toBe(
        `principalRef: ${NOBODY} is not in the catalog, or not visible to you`,
      );
    }
    const { body } = await app.as(ADA).get(`/incidents/${id}/timeline`);
    expect(body.totalItems).toBe(1);
  });

  it('are not checked while the catalog is unavailable', async () => {
    const id = await report();
    app.setCatalogDown(true);
    await app
      .as(ADA)
      .put(`/incidents/${id}/roles/assignee`, { principalRef: BOB })
      .expect(200);
  });

  it('can be added and removed after an incident is closed', async () => {
    const id = await report();
    app.deny(BOB, incidentRestrictedReadPermission.name);
    await app
      .as(ADA)
      .post(`/incidents/${id}/transitions`, {
        to: 'dismissed',
        reason: 'A test of ours',
        resolution: { code: 'benign', summary: 'Our own scanner' },
      })
      .expect(200);
    await app.as(ADA).patch(`/incidents/${id}`, { title: 'Other' }).expect(409);
    await app
      .as(ADA)
      .patch(`/incidents/${id}`, { visibility: 'restricted', title: 'Other' })
      .expect(409);
    await app
      .as(ADA)
      .patch(`/incidents/${id}`, { visibility: 'restricted' })
      .expect(200);
    await app.as(BOB).get(`/incidents/${id}`).expect(404);
    const member = { principalRef: BOB };
    await app.as(ADA).post(`/incidents/${id}/members`, member).expect(200);
    await app.as(BOB).get(`/incidents/${id}`).expect(200);
    await app.as(ADA).delete(`/incidents/${id}/members`, member).expect(200);
    await app.as(BOB).get(`/incidents/${id}`).expect(404);
  });
});
