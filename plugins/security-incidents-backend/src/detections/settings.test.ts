import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from '../__testUtils__/detections';
import { ADA, ENGINES, startApp, type TestApp } from '../__testUtils__/harness';

jest.setTimeout(120_000);

describe.each(ENGINES)('a source with wrong options on %s', engine => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [scannerModule],
      settings: {
        detections: {
          ...DETECTION_SETTINGS.detections,
          // It needs to know which services are about security.
          pagerduty: { secrets: ['demo-pagerduty'] },
        },
      },
    });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  it('refuses its deliveries, says why in the log, and stops nothing else', async () => {
    expect(
      app.errors.filter(line => line.includes('refuses every delivery')),
    ).toEqual([
      expect.stringMatching(
        /^The detection source pagerduty refuses .*: securityIncidents\.detections\.pagerduty\.options/,
      ),
    ]);
    await app.anonymous.post('/detections/pagerduty', {}).expect(401);
    await deliver(app, [finding()]).expect(202);
    const { body } = await app.as(ADA).get('/detection-sources').expect(200);
    const states = body.items.map(({ id, state }: Record<string, string>) => [
      id,
      state,
    ]);
    expect(states).toContainEqual(['pagerduty', 'off']);
    expect(states).toContainEqual(['scanner', 'healthy']);
  });

  it('says so to who tests it or tries a payload of it', async () => {
    const { body } = await app
      .as(ADA)
      .post('/detection-sources/pagerduty/test', {})
      .expect(200);
    expect(body.stations).toContainEqual(
      expect.objectContaining({
        ok: false,
        text: expect.stringContaining('Its configuration is wrong: options'),
      }),
    );
    const answer = await app
      .as(ADA)
      .post('/detection-rules/try', { sourceId: 'pagerduty', payload: '{}' })
      .expect(400);
    expect(answer.body.error.message).toContain('is wrong: options');
  });
});
