import { alertmanager } from './alertmanager';
import { map, mapOne } from './__testUtils__/delivery';
import { ALERTMANAGER } from './__testUtils__/payloads';

const [ALERT] = ALERTMANAGER.alerts;

/** The payload with its alert changed. */
const withAlert = (...changes: object[]) => ({
  ...ALERTMANAGER,
  alerts: changes.map(change => ({ ...ALERT, ...change })),
});

describe('Alertmanager', () => {
  it('is read as documented', async () => {
    expect(await mapOne(alertmanager, ALERTMANAGER)).toEqual({
      externalKey: 'c6eadffa33fcdf37',
      fingerprintBasis: 'alert fingerprint: the set of labels',
      title: 'Egress 40x baseline from payments-api',
      severity: 'critical',
      statedSeverity: 'critical',
      ruleId: 'AnomalousEgress',
      ruleName: 'AnomalousEgress',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:51:04.157Z',
      url: 'https://prom.example.com/graph?g0.expr=x',
      labels: {
        app: 'payments-api',
        namespace: 'payments',
        alertname: 'AnomalousEgress',
        severity: 'critical',
        runbook: 'https://backstage.example.com/docs/x',
      },
    });
  });

  it('makes a detection of each alert, and resolved ones stay the same finding', async () => {
    const mapping = await map(
      alertmanager,
      withAlert(
        {},
        { fingerprint: 'b' },
        { status: 'resolved', endsAt: '2026-11-23T08:58:00Z' },
      ),
    );
    expect(mapping).toMatchObject({
      detections: [
        { externalKey: 'c6eadffa33fcdf37', sourceState: 'firing' },
        { externalKey: 'b', sourceState: 'firing' },
        {
          externalKey: 'c6eadffa33fcdf37',
          sourceState: 'resolved',
          lastSeenAt: '2026-11-23T08:58:00.000Z',
        },
      ],
    });
  });

  it('says what was not sent and what could not be read', async () => {
    const mapping = await map(alertmanager, {
      ...ALERTMANAGER,
      alerts: [ALERT, 7, { status: 'firing' }],
      truncatedAlerts: 5,
    });
    expect(mapping).toMatchObject({
      detections: [{ title: 'Egress 40x baseline from payments-api' }],
      note: '2 alerts could not be read; 5 alerts were not sent',
    });
  });

  it.each([
    ['critical', 'critical'],
    ['page', 'high'],
    ['ERROR', 'high'],
    ['warning', 'medium'],
    ['info', 'low'],
    ['none', 'low'],
    ['sev17', 'medium'],
    ['constructor', 'medium'],
    [undefined, 'medium'],
  ])('takes severity %p as %s', async (severity, expected) => {
    const labels = { alertname: 'A', severity };
    const detection = await mapOne(alertmanager, withAlert({ labels }));
    expect(detection.severity).toBe(expected);
  });

  it('finds places under the names that exporters use, also in annotations', async () => {
    const detection = await mapOne(
      alertmanager,
      withAlert({
        labels: {
          alertname: 'A',
          pod: 'payments-api-6d8f7c9b5-x2x7k',
          instance: '10.0.1.10:9100',
          app_kubernetes_io_name: 'payments-api',
          class: 'availability',
        },
        annotations: {
          backstage_io_entity_ref: 'component:default/payments-api',
        },
      }),
    );
    expect(detection).toMatchObject({
      title: 'A',
      class: 'availability',
      entityRefs: ['component:default/payments-api'],
      labels: {
        entityRef: 'component:default/payments-api',
        workload: 'payments-api',
        host: '10.0.1.10',
        app: 'payments-api',
      },
    });
  });

  it('takes alerts that always fire as a sign of life', async () => {
    const watchdog = withAlert({ labels: { alertname: 'Watchdog' } });
    expect(await map(alertmanager, watchdog)).toEqual({
      kind: 'ignored',
      reason: '1 alerts are no findings',
    });
  });

  it('makes a fingerprint of the labels where none is sent, in whatever order', async () => {
    const keys = new Set<string>();
    for (const labels of [
      { alertname: 'A', team: 'x' },
      { team: 'x', alertname: 'A' },
    ]) {
      const payload = withAlert({ labels, fingerprint: undefined });
      keys.add((await mapOne(alertmanager, payload)).externalKey);
    }
    expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it.each([
    { ...ALERTMANAGER, version: '3' },
    { ...ALERTMANAGER, alerts: [] },
  ])('keeps other versions and empty groups', async payload => {
    expect((await map(alertmanager, payload)).kind).toBe('unmapped');
  });
});
