import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  incidentReadPermission,
  incidentRestrictedReadPermission,
  incidentTransitionPermission,
  incidentUpdatePermission,
  timelineVerifyPermission,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  createIncidentConditionalDecision,
  incidentConditions,
} from './conditionExports';

jest.setTimeout(120_000);

const LEDGER = 'component:default/ledger';

describe.each(ENGINES)('conditional permissions on %s', engine => {
  let app: TestApp;
  let payments: { key: string };
  let ledger: { key: string };
  let secret: { key: string };

  beforeAll(async () => {
    app = await startApp(engine);
    const report = async (body: object) =>
      (await app.as(ADA).post('/incidents', { ...REPORT, ...body })).body;
    payments = await report({ title: 'About payments' });
    ledger = await report({
      title: 'About the ledger',
      affected: [{ entityRef: LEDGER }],
    });
    secret = await report({
      title: 'Secret of the ledger',
      affected: [{ entityRef: LEDGER }],
      visibility: 'restricted',
    });
  });
  afterAll(() => app.stop());

  const when = (
    permission: { name: string },
    conditions: Parameters<typeof createIncidentConditionalDecision>[1],
  ): PolicyDecision =>
    createIncidentConditionalDecision(permission as never, conditions);

  it('are decided once per call', async () => {
    const fay = 'user:default/fay';
    const path = `/incidents/${payments.key}`;
    const step = { kind: 'analysis', text: 'Looked' };
    const calls = [
      () => app.as(fay).get('/incidents').expect(200),
      () => app.as(fay).get(path).expect(200),
      () => app.as(fay).get(`${path}/timeline`).expect(200),
      () => app.as(fay).patch(path, { summary: 'More' }).expect(200),
      () => app.as(fay).post(`${path}/steps`, step).expect(201),
    ];
    app.decide(
      fay,
      incidentUpdatePermission.name,
      when(incidentUpdatePermission, incidentConditions.isOpen()),
    );
    for (const call of calls) {
      const before = app.decisionsOf(fay);
      await call();
      expect(app.decisionsOf(fay) - before).toBe(1);
    }
  });

  it('limit items, totals and records to owned services, for members as well', async () => {
    app.decide(
      BOB,
      incidentReadPermission.name,
      when(
        incidentReadPermission,
        incidentConditions.ownsAffectedEntity({
          claims: ['group:default/team-ledger'],
        }),
      ),
    );
    app.deny(BOB, incidentRestrictedReadPermission.name);
    const list = await app.as(BOB).get('/incidents?limit=1');
    expect(list.body).toMatchObject({
      totalItems: 1,
      items: [{ key: ledger.key }],
    });
    expect((await app.as(BOB).get(`/incidents/${ledger.key}`)).status).toBe(
      200,
    );
    for (const { key } of [payments, secret]) {
      expect((await app.as(BOB).get(`/incidents/${key}`)).status).toBe(404);
    }
    const counts = await app.as(BOB).post('/entities/overviews', {
      entityRefs: ['component:default/payments-api', LEDGER],
    });
    expect(
      counts.body.items.map(({ total }: { total: number }) => total),
    ).toEqual([0, 1]);
    const volume = await app.as(BOB).get('/reports/volume');
    expect(volume.body.total).toBe(1);
  });

  it('are shown and enforced for each incident', async () => {
    const mine = incidentConditions.affectsEntity({ entityRefs: [LEDGER] });
    const EVE = 'user:default/eve';
    for (const permission of [
      incidentUpdatePermission,
      timelineVerifyPermission,
    ]) {
      app.decide(EVE, permission.name, when(permission, mine));
    }
    app.decide(
      EVE,
      incidentTransitionPermission.name,
      when(
        incidentTransitionPermission,
        incidentConditions.hasStatus({ statuses: ['triage'] }),
      ),
    );
    const rightsOf = async (key: string) =>
      (await app.as(EVE).get(`/incidents/${key}`)).body.rights;
    expect(await rightsOf(ledger.key)).toMatchObject({
      update: true,
      verify: true,
      transition: false,
    });
    expect(await rightsOf(payments.key)).toMatchObject({
      update: false,
      verify: false,
      transition: false,
    });

    const change = (key: string) =>
      app.as(EVE).patch(`/incidents/${key}`, { urgency: 'high' });
    expect((await change(ledger.key)).status).toBe(200);
    const refused = await change(payments.key);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(incidentUpdatePermission.name);

    const verify = (key: string) =>
      app.as(EVE).get(`/incidents/${key}/verification`);
    expect((await verify(ledger.key)).status).toBe(200);
    expect((await verify(payments.key)).status).toBe(403);

    const dismiss = await app
      .as(EVE)
      .post(`/incidents/${ledger.key}/transitions`, { to: 'dismissed' });
    expect(dismiss.status).toBe(403);
  });

  it('allow reporting without reading', async () => {
    const FAY = 'user:default/fay';
    app.deny(FAY, incidentReadPermission.name);
    const made = await app
      .as(FAY)
      .post('/incidents', { ...REPORT, title: 'Seen in passing' });
    expect(made.status).toBe(201);
    expect((await app.as(FAY).get(`/incidents/${made.body.key}`)).status).toBe(
      403,
    );
  });
});

describe.each(ENGINES)('revoked permissions on %s', engine => {
  it('apply at once to changes, and to reads after the cache expires', async () => {
    const app = await startApp(engine, { readDecisionCacheSeconds: 60 });
    const { body } = await app.as(ADA).post('/incidents', REPORT);
    const path = `/incidents/${body.key}`;
    await app.as(BOB).get(path).expect(200);
    app.deny(BOB, incidentReadPermission.name, incidentUpdatePermission.name);
    await app.as(BOB).get(path).expect(200);
    await app.as(BOB).patch(path, { urgency: 'high' }).expect(403);
    await app.stop();
  });
});
