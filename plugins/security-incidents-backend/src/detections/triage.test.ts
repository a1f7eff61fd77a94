import { detectionDesk, LEDGER } from '../__testUtils__/detectionDesk';
import { deliver, finding } from '../__testUtils__/detections';
import { ADA, BOB, ENGINES } from '../__testUtils__/harness';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
type Body = Record<string, any>;

describe.each(ENGINES)('the inbox of detections on %s', engine => {
  const desk = detectionDesk(engine);
  const { detect, record, get, list } = desk;
  const timelineOf = async (incident: Body): Promise<Body[]> =>
    (await desk.app.as(ADA).get(`/incidents/${incident.id}/timeline`)).body
      .items;
  const verify = async (incident: Body) =>
    (await desk.app.as(ADA).get(`/incidents/${incident.id}/verification`)).body;

  it('lists new detections, most severe first and then oldest first, page by page', async () => {
    const low = await detect({ severity: 'low', ruleId: 'pages' });
    const first = await detect({ severity: 'critical', ruleId: 'pages' });
    const second = await detect({ severity: 'critical', ruleId: 'pages' });
    const ids: string[] = [];
    let cursor = '';
    do {
      const page: Body = await list(`rule=pages&limit=1${cursor}`);
      expect(page.totalItems).toBe(3);
      ids.push(...page.items.map(({ id }: Body) => id));
      cursor = page.pageInfo.nextCursor
        ? `&cursor=${page.pageInfo.nextCursor}`
        : '';
    } while (cursor);
    expect(ids).toEqual([first.id, second.id, low.id]);
    const byAge = await list('rule=pages&orderBy=age');
    expect(byAge.items.map(({ id }: Body) => id)).toEqual([
      low.id,
      first.id,
      second.id,
    ]);
  });

  it.each([
    ['source=scanner', true],
    ['source=other', false],
    [`entityRef=${LEDGER}`, true],
    [`entityRef=${PAYMENTS}`, false],
    ['owner=group:default/team-ledger', true],
    ['owner=group:default/engineering', true],
    ['owner=group:default/team-payments', false],
    ['severity=medium&severity=low', true],
    ['severity=high', false],
    ['q=CrYpTo%20ledger', true],
    ['q=crypto%20payments', false],
    ['q=100%25', false],
  ])('finds by %s: %s', async (query, isFound) => {
    const [known] = await desk.app
      .knex('detections')
      .where({ fingerprint_basis: 'filters' });
    if (!known) {
      await deliver(desk.app, [
        finding({
          externalKey: 'filters',
          title: 'Crypto miner',
          severity: 'medium',
          ruleId: 'miner',
          labels: { service: 'ledger' },
        }),
      ]).expect(202);
    }
    const { items } = await list(`rule=miner&${query}`);
    expect(items).toHaveLength(isFound ? 1 : 0);
  });

  it('counts views without tests, which are listed', async () => {
    const before = (await list()).counts;
    await detect();
    await detect({ labels: { service: 'unknown-service' } });
    const test = await detect({ isTest: true, ruleId: 'test-event' });
    const { counts } = await list();
    expect(counts).toEqual({
      ...before,
      new: before.new + 1,
      unmapped: before.unmapped + 1,
    });
    expect(await list('rule=test-event')).toMatchObject({
      totalItems: 0,
      items: [{ id: test.id, isTest: true }],
    });
  });

  it('shows what was found out about a detection', async () => {
    const { id, payload_sha256: payloadSha256 } = await detect({
      statedSeverity: '8.0 of 10',
      class: 'intrusions',
      description: 'Seen in a log',
      url: 'https://scanner.example.com/x',
      occurredAt: '2026-11-01T10:00:00Z',
    });
    expect(await get(id)).toMatchObject({
      id,
      sourceId: 'scanner',
      status: 'new',
      entityRef: PAYMENTS,
      mapping: { way: 'label', value: 'service=payments-api' },
      statedSeverity: '8.0 of 10',
      class: 'intrusions',
      description: 'Seen in a log',
      occurredAt: '2026-11-01T10:00:00.000Z',
      seenAt: [expect.any(String)],
      payload: expect.stringContaining('8.0 of 10'),
      payloadSha256,
      count: 1,
      version: 1,
    });
  });

  it('promotes to an incident that says what was detected', async () => {
    const { id, first_seen_at: detectedAt } = await detect({
      title: 'Credentials used from outside',
      class: 'intrusions',
      occurredAt: '2026-11-01T10:00:00Z',
    });
    const before = (await list()).counts;
    const { body } = await desk.app
      .as(ADA)
      .post(`/detections/${id}/promote`, {})
      .set('if-match', '1')
      .expect(200);
    expect(body).toMatchObject({
      status: 'promoted',
      version: 2,
      decision: { by: ADA },
    });
    const { body: incident } = await desk.app
      .as(ADA)
      .get(`/incidents/${body.incident.key}`)
      .expect(200);
    expect(incident).toMatchObject({
      title: 'Credentials used from outside',
      severity: 'high',
      classification: { class: 'intrusions' },
      detection: { method: 'monitoring' },
      detectedAt,
      occurredAt: '2026-11-01T10:00:00.000Z',
      affected: [{ entityRef: PAYMENTS }],
      version: 1,
    });
    const entries = await timelineOf(incident);
    expect(entries.map(({ action }) => action)).toEqual([
      'incident.recorded',
      'detection.promoted',
    ]);
    expect(entries[1].data).toMatchObject({
      detectionId: id,
      source: 'scanner',
      verifiedBy: 'hmac-sha256',
      mapping: { way: 'label' },
    });
    expect(await verify(incident)).toMatchObject({ status: 'ok' });
    const { counts } = await list();
    expect(counts).toMatchObject({
      new: before.new - 1,
      decidedInLast24Hours: before.decidedInLast24Hours + 1,
    });
    const [newest] = (await list('view=decided')).items;
    expect(newest.id).toBe(id);
    await desk.app.as(ADA).post(`/detections/${id}/promote`, {}).expect(409);
  });

  it('promotes once under an idempotency key', async () => {
    const { id } = await detect();
    const promote = () =>
      desk.app
        .as(ADA)
        .post(`/detections/${id}/promote`, { title: 'Once' })
        .set('idempotency-key', `promote-${id}`)
        .expect(200);
    const first = await promote();
    expect((await promote()).body).toEqual(first.body);
    const { body } = await desk.app.as(ADA).get('/incidents?q=once');
    expect(body.totalItems).toBe(1);
  });

  it('promotes a detection without a service only when somebody names one or says that it is unknown', async () => {
    const { id } = await detect({ labels: {} });
    const answer = await desk.app.as(ADA).post(`/detections/${id}/promote`, {});
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/^entityRef: is required/);
    const { body } = await desk.app
      .as(ADA)
      .post(`/detections/${id}/promote`, { entityRef: LEDGER })
      .expect(200);
    expect(body).toMatchObject({
      entityRef: LEDGER,
      mapping: { way: 'person', by: ADA },
    });
    const { id: other } = await detect({ labels: {} });
    const { body: unknown } = await desk.app
      .as(ADA)
      .post(`/detections/${other}/promote`, { unknownService: true })
      .expect(200);
    const incident = await desk.app
      .as(ADA)
      .get(`/incidents/${unknown.incident.id}`);
    expect(incident.body).toMatchObject({ affected: [], unknownService: true });
  });

  it('attaches to an incident, and takes it back', async () => {
    const incident = await record();
    const { id } = await detect();
    const attached = await desk.app
      .as(ADA)
      .post(`/detections/${id}/attach`, { incident: incident.key })
      .expect(200);
    expect(attached.body).toMatchObject({
      status: 'attached',
      incident: { key: incident.key },
      version: 2,
    });
    const ofIncident = await desk.app
      .as(ADA)
      .get(`/incidents/${incident.key}/detections`)
      .expect(200);
    expect(ofIncident.body).toMatchObject({
      attached: [{ id, seenAt: [expect.any(String)] }],
      withheld: 0,
      sourceTitles: { scanner: 'Scanner' },
    });
    const undone = await desk.app
      .as(ADA)
      .post(`/detections/${id}/undo`, {})
      .set('if-match', '2')
      .expect(200);
    expect(undone.body).toMatchObject({ status: 'new', version: 3 });
    expect(undone.body.incident).toBeUndefined();
    expect(undone.body.decision).toBeUndefined();
    const entries = await timelineOf(incident);
    expect(entries.map(({ action }) => action)).toEqual([
      'incident.recorded',
      'detection.attached',
      'detection.detached',
    ]);
    expect(await verify(incident)).toMatchObject({ status: 'ok' });
    const decisions = await desk.app
      .knex('detection_decisions')
      .join('detections', 'detections.seq', 'detection_seq')
      .where('detections.id', id)
      .orderBy('detection_decisions.seq')
      .select('kind', 'actor');
    expect(decisions).toEqual([
      { kind: 'attached', actor: ADA },
      { kind: 'undone', actor: ADA },
    ]);
    await desk.app.as(ADA).post(`/detections/${id}/undo`, {}).expect(409);
  });

  it('attaches to no incident that takes no changes', async () => {
    const incident = await record();
    await desk.app
      .as(ADA)
      .post(`/incidents/${incident.id}/transitions`, {
        to: 'dismissed',
        reason: 'Nothing',
      })
      .expect(200);
    const { id } = await detect();
    await desk.app
      .as(ADA)
      .post(`/detections/${id}/attach`, { incident: incident.key })
      .expect(409);
    expect(await get(id)).toMatchObject({ status: 'new', version: 1 });
  });

  it('dismisses with a disposition, also when the request is repeated, and takes it back', async () => {
    const { id } = await detect();
    const dismissal = { disposition: 'benign', reason: 'A load test' };
    const path = `/detections/${id}/dismiss`;
    const dismissed = await desk.app.as(ADA).post(path, dismissal).expect(200);
    expect(dismissed.body).toMatchObject({
      status: 'dismissed',
      decision: { by: ADA, ...dismissal },
    });
    const again = await desk.app.as(ADA).post(path, dismissal).expect(200);
    expect(again.body).toEqual(dismissed.body);
    await desk.app
      .as(BOB)
      .post(path, { ...dismissal, disposition: 'test' })
      .expect(409);
    const { body } = await desk.app.as(BOB).post(`/detections/${id}/undo`, {});
    expect(body.status).toBe('new');
  });

  it('keeps a decision when the finding is seen again, and asks again when it fires again', async () => {
    const { id, externalKey } = await detect();
    await desk.app
      .as(ADA)
      .post(`/detections/${id}/dismiss`, {
        disposition: 'false-positive',
        reason: 'A fixture',
      })
      .expect(200);
    await deliver(desk.app, [finding({ externalKey })]).expect(202);
    expect(await get(id)).toMatchObject({
      status: 'dismissed',
      count: 2,
      version: 2,
    });
    for (const sourceState of ['resolved', 'firing'] as const) {
      await deliver(desk.app, [finding({ externalKey, sourceState })]).expect(
        202,
      );
    }
    const rows = await desk.app
      .knex('detections')
      .where({ fingerprint_basis: externalKey })
      .orderBy('episode');
    expect(rows).toMatchObject([
      { status: 'dismissed', source_state: 'resolved' },
      { status: 'new', episode: 2 },
    ]);
  });
});
