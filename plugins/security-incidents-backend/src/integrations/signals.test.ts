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

const CAROL = 'user:default/carol';
const DAN = 'user:default/dan';
const TEAM = 'group:default/team-payments';

describe.each(ENGINES)('signals on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
    app.deny(BOB, incidentRestrictedReadPermission.name);
  });
  afterAll(() => app.stop());

  async function report(body: object = {}) {
    const made = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, ...body })
      .expect(201);
    return made.body;
  }
  const told = (recipients: object, incidentId: string, version: number) => ({
    channel: 'security-incidents',
    recipients,
    message: { incidentId, version },
  });
  const everybody = { type: 'broadcast' };
  const only = (...users: string[]) => ({ type: 'user', entityRef: users });

  it('are broadcast for an open incident, with id and version only', async () => {
    const { id } = await report();
    await app.as(BOB).patch(`/incidents/${id}`, { title: 'Other' });
    await app
      .as(BOB)
      .post(`/incidents/${id}/steps`, { kind: 'analysis', text: 'Looked' });
    expect(await app.signals.of(id, 3)).toEqual([
      told(everybody, id, 1),
      told(everybody, id, 2),
      told(everybody, id, 3),
    ]);
  });

  it('go only to members of a restricted incident, including members of groups', async () => {
    const { id } = await report({ visibility: 'restricted' });
    const path = `/incidents/${id}`;
    expect(await app.signals.of(id, 1)).toEqual([told(only(ADA), id, 1)]);
    await app
      .as(ADA)
      .put(`${path}/roles/assignee`, { principalRef: BOB })
      .expect(200);
    await app.signals.of(id, 2);
    await app
      .as(BOB)
      .post(`${path}/members`, { principalRef: TEAM })
      .expect(200);
    await app.signals.of(id, 3);
    await app.as(ADA).delete(`${path}/roles/assignee`).expect(200);
    expect(await app.signals.of(id, 4)).toEqual([
      told(only(ADA), id, 1),
      told(only(ADA, BOB), id, 2),
      told(only(ADA, BOB, CAROL, DAN), id, 3),
      told(only(ADA, CAROL, DAN), id, 4),
    ]);
  });

  it('go to members when an incident becomes restricted and to everybody when it is opened', async () => {
    const { id } = await report();
    await app.signals.of(id, 1);
    for (const [index, visibility] of ['restricted', 'open'].entries()) {
      await app.as(ADA).patch(`/incidents/${id}`, { visibility }).expect(200);
      await app.signals.of(id, index + 2);
    }
    expect(await app.signals.of(id, 3)).toEqual([
      told(everybody, id, 1),
      told(only(ADA), id, 2),
      told(everybody, id, 3),
    ]);
  });

  it('go to individual members while the catalog is unavailable', async () => {
    const { id } = await report({ visibility: 'restricted' });
    await app.signals.of(id, 1);
    app.setCatalogDown(true);
    await app
      .as(ADA)
      .post(`/incidents/${id}/members`, { principalRef: TEAM })
      .expect(200);
    expect((await app.signals.of(id, 2))[1]).toEqual(told(only(ADA), id, 2));
    app.setCatalogDown(false);
  });

  it('are not sent for rejected, replayed or empty changes', async () => {
    const first = () =>
      app
        .as(ADA)
        .post('/incidents', REPORT)
        .set('idempotency-key', `signal-${engine}`);
    const { id } = (await first().expect(201)).body;
    await first().expect(201);
    await app
      .as(ADA)
      .patch(`/incidents/${id}`, { title: REPORT.title })
      .expect(200);
    await app
      .as(ADA)
      .post(`/incidents/${id}/transitions`, { to: 'closed' })
      .expect(409);
    await app
      .as(ADA)
      .patch(`/incidents/${id}`, { title: 'The one change' })
      .expect(200);
    expect(await app.signals.of(id, 2)).toEqual([
      told(everybody, id, 1),
      told(everybody, id, 2),
    ]);
  });

  it('that fail are logged and do not fail the change', async () => {
    app.signals.setDown(true);
    const made = await app.as(ADA).post('/incidents', REPORT);
    expect(made.status).toBe(201);
    const step = await app
      .as(ADA)
      .post(`/incidents/${made.body.id}/steps`, { kind: 'other', text: 'x' });
    expect(step.status).toBe(201);
    app.signals.setDown(false);
    await app
      .as(ADA)
      .patch(`/incidents/${made.body.id}`, { title: 'Told again' });
    expect(await app.signals.of(made.body.id, 1)).toEqual([
      told(everybody, made.body.id, 3),
    ]);
    expect(
      app.errors.filter(message => message.includes(made.body.id)),
    ).toHaveLength(2);
  });
});
