import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
  scannerSource,
} from '../__testUtils__/detections';
import { readDetectionSources } from './settings';
import { ADA, ENGINES, startApp, type TestApp } from '../__testUtils__/harness';

jest.setTimeout(120_000);

describe('the settings of a source', () => {
  const read = (settings: JsonObject) =>
    readDetectionSources(
      mockServices.rootConfig({
        data: {
          securityIncidents: {
            detections: { scanner: { secrets: ['s'], ...settings } },
          },
        },
      }),
      [scannerSource],
    ).get('scanner');

  it('say how soon a finding that fires again continues', () => {
    expect(read({})?.reopenWithinMs).toBeUndefined();
    expect(read({ reopenWithin: { minutes: 30 } })?.reopenWithinMs).toBe(
      30 * 60_000,
    );
  });

  it.each<[JsonObject, string]>([
    [{ reopenWithin: { seconds: 30 } }, 'must be at least one minute'],
    [{ reopenWithin: { days: 31 } }, 'must be at most 30 days'],
    [{ expectedEvery: { seconds: 59 } }, 'must be at least one minute'],
  ])('%j are refused by name', (settings, rule) => {
    expect(() => read(settings)).toThrow(
      `securityIncidents.detections.scanner.${
        Object.keys(settings)[0]
      }: ${rule}`,
    );
  });
});

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

  it('says so to people who test it or try a payload of it', async () => {
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
