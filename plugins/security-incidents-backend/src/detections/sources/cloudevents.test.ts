import { map, mapOne, NOW, toDelivery } from './__testUtils__/delivery';
import {
  CLOUD_EVENT,
  FALCO,
  SECRET_SCANNING,
  SENTRY,
  SENTRY_OPTIONS,
} from './__testUtils__/payloads';
import { cloudevents } from './cloudevents';
import { signOwnScheme } from './signatures';

const TYPES = {
  types: [
    { type: 'io.sentry.*', mapping: SENTRY_OPTIONS },
    { type: 'com.github.alert', source: 'github' },
  ],
};

describe('CloudEvents', () => {
  it('reads OCSF without configuration', async () => {
    expect(await mapOne(cloudevents, CLOUD_EVENT)).toMatchObject({
      externalKey: '/hunter/eu:Hunter:f-91',
      fingerprintBasis: 'source of the event, product and finding_info.uid',
      title: 'Reverse shell',
      severity: 'high',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:50:00.000Z',
      lastSeenAt: '2026-11-23T08:56:00.000Z',
      labels: { service: 'payments-api' },
    });
  });

  it('reads data by the configured source or mapping', async () => {
    const github = {
      ...CLOUD_EVENT,
      type: 'com.github.alert',
      data: SECRET_SCANNING,
    };
    expect(await mapOne(cloudevents, github, {}, TYPES)).toMatchObject({
      externalKey: '/hunter/eu:secret_scanning_alert:acme/payments-api:131',
    });
    const sentry = { ...CLOUD_EVENT, type: 'io.sentry.issue', data: SENTRY };
    expect(await mapOne(cloudevents, sentry, {}, TYPES)).toMatchObject({
      externalKey: '/hunter/eu:4509',
    });
  });

  it('reads data that is sent as base64, and removes credentials in it', async () => {
    const data = {
      ...FALCO,
      output_fields: { 'proc.cmdline': 'psql --password hunter2' },
    };
    const event = {
      ...CLOUD_EVENT,
      type: 'falco.rule.output.v1',
      data: undefined,
      data_base64: Buffer.from(JSON.stringify(data)).toString('base64'),
    };
    const detection = await mapOne(cloudevents, event);
    expect(detection.labels?.command).toBe('psql --password [redacted]');
    for (const encoded of ['!!', '', Buffer.from('{').toString('base64')]) {
      const broken = { ...event, data_base64: encoded };
      expect((await map(cloudevents, broken)).kind).toBe('unmapped');
    }
  });

  it('reads batches, each event alone', async () => {
    const other = { ...CLOUD_EVENT, source: '/hunter/us' };
    const broken = { ...CLOUD_EVENT, data: 7 };
    expect(await map(cloudevents, [CLOUD_EVENT, other, broken])).toMatchObject({
      detections: [
        { externalKey: '/hunter/eu:Hunter:f-91' },
        { externalKey: '/hunter/us:Hunter:f-91' },
      ],
      note: '1 events could not be read',
    });
    const large = Array.from({ length: 101 }, () => CLOUD_EVENT);
    expect((await map(cloudevents, large)).kind).toBe('unmapped');
  });

  it('ignores types that are not configured', async () => {
    const event = { ...CLOUD_EVENT, type: 'com.acme.order' };
    expect(await map(cloudevents, event)).toEqual({
      kind: 'ignored',
      reason: 'Type com.acme.order is not configured',
    });
  });

  it.each(['id', 'source', 'specversion', 'type'])(
    'keeps events without %s',
    async field => {
      const event = { ...CLOUD_EVENT, [field]: undefined };
      expect((await map(cloudevents, event)).kind).toBe('unmapped');
    },
  );

  it('takes source and id as id of the delivery', () => {
    const body = Buffer.from(JSON.stringify(CLOUD_EVENT));
    const delivery = toDelivery(body, signOwnScheme('s', body, NOW));
    const options = cloudevents.readOptions!({});
    expect(cloudevents.verify(delivery, ['s'], options)).toMatchObject({
      deliveryId: '/hunter/eu#A234-1234-1234',
    });
  });

  it.each([
    [{ types: [{ type: 'a' }] }, 'must have either source or mapping'],
    [{ types: [{ type: '*', source: 'ocsf' }] }, 'must be a type'],
    [{ types: [{ type: 'a', source: 'wazuh' }] }, 'options.types.0.source'],
  ])('refuses options %j', (options, message) => {
    expect(() => cloudevents.readOptions!(options)).toThrow(message);
  });
});
