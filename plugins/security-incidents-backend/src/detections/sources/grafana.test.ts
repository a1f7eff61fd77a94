import { createHmac } from 'node:crypto';
import { map, mapOne, NOW, toDelivery } from './__testUtils__/delivery';
import { GRAFANA } from './__testUtils__/payloads';
import { grafana } from './grafana';

const [ALERT] = GRAFANA.alerts;

describe('Grafana', () => {
  it('is read as documented', async () => {
    expect(await mapOne(grafana, GRAFANA)).toEqual({
      externalKey: '57c6d9296de2ad39',
      fingerprintBasis: 'alert fingerprint: the set of labels',
      title: '412 failed sign-ins in 5 minutes',
      description: 'From 3 addresses.\nUsual is 20.',
      severity: 'medium',
      statedSeverity: 'warning',
      ruleId: 'fe1a2b3c4d5e6f',
      ruleName: 'Many failed sign-ins',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:40:00.000Z',
      url: 'https://grafana.example.com/alerting/grafana/fe1a/view',
      labels: {
        service: 'customer-accounts',
        alertname: 'Many failed sign-ins',
        severity: 'warning',
        __alert_rule_uid__: 'fe1a2b3c4d5e6f',
      },
    });
  });

  it('marks what its own test button sends', async () => {
    const labels = { alertname: 'TestAlert', instance: 'Grafana' };
    const payload = { ...GRAFANA, alerts: [{ ...ALERT, labels }] };
    expect(await mapOne(grafana, payload)).toMatchObject({ isTest: true });
  });

  it('keeps payloads of other versions', async () => {
    const payload = { ...GRAFANA, version: '4' };
    expect((await map(grafana, payload)).kind).toBe('unmapped');
  });

  it('verifies its signature with and without time, and basic authentication', () => {
    const body = '{"a":1}';
    const hex = (text: string) =>
      createHmac('sha256', 's').update(text).digest('hex');
    const verify = (
      headers: Record<string, string>,
      options = {},
      atMs = NOW,
    ) => grafana.verify(toDelivery(body, headers, atMs), ['s'], options);
    const header = 'x-grafana-alerting-signature';
    expect(verify({ [header]: hex(body) })).toEqual({
      verified: true,
      method: 'hmac-sha256',
    });
    const seconds = String(NOW / 1_000);
    const timed = { [header]: hex(`${seconds}:${body}`), time: seconds };
    const options = { timestampHeader: 'Time' };
    expect(verify(timed, options)).toMatchObject({ verified: true });
    expect(verify(timed, options, NOW + 400_000)).toMatchObject({
      reason: 'too-old',
    });
    expect(verify({ [header]: hex(body) }, options)).toMatchObject({
      reason: 'no-signature',
    });
    expect(verify({ authorization: 'Bearer s' }, options)).toMatchObject({
      reason: 'no-signature',
    });
    const basic = Buffer.from('backstage:s').toString('base64');
    expect(verify({ authorization: `Basic ${basic}` })).toEqual({
      verified: true,
      method: 'shared-secret',
    });
  });
});
