import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const settings = { catalogTimeout: { milliseconds: 100 } };

describe.each(ENGINES)('during a catalog outage on %s', engine => {
  let app: TestApp;
  afterEach(async () => {
    app.setCatalogDown(false);
    app.setCatalogHanging(false);
    await app.stop();
  });

  // It is proposed as a major incident, whose deciders the catalog knows.
  const report = () =>
    app
      .as(ADA)
      .post('/incidents', { ...REPORT, severity: 'critical' })
      .expect(201);

  it.each<[string, (app: TestApp) => void]>([
    ['is down', started => started.setCatalogDown(true)],
    ['hangs', started => started.setCatalogHanging(true)],
  ])(
    'when it %s, a report is recorded without a snapshot',
    async (_name, fail) => {
      app = await startApp(engine, { settings });
      fail(app);
      const { body } = await report();
      expect(body.affected).toMatchObject([
        {
          entityRef: PAYMENTS,
          snapshotState: 'pending',
          now: { state: 'unknown' },
        },
      ]);
      await app.as(BOB).get(`/incidents/${body.id}`).expect(200);
      await app
        .as(BOB)
        .put(`/incidents/${body.id}/roles/assignee`, { principalRef: BOB })
        .expect(200);
    },
  );

  it('start and end are logged once', async () => {
    app = await startApp(engine);
    const outages = () =>
      app.warnings.filter(message => /catalog does not answer/.test(message));
    app.setCatalogDown(true);
    const { body } = await report();
    await report();
    expect(outages()).toHaveLength(1);
    app.setCatalogDown(false);
    await app.as(BOB).get(`/incidents/${body.id}`).expect(200);
    app.setCatalogDown(true);
    await report();
    expect(outages()).toHaveLength(2);
  });

  it.each([
    ['shows', undefined],
    ['shows', 'show'],
    ['hides', 'hide'],
  ] as const)(
    '%s services to callers who see some (%s)',
    async (verb, mode) => {
      app = await startApp(engine, {
        settings: mode && { whenCatalogIsDown: mode },
      });
      const { body } = await report();
      // Bob has conditional access; nothing is hidden from him yet.
      app.hide(BOB, 'component:default/another');
      app.setCatalogDown(true);
      const [one] = (await app.as(BOB).get(`/incidents/${body.id}`)).body
        .affected;
      const { items } = (await app.as(BOB).get('/incidents')).body;
      const expected =
        verb === 'shows' ? { entityRef: PAYMENTS } : { withheld: true };
      expect([one, items[0].affected[0]]).toMatchObject([expected, expected]);
    },
  );

  it.each([
    [{ whenCatalogIsDown: 'maybe' }, /whenCatalogIsDown: must be show or hide/],
    [{ catalogTimeout: { seconds: 0 } }, /catalogTimeout: must be longer/],
  ])('%j is refused at the start', async (wrong, message) => {
    app = await startApp(engine);
    await expect(startApp(engine, { settings: wrong })).rejects.toThrow(
      message,
    );
  });
});
