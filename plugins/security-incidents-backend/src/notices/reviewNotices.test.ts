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

  it('tell an owner of a new action and whoever checks it once it is done', async () => {
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
});
