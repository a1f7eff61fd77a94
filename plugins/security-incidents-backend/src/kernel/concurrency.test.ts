import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

describe.each(ENGINES)('at the same time on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine);
  });
  afterAll(() => app.stop());

  async function report() {
    const { body } = await app.as(ADA).post('/incidents', REPORT).expect(201);
    return { ...body, path: `/incidents/${body.key}` };
  }
  const statusesOf = (answers: Array<{ status: number }>) =>
    answers.map(({ status }) => status).sort();
  const actionsOf = async (path: string) => {
    const { body } = await app.as(ADA).get(`${path}/timeline`);
    return body.items.map(({ action }: { action: string }) => action);
  };

  it('one of two transitions from the same version wins, the other is a conflict', async () => {
    const { path, version } = await report();
    const move = (to: string) =>
      app
        .as(BOB)
        .post(`${path}/transitions`, { to, reason: 'Seen' })
        .set('if-match', String(version));
    for (const answers of [
      await Promise.all([move('dismissed'), move('dismissed')]),
    ]) {
      expect(statusesOf(answers)).toEqual([200, 409]);
    }
    expect(await actionsOf(path)).toEqual([
      'incident.recorded',
      'status.changed',
    ]);
  });

  it('two transitions to the same status without a version are one move', async () => {
    const { path } = await report();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() =>
        app
          .as(BOB)
          .post(`${path}/transitions`, { to: 'dismissed', reason: 'Seen' }),
      ),
    );
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200]);
    expect(await actionsOf(path)).toEqual([
      'incident.recorded',
      'status.changed',
    ]);
  });

  it('reports with one key make one incident', async () => {
    const before = (await app.as(ADA).get('/incidents')).body.totalItems;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        app
          .as(ADA)
          .post('/incidents', REPORT)
          .set('idempotency-key', `parallel-${engine}`),
      ),
    );
    expect(statusesOf(answers)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(
      answers.filter(({ headers }) => !headers['idempotency-replayed']),
    ).toHaveLength(1);
    const after = (await app.as(ADA).get('/incidents')).body.totalItems;
    expect(after).toBe(before + 1);
    expect(await actionsOf(`/incidents/${answers[0].body.id}`)).toEqual([
      'incident.recorded',
    ]);
  });

  it('steps with one key are one step, and another person has keys of their own', async () => {
    const { path } = await report();
    const record = (user: string) =>
      app
        .as(user)
        .post(`${path}/steps`, { kind: 'other', text: 'Once' })
        .set('idempotency-key', `step-${engine}`);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => record(ADA)),
    );
    expect(statusesOf(answers)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const other = await record(BOB);
    expect(other.body.id).not.toBe(answers[0].body.id);
    expect((await app.as(ADA).get(`${path}/steps`)).body.totalItems).toBe(2);
  });

  it('one of two corrections of a step is recorded', async () => {
    const { path } = await report();
    const { body: step } = await app
      .as(ADA)
      .post(`${path}/steps`, { kind: 'analysis', text: 'One' });
    const correct = (text: string) =>
      app
        .as(ADA)
        .post(`${path}/steps`, { kind: 'analysis', text, supersedes: step.id });
    const answers = await Promise.all(['Two', 'Three', 'Four'].map(correct));
    expect(statusesOf(answers)).toEqual([201, 409, 409]);
  });

  it('a key that is used for another request is a conflict', async () => {
    const send = (title: string) =>
      app
        .as(ADA)
        .post('/incidents', { ...REPORT, title })
        .set('idempotency-key', `different-${engine}`);
    const answers = await Promise.all([send('One'), send('Two')]);
    expect(statusesOf(answers)).toEqual([201, 409]);
  });

  it('reports have keys of their own and no gap', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, report));
    const numbers = answers
      .map(({ key }) => Number(key.split('-')[2]))
      .sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0] + index));
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'two incidents are never merged into each other (%d)',
    async () => {
      const first = await report();
      const second = await report();
      const merge = (from: { path: string }, into: { key: string }) =>
        app.as(BOB).post(`${from.path}/transitions`, {
          to: 'merged',
          mergedInto: into.key,
          reason: 'The same finding',
        });
      const answers = await Promise.all([
        merge(first, second),
        merge(second, first),
      ]);
      expect(statusesOf(answers)).toEqual([200, 400]);
      const statuses = await Promise.all(
        [first, second].map(
          async ({ path }) => (await app.as(ADA).get(path)).body.status,
        ),
      );
      expect(statuses.sort()).toEqual(['merged', 'new']);
    },
  );

  it.each([1, 2, 3, 4])(
    'three incidents are never merged in a circle (%d)',
    async () => {
      const circle = [await report(), await report(), await report()];
      const answers = await Promise.all(
        circle.map(({ path }, index) =>
          app.as(BOB).post(`${path}/transitions`, {
            to: 'merged',
            mergedInto: circle[(index + 1) % circle.length].key,
            reason: 'The same finding',
          }),
        ),
      );
      expect(statusesOf(answers).filter(status => status >= 500)).toEqual([]);
      const statuses = await Promise.all(
        circle.map(
          async ({ path }) => (await app.as(ADA).get(path)).body.status,
        ),
      );
      expect(statuses).toContain('new');
    },
  );

  it('a major incident is proposed once by many changes', async () => {
    const { path } = await report();
    const answers = await Promise.all(
      ['One', 'Two', 'Three', 'Four', 'Five'].map(title =>
        app.as(BOB).patch(path, { title, severity: 'critical' }),
      ),
    );
    expect(statusesOf(answers)).toEqual([200, 200, 200, 200, 200]);
    const actions = await actionsOf(path);
    expect(
      actions.filter((action: string) => action === 'major.proposed'),
    ).toHaveLength(1);
    const { body } = await app.as(ADA).get(`${path}/verification`);
    expect(body.status).toBe('ok');
  });
});
