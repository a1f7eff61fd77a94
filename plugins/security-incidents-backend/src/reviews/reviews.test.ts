import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  CAROL,
  completeReview,
  resolveIncident,
  type ReviewedIncident,
  WRITTEN,
} from '../__testUtils__/reviews';

jest.setTimeout(120_000);

const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(ENGINES)('the review of an incident on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { reviews: { fromSeverity: 'high', dueDays: 5 } },
    });
  });
  afterAll(() => app.stop());

  const reviewOf = async ({ path }: { path: string }, user = BOB) =>
    (await app.as(user).get(`${path}/review`).expect(200)).body;
  const actionsOf = async ({ path }: { path: string }) => {
    const { body } = await app.as(ADA).get(`${path}/timeline`);
    return body.items.map(({ action }: { action: string }) => action);
  };
  const expectIntact = async ({ path }: { path: string }) => {
    const { body } = await app.as(ADA).get(`${path}/verification`);
    expect(body).toMatchObject({ status: 'ok', coverage: 'complete' });
  };
  const add = (incident: ReviewedIncident, body: object) =>
    app.as(BOB).post(`${incident.path}/review/actions`, {
      type: 'fix',
      title: 'Rotate tokens',
      ...body,
    });

  it('is required once an incident of the configured severity is resolved, and due days later', async () => {
    const incident = await resolveIncident(app);
    const { body: record } = await app.as(BOB).get(incident.path);
    const review = await reviewOf(incident);
    expect(review).toMatchObject({
      state: 'not-started',
      required: true,
      requiredBecause: 'severity',
      overdue: false,
      version: 0,
    });
    expect(Date.parse(review.dueAt) - Date.parse(record.resolvedAt)).toBe(
      5 * DAY_MS,
    );
    expect(await actionsOf(incident)).toContain('review.required');
    await expectIntact(incident);
  });

  it('is not required below that severity, and can be written all the same', async () => {
    const incident = await resolveIncident(app, { severity: 'low' });
    expect(await reviewOf(incident)).toMatchObject({ required: false });
    expect((await reviewOf(incident)).state).toBeUndefined();
    const { body } = await completeReview(app, incident);
    expect(body).toMatchObject({ state: 'completed', required: false });
    await expectIntact(incident);
  });

  it('becomes required when a resolved incident turns out to be worse', async () => {
    const incident = await resolveIncident(app, { severity: 'low' });
    await app.as(BOB).patch(incident.path, { severity: 'critical' });
    expect(await reviewOf(incident)).toMatchObject({
      required: true,
      state: 'not-started',
    });
  });

  it('is due again after the next resolution when the incident is re-opened', async () => {
    const incident = await resolveIncident(app);
    await app
      .as(BOB)
      .post(`${incident.path}/transitions`, {
        to: 'containment',
        reason: 'It came back',
      })
      .expect(200);
    expect((await reviewOf(incident)).dueAt).toBeUndefined();
    await app
      .as(BOB)
      .post(`${incident.path}/transitions`, {
        to: 'resolved',
        reason: 'Contained again',
        resolution: { code: 'contained', summary: 'Revoked again.' },
      })
      .expect(200);
    expect((await reviewOf(incident)).dueAt).toBeDefined();
    await expectIntact(incident);
  });

  it('keeps what two people write in different fields', async () => {
    const incident = await resolveIncident(app);
    const save = (user: string, body: object) =>
      app
        .as(user)
        .put(`${incident.path}/review`, body)
        .set('if-match', '0')
        .expect(200);
    await save(ADA, { summary: 'Ada saw it' });
    await save(BOB, { lessons: 'Rotate tokens of retired pipelines' });
    const review = await reviewOf(incident);
    expect(review).toMatchObject({
      version: 2,
      fields: {
        summary: 'Ada saw it',
        lessons: 'Rotate tokens of retired pipelines',
      },
      changes: {
        summary: { by: ADA, version: 1 },
        lessons: { by: BOB, version: 2 },
      },
    });
  });

  it('refuses the second of two texts of one field and says whose is there', async () => {
    const incident = await resolveIncident(app);
    const save = (user: string, summary: string) =>
      app
        .as(user)
        .put(`${incident.path}/review`, { summary })
        .set('if-match', '0');
    await save(ADA, 'Ada saw it').expect(200);
    const refused = await save(BOB, 'Bob saw it').expect(409);
    expect(refused.body.error).toMatchObject({
      currentVersion: 1,
      conflicts: [{ field: 'summary', by: ADA, value: 'Ada saw it' }],
    });
    expect((await reviewOf(incident)).fields.summary).toBe('Ada saw it');
  });

  it('clears a field, and records nothing when nothing changes', async () => {
    const incident = await resolveIncident(app);
    const save = (body: object) =>
      app.as(BOB).put(`${incident.path}/review`, body).expect(200);
    await save({ summary: 'Seen', attendees: [ADA] });
    await save({ summary: null });
    await save({ attendees: [ADA] });
    const { fields, version } = await reviewOf(incident);
    expect({ fields, version }).toEqual({
      fields: { attendees: [ADA] },
      version: 2,
    });
    const saved = (await actionsOf(incident)).filter(
      (action: string) => action === 'review.saved',
    );
    expect(saved).toHaveLength(2);
  });

  it('says what is missing before it can be completed', async () => {
    const incident = await resolveIncident(app);
    const { body: withAction } = await add(incident, {}).expect(201);
    const refused = await app
      .as(BOB)
      .post(`${incident.path}/review/complete`, {})
      .expect(409);
    const ids = refused.body.error.blockedBy.map(({ id }: any) => id);
    expect(ids).toEqual([
      'summary',
      'root-cause',
      'attendees',
      'actions-assigned',
    ]);
    expect(refused.body.error.message).toContain('Say what happened');
    await app
      .as(BOB)
      .patch(`${incident.path}/review/actions/${withAction.actions[0].id}`, {
        ownerRef: ADA,
        dueAt: '2099-01-01T00:00:00Z',
      })
      .expect(200);
    const { body } = await completeReview(app, incident);
    expect(body).toMatchObject({
      state: 'completed',
      completedBy: BOB,
      blockedBy: [],
    });
    await expectIntact(incident);
  });

  it('is not completed before the incident is resolved', async () => {
    const { body } = await app.as(ADA).post('/incidents', REPORT).expect(201);
    const path = `/incidents/${body.key}`;
    await app.as(BOB).put(`${path}/review`, WRITTEN).expect(200);
    const refused = await app
      .as(BOB)
      .post(`${path}/review/complete`, {})
      .expect(409);
    expect(refused.body.error.blockedBy).toEqual([
      expect.objectContaining({ id: 'resolved' }),
    ]);
  });

  it('of a major incident is approved by neither its author nor its commander', async () => {
    const incident = await resolveIncident(app, {}, { isMajor: true });
    expect(await reviewOf(incident)).toMatchObject({
      requiredBecause: 'major',
    });
    await app.as(ADA).put(`${incident.path}/review`, WRITTEN).expect(200);
    await app.as(ADA).post(`${incident.path}/review/complete`, {}).expect(200);
    const approve = (user: string) =>
      app.as(user).post(`${incident.path}/review/approve`, {});
    expect((await approve(ADA).expect(403)).body.error.message).toContain(
      'somebody else than who completed it',
    );
    expect((await approve(BOB).expect(403)).body.error.message).toContain(
      'somebody else than its commander',
    );
    expect(await reviewOf(incident)).toMatchObject({
      approval: { required: true },
      state: 'completed',
    });
    await approve(CAROL).expect(200);
    expect(await reviewOf(incident)).toMatchObject({
      state: 'approved',
      approvedBy: CAROL,
    });
    await expectIntact(incident);
  });

  it('is re-opened with a reason, also while the incident is closed, and found by its words only while it is finished', async () => {
    const incident = await resolveIncident(app);
    const find = async () =>
      (await app.as(ADA).get('/incidents?q=pelargonium').expect(200)).body
        .totalItems;
    await completeReview(app, incident, { lessons: 'Water the Pelargonium' });
    expect(await find()).toBe(1);
    await app
      .as(BOB)
      .post(`${incident.path}/transitions`, { to: 'closed' })
      .expect(200);
    await app
      .as(BOB)
      .put(`${incident.path}/review`, { lessons: 'Another' })
      .expect(409);
    await app.as(BOB).post(`${incident.path}/review/reopen`, {}).expect(400);
    await app
      .as(BOB)
      .post(`${incident.path}/review/reopen`, { reason: 'Another cause' })
      .expect(200);
    expect(await find()).toBe(0);
    await app
      .as(BOB)
      .put(`${incident.path}/review`, { lessons: 'Water it' })
      .expect(200);
    expect(await reviewOf(incident)).toMatchObject({
      state: 'draft',
      reopenedBy: BOB,
      reopenReason: 'Another cause',
    });
    await expectIntact(incident);
  });

  it('keeps the incident from being closed until it is completed or waived', async () => {
    const incident = await resolveIncident(app);
    const close = () =>
      app.as(BOB).post(`${incident.path}/transitions`, { to: 'closed' });
    const guardsOf = async () => {
      const { body } = await app.as(BOB).get(incident.path);
      return body.transitions
        .find(({ to }: any) => to === 'closed')
        .blockedBy.map(({ guard }: any) => guard);
    };
    await add(incident, {}).expect(201);
    expect(await guardsOf()).toEqual(['review-completed', 'actions-assigned']);
    expect((await close().expect(409)).body.error.message).toContain(
      'Complete the review',
    );
    const [{ id }] = (await reviewOf(incident)).actions;
    await app
      .as(BOB)
      .patch(`${incident.path}/review/actions/${id}`, {
        state: 'dropped',
        reason: 'Not needed',
      })
      .expect(200);
    await app
      .as(CAROL)
      .post(`${incident.path}/review/waive`, { reason: 'Reviewed before' })
      .expect(200);
    expect(await reviewOf(incident)).toMatchObject({
      state: 'waived',
      waivedBy: CAROL,
    });
    await close().expect(200);
    await expectIntact(incident);
  });

  it('of a major incident keeps it from being closed until it is approved', async () => {
    const incident = await resolveIncident(app, {}, { isMajor: true });
    await completeReview(app, incident);
    const close = () =>
      app.as(ADA).post(`${incident.path}/transitions`, { to: 'closed' });
    expect((await close().expect(409)).body.error.message).toContain(
      'Have the review approved by somebody else',
    );
    await app.as(CAROL).post(`${incident.path}/review/approve`, {}).expect(200);
    await close().expect(200);
  });

  it('that was completed needs an approval when the incident was re-opened and became major', async () => {
    const incident = await resolveIncident(app);
    await completeReview(app, incident);
    const decide = (path: string, body: object) =>
      app.as(BOB).post(`${incident.path}/${path}`, body).expect(200);
    await decide('transitions', {
      to: 'containment',
      reason: 'It came back',
    });
    await decide('major', {
      decision: 'declare',
      reason: 'All services are affected',
    });
    await decide('transitions', {
      to: 'resolved',
      reason: 'Contained again',
      resolution: { code: 'contained', summary: 'Revoked again.' },
    });
    expect(await reviewOf(incident)).toMatchObject({
      state: 'completed',
      requiredBecause: 'major',
      approval: { required: true },
    });
    const { body } = await app
      .as(ADA)
      .post(`${incident.path}/transitions`, { to: 'closed' })
      .expect(409);
    expect(body.error.message).toContain(
      'Have the review approved by somebody else',
    );
    await app.as(CAROL).post(`${incident.path}/review/approve`, {}).expect(200);
    await expectIntact(incident);
  });

  it('is reminded of once a day', async () => {
    const incident = await resolveIncident(app);
    const remind = () =>
      app.as(ADA).post(`${incident.path}/review/reminders`, {});
    const { body } = await remind().expect(200);
    expect(body.remindedAt).toBeDefined();
    await remind().expect(409);
    expect(await actionsOf(incident)).toContain('review.reminded');
  });

  it('is related to reviews of the same class, service or system', async () => {
    const first = await resolveIncident(app, { title: 'Ferret in the vault' });
    await completeReview(app, first, { lessons: 'Close the vault' });
    const second = await resolveIncident(app, {
      title: 'Another ferret elsewhere',
      affected: [{ entityRef: 'component:default/ledger' }],
      classification: { class: 'fraud' },
    });
    const { body } = await app
      .as(ADA)
      .get(`${second.path}/related-reviews`)
      .expect(200);
    const found = body.items.find(
      ({ incident }: any) => incident.key === first.key,
    );
    expect(found).toMatchObject({
      lessons: 'Close the vault',
      because: ['system', 'words'],
    });
    const ofEntity = await app
      .as(ADA)
      .get('/entities/component/default/payments-api/reviews')
      .expect(200);
    expect(
      ofEntity.body.items.map(({ incident }: any) => incident.key),
    ).toContain(first.key);
    const ofOther = await app
      .as(ADA)
      .get('/entities/component/default/ledger/reviews')
      .expect(200);
    expect(ofOther.body.items).toEqual([]);
  });
});
