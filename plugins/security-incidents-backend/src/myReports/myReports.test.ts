import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  ABOUT_OWN,
  PEOPLE,
  type Persona,
  PERSONAS,
  REPORTER,
  send,
  startLeakApp,
} from '../__testUtils__/leakTable';

jest.setTimeout(180_000);

describe.each(ENGINES)('reports of the caller on %s', engine => {
  let app: TestApp;
  const start = async (settings: object = {}) => {
    app = await startApp(engine, { settings });
  };
  afterEach(() => app.stop());
  const report = async (fields: object = {}, by = ADA) => {
    const { body } = await app
      .as(by)
      .post('/incidents', { ...REPORT, ...fields })
      .expect(201);
    return body;
  };
  const move = (key: string, to: string, fields: object = {}) =>
    app
      .as(BOB)
      .post(`/incidents/${key}/transitions`, { to, ...fields })
      .expect(200);

  it('say what was written, how it stands and who has it, without permission to read incidents', async () => {
    await start();
    const { id, key } = await report();
    await app
      .as(BOB)
      .patch(`/incidents/${key}`, { title: 'Lateral movement from CI' })
      .expect(200);
    await app
      .as(BOB)
      .put(`/incidents/${key}/roles/assignee`, { principalRef: BOB })
      .expect(200);
    await move(key, 'triage');
    app.deny(ADA, 'security-incidents.incident.read');
    await app.as(ADA).get(`/incidents/${key}`).expect(403);
    const { body: list } = await app.as(ADA).get('/my/reports').expect(200);
    expect(list).toMatchObject({
      totalItems: 1,
      items: [{ id, key, title: REPORT.title, state: 'looked-into' }],
    });
    const { body, text } = await app
      .as(ADA)
      .get(`/my/reports/${key}`)
      .expect(200);
    expect(body).toMatchObject({
      title: REPORT.title,
      text: REPORT.summary,
      entityRefs: ['component:default/payments-api'],
      handledBy: BOB,
      state: 'looked-into',
      progress: [{ state: 'received' }, { state: 'looked-into' }],
      messages: [],
      canAnswer: true,
    });
    expect(text).not.toContain('Lateral');
  });

  it('carry questions to the reporter and answers to those who handle it', async () => {
    await start({ notifications: { disabledTopics: ['New', 'Assigned'] } });
    const { key } = await report();
    await app
      .as(BOB)
      .put(`/incidents/${key}/roles/assignee`, { principalRef: BOB })
      .expect(200);
    await app
      .as(BOB)
      .post(`/incidents/${key}/steps`, {
        kind: 'analysis',
        text: 'Nobody but us reads this?',
      })
      .expect(201);
    await app
      .as(BOB)
      .post(`/incidents/${key}/steps`, {
        kind: 'communication',
        audience: 'reporter',
        text: 'When did you see it?',
      })
      .expect(201);
    const [question] = await app.notices.first(1);
    expect(question).toMatchObject({
      recipients: { entityRef: [ADA] },
      payload: {
        title: 'bob asks you about your report',
        description: REPORT.title,
        topic: 'My reports',
        link: `/security-incidents/my-reports/${key}`,
      },
    });
    const { body: asked } = await app.as(ADA).get(`/my/reports/${key}`);
    expect(asked).toMatchObject({
      hasQuestion: true,
      messages: [{ by: BOB, isMine: false, text: 'When did you see it?' }],
    });
    app.deny(ADA, 'security-incidents.step.record');
    const { body: answered } = await app
      .as(ADA)
      .post(`/my/reports/${key}/answers`, { text: 'At nine.' })
      .expect(201);
    expect(answered).toMatchObject({
      hasQuestion: false,
      messages: [{}, { isMine: true, text: 'At nine.' }],
    });
    const [, answer] = await app.notices.first(2);
    expect(answer).toMatchObject({
      recipients: { entityRef: [BOB] },
      payload: {
        title: `ada answered about ${key}`,
        topic: 'Answers',
        link: `/security-incidents/${key}`,
      },
    });
    const { body: seal } = await app
      .as(BOB)
      .get(`/incidents/${key}/verification`);
    expect(seal.status).toBe('ok');
  });

  it('say nothing of the incident that it was joined with, and take no answer any more', async () => {
    await start();
    const other = await report({ title: 'The other one' }, BOB);
    const { key } = await report();
    await move(key, 'merged', {
      mergedInto: other.key,
      reason: 'It is the same',
    });
    const { body, text } = await app.as(ADA).get(`/my/reports/${key}`);
    expect(body).toMatchObject({ state: 'joined', canAnswer: false });
    expect(text).not.toMatch(
      new RegExp(`The other one|${other.key}|${other.id}`),
    );
    const refused = await app
      .as(ADA)
      .post(`/my/reports/${key}/answers`, { text: 'I still see it' })
      .expect(409);
    expect(refused.text).not.toContain(other.key);
  });

  it('stay the same when the incident is restricted later', async () => {
    await start();
    const { key } = await report();
    const { body: before } = await app.as(ADA).get(`/my/reports/${key}`);
    await app
      .as(BOB)
      .patch(`/incidents/${key}`, { visibility: 'restricted' })
      .expect(200);
    const { body: after } = await app.as(ADA).get(`/my/reports/${key}`);
    expect(after).toEqual(before);
  });

  it('name who would be notified, and not an owner whose service is hidden', async () => {
    await start({ responders: ['group:default/team-payments'] });
    const ask = async (query: string) =>
      (await app.as(ADA).get(`/my/report-recipients${query}`).expect(200)).body;
    expect(await ask('?severity=critical')).toEqual({
      notified: ['group:default/team-payments'],
      firstAnswerWithinMs: expect.any(Number),
    });
    // A group without members is reached by nobody.
    expect(await ask('?entityRef=component:default/ledger')).toEqual({
      notified: ['group:default/team-payments'],
    });
    await app.as(ADA).get('/my/report-recipients?severity=bad').expect(400);
  });
});

describe.each(ENGINES)('reports of others on %s', engine => {
  it('are missing for everybody, also for those who may read the incident', async () => {
    const app = await startLeakApp(engine);
    const { body: secret } = await app
      .as(REPORTER)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    const missing = 'SEC-1999-0001';
    const listOf = async (persona: Persona) =>
      (await app.as(PEOPLE[persona]).get('/my/reports').expect(200)).body;
    for (const request of Object.values(ABOUT_OWN)) {
      const own = await send(app, REPORTER, request(secret.key));
      expect(own.status).toBeLessThan(300);
    }
    expect((await listOf('reporter')).totalItems).toBe(1);
    for (const persona of PERSONAS.filter(each => each !== 'reporter')) {
      expect([persona, (await listOf(persona)).totalItems]).toEqual([
        persona,
        0,
      ]);
      for (const request of Object.values(ABOUT_OWN)) {
        const hidden = await send(app, PEOPLE[persona], request(secret.key));
        const none = await send(app, PEOPLE[persona], request(missing));
        expect(hidden.status).toBe(404);
        expect(hidden.text.split(secret.key).join(missing)).toBe(none.text);
      }
    }
    await app.stop();
  });
});
