import { entryErasePermission } from 'backstage-plugin-security-incidents-common';
import { readZip, UnpackedBundle } from '../__testUtils__/bundles';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { leakPlan } from '../__testUtils__/plans';
import { planStory } from '../__testUtils__/planStory';

jest.setTimeout(180_000);

const REASON = 'A request by the person';
const SECRET = 'Born 1 April 1990';

describe.each(ENGINES)('the erasure of content on %s', engine => {
  let app: TestApp;
  let path: string;
  let seq: number;

  const getEntries = async () =>
    (await app.as(ADA).get(`${path}/timeline`).expect(200)).body.items;
  const findEntry = async (action: string) =>
    (await getEntries()).find(
      (entry: { action: string; data?: unknown }) =>
        entry.action === action && entry.data !== undefined,
    );
  const erase = (entry: number, user = ADA) =>
    app.as(user).post(`${path}/timeline/${entry}/erasure`, { reason: REASON });
  const verify = async () =>
    (await app.as(ADA).get(`${path}/verification`).expect(200)).body;
  /** Every text of the database. */
  const dump = async () => {
    const tables = [
      'incidents',
      'timeline_entries',
      'resolution_steps',
      'escalations',
      'plan_tasks',
      'no_plan_decisions',
      'incident_list_items',
      'incident_due_items',
      'search_words',
      'notices',
    ];
    const rows = await Promise.all(tables.map(table => app.knex(table)));
    return JSON.stringify(rows);
  };

  beforeAll(async () => {
    app = await startApp(engine, { catalog: [leakPlan()] });
    await app.refreshPlans();
    const story = planStory(app);
    const { id, key } = await story.declared();
    path = `/incidents/${id}`;
    ({ seq } = await app.knex('incidents').where({ id }).first());
    await app
      .as(BOB)
      .post(`${path}/steps`, { kind: 'analysis', text: `Long. ${SECRET}` })
      .expect(201);
    await app
      .as(BOB)
      .post(`${path}/escalations`, { reason: SECRET, to: [ADA] })
      .expect(201);
    const [task] = Object.values(await story.tasks(key));
    await app
      .as(BOB)
      .patch(`${path}/tasks/${task.id}`, { state: 'skipped', reason: SECRET })
      .expect(200);
  });
  afterAll(() => app.stop());

  it('needs its own permission', async () => {
    app.deny(BOB, entryErasePermission.name);
    const { body } = await erase(1, BOB).expect(403);
    expect(body.error.message).toContain(entryErasePermission.name);
  });

  it.each(['step.recorded', 'escalation.requested', 'task.skipped'])(
    'leaves nothing of what was written with %s, and a chain that verifies',
    async action => {
      const entry = await findEntry(action);
      expect(JSON.stringify(entry.data)).toContain(SECRET);
      const { body } = await erase(entry.seq).expect(200);
      expect(body).toMatchObject({
        action: 'entry.erased',
        actor: ADA,
        data: { seq: entry.seq, action, reason: REASON },
      });
      const after = (await getEntries())[entry.seq - 1];
      expect(after).toEqual({
        ...entry,
        data: undefined,
        salt: undefined,
      });
      const verification = await verify();
      expect(verification).toMatchObject({
        status: 'ok',
        coverage: 'complete',
        mismatches: [],
      });
      expect(verification.erasedEntries).toContain(entry.seq);
    },
  );

  it('has left nothing in any table', async () => {
    expect(await dump()).not.toContain(SECRET);
    const [step] = (await app.as(ADA).get(`${path}/steps`)).body.items;
    expect(step.text).toBe('Erased');
  });

  it('erases the first entry too, after which the record compares in part', async () => {
    await erase(1).expect(200);
    expect(await verify()).toMatchObject({ status: 'ok', coverage: 'partial' });
  });

  it('refuses what holds nothing, and what records an erasure', async () => {
    const again = await erase(1).expect(409);
    expect(again.body.error.message).toMatch(/^seq: .* was erased before$/);
    const erasure = await findEntry('entry.erased');
    const refused = await erase(erasure.seq).expect(409);
    expect(refused.body.error.message).toMatch(/records an erasure/);
    await erase(9_999).expect(404);
    await app
      .as(ADA)
      .post(`${path}/timeline/2/erasure`, { reason: ' ' })
      .expect(400);
  });

  it('is marked in bundles, which verify', async () => {
    const { body } = await app.as(ADA).get(`${path}/bundle`).expect(200);
    const bundle = new UnpackedBundle(readZip(body));
    const { code, answer } = bundle.verify();
    bundle.remove();
    expect(code).toBe(0);
    expect(answer.erased).toBe(4);
  });

  it('is the only change of recorded rows that the database accepts', async () => {
    const entries = () =>
      app.knex('timeline_entries').where({ incident_seq: seq });
    await expect(
      entries().where({ seq: 2 }).update({ data: null, actor: 'x' }),
    ).rejects.toThrow(/append-only/);
    await expect(
      entries().where({ seq: 2 }).update({ data: '{}' }),
    ).rejects.toThrow(/append-only/);
    await expect(
      app.knex('resolution_steps').update({ text: 'Other' }),
    ).rejects.toThrow(/append-only/);
    await expect(
      app.knex('escalations').update({ reason: 'Other' }),
    ).rejects.toThrow(/append-only/);
    await expect(
      app.knex('escalations').update({ kind: 'other' }),
    ).rejects.toThrow(/append-only/);
  });
});
