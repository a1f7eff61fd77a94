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

const DAN = 'user:default/dan';
const PAST = '2020-01-01T00:00:00.000Z';
const FUTURE = '2099-01-01T00:00:00.000Z';

describe.each(ENGINES)('improvement actions on %s', engine => {
  let app: TestApp;
  let incident: ReviewedIncident;

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: { reviews: { fromSeverity: 'high' } },
    });
  });
  beforeEach(async () => {
    incident = await resolveIncident(app);
  });
  afterAll(() => app.stop());

  async function add(body: object = {}) {
    const { body: review } = await app
      .as(BOB)
      .post(`${incident.path}/review/actions`, {
        type: 'fix',
        title: 'Rotate tokens',
        ownerRef: ADA,
        dueAt: FUTURE,
        ...body,
      })
      .expect(201);
    return review.actions[review.actions.length - 1];
  }
  const change = (id: string, body: object, user = BOB) =>
    app.as(user).patch(`${incident.path}/review/actions/${id}`, body);
  const only = async () =>
    (await app.as(BOB).get(`${incident.path}/review`)).body.actions[0];

  it('are added once per idempotency key, and are not their own review', async () => {
    const send = () =>
      app
        .as(BOB)
        .post(`${incident.path}/review/actions`, {
          type: 'training',
          title: 'Teach it',
        })
        .set('idempotency-key', `add-${engine}`)
        .expect(201);
    await send();
    const again = await send();
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body.actions).toHaveLength(1);
    expect(again.body.state).toBe('not-started');
  });

  it('go from open to done to proven, checked by somebody else than the owner', async () => {
    const { id } = await add({
      check: { worksIf: 'No token is older than a day', checkerRef: CAROL },
    });
    await change(id, { effect: { result: 'works', text: 'None' } }).expect(409);
    await change(id, { state: 'done' }, ADA).expect(200);
    expect(await only()).toMatchObject({
      state: 'done',
      group: 'check-due',
      doneBy: ADA,
    });
    const effect = { result: 'works', text: 'None older than a day' };
    await change(id, { effect }, ADA).expect(403);
    await change(id, { effect }, CAROL).expect(200);
    expect(await only()).toMatchObject({
      state: 'proven',
      check: { ...effect, checkedBy: CAROL },
    });
    const { body } = await app.as(ADA).get(`${incident.path}/verification`);
    expect(body.status).toBe('ok');
  });

  it('of a group are not checked by its members', async () => {
    app.belong(DAN, 'group:default/team-payments');
    const { id } = await add({ ownerRef: 'group:default/team-payments' });
    await change(id, { state: 'done' }, ADA).expect(200);
    const effect = { result: 'works', text: 'Seen' };
    await change(id, { effect }, DAN).expect(403);
    await change(id, { effect }, CAROL).expect(200);
    expect(await only()).toMatchObject({ state: 'proven' });
  });

  it('are open again, with a new date, when the check fails', async () => {
    const { id } = await add();
    await change(id, { state: 'done' }).expect(200);
    const effect = { result: 'works-not', text: 'Two are older' };
    await change(id, { effect }, CAROL).expect(400);
    await change(id, { effect, dueAt: '2099-06-01T00:00:00Z' }, CAROL).expect(
      200,
    );
    const action = await only();
    expect(action).toMatchObject({
      state: 'open',
      moves: 1,
      firstDueAt: FUTURE,
      check: { result: 'works-not' },
    });
    expect(action.doneAt).toBeUndefined();
  });

  it('keep the first date when it moves, which needs a reason', async () => {
    const { id } = await add();
    await change(id, { dueAt: PAST }).expect(400);
    await change(id, { dueAt: PAST, reason: 'Agreed' }).expect(200);
    expect(await only()).toMatchObject({
      dueAt: PAST,
      firstDueAt: FUTURE,
      group: 'overdue',
    });
  });

  it('refuse their owner as checker, a stale version and a drop without reason', async () => {
    const { id, version } = await add();
    await change(id, { check: { checkerRef: ADA } }).expect(400);
    await change(id, { title: 'Other' }).set('if-match', '7').expect(409);
    await change(id, { state: 'dropped' }).expect(400);
    await change(id, { state: 'dropped', reason: 'No longer used' })
      .set('if-match', String(version))
      .expect(200);
    await change(id, { title: 'Other' }).expect(409);
    await change(id, { state: 'open' }).expect(200);
    expect((await only()).droppedReason).toBeUndefined();
  });

  it('change on a closed incident too', async () => {
    const { id } = await add();
    await completeReview(app, incident);
    await app
      .as(BOB)
      .post(`${incident.path}/transitions`, { to: 'closed' })
      .expect(200);
    await change(id, { state: 'done' }).expect(200);
    expect(await only()).toMatchObject({ state: 'done' });
  });

  it('remind their owner once a day, each answered alone', async () => {
    const owned = await add();
    const unowned = await add({ ownerRef: undefined });
    const remind = async (user = BOB) =>
      (
        await app
          .as(user)
          .post('/actions/reminders', {
            actionIds: [owned.id, unowned.id, 'nothing'],
          })
          .expect(200)
      ).body.results.map(({ outcome }: any) => outcome);
    expect(await remind()).toEqual(['reminded', 'no-owner', 'not-found']);
    expect(await remind()).toEqual(['held-back', 'no-owner', 'not-found']);
  });
});
