import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

describe.each(ENGINES)('the life of an incident on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterAll(() => app.stop());

  async function report(body: object = {}) {
    const response = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, ...body });
    expect(response.status).toBe(201);
    return response.body;
  }

  it('is recorded with a snapshot of the service and a verifiable first entry', async () => {
    const incident = await report();
    expect(incident.key).toMatch(/^SEC-\d{4}-\d{4}$/);
    expect(incident).toMatchObject({
      status: 'new',
      open: true,
      reportedBy: ADA,
      determination: 'suspected',
      visibility: 'open',
      tlp: 'AMBER',
    });
    expect(incident.affected[0]).toMatchObject({
      entityRef: 'component:default/payments-api',
      snapshotState: 'complete',
      snapshot: {
        ownerRef: 'group:default/team-payments',
        systemRef: 'system:default/cards',
        domainRef: 'domain:default/payments',
        tier: '1',
        lifecycle: 'production',
      },
      now: { state: 'present', ownerRef: 'group:default/team-payments' },
    });
    const timeline = await app
      .as(ADA)
      .get(`/incidents/${incident.id}/timeline`);
    expect(timeline.body.totalItems).toBe(1);
    expect(timeline.body.items[0]).toMatchObject({
      v: 1,
      chain: `incident/${incident.key}`,
      seq: 1,
      actor: ADA,
      action: 'incident.recorded',
      prevHash: '0'.repeat(64),
    });
  });

  it('goes from report to closed, explaining each time what is in the way', async () => {
    const { key } = await report();
    const bob = app.as(BOB);
    const path = `/incidents/${key}`;
    const move = (body: object) => bob.post(`${path}/transitions`, body);
    const blockers = async (to: string) => {
      const { body } = await bob.get(path);
      return body.transitions
        .find((option: { to: string }) => option.to === to)
        .blockedBy.map((blocker: { guard: string }) => blocker.guard);
    };

    expect(await blockers('triage')).toEqual(['has-lead']);
    const early = await move({ to: 'triage' });
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('Name an incident commander');

    await bob.put(`${path}/roles/incident-commander`, { principalRef: BOB });
    expect((await move({ to: 'triage' })).status).toBe(200);

    expect(await blockers('containment')).toEqual([
      'has-class',
      'has-severity',
      'has-urgency',
    ]);
    const facts = await bob.patch(path, {
      severity: 'high',
      urgency: 'high',
      classification: {
        class: 'information-content-security',
        type: 'data-leak',
      },
    });
    // High by high is P2, and a tier 1 service raises it.
    expect(facts.body.priority).toBe('P1');
    expect(facts.body.priorityInputs).toMatchObject({
      base: 'P2',
      raised: true,
      riskFactors: expect.arrayContaining([
        { id: 'tier-1', entityRef: 'component:default/payments-api' },
      ]),
    });
    const declared = await move({ to: 'containment' });
    expect(declared.body.declaredAt).toBeDefined();

    expect(await blockers('eradication')).toEqual(['has-containment-step']);
    const step = await bob.post(`${path}/steps`, {
      kind: 'containment',
      text: 'Token revoked at the registry.',
      outcome: 'succeeded',
    });
    expect(step.status).toBe(201);
    expect(step.body).toMatchObject({ performedBy: BOB, lateEntry: false });
    expect((await move({ to: 'eradication' })).status).toBe(200);
    expect((await move({ to: 'recovery' })).status).toBe(200);

    const undecided = await move({
      to: 'resolved',
      resolution: { code: 'contained', summary: 'Revoked and rotated.' },
    });
    expect(undecided.status).toBe(409);
    expect(undecided.body.error.message).toContain('payments-api');
    await bob.post(`${path}/affected`, {
      entityRef: 'component:default/payments-api',
      compromise: 'not-compromised',
    });
    const unresolved = await move({ to: 'resolved' });
    expect(unresolved.status).toBe(400);
    expect(unresolved.body.error.message).toMatch(/^resolution: is required/);
    await move({
      to: 'resolved',
      resolution: { code: 'contained', summary: 'Revoked and rotated.' },
    });
    const closed = await move({ to: 'closed' });
    expect(closed.body).toMatchObject({ status: 'closed', open: false });
    expect(
      closed.body.statusHistory.map(
        (period: { status: string }) => period.status,
      ),
    ).toEqual([
      'new',
      'triage',
      'containment',
      'eradication',
      'recovery',
      'resolved',
      'closed',
    ]);

    const late = await bob.post(`${path}/steps`, { kind: 'other', text: 'x' });
    expect(late.status).toBe(409);
    const verification = await bob.get(`${path}/verification`);
    expect(verification.body).toMatchObject({ status: 'ok', erased: 0 });

    expect((await move({ to: 'triage' })).body.error.message).toMatch(
      /^reason/,
    );
    const reopened = await move({ to: 'triage', reason: 'Seen again' });
    expect(reopened.body.status).toBe('triage');
  });

  it('asks for a lead when it is restored, and is acknowledged then', async () => {
    const { key } = await report();
    const bob = app.as(BOB);
    const move = (body: object) =>
      bob.post(`/incidents/${key}/transitions`, body);
    const role = (name: string) =>
      bob.put(`/incidents/${key}/roles/${name}`, { principalRef: BOB });
    await move({ to: 'dismissed', reason: 'A test token' }).expect(200);
    const early = await move({ to: 'triage', reason: 'It is live' });
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('Name an incident commander');
    // Nothing else changes while it is dismissed.
    expect((await role('scribe')).status).toBe(409);
    await role('assignee').expect(200);
    const { body: back } = await move({
      to: 'triage',
      reason: 'It is live',
    }).expect(200);
    expect(back.acknowledgedAt).toBeDefined();
    // The first time stays.
    await move({ to: 'dismissed', reason: 'It is not' }).expect(200);
    const again = await move({ to: 'triage', reason: 'It is' }).expect(200);
    expect(again.body.acknowledgedAt).toBe(back.acknowledgedAt);
  });

  it('keeps a corrected step in sight and refuses a second correction', async () => {
    const { key } = await report();
    const bob = app.as(BOB);
    const record = (body: object) =>
      bob.post(`/incidents/${key}/steps`, { kind: 'analysis', ...body });
    const { body: original } = await record({
      text: 'No use of the token.',
      performedAt: new Date(Date.now() - 3 * 3600_000).toISOString(),
    });
    expect(original.lateEntry).toBe(true);
    const { body: correction } = await record({
      text: 'Two uses.',
      supersedes: original.id,
    });
    const { body: steps } = await bob.get(`/incidents/${key}/steps`);
    expect(steps.items).toMatchObject([
      {
        id: original.id,
        text: 'No use of the token.',
        supersededBy: correction.id,
      },
      { id: correction.id, supersedes: original.id },
    ]);
    const again = await record({ text: 'Three.', supersedes: original.id });
    expect(again.status).toBe(409);
    expect(again.body.error.message).toMatch(/^supersedes:/);
  });

  it('does a request with an Idempotency-Key once', async () => {
    const send = (title: string) =>
      app
        .as(ADA)
        .post('/incidents', { ...REPORT, title })
        .set('idempotency-key', `key-${engine}`);
    const first = await send('Once');
    const second = await send('Once');
    expect(second.status).toBe(201);
    expect(second.body.id).toBe(first.body.id);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect((await send('Twice')).status).toBe(409);
  });

  it('lets one of two changes with the same version win', async () => {
    const { key, version } = await report();
    const change = (title: string) =>
      app
        .as(BOB)
        .patch(`/incidents/${key}`, { title })
        .set('if-match', String(version));
    expect((await change('First')).status).toBe(200);
    const stale = await change('Second');
    expect(stale.status).toBe(409);
    expect(stale.body.error.message).toContain(`version ${version} is stale`);
    expect(stale.body.error.currentVersion).toBe(version + 1);
  });

  it('numbers concurrent steps without a gap and in one chain', async () => {
    const { key } = await report();
    const texts = Array.from({ length: 20 }, (_, index) => `Step ${index}`);
    const answers = await Promise.all(
      texts.map(text =>
        app.as(BOB).post(`/incidents/${key}/steps`, { kind: 'other', text }),
      ),
    );
    expect(answers.map(answer => answer.status)).toEqual(texts.map(() => 201));
    const { body } = await app.as(BOB).get(`/incidents/${key}/verification`);
    expect(body).toMatchObject({ status: 'ok', entries: 21 });
  });

  it('never loses a report when the catalog is down', async () => {
    app.setCatalogDown(true);
    const incident = await report();
    app.setCatalogDown(false);
    expect(incident.affected[0]).toMatchObject({
      snapshotState: 'pending',
      now: { state: 'unknown' },
    });
  });
});
