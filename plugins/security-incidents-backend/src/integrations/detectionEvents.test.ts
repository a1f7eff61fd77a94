import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { finding, scannerModule } from '../__testUtils__/detections';
import { ADA, ENGINES, startApp, type TestApp } from '../__testUtils__/harness';

jest.setTimeout(60_000);

const TOPIC = 'scanner.finding';

describe.each(ENGINES)('detections from the events service on %s', engine => {
  let app: TestApp;
  let events: EventsService;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [
        scannerModule,
        createBackendModule({
          pluginId: 'security-incidents',
          moduleId: 'test-publisher',
          register(env) {
            env.registerInit({
              deps: { service: eventsServiceRef },
              async init({ service }) {
                events = service;
              },
            });
          },
        }),
      ],
      settings: {
        detections: {
          scanner: { eventTopics: [TOPIC] },
          other: { type: 'scanner' },
        },
      },
    });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  const publish = async (eventPayload: unknown, metadata = {}) => {
    await events.publish({ topic: TOPIC, eventPayload, metadata });
    return app.knex('detections').orderBy('seq');
  };

  it('are stored like deliveries of the webhook, once for each delivery', async () => {
    const payload = { password: 'hunter2', findings: [finding()] };
    const delivery = { 'X-GitHub-Delivery': 'one' };
    expect(await publish(payload, delivery)).toMatchObject([
      {
        source_id: 'scanner',
        verified_by: 'events-service',
        entity_ref: 'component:default/payments-api',
        seen_count: 1,
      },
    ]);
    expect(await publish(payload, delivery)).toMatchObject([{ seen_count: 1 }]);
    expect(
      await publish(payload, { 'X-GitHub-Delivery': 'two' }),
    ).toMatchObject([{ seen_count: 2 }]);
    const deliveries = await app.knex('detection_deliveries').select();
    expect(JSON.stringify(deliveries)).not.toContain('hunter2');
  });

  it.each([['text'], [null], [undefined], [{ findings: 1 }], [[]]])(
    'keep the payload %j as unmapped',
    async payload => {
      const before = await app.knex('detections').select('id');
      expect(
        await publish(payload, { 'x-github-delivery': String(payload) }),
      ).toHaveLength(before.length);
      const [last] = await app
        .knex('detection_deliveries')
        .orderBy('received_at', 'desc');
      expect(last.outcome).toBe('unmapped');
    },
  );

  it('make a source without a secret no webhook, and one that is not off', async () => {
    const { body } = await app.as(ADA).get('/detection-sources').expect(200);
    const states = body.items.map((source: { id: string; state: string }) => [
      source.id,
      source.state,
    ]);
    expect(states).toEqual([
      ['other', 'off'],
      ['scanner', 'healthy'],
    ]);
    await app.anonymous.post('/detections/scanner', {}).expect(401);
    expect(app.warnings.filter(line => line.includes('no secret'))).toEqual([
      expect.stringContaining('source other'),
    ]);
  });
});
