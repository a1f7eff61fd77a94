import type { MappedDetection } from 'backstage-plugin-security-incidents-node/alpha';
import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../__testUtils__/detections';
import {
  ADA,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const CAROL = 'user:default/carol';
const DAN = 'user:default/dan';
const ON_DUTY = [CAROL, DAN];
const LEDGER = 'component:default/ledger';
const UNCOUNTED = {
  title: 'Look at the inbox: detections may wait for you',
  description: 'Open it to see those about services that you may see.',
  link: '/security-incidents/inbox',
  severity: 'normal',
  topic: 'Detections',
  scope: 'security-incidents-detections',
  icon: 'security-incidents',
};

describe.each(ENGINES)('notifications of detections on %s', engine => {
  let app: TestApp;
  let last = 0;

  /** Opens the inbox, which records what somebody sees. */
  const look = (person: string) =>
    app.as(person).get('/detections').expect(200);
  const start = async (settings: object = {}, prepare = () => {}) => {
    app = await startApp(engine, {
      features: [scannerModule],
      settings: {
        ...DETECTION_SETTINGS,
        responders: ['group:default/team-payments'],
        ...settings,
      },
    });
    await app.refreshPlans();
    prepare();
    for (const person of ON_DUTY) await look(person);
  };
  afterEach(() => app.stop());

  const detect = async (
    more: Partial<MappedDetection> = {},
    key?: string,
  ): Promise<string> => {
    last += 1;
    const externalKey = key ?? `notice-${last}`;
    await deliver(app, [finding({ externalKey, ...more })]).expect(202);
    const row = await app
      .knex('detections')
      .where({ fingerprint_basis: externalKey })
      .first();
    return row.id;
  };
  const run = async () => {
    await app.runTask('notify-of-detections');
    expect(app.taskFailures).toEqual([]);
    return app.notices.all;
  };
  /** As if some minutes had passed since the last notification. */
  const pass = (minutes: number) =>
    app
      .knex('detections')
      .whereNotNull('notified_at')
      .update({
        notified_at: new Date(Date.now() - minutes * MINUTE_MS).toISOString(),
      });

  it('notify the people on duty once of what is severe, without its title and its service', async () => {
    await start();
    await detect({ severity: 'medium' });
    expect(await run()).toEqual([]);
    await detect({ severity: 'critical' });
    await detect({ title: 'Deploy token' });
    const [sent, ...more] = await run();
    expect(more).toEqual([]);
    expect(sent).toEqual({
      recipients: { type: 'entity', entityRef: expect.any(Array) },
      payload: {
        title: 'Decide about 2 detections: 1 critical and 1 high, new',
        description: expect.stringMatching(/^From Scanner, since .* UTC\.$/),
        link: '/security-incidents/inbox',
        severity: 'critical',
        topic: 'Detections',
        scope: 'security-incidents-detections',
      },
    });
    expect(JSON.stringify(sent)).not.toMatch(/Deploy|payments-api/);
    await pass(11);
    expect(await run()).toHaveLength(1);
  });

  describe('for people who see different services', () => {
    const sent = async () =>
      Object.fromEntries(
        (await run()).flatMap(({ recipients, payload }) =>
          (recipients as { entityRef: string[] }).entityRef.map(person => [
            person,
            payload,
          ]),
        ),
      );
    const onLedger = { labels: { service: 'ledger' } };

    it('count what each may see', async () => {
      await start({}, () => app.hide(DAN, LEDGER));
      await detect({ ...onLedger, severity: 'critical' });
      await detect();
      await detect({ labels: {} });
      const { [CAROL]: carol, [DAN]: dan } = await sent();
      expect(carol.title).toBe(
        'Decide about 3 detections: 1 critical and 2 high, new',
      );
      expect(dan).toMatchObject({
        title: 'Decide about 2 detections: 2 high, new',
        severity: 'high',
      });
      expect(app.notices.all).toHaveLength(2);
    });

    it('do not go to people who see none of them', async () => {
      await start({}, () => app.hide(DAN, LEDGER));
      await detect(onLedger);
      expect(Object.keys(await sent())).toEqual([CAROL]);
    });

    it('wait until somebody sees them', async () => {
      await start({ responders: [DAN] }, () => app.hide(DAN, LEDGER));
      await detect(onLedger);
      expect(await run()).toEqual([]);
      await app.knex('detection_viewers').update({ services: null });
      expect((await sent())[DAN].title).toBe(
        'Decide about a detection: 1 high, new',
      );
    });

    it.each(['never', 'not for a week'])(
      'have no number for whoever looked %s',
      async when => {
        await start();
        const viewers = app.knex('detection_viewers');
        await (when === 'never'
          ? viewers.delete()
          : viewers.update({
              seen_at: new Date(Date.now() - 8 * DAY_MS).toISOString(),
            }));
        await detect({ severity: 'critical' });
        expect(await sent()).toEqual({ [CAROL]: UNCOUNTED, [DAN]: UNCOUNTED });
        expect(app.notices.all).toHaveLength(1);
        await app.runTask('forget-old-detections');
        expect(await app.knex('detection_viewers')).toEqual([]);
      },
    );

    it('are recorded apart from what somebody reads, so that a failure keeps nobody from reading', async () => {
      await start();
      const { schema } = app.knex;
      await schema.renameTable('detection_viewers', 'elsewhere');
      await look('user:default/eve');
      await app.knex.schema.renameTable('elsewhere', 'detection_viewers');
      expect(app.errors.join()).toContain('could not be recorded');
      await look('user:default/eve');
      expect(
        await app
          .knex('detection_viewers')
          .where({ principal_ref: 'user:default/eve' }),
      ).toHaveLength(1);
    });
  });

  it('are one for a storm, and one more for what came meanwhile', async () => {
    await start();
    await deliver(
      app,
      Array.from({ length: 50 }, (_, index) =>
        finding({ externalKey: `storm-${index}` }),
      ),
    ).expect(202);
    expect(await run()).toHaveLength(1);
    for (let times = 0; times < 3; times += 1) await detect();
    expect(await run()).toHaveLength(1);
    await pass(11);
    const [, second] = await run();
    expect(second.payload.title).toBe('Decide about 3 detections: 3 high, new');
  });

  it('come again for one that nobody decides about when it was seen ten times as often', async () => {
    await start();
    const more = { severity: 'medium' as const };
    await detect(more, 'grows');
    const grow = async (times: number) => {
      for (let time = 0; time < times; time += 1) await detect(more, 'grows');
    };
    await grow(8);
    expect(await run()).toEqual([]);
    await grow(1);
    const [first] = await run();
    expect(first.payload).toMatchObject({ severity: 'normal' });
    await pass(11);
    await grow(10);
    expect(await run()).toHaveLength(1);
    await app.knex('detections').update({ seen_count: 100 });
    expect((await run())[1].payload.title).toBe(
      'Decide about a detection: 1 medium, growing',
    );
  });

  it('are not sent for what somebody or a rule decided, or for a test', async () => {
    await start({
      detectionRules: [
        {
          name: 'Noise',
          condition: { ruleIds: ['noise'] },
          action: 'ignore',
        },
      ],
    });
    await detect({ isTest: true });
    await detect({ ruleId: 'noise' });
    await app.runTask('apply-detection-rules');
    const dismissed = await detect();
    await app
      .as(ADA)
      .post(`/detections/${dismissed}/dismiss`, {
        disposition: 'benign',
        reason: 'A fixture',
      })
      .expect(200);
    const attached = await detect();
    const { body: incident } = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    await app
      .as(ADA)
      .post(`/detections/${attached}/attach`, { incident: incident.key })
      .expect(200);
    expect(await run()).toEqual([]);
  });

  it('are tried again when they fail, and wait until somebody is reachable', async () => {
    await start();
    await detect();
    app.notices.setDown(true);
    await app.runTask('notify-of-detections');
    app.notices.setDown(false);
    expect(await run()).toHaveLength(1);
    await app.stop();
    await start({ responders: ['group:default/nobody-yet'] });
    await detect();
    expect(await run()).toEqual([]);
    const { notified_at: at } = await app.knex('detections').first();
    expect(at).toBeNull();
  });

  it('tell the author of a suppression two days before it ends, once for each end', async () => {
    await start();
    const inHours = (hours: number) =>
      new Date(Date.now() + hours * 60 * MINUTE_MS).toISOString();
    const suppress = async (name: string, endsAt: string) =>
      (
        await app
          .as(ADA)
          .post('/detection-suppressions', {
            name,
            condition: { ruleIds: ['load'] },
            reason: 'A load test',
            endsAt,
          })
          .expect(201)
      ).body.id as string;
    const remind = async () => {
      await app.runTask('notify-of-suppressions');
      expect(app.taskFailures).toEqual([]);
      return app.notices.all;
    };
    // It was never going to last longer.
    await suppress('Short', inHours(24));
    const id = await suppress('Load test', inHours(72));
    expect(await remind()).toEqual([]);
    const endIn = (hours: number) =>
      app
        .knex('detection_suppressions')
        .where({ id })
        .update({ created_at: inHours(-240), ends_at: inHours(hours) });
    await endIn(47);
    expect(await remind()).toEqual([
      {
        recipients: { type: 'entity', entityRef: [ADA] },
        payload: {
          title: 'Extend the suppression "Load test", or let it end',
          description: expect.stringMatching(
            /^It ends .* UTC\. Detections come to the inbox again from then on\.$/,
          ),
          link: '/security-incidents/inbox/rules',
          severity: 'normal',
          topic: 'Detections',
          scope: `security-incidents-suppression:${id}`,
          icon: 'security-incidents',
        },
      },
    ]);
    expect(await remind()).toHaveLength(1);
    await endIn(40);
    app.notices.setDown(true);
    expect(await remind()).toHaveLength(1);
    app.notices.setDown(false);
    expect(await remind()).toHaveLength(2);
    await endIn(-1);
    expect(await remind()).toHaveLength(2);
  });

  it('are switched off by their topic', async () => {
    await start({ notifications: { disabledTopics: ['Detections'] } });
    await detect();
    expect(await run()).toEqual([]);
  });
});
