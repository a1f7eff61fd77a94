import {
  incidentUpdatePermission,
  stepRecordPermission,
} from 'backstage-plugin-security-incidents-common';
import { firstDelivered } from '../__testUtils__/delivered';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { rewriteIncident } from '../__testUtils__/readModel';

jest.setTimeout(120_000);

const CAROL = 'user:default/carol';

describe.each(ENGINES)('escalation routes on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
    app.deny(CAROL, incidentUpdatePermission.name);
  });
  afterAll(() => app.stop());

  async function report(fields: object = {}) {
    const { body } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, severity: 'high', ...fields })
      .expect(201);
    return { ...body, path: `/incidents/${body.key}` };
  }

  it('the minutely task fires due rules and sends notifications', async () => {
    const { id, key, path, version } = await report();
    await rewriteIncident(app.knex, id, {
      recorded_at: '2020-01-01T00:00:00.000Z',
    });
    await app.knex('service_level_checks').update({
      check_at: '2020-01-01T01:00:00.000Z',
    });
    const before = app.notices.all.length;
    await app.escalate();
    const told = (await app.notices.first(before + 1)).slice(before);
    expect(told[0].payload.title).toBe(`Escalated to you: ${key}`);
    expect(await firstDelivered(app, key)).toMatchObject({
      kind: 'clock',
      to: [{ ref: 'group:default/team-payments', told: true }],
    });
    const { body: after } = await app.as(BOB).get(path).expect(200);
    expect(after.version).toBe(version + 1);
    const { body: timeline } = await app.as(BOB).get(`${path}/timeline`);
    expect(timeline.items[1]).toMatchObject({
      action: 'escalation.fired',
      actor: 'plugin:security-incidents',
    });
    // Open pages are notified as of any other change.
    const signals = await app.signals.of(id, 2);
    expect(signals[1].message).toEqual({
      incidentId: id,
      version: version + 1,
    });
  });

  it('a manual escalation is returned and sends notifications at once', async () => {
    const { path } = await report();
    const before = app.notices.all.length;
    const answer = await app
      .as(BOB)
      .post(`${path}/escalations`, { reason: 'Nobody answers', to: [CAROL] })
      .expect(201);
    expect(answer.body).toMatchObject({
      kind: 'manual',
      by: BOB,
      reason: 'Nobody answers',
      to: [{ ref: CAROL, told: true }],
    });
    const told = await app.notices.first(before + 1);
    expect(told[before]).toMatchObject({
      recipients: { entityRef: [CAROL] },
      payload: { scope: `escalation:${answer.body.id}` },
    });
  });

  it.each<[object, RegExp]>([
    [{}, /^reason: /],
    [{ reason: '' }, /^reason: /],
    [{ reason: 'x', to: [] }, /^to: /],
    [{ reason: 'x', to: ['component:default/ledger'] }, /^to\[0\]: must be/],
    [{ reason: 'x', to: ['user:default/nobody'] }, /^to\[0\]: .*not in the/],
    [{ reason: 'x', to: Array(21).fill(ADA) }, /^to: /],
    [{ reason: 'x'.repeat(2001) }, /^reason: /],
  ])('%j is refused with the field and the rule', async (body, message) => {
    const { path } = await report();
    const answer = await app.as(BOB).post(`${path}/escalations`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('a person declines or declares a proposed major incident with a reason', async () => {
    const { path, major } = await report({ severity: 'critical' });
    expect(major.state).toBe('proposed');
    const send = (body: object) => app.as(BOB).post(`${path}/major`, body);
    expect((await send({ decision: 'declare' })).status).toBe(400);
    expect((await send({ decision: 'think', reason: 'x' })).status).toBe(400);
    const declared = await send({
      decision: 'declare',
      reason: 'Three teams are needed',
    }).expect(200);
    expect(declared.headers.etag).toBe('"2"');
    expect(declared.body.major).toMatchObject({ state: 'declared', by: BOB });
    const again = await send({ decision: 'declare', reason: 'Again' });
    expect(again.status).toBe(409);
    const patched = await app.as(BOB).patch(path, { isMajor: false });
    expect(patched.status).toBe(400);
    expect(patched.body.error.message).toMatch(/unknown field isMajor/);
  });

  it('a resolved incident cannot become a major incident', async () => {
    const { path, key } = await report({
      severity: 'low',
      urgency: 'low',
      classification: { class: 'fraud' },
      affected: [],
      unknownService: true,
    });
    const as = app.as(BOB);
    await as.put(`${path}/roles/assignee`, { principalRef: BOB }).expect(200);
    for (const move of [
      { to: 'triage' },
      {
        to: 'resolved',
        reason: 'It was nothing',
        resolution: { code: 'benign', summary: 'A test of ours.' },
      },
    ]) {
      await as.post(`${path}/transitions`, move).expect(200);
    }
    for (const decision of ['declare', 'decline']) {
      const answer = await as.post(`${path}/major`, { decision, reason: 'x' });
      expect(answer.status).toBe(409);
      expect(answer.body.error.message).toBe(
        `decision: ${key} is resolved and can no longer become a major incident; re-open it first`,
      );
    }
  });

  it('need permission to change the incident, which the record states in advance', async () => {
    const { path } = await report();
    const { body } = await app.as(CAROL).get(path).expect(200);
    expect(body.rights).toMatchObject({ escalate: false, decideMajor: false });
    await app.as(CAROL).get(`${path}/escalations`).expect(200);
    for (const [call, fields] of [
      ['escalations', { reason: 'x' }],
      ['major', { decision: 'declare', reason: 'x' }],
    ] as const) {
      const answer = await app.as(CAROL).post(`${path}/${call}`, fields);
      expect([call, answer.status]).toEqual([call, 403]);
      expect(answer.body.error.message).toMatch(
        /security-incidents\.incident\.update/,
      );
    }
    const mine = await app.as(BOB).get(path).expect(200);
    expect(mine.body.rights).toMatchObject({
      escalate: true,
      decideMajor: true,
    });
  });

  it('reading escalations of a restricted incident records a view', async () => {
    const { path } = await report({ visibility: 'restricted' });
    await app.as(ADA).get(`${path}/escalations`).expect(200);
    const { body } = await app.as(ADA).get(`${path}/views`).expect(200);
    expect(body.items).toEqual([{ viewer: ADA, at: expect.any(String) }]);
    expect(app.audit.pop()).toMatchObject({
      eventId: 'incident-read',
      actor: ADA,
      status: 'succeeded',
    });
  });

  it('only communication steps have an audience', async () => {
    const { path } = await report();
    const record = (fields: object) =>
      app.as(BOB).post(`${path}/steps`, { text: 'Told the board', ...fields });
    const wrong = await record({ kind: 'analysis', audience: 'management' });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(
      /^audience: must only be given for a communication/,
    );
    const unknown = await record({ kind: 'communication', audience: 'all' });
    expect(unknown.status).toBe(400);
    const right = await record({
      kind: 'communication',
      audience: 'management',
    }).expect(201);
    expect(right.body.audience).toBe('management');
    const { body } = await app.as(BOB).get(`${path}/timeline`);
    expect(body.items.pop().data.audience).toBe('management');
  });

  it('permission to record steps is enough for a management update', async () => {
    const { path } = await report();
    const erin = 'user:default/erin';
    const tell = () =>
      app.as(erin).post(`${path}/steps`, {
        kind: 'communication',
        text: 'Told the board',
        audience: 'management',
      });
    app.deny(erin, incidentUpdatePermission.name);
    expect((await tell()).status).toBe(201);
    app.deny(erin, stepRecordPermission.name);
    expect((await tell()).status).toBe(403);
  });
});
