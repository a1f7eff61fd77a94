import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../../__testUtils__/detections';
import {
  ADA,
  ENGINES,
  startApp,
  type TestApp,
} from '../../__testUtils__/harness';

jest.setTimeout(120_000);

type Body = Record<string, any>;
const PAYMENTS = 'component:default/payments-api';
const LEDGER = 'component:default/ledger';
const PATTERN = {
  name: 'Hosts of payments',
  label: 'node',
  pattern: 'pay-\\d+',
  entityRef: PAYMENTS,
};

describe.each(ENGINES)('patterns on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [scannerModule],
      settings: {
        ...DETECTION_SETTINGS,
        detectionPatterns: [
          {
            name: 'From the file',
            label: 'host',
            pattern: 'ledger-\\d+',
            entityRef: LEDGER,
          },
        ],
      },
    });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  const create = async (more: object = {}): Promise<Body> =>
    (
      await app
        .as(ADA)
        .post('/detection-patterns', { ...PATTERN, ...more })
        .expect(201)
    ).body;
  const read = async (): Promise<Body> =>
    (await app.as(ADA).get('/detection-rules').expect(200)).body;
  const names = async () =>
    (await read()).patterns.map(({ name }: Body) => name);
  const serviceOf = async (node: string) => {
    const externalKey = `node ${node} ${Math.random()}`;
    await deliver(app, [finding({ externalKey, labels: { node } })]).expect(
      202,
    );
    const row = await app
      .knex('detections')
      .where({ fingerprint_basis: externalKey })
      .first();
    return row.entity_ref;
  };

  it('are created, tried in their order, changed and removed', async () => {
    const first = await create();
    expect(first).toMatchObject({ position: 2, updatedBy: ADA, version: 1 });
    expect(await serviceOf('pay-1')).toBe(PAYMENTS);
    const second = await create({
      name: 'All nodes',
      pattern: '[a-z]+-\\d+',
      entityRef: LEDGER,
    });
    expect(await serviceOf('pay-2')).toBe(PAYMENTS);
    const path = `/detection-patterns/${second.id}`;
    const moved = await app.as(ADA).patch(path, { position: 2 }).expect(200);
    expect(moved.body).toMatchObject({ position: 2, version: 2 });
    expect(await names()).toEqual([
      'From the file',
      'All nodes',
      'Hosts of payments',
    ]);
    expect(await serviceOf('pay-3')).toBe(LEDGER);
    await app
      .as(ADA)
      .patch(path, { pattern: 'db-\\d+', name: 'Databases' })
      .expect(200);
    expect(await serviceOf('pay-4')).toBe(PAYMENTS);
    expect(await serviceOf('db-4')).toBe(LEDGER);
    await app.as(ADA).delete(path).expect(200);
    expect(await serviceOf('db-5')).toBeNull();
    const { changes } = await read();
    expect(changes).toMatchObject([
      { kind: 'pattern', action: 'removed', name: 'Databases', by: ADA },
      { kind: 'pattern', action: 'changed', name: 'Databases' },
      { kind: 'pattern', action: 'moved', name: 'All nodes' },
      { kind: 'pattern', action: 'added', name: 'All nodes' },
      { kind: 'pattern', action: 'added', name: 'Hosts of payments' },
    ]);
  });

  it('refuse what could be slow, what is no service, and a version that changed', async () => {
    const { id } = await create({ name: 'Refusals', label: 'zone' });
    const path = `/detection-patterns/${id}`;
    for (const body of [
      { pattern: '(a+)+b' },
      { pattern: '^a$' },
      { entityRef: 'payments-api' },
    ]) {
      await app
        .as(ADA)
        .post('/detection-patterns', { ...PATTERN, ...body })
        .expect(400);
      await app.as(ADA).patch(path, body).expect(400);
    }
    await app
      .as(ADA)
      .patch(path, { name: 'Late' })
      .set('if-match', '7')
      .expect(409);
    const configured = (await read()).patterns[0];
    await app
      .as(ADA)
      .patch(`/detection-patterns/${configured.id}`, { name: 'Mine' })
      .expect(400);
    await app
      .as(ADA)
      .patch('/detection-patterns/gone', { name: 'x' })
      .expect(404);
  });

  it('are changed by those who may configure only', async () => {
    const user = 'user:default/triager';
    app.deny(user, 'security-incidents.detection.configure');
    await app.as(user).post('/detection-patterns', PATTERN).expect(403);
    await app
      .as(user)
      .patch('/detection-patterns/any', { name: 'x' })
      .expect(403);
  });
});
