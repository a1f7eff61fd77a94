import { createHmac } from 'node:crypto';
import { map, mapOne, toDelivery } from './__testUtils__/delivery';
import { PAGERDUTY } from './__testUtils__/payloads';
import { pagerduty } from './pagerduty';

const ALL = { all: true };
const withEvent = (event: object, data: object = {}) => ({
  event: {
    ...PAGERDUTY.event,
    ...event,
    data: { ...PAGERDUTY.event.data, ...data },
  },
});

describe('PagerDuty', () => {
  it('is read as documented', async () => {
    expect(await mapOne(pagerduty, PAGERDUTY, {}, ALL)).toEqual({
      externalKey: 'PT4KHLK',
      fingerprintBasis: 'id of the incident',
      title: 'Possible data exfiltration',
      severity: 'critical',
      statedSeverity: 'P1',
      ruleId: 'PIJ90N7',
      ruleName: 'payments-api',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:52:00.000Z',
      lastSeenAt: '2026-11-23T08:52:00.000Z',
      url: 'https://acme.pagerduty.com/incidents/PT4KHLK',
      labels: {
        pagerdutyServiceId: 'PIJ90N7',
        pagerdutyService: 'payments-api',
        number: '1234',
        incidentKey: 'baf7cf21',
        status: 'triggered',
      },
    });
  });

  it('carries the time of the event, because order is not guaranteed', async () => {
    const resolved = withEvent({
      event_type: 'incident.resolved',
      occurred_at: '2026-11-23T08:58:00Z',
    });
    expect(await mapOne(pagerduty, resolved, {}, ALL)).toMatchObject({
      externalKey: 'PT4KHLK',
      sourceState: 'resolved',
      lastSeenAt: '2026-11-23T08:58:00.000Z',
    });
  });

  it.each([
    ['P1', 'high', 'critical'],
    ['P2', 'high', 'high'],
    ['SEV-3', 'high', 'medium'],
    ['sev4', 'high', 'low'],
    ['P5', 'high', 'informational'],
    ['Urgent', 'high', 'high'],
    [undefined, 'low', 'low'],
    [undefined, 'odd', undefined],
  ])(
    'takes priority %p with urgency %s as %p',
    async (summary, urgency, expected) => {
      const payload = withEvent({}, { priority: { summary }, urgency });
      const detection = await mapOne(pagerduty, payload, {}, ALL);
      expect(detection.severity).toBe(expected);
    },
  );

  it.each([
    'incident.acknowledged',
    'incident.annotated',
    'incident.responder.added',
    'incident.status_update_published',
    'service.created',
    'pagey.ping',
    'toString',
  ])('ignores %s', async name => {
    const payload = withEvent({ event_type: name });
    expect((await map(pagerduty, payload, {}, ALL)).kind).toBe('ignored');
  });

  it.each([
    [{ services: ['PIJ90N7'] }, 'detections'],
    [{ services: ['POTHER'] }, 'ignored'],
    [{ services: ['POTHER'], priorities: ['P1'] }, 'detections'],
    [{ priorities: ['P2'] }, 'ignored'],
    [{ customFields: [{ name: 'kind', value: 'security' }] }, 'detections'],
    [{ customFields: [{ name: 'kind', value: 'other' }] }, 'ignored'],
  ])('with options %j is %s', async (options, kind) => {
    const payload = withEvent(
      {},
      { custom_fields: [{ name: 'kind', value: 'security' }] },
    );
    expect((await map(pagerduty, payload, {}, options)).kind).toBe(kind);
  });

  it('has no valid options without saying which incidents are about security', () => {
    expect(() => pagerduty.readOptions!({})).toThrow(
      'options: say which incidents are about security by services, priorities or customFields, or set all to true',
    );
    expect(() => pagerduty.readOptions!({ services: [7] })).toThrow(
      /^options\.services\.0: /,
    );
  });

  it('accepts any of several signatures', () => {
    const hex = createHmac('sha256', 's').update('{}').digest('hex');
    const verify = (signature: string) =>
      pagerduty.verify(
        toDelivery('{}', {
          'x-pagerduty-signature': signature,
          'x-webhook-id': '90f6e3d7',
        }),
        ['s'],
        ALL as never,
      );
    expect(verify(`v1=${'0'.repeat(64)},v1=${hex}`)).toEqual({
      verified: true,
      method: 'hmac-sha256',
      deliveryId: '90f6e3d7',
    });
    for (const signature of [hex, `v0=${hex}`, 'v1=', 'v1=,'.repeat(900)]) {
      expect(verify(signature)).toMatchObject({ reason: 'bad-signature' });
    }
  });
});
