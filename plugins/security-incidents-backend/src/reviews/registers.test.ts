import {
  incidentRestrictedReadPermission,
  obligationReadPermission,
} from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import {
  CAROL,
  completeReview,
  resolveIncident,
  type ReviewedIncident,
} from '../__testUtils__/reviews';

jest.setTimeout(120_000);

const MALLORY = 'user:default/mallory';
const PAST = '2020-01-01T00:00:00.000Z';
const SOON = '2098-01-01T00:00:00.000Z';
const LATER = '2099-01-01T00:00:00.000Z';

describe.each(ENGINES)('the registers on %s', engine => {
  let app: TestApp;
  let payments: ReviewedIncident;
  let ledger: ReviewedIncident;
  let secret: ReviewedIncident;
  const ids: Record<string, string> = {};

  async function add(
    name: string,
    { path }: ReviewedIncident,
    body: object,
    ...changes: Array<[user: string, change: object]>
  ) {
    const { body: review } = await app
      .as(BOB)
      .post(`${path}/review/actions`, { type: 'fix', title: name, ...body })
      .expect(201);
    const { id } = review.actions.find(
      ({ title }: { title: string }) => title === name,
    );
    ids[name] = id;
    for (const [user, change] of changes) {
      await app
        .as(user)
        .patch(`${path}/review/actions/${id}`, change)
        .expect(200);
    }
  }

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: {
        reviews: { fromSeverity: 'high' },
        obligations: { regimes: ['gdpr'] },
      },
    });
    app.deny(MALLORY, incidentRestrictedReadPermission.name);
    app.deny(CAROL, incidentRestrictedReadPermission.name);
    app.deny(MALLORY, obligationReadPermission.name);
    payments = await resolveIncident(app, { title: 'Payments' });
    ledger = await resolveIncident(app, {
      title: 'Ledger',
      affected: [{ entityRef: 'component:default/ledger' }],
    });
    secret = await resolveIncident(app, {
      title: 'Secret',
      visibility: 'restricted',
    });
    await completeReview(app, ledger);
    const owned = { ownerRef: ADA, dueAt: PAST };
    const done: [string, object] = [ADA, { state: 'done' }];
    await add('overdue', payments, owned);
    await add('open', payments, { ownerRef: BOB, dueAt: LATER });
    await add('sooner', ledger, { ownerRef: BOB, dueAt: SOON });
    await add('unchecked', ledger, { ...owned, check: { by: PAST } }, done);
    await add(
      'checked',
      ledger,
      { ...owned, check: { by: LATER, checkerRef: CAROL } },
      done,
    );
    await add('proven', payments, owned, done, [
      CAROL,
      { effect: { result: 'works', text: 'Seen' } },
    ]);
    await add('hidden', secret, owned);
    // The clock of the tests does not go; the time of this one does.
    await app
      .knex('reviews')
      .where({ state: 'not-started' })
      .update({ due_at: PAST });
    for (const { path } of [payments, ledger, secret]) {
      const { body } = await app.as(ADA).get(`${path}/obligations`);
      await app
        .as(ADA)
        .post(`${path}/obligations/${body.items[0].id}/decision`, {
          decision: 'applicable',
          reason: 'Names were readable',
          awareAt: PAST,
        })
        .expect(201);
    }
  });
  afterAll(() => app.stop());

  const actions = async (query: string, user = ADA) =>
    (await app.as(user).get(`/actions${query}`).expect(200)).body;
  const titles = async (query: string, user = ADA) =>
    (await actions(query, user)).items.map(({ title }: any) => title);

  it('list actions by the next time, with the numbers of all groups', async () => {
    const all = await actions('', MALLORY);
    expect(all.counts).toEqual({
      overdue: 1,
      'check-overdue': 1,
      open: 2,
      'check-due': 1,
      proven: 1,
      dropped: 0,
    });
    expect(all).toMatchObject({ totalItems: 6, incidents: 2, exercises: 0 });
    expect(await titles('?group=open', MALLORY)).toEqual(['sooner', 'open']);
    expect(await titles('?group=proven')).toEqual(['proven']);
  });

  it.each([
    ['?owner=user:default/bob', ['sooner', 'open']],
    ['?entityRef=component:default/ledger&group=open', ['sooner']],
    ['?system=system:default/cards&group=open', ['sooner', 'open']],
    ['?team=group:default/team-ledger&group=open', ['sooner']],
    ['?q=UNCHECK', ['unchecked']],
    ['?type=training', []],
  ])('filter actions by %s', async (query, expected) => {
    expect(await titles(query, MALLORY)).toEqual(expected);
  });

  it('show what a caller owns or checks', async () => {
    expect(await titles('?mine=true', CAROL)).toEqual(['checked']);
  });

  it('go through actions page by page', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await actions(`?limit=2${cursor}`, MALLORY);
      seen.push(...page.items.map(({ title }: any) => title));
      const { nextCursor } = page.pageInfo;
      cursor = nextCursor ? `&cursor=${nextCursor}` : '';
    } while (cursor);
    expect(seen.sort()).toEqual(
      ['overdue', 'unchecked', 'sooner', 'open', 'checked', 'proven'].sort(),
    );
    await app.as(ADA).get('/actions?cursor=nonsense').expect(400);
  });

  it('list reviews by state, with the numbers of all states', async () => {
    const { body } = await app
      .as(MALLORY)
      .get('/reviews?state=overdue')
      .expect(200);
    expect(body.counts).toEqual({
      overdue: 1,
      open: 0,
      needsApproval: 0,
      finished: 1,
    });
    expect(body.items).toMatchObject([
      { incident: { key: payments.key }, overdue: true, leadRef: BOB },
    ]);
    const finished = await app.as(MALLORY).get('/reviews?state=finished');
    expect(finished.body.items).toMatchObject([
      {
        incident: { key: ledger.key },
        state: 'completed',
        actions: { total: 3, open: 1, proven: 0 },
      },
    ]);
  });

  it('find reviews by lead and words', async () => {
    const totals = async (query: string) =>
      (await app.as(MALLORY).get(`/reviews${query}`)).body.totalItems;
    expect(await totals('?lead=user:default/bob')).toBe(2);
    expect(await totals('?lead=user:default/ada')).toBe(0);
    expect(await totals('?q=ledg')).toBe(1);
    expect(await totals('?q=100%25')).toBe(0);
  });

  it('count what is overdue', async () => {
    const counts = async (user: string) =>
      (await app.as(user).get('/reviews/counts').expect(200)).body;
    expect(await counts(MALLORY)).toEqual({
      overdue: { reviews: 1, actions: 1, checks: 1 },
      open: { reviews: 1, actions: 5 },
    });
    expect(await counts(ADA)).toMatchObject({
      overdue: { reviews: 2, actions: 2, checks: 1, obligations: 3 },
    });
    expect((await counts(CAROL)).overdue.obligations).toBe(2);
  });

  it('name the incident as which it came back, to people who may read that one', async () => {
    const of = async (title: string, user: string) =>
      (await actions('', user)).items.find((item: any) => item.title === title)
        .cameBackAs;
    expect(await of('overdue', ADA)).toEqual({
      id: secret.id,
      key: secret.key,
    });
    expect(await of('overdue', MALLORY)).toBeUndefined();
    expect(await of('hidden', ADA)).toBeUndefined();
    expect(await of('sooner', ADA)).toBeUndefined();
    const cameBack = async ({ path }: ReviewedIncident, user: string) =>
      (await app.as(user).get(`${path}/review`).expect(200)).body.cameBack;
    expect(await cameBack(payments, ADA)).toMatchObject({
      as: { key: secret.key, title: 'Secret' },
    });
    expect(await cameBack(payments, MALLORY)).toEqual({});
    expect(await cameBack(secret, ADA)).toMatchObject({
      from: { key: payments.key },
    });
  });

  it('remind the lead apart from the owner, each once a day', async () => {
    const remind = async (to?: string) => {
      const { body } = await app
        .as(ADA)
        .post('/actions/reminders', { actionIds: [ids.open], to })
        .expect(200);
      return body.results[0].outcome;
    };
    expect(await remind()).toBe('reminded');
    expect(await remind('owner')).toBe('held-back');
    expect(await remind('lead')).toBe('reminded');
    expect(await remind('lead')).toBe('held-back');
    await app
      .as(ADA)
      .post('/actions/reminders', { actionIds: [ids.open], to: 'boss' })
      .expect(400);
  });

  it('say nothing of restricted incidents to others', async () => {
    expect(await titles('', MALLORY)).not.toContain('hidden');
    expect(await titles('', ADA)).toContain('hidden');
    const { body } = await app
      .as(MALLORY)
      .post('/actions/reminders', { actionIds: [ids.hidden] })
      .expect(200);
    expect(body.results).toEqual([
      { actionId: ids.hidden, outcome: 'not-found' },
    ]);
  });
});
