import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const LEDGER = 'component:default/ledger';

describe.each(ENGINES)('what is below an entity on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
    await app.as(ADA).post('/incidents', {
      ...REPORT,
      affected: [{ entityRef: PAYMENTS }, { entityRef: LEDGER }],
    });
  });
  afterAll(() => app.stop());

  const servicesOf = async (query: string) => {
    const { body } = await app.as(ADA).get(`/incidents${query}`);
    return body.items[0].affected.map(
      (service: { entityRef: string; inScope?: boolean }) => [
        service.entityRef,
        service.inScope,
      ],
    );
  };

  it.each([
    [LEDGER, LEDGER, PAYMENTS],
    ['group:default/team-ledger', LEDGER, PAYMENTS],
    ['group:default/team-payments', PAYMENTS, LEDGER],
  ])(
    'names first why an incident is listed for %s',
    async (entityRef, reason, other) => {
      expect(await servicesOf(`?entityRef=${entityRef}`)).toEqual([
        [reason, true],
        [other, false],
      ]);
    },
  );

  it('marks each service that is a reason, in the order in which they were linked', async () => {
    for (const query of [
      '?entityRef=system:default/cards',
      `?entityRef=${LEDGER}&entityRef=${PAYMENTS}`,
    ]) {
      expect(await servicesOf(query)).toEqual([
        [PAYMENTS, true],
        [LEDGER, true],
      ]);
    }
  });

  it('marks nothing in a list that was not asked for an entity', async () => {
    for (const query of ['', '?owner=group:default/team-ledger']) {
      expect(await servicesOf(query)).toEqual([
        [PAYMENTS, undefined],
        [LEDGER, undefined],
      ]);
    }
  });

  it('names the reason in an overview too', async () => {
    const { body } = await app
      .as(ADA)
      .get('/entities/group/default/team-ledger/overview');
    expect(body.openIncidents[0].affected).toMatchObject([
      { entityRef: LEDGER, inScope: true },
      { entityRef: PAYMENTS, inScope: false },
    ]);
  });

  it('asks the database as often for five rows as for one', async () => {
    const questionsFor = async (path: string) => {
      let asked = 0;
      const count = () => {
        asked += 1;
      };
      app.knex.on('query', count);
      const { status, body } = await app.as(ADA).get(path);
      app.knex.removeListener('query', count);
      expect(status).toBe(200);
      return { asked, body };
    };
    const assign = async (key: string) => {
      const { status } = await app
        .as(ADA)
        .put(`/incidents/${key}/roles/assignee`, { principalRef: ADA });
      expect(status).toBe(200);
    };
    const list = `/incidents?entityRef=${PAYMENTS}`;
    const overview = '/entities/component/default/payments-api/overview';
    const { body: first } = await app.as(ADA).get(list);
    await assign(first.items[0].key);
    const one = [await questionsFor(list), await questionsFor(overview)];
    expect(one[1].body.nextActions).toHaveLength(1);

    for (let made = 0; made < 4; made += 1) {
      const { body } = await app.as(ADA).post('/incidents', REPORT);
      await assign(body.key);
    }
    const five = [await questionsFor(list), await questionsFor(overview)];
    expect(five[1].body.openIncidents).toHaveLength(5);
    expect(five[1].body.nextActions).toHaveLength(3);
    expect(five.map(({ asked }) => asked)).toEqual(
      one.map(({ asked }) => asked),
    );
  });
});
