import type { IncidentImport } from 'backstage-plugin-security-incidents-common';
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { importFile, sendFile, waitForImport } from '../__testUtils__/imports';
import { NOTICE_TOPICS } from '../notices/topics';

jest.setTimeout(240_000);

describe.each(ENGINES)('running imports on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, {
      settings: {
        notifications: {
          disabledTopics: NOTICE_TOPICS.filter(topic => topic !== 'Imports'),
        },
      },
    });
  });
  afterAll(() => app.stop());

  it('show each phase with the rows that are done', async () => {
    const rows = Array.from(
      { length: 2_000 },
      (_, n) => `${n},Number ${n},2022-01-01T00:00:00Z`,
    );
    const { body } = await sendFile(
      app,
      ADA,
      `Nr,Title,Detected\n${rows.join('\n')}\n`,
      { source: 'phases', leaveOut: [2] },
    ).expect(200);
    const seen = new Map<string, number>();
    const shown: IncidentImport[] = [];
    let state = 'waiting';
    while (state !== 'done') {
      const { body: now } = await app.as(ADA).get(`/imports/${body.import.id}`);
      if (now.progress) seen.set(now.progress.phase, now.progress.done);
      const { body: others } = await app
        .as(BOB)
        .get(`/imports/${body.import.id}`);
      if (others.state !== 'done') shown.push(others);
      state = now.state;
      await setImmediate();
    }
    expect(seen.get('checking')).toBeGreaterThanOrEqual(500);
    expect(seen.get('writing')).toBeGreaterThanOrEqual(500);
    // Others do not learn how many incidents it is to make: some may be restricted.
    expect(shown.filter(({ progress }) => progress)).not.toEqual([]);
    for (const { incidents, progress } of shown) {
      expect(incidents).toBe(2_000);
      expect(progress?.total ?? 2_000).toBe(2_000);
    }
  });

  describe('notify whoever started them, and nobody else,', () => {
    const noticeOf = async (id: string) => {
      const isOfIt = ({ payload }: { payload: { link?: string } }) =>
        payload.link?.endsWith(`import=${id}`) ?? false;
      for (let count = app.notices.all.length; ; count += 1) {
        const found = app.notices.all.filter(isOfIt);
        if (found.length > 0) return found;
        await app.notices.first(count + 1);
      }
    };

    it('that they are done, with the keys', async () => {
      const done = await importFile(
        app,
        BOB,
        'Title,Detected\nSecret title,2019-05-01T00:00:00Z\n',
      );
      expect(await noticeOf(done.id)).toEqual([
        {
          recipients: { type: 'entity', entityRef: [BOB] },
          payload: {
            title: 'Your import is complete: 1 incident',
            description: 'register.csv: SEC-2019-0001',
            link: `/security-incidents/reports/import-export?import=${done.id}`,
            severity: 'normal',
            topic: 'Imports',
            icon: 'security-incidents',
            scope: `security-incidents-import:${done.id}`,
          },
        },
      ]);
      expect(JSON.stringify(app.notices.all)).not.toContain('Secret title');
    });

    it('that they failed, once', async () => {
      const id = randomUUID();
      // As an instance leaves it that stopped before it ran it.
      const content = Buffer.from('Title\nx\n');
      await app.knex('imports').insert({
        id,
        state: 'waiting',
        file_name: 'register.csv',
        format: 'csv',
        size: content.length,
        sha256: '0'.repeat(64),
        source: 'csv',
        mapping: '{}',
        corrections: 0,
        row_count: 1,
        incident_count: 1,
        created_at: new Date().toISOString(),
        created_by: BOB,
      });
      await app.knex('import_files').insert({
        import_id: id,
        content,
        request: JSON.stringify({
          options: {},
          names: { services: {}, people: {} },
        }),
      });
      await app.runTask('run-imports');
      const [notice, ...others] = await noticeOf(id);
      expect(notice).toMatchObject({
        recipients: { entityRef: [BOB] },
        payload: {
          title: 'Your import failed: nothing was imported',
          severity: 'high',
        },
      });
      expect(others).toEqual([]);
    });

    it('that somebody else stopped them, and not of what they stopped themselves', async () => {
      const rows = Array.from(
        { length: 3_000 },
        (_, n) => `${n},Number ${n},2018-01-01T00:00:00Z`,
      );
      const content = `Nr,Title,Detected\n${rows.join('\n')}\n`;
      const start = async (source: string) => {
        const { body } = await sendFile(app, BOB, content, { source }).expect(
          200,
        );
        return body.import.id as string;
      };
      const own = await start('stopped by its starter');
      await app.as(BOB).post(`/imports/${own}/cancel`, {}).expect(200);
      await waitForImport(app, BOB, own);
      const theirs = await start('stopped by somebody else');
      await app.as(ADA).post(`/imports/${theirs}/cancel`, {}).expect(200);
      const [notice] = await noticeOf(theirs);
      expect(notice).toMatchObject({
        recipients: { entityRef: [BOB] },
        payload: { title: 'Your import was stopped: nothing was imported' },
      });
      expect(
        app.notices.all.filter(({ payload }) => payload.link?.endsWith(own)),
      ).toEqual([]);
    });
  });
});
