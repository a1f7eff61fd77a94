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
import { resolveIncident, WRITTEN } from '../__testUtils__/reviews';

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
      'incident_analysis_items',
      'search_words',
      'notices',
      'evidence',
      'obligations',
      'reviews',
      'review_actions',
      'idempotency_keys',
    ];
    const rows = await Promise.all(tables.map(table => app.knex(table)));
    return JSON.stringify(rows);
  };

  beforeAll(async () => {
    app = await startApp(engine, {
      catalog: [leakPlan()],
      settings: { obligations: { regimes: ['gdpr'] } },
    });
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

const NAME = 'Zinaida Quimby';

describe.each(ENGINES)(
  'the erasure of what follow-up repeats on %s',
  engine => {
    let app: TestApp;
    let path: string;

    beforeAll(async () => {
      app = await startApp(engine, {
        settings: { obligations: { regimes: ['gdpr'] } },
      });
      ({ path } = await resolveIncident(app));
    });
    afterAll(() => app.stop());

    const getEntries = async () =>
      (await app.as(ADA).get(`${path}/timeline`).expect(200)).body.items;
    /** The entries that hold the name, the first one first. */
    const findNamed = async () =>
      (await getEntries()).filter((entry: { data?: unknown }) =>
        JSON.stringify(entry.data ?? '').includes(NAME),
      );
    const erase = async (seq: number) =>
      (
        await app
          .as(ADA)
          .post(`${path}/timeline/${seq}/erasure`, { reason: REASON })
          .expect(200)
      ).body;
    /** Every row of the database that holds a text. */
    const findAnywhere = async (text: string) => {
      const tables: Array<{ name: string }> = engine.startsWith('POSTGRES')
        ? await app
            .knex('pg_catalog.pg_tables')
            .select({ name: 'tablename' })
            .whereRaw('schemaname = current_schema()')
        : await app.knex('sqlite_master').select('name').where('type', 'table');
      const found = await Promise.all(
        tables.map(async ({ name }) => {
          const rows = JSON.stringify(await app.knex(name)).toLocaleLowerCase(
            'en-US',
          );
          return rows.includes(text.toLocaleLowerCase('en-US')) ? [name] : [];
        }),
      );
      return found.flat();
    };
    const expectIntact = async () =>
      expect(
        (await app.as(ADA).get(`${path}/verification`).expect(200)).body,
      ).toMatchObject({ status: 'ok', coverage: 'complete', mismatches: [] });

    it('clears the texts of a review that nobody changed since, in words of the search too', async () => {
      const bob = app.as(BOB);
      await bob
        .put(`${path}/review`, {
          ...WRITTEN,
          lessons: `Ask ${NAME}`,
          rootCauses: [{ category: 'process', text: `${NAME} was away` }],
        })
        .expect(200);
      await bob.put(`${path}/review`, { wentWell: 'Quick' }).expect(200);
      await bob.post(`${path}/review/complete`, {}).expect(200);
      const saved = (await getEntries()).find(
        ({ action }: { action: string }) => action === 'review.saved',
      );
      await erase(saved.seq);
      const { body: review } = await bob.get(`${path}/review`).expect(200);
      expect(review.fields).toMatchObject({
        lessons: 'Erased',
        rootCauses: [{ category: 'process', text: 'Erased' }],
        wentWell: 'Quick',
        attendees: WRITTEN.attendees,
      });
      expect(await findAnywhere(NAME)).toEqual([]);
      expect(await findAnywhere('quimby')).toEqual([]);
      await expectIntact();
    });

    it('clears an action, an obligation and the description of a file, and names the entries that repeat it', async () => {
      const { body: review } = await app
        .as(BOB)
        .post(`${path}/review/actions`, {
          type: 'fix',
          title: `Teach ${NAME} tokens`,
          check: { worksIf: `${NAME} knows` },
        })
        .expect(201);
      const [{ id: actionId }] = review.actions;
      await app
        .as(BOB)
        .patch(`${path}/review/actions/${actionId}`, {
          note: `Waits for ${NAME}`,
        })
        .expect(200);
      const { body: owed } = await app.as(ADA).get(`${path}/obligations`);
      await app
        .as(ADA)
        .post(`${path}/obligations/${owed.items[0].id}/decision`, {
          decision: 'not-applicable',
          reason: `Only ${NAME} is concerned`,
        })
        .expect(201);
      await app
        .as(ADA)
        .post(`${path}/obligations/${owed.items[0].id}/decision`, {
          decision: 'not-applicable',
          reason: 'Nobody is concerned',
        })
        .expect(201);
      await app
        .as(ADA)
        .post(`${path}/evidence-references`, {
          fileName: `${NAME}.log`,
          sizeBytes: 12,
          sha256: 'a'.repeat(64),
          location: `The laptop of ${NAME}`,
          description: `What ${NAME} saw`,
        })
        .expect(201);

      const [added] = await findNamed();
      const { data } = await erase(added.seq);
      // The change of the action repeats its title.
      expect(data).toMatchObject({ action: 'action.added' });
      expect(data.repeatedIn).toHaveLength(1);
      await expectIntact();
      for (const entry of await findNamed()) await erase(entry.seq);
      expect(await findNamed()).toEqual([]);
      expect(await findAnywhere(NAME)).toEqual([]);
      await expectIntact();

      const { body: after } = await app.as(BOB).get(`${path}/review`);
      expect(after.actions[0]).toMatchObject({
        title: 'Erased',
        check: { worksIf: 'Erased' },
        note: { text: 'Erased' },
      });
      const { body: obligations } = await app
        .as(ADA)
        .get(`${path}/obligations`);
      expect(obligations.items[0].decision.reason).toBe('Nobody is concerned');
      const { body: evidence } = await app.as(ADA).get(`${path}/evidence`);
      expect(evidence.items[0]).toMatchObject({
        fileName: 'Erased',
        description: 'Erased',
        sha256: 'a'.repeat(64),
      });
      const { body: custody } = await app
        .as(ADA)
        .get(`${path}/evidence/${evidence.items[0].id}/custody`);
      expect(custody.items).toHaveLength(1);
    });

    it('leaves nothing in bundles, which verify and count the gaps', async () => {
      const { body } = await app.as(ADA).get(`${path}/bundle`).expect(200);
      const files = readZip(body);
      for (const [name, content] of files) {
        expect([name, content.includes(NAME)]).toEqual([name, false]);
      }
      const bundle = new UnpackedBundle(files);
      const { code, answer } = bundle.verify();
      bundle.remove();
      expect(code).toBe(0);
      expect(answer.erased).toBe(5);
    });

    it('is the only change of evidence that the database accepts', async () => {
      await expect(
        app.knex('evidence').update({ description: 'Other' }),
      ).rejects.toThrow(/append-only/);
      await expect(
        app.knex('evidence').update({ description: null, kind: 'other' }),
      ).rejects.toThrow(/append-only/);
    });
  },
);
