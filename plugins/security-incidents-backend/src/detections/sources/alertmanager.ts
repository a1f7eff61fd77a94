import type { Severity } from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionSource,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import { createHash } from 'node:crypto';
import { readPlaces, toRsitClass } from './places';
import {
  getList,
  getNumber,
  getRecord,
  getText,
  getTime,
  getValue,
  isRecord,
  isTestEvent,
  type JsonRecord,
  mapItems,
  toDetection,
  toTestBody,
  unmapped,
} from './read';
import { stateSecret, verifySharedSecret } from './signatures';

const SEVERITIES: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  error: 'high',
  page: 'high',
  high: 'high',
  warning: 'medium',
  medium: 'medium',
  info: 'low',
  none: 'low',
  low: 'low',
  informational: 'informational',
};
/** Alerts that always fire, to show that alerting works. They count as a sign of life. */
const HEARTBEATS = new Set(['Watchdog', 'InfoInhibitor']);

/** The severity of a label; medium for words that are not known. */
export function toAlertSeverity(stated: string | undefined): Severity {
  const word = stated?.toLocaleLowerCase('en') ?? '';
  return Object.hasOwn(SEVERITIES, word) ? SEVERITIES[word] : 'medium';
}

function hashLabels(labels: JsonRecord): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/** What Grafana adds to an alert. */
export interface AlertExtras {
  ruleId?: string;
  title?: string;
  url?: string;
  isTest?: boolean;
}

/** Reads one alert of a webhook of Alertmanager or Grafana. */
export function readAlert(
  alert: unknown,
  delivery: DetectionDelivery,
  extras: AlertExtras = {},
): MappedDetection | 'ignored' | undefined {
  const labels = getValue(alert, 'labels');
  const status = getText(alert, 'status');
  if (!isRecord(labels) || (status !== 'firing' && status !== 'resolved')) {
    return undefined;
  }
  const name = getText(labels, 'alertname');
  if (name && HEARTBEATS.has(name)) return 'ignored';
  const annotations = getRecord(alert, 'annotations');
  const fingerprint = getText(alert, 'fingerprint') ?? hashLabels(labels);
  const stated = getText(labels, 'severity');
  const endsAt = getTime(alert, 'endsAt');
  return toDetection(
    {
      externalKey: fingerprint,
      fingerprintBasis: 'alert fingerprint: the set of labels',
      titles: [
        getText(annotations, 'summary'),
        extras.title,
        getText(annotations, 'title'),
        name,
      ],
      description: getText(annotations, 'description'),
      severity: toAlertSeverity(stated),
      statedSeverity: stated,
      class: toRsitClass(labels.class),
      ruleId: extras.ruleId ?? name,
      ruleName: name,
      sourceState: status,
      occurredAt: getTime(alert, 'startsAt'),
      lastSeenAt: status === 'resolved' ? endsAt : undefined,
      url: extras.url ?? getText(alert, 'generatorURL'),
      labels: [
        ...readPlaces({ ...annotations, ...labels }),
        ...Object.entries(labels),
        ['runbook', annotations.runbook_url],
      ],
      isTest: extras.isTest,
    },
    delivery,
  );
}

/** Prometheus Alertmanager, webhook version 4. */
export const alertmanager: DetectionSource = {
  type: 'alertmanager',
  title: 'Prometheus Alertmanager',
  proof: 'The secret as bearer token or password in the Authorization header',
  verify: (delivery, secrets) => verifySharedSecret(delivery, secrets),
  map(payload, delivery) {
    if (getText(payload, 'version') !== '4') {
      return unmapped('Not a webhook of version 4');
    }
    const isTest = isTestEvent(payload) || undefined;
    const mapping = mapItems(
      getList(payload, 'alerts'),
      alert => readAlert(alert, delivery, { isTest }),
      'alerts',
    );
    const left = getNumber(payload, 'truncatedAlerts') ?? 0;
    if (mapping.kind !== 'detections' || left <= 0) return mapping;
    const notes = [mapping.note, `${left} alerts were not sent`];
    return { ...mapping, note: notes.filter(Boolean).join('; ') };
  },
  createTestEvent: (secret, nowMs) => ({
    headers: stateSecret(secret),
    body: toTestBody({
      receiver: 'backstage',
      status: 'firing',
      version: '4',
      groupKey: '{}:{alertname="BackstageTest"}',
      truncatedAlerts: 0,
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
    }),
  }),
};
