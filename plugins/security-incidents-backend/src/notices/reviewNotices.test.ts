import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { CAROL, resolveIncident } from '../__testUtils__/reviews';
import type { ReviewedIncident } from '../__testUtils__/reviews';

jest.setTimeout(120_000);

const PAST = '2020-01-01T00:00:00.000Z';

const PEOPLE = [
  ['ada', 'Ada Lovell'],
  ['bob', 'Bob Ranke'],
  ['carol', 'Carol Neri'],
].map(([name, displayName]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { displayName } },
}));

describe.each(ENGINES)('notifications of reviews on %s', engine => {
  let app: TestApp;
  let incident: ReviewedIncident;

  beforeAll(async () => {
    app = await startApp(engine, {
      catalog: PEOPLE,
      settings: {
        reviews: { fromSeverity: 'high' },
        obligations: { regimes: ['gdpr'] },
        notifications: { disabledTopics: [] },
      },
    });
    incident = await resolveIncident(app);
  });
  afterAll(() => app.stop());

  const add = async (body: object) => {
    const { body: review } = await app
      .as(BOB)
      .post(`${incident.path}/review/actions`, { type: 'fix', ...body })
      .expect(201);
    return review.actions[review.actions.length - 1];
  };
  /** The notification with a title, once it is sent. */
  const titled = async (title: string) => {
    for (let count = 1; ; count += 1) {
      const all = await app.notices.first(count);
      const found = all.find(({ payload }) => payload.title === title);
      if (found) return found;
    }
  };
  const toPerson = (ref: string) => ({ type: 'entity', entityRef: [ref] });

  it('notify an owner of a new action, and its checker once it is done', async () => {
    const { id } = await add({
      title: 'Rotate tokens',
      ownerRef: ADA,
      check: { checkerRef: CAROL },
    });
    const given = await titled('Given to you: Rotate tokens');
    expect(given.recipients).toEqual(toPerson(ADA));
    expect(given.payload).toMatchObject({
      link: `/security-incidents/${incident.key}/review`,
      scope: `action:${id}`,
      topic: 'Assigned',
    });
    await app
      .as(ADA)
      .patch(`${incident.path}/review/actions/${id}`, { state: 'done' })
      .expect(200);
    const check = await titled(
      'Given to you: check whether it works: Rotate tokens',
    );
    expect(check.recipients).toEqual(toPerson(CAROL));
  });

  it('tell the owner and the commander of an overdue action', async () => {
    await add({ title: 'Teach it', ownerRef: ADA, dueAt: PAST });
    await app.runTask('notify');
    const overdue = await titled('Overdue since Wed 1 Jan 00:00 UTC: Teach it');
    expect(overdue.recipients).toEqual({
      type: 'entity',
      entityRef: expect.arrayContaining([ADA, BOB]),
    });
    expect(overdue.payload.description).toContain('Ada Lovell has it.');
  });

  it('remind an owner by hand', async () => {
    const { id } = await add({
      title: 'Ask the supplier',
      ownerRef: ADA,
      dueAt: '2099-01-01T00:00:00Z',
    });
    await app
      .as(BOB)
      .post('/actions/reminders', { actionIds: [id] })
      .expect(200);
    const { recipients, payload } = await titled('Reminder: Ask the supplier');
    expect(recipients).toEqual(toPerson(ADA));
    expect(payload.description).toContain('By Bob Ranke.');
  });

  it('remind whoever decides about an obligation, and the commander', async () => {
    await app
      .as(BOB)
      .put(`${incident.path}/roles/privacy-officer`, { principalRef: CAROL })
      .expect(200);
    const { body } = await app.as(ADA).get(`${incident.path}/obligations`);
    const [{ id }] = body.items;
    const path = `${incident.path}/obligations/${id}/reminders`;
    await app.as(ADA).post(path, {}).expect(200);
    const { recipients, payload } = await titled('Reminder: decide GDPR 33(1)');
    expect(recipients).toEqual({ type: 'entity', entityRef: [CAROL, BOB] });
    expect(payload).toMatchObject({
      link: `/security-incidents/${incident.key}/obligations#obligation-${id}`,
      description: expect.stringContaining('By Ada Lovell.'),
    });
    const again = await app.as(ADA).post(path, {}).expect(409);
    expect(again.body.error.message).toMatch(/next may follow a day later/);
  });

  it('remind whoever leads of an action of somebody else', async () => {
    const { id } = await add({
      title: 'Ask the auditor',
      ownerRef: ADA,
      dueAt: '2099-01-01T00:00:00Z',
    });
    await app
      .as(CAROL)
      .post('/actions/reminders', { actionIds: [id], to: 'lead' })
      .expect(200);
    const { recipients } = await titled('Reminder: Ask the auditor');
    expect(recipients).toEqual(toPerson(BOB));
  });
});
