import type { Escalation } from 'backstage-plugin-security-incidents-common';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { escalationChannelsExtensionPoint } from 'backstage-plugin-security-incidents-node';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const NO_CHANNEL = 'no channel, the notifications backend is not installed';
const settings = { serviceTimeout: { milliseconds: 100 } };

describe.each(ENGINES)('without an answer of services on %s', engine => {
  let app: TestApp;
  afterEach(() => app.stop());

  const report = async (fields: object = {}) =>
    (
      await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...fields })
        .expect(201)
    ).body;
  const escalate = (id: string) =>
    app
      .as(ADA)
      .post(`/incidents/${id}/escalations`, { reason: 'Nobody answers' })
      .expect(201);
  const getEscalation = async (id: string): Promise<Escalation> =>
    (await app.as(ADA).get(`/incidents/${id}/escalations`)).body.items[0];
  /** Waits until an attempt to deliver has failed. */
  const failedAttempt = async (id: string) => {
    for (;;) {
      const [row] = await app
        .knex('escalations')
        .join('incidents', 'incidents.seq', 'escalations.incident_seq')
        .where('incidents.id', id)
        .select('problem');
      if (row.problem) return;
      await new Promise(resolve => setImmediate(resolve));
    }
  };
  const makeDue = () =>
    app
      .knex('escalations')
      .update({ next_attempt_at: '2020-01-01T00:00:00.000Z' });

  it('escalations say "no channel" while notifications are not installed, and the log says so once', async () => {
    app = await startApp(engine);
    app.notices.setState('missing');
    const ids = [(await report()).id, (await report()).id];
    for (const id of ids) {
      await escalate(id);
      await failedAttempt(id);
      expect(await getEscalation(id)).toMatchObject({
        failedBecause: NO_CHANNEL,
        to: [{ told: false }, { told: false }],
      });
    }
    expect(app.errors).toEqual([]);
    expect(app.warnings).toEqual([
      expect.stringMatching(/^The notifications backend is not installed/),
    ]);
    const getCorrections = async () => {
      const { body } = await app.as(ADA).get(`/incidents/${ids[0]}/timeline`);
      return body.items
        .filter(({ action }: any) => action === 'escalation.corrected')
        .map(({ data }: any) => [data.reason, data.to[0].told]);
    };
    await makeDue();
    await app.escalate();
    expect(await getCorrections()).toEqual([[NO_CHANNEL, false]]);

    app.notices.setState('installed');
    await makeDue();
    await app.escalate();
    const delivered = await getEscalation(ids[0]);
    expect(delivered.deliveredAt).toBeDefined();
    expect(delivered.failedBecause).toBeUndefined();
    expect(await getCorrections()).toEqual([
      [NO_CHANNEL, false],
      [undefined, true],
    ]);
  });

  it('escalations are tried a bounded number of times while notifications are not installed', async () => {
    app = await startApp(engine);
    app.notices.setState('missing');
    const { id } = await report();
    await escalate(id);
    await failedAttempt(id);
    for (let attempt = 1; attempt < 8; attempt += 1) {
      await makeDue();
      await app.escalate();
    }
    const [row] = await app.knex('escalations').select();
    expect(row).toMatchObject({ attempts: 8, next_attempt_at: null });
    expect(app.errors).toEqual([]);
  });

  it('another channel delivers while notifications are not installed', async () => {
    const delivered: string[] = [];
    app = await startApp(engine, {
      features: [
        createBackendModule({
          pluginId: 'security-incidents',
          moduleId: 'pager',
          register(env) {
            env.registerInit({
              deps: { channels: escalationChannelsExtensionPoint },
              async init({ channels }) {
                channels.addEscalationChannel({
                  id: 'pager',
                  deliver: async ({ id }) => {
                    delivered.push(id);
                  },
                });
              },
            });
          },
        }),
      ],
    });
    app.notices.setState('missing');
    const { id } = await report();
    await escalate(id);
    await app.escalate();
    while (delivered.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    await app.escalate();
    const escalation = await getEscalation(id);
    expect(delivered).toEqual([escalation.id]);
    expect(escalation.failedBecause).toBeUndefined();
  });

  it('an escalation is answered at once while notifications hang, and delivered later', async () => {
    app = await startApp(engine, { settings });
    app.notices.setState('hanging');
    const { id } = await report();
    await escalate(id);
    await failedAttempt(id);
    const waiting = await getEscalation(id);
    expect(waiting.deliveredAt ?? waiting.failedBecause).toBeUndefined();
    expect(app.logged.join('\n')).toMatch(
      /Notifications did not answer within 100 ms/,
    );
    app.notices.setState('installed');
    await makeDue();
    await app.escalate();
    expect((await getEscalation(id)).deliveredAt).toBeDefined();
  });

  it('a run stops at the first notification that hangs, and the next run continues with the others', async () => {
    app = await startApp(engine, { settings });
    app.notices.setState('hanging');
    for (let count = 0; count < 3; count += 1) {
      const { id } = await report();
      await escalate(id);
      await failedAttempt(id);
    }
    const getAttempts = async () =>
      (await app.knex('escalations').select('attempts'))
        .map(row => row.attempts)
        .sort();
    await makeDue();
    await app.escalate();
    expect(await getAttempts()).toEqual([1, 1, 2]);
    await app.escalate();
    expect(await getAttempts()).toEqual([1, 2, 2]);
    app.notices.setState('installed');
    await app.escalate();
    expect(await getAttempts()).toEqual([2, 2, 2]);
    expect(app.notices.all).toHaveLength(1);
  });

  it('a signal is dropped with a line in the log while signals hang', async () => {
    app = await startApp(engine, { settings });
    app.signals.setHanging(true);
    const { id } = await report();
    while (app.errors.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(app.logged.join('\n')).toMatch(/Signals did not answer within 100/);
    app.signals.setHanging(false);
    await app.as(BOB).patch(`/incidents/${id}`, { title: 'Other' }).expect(200);
    expect(await app.signals.of(id, 1)).toMatchObject([
      { message: { version: 2 } },
    ]);
  });
});
