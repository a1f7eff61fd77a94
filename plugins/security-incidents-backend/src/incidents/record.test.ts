import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { StoredChainEntry } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  companyCatalog,
  DATABASES,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { createSeedingServices, withoutAuthorization } from '../seeding';

jest.setTimeout(120_000);

describe.each(ENGINES)('idempotency keys on %s', engine => {
  it('are forgotten after a week, what they made is not', async () => {
    let now = new Date('2026-03-01T08:00:00.000Z');
    const knex = await DATABASES.init(engine);
    const service = await createSeedingServices({
      auth: mockServices.auth(),
      catalog: companyCatalog(),
      clock: () => now,
      config: mockServices.rootConfig(),
      database: mockServices.database({ knex }),
      userInfo: mockServices.userInfo(),
    });
    const credentials = mockCredentials.user(ADA);
    const context = withoutAuthorization({ credentials });
    for (const idempotencyKey of ['first', 'second']) {
      await service.incidents.create(
        REPORT,
        withoutAuthorization({ credentials, idempotencyKey }),
      );
      now = new Date('2026-03-05T08:00:00.000Z');
    }
    now = new Date('2026-03-09T08:00:00.000Z');
    expect(await service.tasks.keyCleaner.clean()).toBe(1);
    const again = await service.incidents.create(
      REPORT,
      withoutAuthorization({ credentials, idempotencyKey: 'second' }),
    );
    expect(again.replayed).toBe(true);
    expect((await service.incidents.list({}, context)).totalItems).toBe(2);
  });
});

describe.each(ENGINES)('the record on %s', engine => {
  let app: TestApp;
  let key: string;

  beforeAll(async () => {
    app = await startApp(engine);
    const { body } = await app.as(ADA).post('/incidents', REPORT);
    key = body.key;
    await app
      .as(ADA)
      .post(`/incidents/${key}/steps`, { kind: 'analysis', text: 'Looked' });
  });
  afterAll(() => app.stop());

  it.each(['timeline_entries', 'resolution_steps'])(
    'refuses changes of %s in the database itself',
    async table => {
      const before = await app.knex(table).select();
      expect(before.length).toBeGreaterThan(0);
      await expect(
        app.knex(table).update({ kind: 'other', action: 'x' }),
      ).rejects.toThrow();
      await expect(
        app
          .knex(table)
          .update(
            table === 'timeline_entries'
              ? { actor: 'user:default/eve' }
              : { text: 'Other' },
          ),
      ).rejects.toThrow(/append-only/);
      await expect(app.knex(table).delete()).rejects.toThrow(/append-only/);
      expect(await app.knex(table).select()).toEqual(before);
    },
  );

  it('notices an incident whose tail was cut behind its back', async () => {
    await app.knex('incidents').where({ key }).increment('chain_length', 1);
    const { body } = await app.as(ADA).get(`/incidents/${key}/verification`);
    expect(body).toMatchObject({ status: 'truncated', seq: 3, entries: 2 });
    await app.knex('incidents').where({ key }).decrement('chain_length', 1);
  });

  it('writes the row and its entry together or not at all', async () => {
    const before: StoredChainEntry[] = (
      await app.as(ADA).get(`/incidents/${key}/timeline`)
    ).body.items;
    // The next entry's place is taken, so that the append fails after the row was written.
    const [incident] = await app.knex('incidents').where({ key }).select();
    await app.knex('incidents').where({ key }).update({ chain_length: 1 });
    const answer = await app
      .as(ADA)
      .patch(`/incidents/${key}`, { title: 'Half written' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await app
      .knex('incidents')
      .where({ key })
      .update({ chain_length: incident.chain_length });
    const after = await app.as(ADA).get(`/incidents/${key}`);
    expect(after.body.title).toBe(REPORT.title);
    expect(
      (await app.as(ADA).get(`/incidents/${key}/timeline`)).body.items,
    ).toEqual(before);
  });

  it('has no call that deletes an incident', async () => {
    expect((await app.as(ADA).delete(`/incidents/${key}`)).status).toBe(404);
    expect((await app.as(ADA).get(`/incidents/${key}`)).status).toBe(200);
  });

  it('pages through everything once, whatever is added meanwhile', async () => {
    const titles = Array.from({ length: 7 }, (_, index) => `Paged ${index}`);
    for (const title of titles) {
      await app.as(ADA).post('/incidents', { ...REPORT, title });
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await app
        .as(ADA)
        .get(`/incidents?q=paged&limit=3&orderBy=openFirst:desc${cursor}`);
      seen.push(...body.items.map((item: { title: string }) => item.title));
      expect(body.totalItems).toBeGreaterThanOrEqual(7);
      await app.as(ADA).post('/incidents', { ...REPORT, title: 'Paged later' });
      cursor = body.pageInfo.nextCursor
        ? `&cursor=${body.pageInfo.nextCursor}`
        : '';
    } while (cursor);
    expect([...seen].sort()).toEqual(titles);
  });

  it('rolls up what is below a system, a domain and a parent group', async () => {
    for (const scope of [
      'system/default/cards',
      'domain/default/payments',
      'group/default/engineering',
    ]) {
      const { body } = await app.as(ADA).get(`/entities/${scope}/overview`);
      expect(body.open.total).toBeGreaterThan(0);
      expect(body.rollUp).toEqual([
        expect.objectContaining({
          entityRef: 'component:default/payments-api',
          open: body.open.total,
        }),
      ]);
    }
  });

  it('serves its API document', async () => {
    const { body } = await app.as(ADA).get('/openapi.json');
    const created =
      body.paths['/incidents'].post.requestBody.content['application/json'];
    expect(created.schema.additionalProperties).toBe(false);
    expect(created.schema.required).toContain('title');
  });
});
