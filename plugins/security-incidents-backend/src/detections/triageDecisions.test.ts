import { detectionDesk, LEDGER } from '../__testUtils__/detectionDesk';
import { deliver, finding } from '../__testUtils__/detections';
import { ADA, ENGINES } from '../__testUtils__/harness';

jest.setTimeout(120_000);

const MISSING = '00000000-0000-4000-8000-000000000000';
type Body = Record<string, any>;

describe.each(ENGINES)('decisions in the inbox on %s', engine => {
  const desk = detectionDesk(engine);
  const { detect, record, get, list } = desk;
  const timelineOf = async (incident: Body): Promise<Body[]> =>
    (await desk.app.as(ADA).get(`/incidents/${incident.id}/timeline`)).body
      .items;

  it('refuses a decision about a version that changed', async () => {
    const { id, externalKey } = await detect({ severity: 'low' });
    await deliver(desk.app, [
      finding({ externalKey, severity: 'critical' }),
    ]).expect(202);
    const incident = await record();
    for (const [action, body] of [
      ['promote', {}],
      ['attach', { incident: incident.key }],
      ['dismiss', { disposition: 'benign', reason: 'Low' }],
      ['map', { entityRef: LEDGER }],
    ] as const) {
      const answer = await desk.app
        .as(ADA)
        .post(`/detections/${id}/${action}`, body)
        .set('if-match', '1');
      expect([action, answer.status]).toEqual([action, 409]);
      expect(answer.body.error).toMatchObject({ currentVersion: 2 });
    }
    expect(await get(id)).toMatchObject({ status: 'new', version: 2 });
    expect(await timelineOf(incident)).toHaveLength(1);
  });

  it('decides about many, each alone', async () => {
    const [ok, stale, decided] = [
      await detect(),
      await detect({ severity: 'low' }),
      await detect(),
    ];
    await deliver(desk.app, [
      finding({ externalKey: stale.externalKey, severity: 'critical' }),
    ]).expect(202);
    await desk.app
      .as(ADA)
      .post(`/detections/${decided.id}/promote`, {})
      .expect(200);
    const { body } = await desk.app
      .as(ADA)
      .post('/detections/decisions', {
        detections: [
          { id: ok.id, version: 1 },
          { id: stale.id, version: 1 },
          { id: decided.id, version: 2 },
          { id: MISSING, version: 1 },
        ],
        decision: { kind: 'dismiss', disposition: 'test', reason: 'Tests' },
      })
      .expect(200);
    expect(body.results).toMatchObject([
      { id: ok.id, detection: { status: 'dismissed' } },
      { id: stale.id, error: { name: 'ConflictError', currentVersion: 2 } },
      { id: decided.id, error: { name: 'ConflictError' } },
      { id: MISSING, error: { name: 'NotFoundError' } },
    ]);
    const undone = await desk.app.as(ADA).post('/detections/decisions', {
      detections: [{ id: ok.id, version: 2 }],
      decision: { kind: 'undo' },
    });
    expect(undone.body.results).toMatchObject([{ detection: { version: 3 } }]);
  });

  it('proposes open incidents with reasons, and attaches to the proposed one', async () => {
    const incident = await record({
      affected: [{ entityRef: LEDGER }],
      classification: { class: 'malicious-code' },
    });
    const { id } = await detect({
      ruleId: 'egress',
      labels: { service: 'gateway' },
      class: 'intrusions',
    });
    const found = await get(id);
    expect(found.proposals[0]).toEqual({
      incident: expect.objectContaining({ key: incident.key }),
      reasons: [
        { kind: 'same-service', holds: false },
        { kind: 'close-in-time', holds: true, value: expect.any(String) },
        { kind: 'depends-on', holds: true, value: LEDGER },
        { kind: 'same-rule', holds: false },
        { kind: 'class', holds: false },
      ],
    });
    expect(found.proposal).toEqual(found.proposals[0]);
    const ofIncident = await desk.app
      .as(ADA)
      .get(`/incidents/${incident.id}/detections`);
    expect(ofIncident.body.proposed.map((item: Body) => item.id)).toContain(id);
    const { body } = await desk.app.as(ADA).post('/detections/decisions', {
      detections: [{ id, version: 1 }],
      decision: { kind: 'attach-proposed' },
    });
    expect(body.results).toMatchObject([
      { detection: { status: 'attached', incident: { key: incident.key } } },
    ]);
    const other = await detect({
      ruleId: 'egress',
      labels: { service: 'gateway' },
    });
    expect((await get(other.id)).proposals[0].reasons).toContainEqual({
      kind: 'same-rule',
      holds: true,
    });
  });

  it('takes the service from a person, and as a pattern for later ones', async () => {
    const labels = { host: 'ledger-7.internal' };
    const { id } = await detect({ labels });
    expect(await get(id)).toMatchObject({
      mappingTried: ['cloud'],
      likelyEntityRefs: [],
    });
    const unmapped = await list('view=unmapped');
    expect(unmapped.items.map((item: Body) => item.id)).toContain(id);
    await desk.app
      .as(ADA)
      .post(`/detections/${id}/map`, { entityRef: 'component:default/none' })
      .expect(400);
    const refused = await desk.app.as(ADA).post(`/detections/${id}/map`, {
      entityRef: LEDGER,
      asPattern: { label: 'host', pattern: '(a+)+' },
    });
    expect(refused.status).toBe(400);
    const other = await desk.app.as(ADA).post(`/detections/${id}/map`, {
      entityRef: LEDGER,
      asPattern: { label: 'host', pattern: 'gateway-.*' },
    });
    expect(other.status).toBe(400);
    expect(other.body.error.message).toMatch(/^asPattern: does not match/);
    expect(await get(id)).toMatchObject({ version: 1 });
    const { body } = await desk.app
      .as(ADA)
      .post(`/detections/${id}/map`, {
        entityRef: LEDGER,
        asPattern: { label: 'host', pattern: 'ledger-\\d+\\.internal' },
      })
      .expect(200);
    expect(body).toMatchObject({
      status: 'new',
      entityRef: LEDGER,
      mapping: { way: 'person', by: ADA },
      version: 2,
    });
    const later = await detect({ labels: { host: 'ledger-12.internal' } });
    expect(await get(later.id)).toMatchObject({
      entityRef: LEDGER,
      mapping: {
        way: 'pattern',
        patternName: 'host ledger-\\d+\\.internal',
        value: 'host=ledger-12.internal',
      },
      mappingTried: ['cloud'],
    });
  });

  it('signals to open pages that something changed, and nothing more', async () => {
    const before = desk.app.signals.all.length;
    await detect();
    const isOurs = ({ channel }: { channel: string }) =>
      channel === 'security-incidents:detections';
    await desk.app.signals.next(
      signals => signals.slice(before).filter(isOurs).length > 0,
    );
    for (const { message, recipients } of desk.app.signals.all.filter(isOurs)) {
      expect(message).toEqual({ at: expect.any(String) });
      expect(recipients).toEqual({ type: 'broadcast' });
    }
  });
});
