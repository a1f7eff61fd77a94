import { map, mapOne } from './__testUtils__/delivery';
import { FALCO } from './__testUtils__/payloads';
import { falco } from './falco';

const withFields = (fields: object) => ({
  ...FALCO,
  output_fields: { ...FALCO.output_fields, ...fields },
});

describe('Falco', () => {
  it('is read as documented', async () => {
    expect(await mapOne(falco, FALCO)).toEqual({
      externalKey:
        'Terminal shell in container:payments:payments-api:registry/payments-api',
      fingerprintBasis: 'rule, namespace, workload and image',
      title: 'Terminal shell in container in payments-api',
      description: '08:51:02.1: Warning Shell spawned in container (user=root)',
      severity: 'medium',
      statedSeverity: 'Warning',
      class: 'intrusions',
      ruleId: 'Terminal shell in container',
      ruleName: 'Terminal shell in container',
      sourceState: 'firing',
      occurredAt: '2026-11-23T08:51:02.123Z',
      lastSeenAt: '2026-11-23T08:51:02.123Z',
      labels: {
        namespace: 'payments',
        workload: 'payments-api',
        host: 'node-3',
        image: 'registry/payments-api',
        pod: 'payments-api-6d8f7c9b5-x2x7k',
        container: '3f2a',
        command: 'sh -c id',
        user: 'root',
        eventSource: 'syscall',
        tags: 'container, mitre_execution, T1059',
      },
    });
  });

  it('takes events of other pods of a workload as the same finding', async () => {
    const other = {
      ...withFields({ 'k8s.pod.name': 'payments-api-6d8f7c9b5-zz2x9' }),
      uuid: 'another',
      time: '2026-11-23T08:55:00Z',
    };
    const [first, second] = [
      await mapOne(falco, FALCO),
      await mapOne(falco, other),
    ];
    expect(second.externalKey).toBe(first.externalKey);
  });

  it('tells machines outside of Kubernetes apart', async () => {
    const payload = (hostname: string) => ({
      ...FALCO,
      hostname,
      output_fields: { 'user.name': 'root' },
    });
    expect((await mapOne(falco, payload('a'))).externalKey).toBe(
      'Terminal shell in container::a:',
    );
    expect((await mapOne(falco, payload('b'))).externalKey).toBe(
      'Terminal shell in container::b:',
    );
  });

  it.each([
    ['Emergency', 'critical'],
    ['Alert', 'critical'],
    ['CRITICAL', 'critical'],
    ['Error', 'high'],
    ['Notice', 'low'],
    ['Informational', 'informational'],
    ['Debug', 'informational'],
  ])('takes priority %s as %s', async (priority, severity) => {
    expect(await mapOne(falco, { ...FALCO, priority })).toMatchObject({
      severity,
    });
  });

  it.each(['rule', 'priority', 'time', 'output_fields'])(
    'keeps events without %s',
    async field => {
      const payload = { ...FALCO, [field]: undefined };
      expect((await map(falco, payload)).kind).toBe('unmapped');
    },
  );

  it('reads labels of pods, and objects of the audit log', async () => {
    const pod = withFields({ 'k8s.pod.label.app': 'payments-api' });
    expect(await mapOne(falco, pod)).toMatchObject({
      labels: { app: 'payments-api' },
    });
    const audit = {
      ...FALCO,
      source: 'k8s_audit',
      output_fields: {
        'ka.target.namespace': 'payments',
        'ka.target.name': 'payments-api',
        'ka.user.name': 'ada',
        'k8s.pod.label[app]': 'api',
      },
    };
    expect(await mapOne(falco, audit)).toMatchObject({
      labels: {
        app: 'api',
        namespace: 'payments',
        workload: 'payments-api',
        user: 'ada',
      },
    });
  });

  it('marks what the test endpoint of Falcosidekick sends', async () => {
    const payload = { ...FALCO, rule: 'Test rule' };
    expect(await mapOne(falco, payload)).toMatchObject({ isTest: true });
  });

  it('removes credentials from command lines', async () => {
    const payload = withFields({
      'proc.cmdline': 'psql --password hunter2 -h db',
    });
    const detection = await mapOne(falco, payload);
    expect(detection.labels?.command).toBe('psql --password [redacted] -h db');
  });
});
