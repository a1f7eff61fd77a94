import { incidentRestrictedReadPermission } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const TEXT = 'Staff told us on the phone.';
const REPORT = {
  title: 'Token in a log',
  affected: [{ entityRef: 'component:default/payments-api' }],
};

describe.each(ENGINES)('explanations of gaps, on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
    app.deny(BOB, incidentRestrictedReadPermission.name);
  });
  afterAll(() => app.stop());

  async function report(more: object = {}) {
    const { body } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, ...more })
      .expect(201);
    return body;
  }

  const explain = (
    user: string,
    key: string,
    requirement = 'element-detection',
  ) =>
    app.as(user).post('/reports/explanations', {
      requirement,
      incidents: [key],
      text: TEXT,
    });

  it('keeps the gap, and names who explained it', async () => {
    const { key, id } = await report();
    await explain(ADA, key).expect(200, { explained: [key] });

    const { body } = await app
      .as(ADA)
      .get(`/incidents/${key}/completeness`)
      .expect(200);
    expect(
      body.requirements.find(
        (each: { requirement: string }) =>
          each.requirement === 'element-detection',
      ),
    ).toMatchObject({
      result: 'missing',
      missing: [{ field: 'detectionMethod' }],
      explanation: { text: TEXT, by: ADA },
    });
    const timeline = await app.as(ADA).get(`/incidents/${id}/timeline`);
    expect(timeline.body.items.pop()).toMatchObject({
      action: 'gap.explained',
      actor: ADA,
    });
    const verified = await app.as(ADA).get(`/incidents/${id}/verification`);
    expect(verified.body).toMatchObject({ status: 'ok', coverage: 'complete' });
  });

  it('explains a gap once, and nothing that is no gap', async () => {
    const { key } = await report();
    await explain(ADA, key).expect(200);
    const again = await explain(ADA, key).expect(409);
    expect(again.body.error.message).toContain('was explained before');
    const noGap = await explain(ADA, key, 'recorded').expect(409);
    expect(noGap.body.error.message).toContain('lacks nothing');
  });

  it('does not know restricted incidents of others', async () => {
    const { key } = await report({ visibility: 'restricted' });
    const refused = await explain(BOB, key).expect(404);
    const unknown = await explain(BOB, 'SEC-1999-0001').expect(404);
    expect(refused.body.error.message.replace(key, '')).toBe(
      unknown.body.error.message.replace('SEC-1999-0001', ''),
    );
  });

  it('needs the permission', async () => {
    const { key } = await report();
    app.deny(
      BOB,
      incidentRestrictedReadPermission.name,
      'security-incidents.reports.freeze',
    );
    const { body } = await explain(BOB, key).expect(403);
    expect(body.error.message).toContain('security-incidents.reports.freeze');
  });
});
