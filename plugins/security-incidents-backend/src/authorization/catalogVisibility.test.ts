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
const GONE = 'component:default/fax-gateway';
const SYSTEM = 'system:default/cards';
const OVERVIEW = '/entities/system/default/cards/overview';

function pathOf(entityRef: string, what: string) {
  return `/entities/${entityRef.replace(':', '/')}/${what}`;
}

/** Removes the end of a period, which is now. */
function timeless(body: object) {
  return { ...body, from: undefined, to: undefined, entityRef: undefined };
}

describe.each(ENGINES)('an entity that the catalog hides on %s', engine => {
  let app: TestApp;
  let people = 0;
  /** A new caller each time, because what a caller may see is cached. */
  const somebody = () => {
    people += 1;
    return `user:default/guest${people}`;
  };
  const rollUpOf = async (user: string) => {
    const { body } = await app.as(user).get(OVERVIEW).expect(200);
    return body.rollUp.map(({ entityRef }: { entityRef: string }) => entityRef);
  };

  beforeAll(async () => {
    app = await startApp(engine);
    for (const entityRef of [PAYMENTS, PAYMENTS, LEDGER]) {
      await app
        .as(ADA)
        .post('/incidents', { ...REPORT, affected: [{ entityRef }] })
        .expect(201);
    }
  });
  afterEach(() => app.setCatalogDown(false));
  afterAll(() => app.stop());

  it('is neither named nor counted below a system', async () => {
    const guest = somebody();
    app.hide(guest, LEDGER);
    expect(await rollUpOf(somebody())).toEqual([PAYMENTS, LEDGER]);
    const { body } = await app.as(guest).get(OVERVIEW);
    expect(body.rollUp).toMatchObject([{ entityRef: PAYMENTS, open: 2 }]);
    expect(body).toMatchObject({ total: 2, open: { total: 2 } });
    expect(JSON.stringify(body.rollUp)).not.toContain('ledger');
  });

  it('gets the same response as an unknown entity', async () => {
    const guest = somebody();
    app.hide(guest, LEDGER, SYSTEM);
    for (const what of ['overview', 'history']) {
      const unknown = await app
        .as(guest)
        .get(pathOf('component:default/never-was', what));
      for (const entityRef of [LEDGER, SYSTEM]) {
        const hidden = await app.as(guest).get(pathOf(entityRef, what));
        expect(hidden.status).toBe(200);
        expect(timeless(hidden.body)).toEqual(timeless(unknown.body));
      }
    }
    const counts = await app
      .as(guest)
      .post('/entities/overviews', { entityRefs: [LEDGER, PAYMENTS] });
    expect(counts.body.items).toMatchObject([
      { entityRef: LEDGER, open: 0, total: 0 },
      { entityRef: PAYMENTS, open: 2, total: 2 },
    ]);
  });

  it('takes one catalog call for each page, which is cached', async () => {
    const guest = somebody();
    app.hide(guest);
    for (let times = 0; times < 2; times += 1) await rollUpOf(guest);
    expect(app.catalogCallsOf(guest)).toEqual([[SYSTEM, PAYMENTS, LEDGER]]);
    const other = somebody();
    app.hide(other);
    await app.as(other).get(pathOf(PAYMENTS, 'overview'));
    await app.as(other).get(pathOf(PAYMENTS, 'history'));
    expect(app.catalogCallsOf(other)).toEqual([[PAYMENTS]]);
  });

  it('takes no catalog call when access is unconditional', async () => {
    const guest = somebody();
    await rollUpOf(guest);
    await app.as(guest).get(pathOf(PAYMENTS, 'history'));
    expect(app.catalogCallsOf(guest)).toEqual([]);
  });

  it('is shown while the catalog is unavailable', async () => {
    const guest = somebody();
    app.hide(guest, LEDGER);
    app.setCatalogDown(true);
    expect(await rollUpOf(guest)).toEqual([PAYMENTS, LEDGER]);
    app.setCatalogDown(false);
    expect(await rollUpOf(guest)).toEqual([PAYMENTS]);
  });

  it('is not one that was removed from the catalog', async () => {
    app.setCatalogDown(true);
    await app
      .as(ADA)
      .post('/incidents', { ...REPORT, affected: [{ entityRef: GONE }] })
      .expect(201);
    app.setCatalogDown(false);
    const { body } = await app.as(somebody()).get(pathOf(GONE, 'history'));
    expect(body.incidents.total).toBe(1);
  });

  it('is visible to other plugins', async () => {
    const { body } = await app.asService().get(OVERVIEW);
    expect(body.rollUp).toHaveLength(2);
  });
});
