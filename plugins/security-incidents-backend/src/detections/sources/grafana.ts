import type { DetectionSource } from 'backstage-plugin-security-incidents-node/alpha';
import { z } from 'zod';
import { type AlertExtras, readAlert } from './alertmanager';
import { parseOptions } from './options';
import {
  getList,
  getText,
  isTestEvent,
  mapItems,
  toTestBody,
  unmapped,
} from './read';
import { getHeader, hmac, verifyHmac, verifySharedSecret } from './signatures';

const SIGNATURE_HEADER = 'x-grafana-alerting-signature';

const optionsSchema = z.strictObject({
  timestampHeader: z.string().min(1).max(100).optional(),
});
type GrafanaOptions = z.infer<typeof optionsSchema>;

/** Grafana's own button "Test" of a contact point. */
function isButton(alert: unknown): boolean {
  return (
    getText(alert, 'labels', 'alertname') === 'TestAlert' &&
    getText(alert, 'labels', 'instance') === 'Grafana'
  );
}

function readExtras(alert: unknown, isOurTest: boolean): AlertExtras {
  return {
    ruleId:
      getText(alert, 'ruleUID') ??
      getText(alert, 'labels', '__alert_rule_uid__'),
    url:
      getText(alert, 'generatorURL') ??
      getText(alert, 'panelURL') ??
      getText(alert, 'dashboardURL'),
    isTest: isOurTest || isButton(alert) || undefined,
  };
}

/** Grafana Alerting, contact point of type webhook. */
export const grafana: DetectionSource<GrafanaOptions> = {
  type: 'grafana',
  title: 'Grafana Alerting',
  proof:
    'HMAC-SHA256 in X-Grafana-Alerting-Signature, or the secret in the Authorization header',
  readOptions: options => parseOptions(optionsSchema, options),
  verify: (delivery, secrets, { timestampHeader }) =>
    getHeader(delivery, SIGNATURE_HEADER) || timestampHeader
      ? verifyHmac(delivery, secrets, {
          header: SIGNATURE_HEADER,
          timestampHeader,
          separator: ':',
          needsTimestamp: timestampHeader !== undefined,
        })
      : verifySharedSecret(delivery, secrets),
  map(payload, delivery) {
    const alerts = getList(payload, 'alerts');
    if (getText(payload, 'version') !== '1' || alerts.length === 0) {
      return unmapped('Not a webhook of Grafana Alerting');
    }
    const isTest = isTestEvent(payload);
    return mapItems(
      alerts,
      alert => readAlert(alert, delivery, readExtras(alert, isTest)),
      'alerts',
    );
  },
  createTestEvent(secret, nowMs, { timestampHeader }) {
    const body = toTestBody({
      receiver: 'backstage',
      status: 'firing',
      orgId: 1,
      version: '1',
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'BackstageTest', severity: 'info' },
          annotations: { summary: 'Test event' },
          startsAt: new Date(nowMs).toISOString(),
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: `test-${nowMs}`,
        },
      ],
    });
    const seconds = String(Math.floor(nowMs / 1_000));
    const parts = timestampHeader ? [`${seconds}:`, body] : [body];
    return {
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: hmac(secret, ...parts).toString('hex'),
        ...(timestampHeader && {
          [timestampHeader.toLocaleLowerCase('en')]: seconds,
        }),
      },
      body,
    };
  },
};
