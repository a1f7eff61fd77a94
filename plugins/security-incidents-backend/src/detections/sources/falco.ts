import type { Severity } from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
} from 'backstage-plugin-security-incidents-node/alpha';
import { readPlaces, toClassOfTactics, toWorkload } from './places';
import {
  getText,
  getTexts,
  getTime,
  getValue,
  isRecord,
  isTestEvent,
  type JsonRecord,
  single,
  toDetection,
  toKey,
  toTestBody,
  unmapped,
} from './read';
import { stateSecret, verifySharedSecret } from './signatures';

const SEVERITIES: Readonly<Record<string, Severity>> = {
  emergency: 'critical',
  alert: 'critical',
  critical: 'critical',
  error: 'high',
  warning: 'medium',
  notice: 'low',
  informational: 'informational',
  debug: 'informational',
};
/** The rule of the endpoint `/test` of Falcosidekick. */
const TEST_RULE = 'Test rule';
const POD_LABEL = 'k8s.pod.label.';

/** Labels of the pod, as Falco writes them: `k8s.pod.label.app` or `k8s.pod.label[app]`. */
function readPodLabels(fields: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(fields)
      .map(
        ([name, value]) => [name.replace('label[', 'label.'), value] as const,
      )
      .filter(([name]) => name.startsWith(POD_LABEL))
      .map(([name, value]) => [
        name.slice(POD_LABEL.length).replace(/\]$/, ''),
        value,
      ]),
  );
}

function mapEvent(
  event: JsonRecord,
  fields: JsonRecord,
  delivery: DetectionDelivery,
): DetectionMapping {
  const rule = getText(event, 'rule');
  const priority = getText(event, 'priority')?.toLocaleLowerCase('en') ?? '';
  const time = getTime(event, 'time');
  if (!rule || !time || !Object.hasOwn(SEVERITIES, priority)) {
    return unmapped('An event without rule, priority or time');
  }
  const tags = getTexts(event, 'tags');
  const tactics = tags
    .filter(tag => tag.startsWith('mitre_'))
    .map(tag => tag.slice('mitre_'.length));
  const namespace =
    getText(fields, 'k8s.ns.name') ?? getText(fields, 'ka.target.namespace');
  const workload =
    toWorkload(getText(fields, 'k8s.pod.name')) ??
    getText(fields, 'ka.target.name');
  const image = getText(fields, 'container.image.repository');
  const host =
    getText(event, 'hostname') ?? getText(fields, 'evt.hostname') ?? undefined;
  return single(
    toDetection(
      {
        // What runs outside of Kubernetes is told apart by its host.
        externalKey: toKey(
          rule,
          namespace,
          workload ?? (namespace ? undefined : host),
          image,
        ),
        fingerprintBasis: 'rule, namespace, workload and image',
        titles: [workload ? `${rule} in ${workload}` : rule],
        description: getText(event, 'output'),
        severity: SEVERITIES[priority],
        statedSeverity: getText(event, 'priority'),
        class: toClassOfTactics(tactics),
        ruleId: rule,
        ruleName: rule,
        sourceState: 'firing',
        occurredAt: time,
        lastSeenAt: time,
        labels: [
          ...readPlaces(readPodLabels(fields)),
          ['namespace', namespace],
          ['workload', workload],
          ['host', host],
          ['image', image],
          ['pod', getText(fields, 'k8s.pod.name')],
          ['container', getText(fields, 'container.id')],
          ['command', getText(fields, 'proc.cmdline')],
          [
            'user',
            getText(fields, 'user.name') ?? getText(fields, 'ka.user.name'),
          ],
          ['file', getText(fields, 'fd.name')],
          ['eventSource', getText(event, 'source')],
          ['tags', tags.join(', ')],
        ],
        isTest: isTestEvent(event) || rule === TEST_RULE || undefined,
      },
      delivery,
    ),
  );
}

/** Falco's `http_output`, or Falcosidekick's webhook. */
export const falco: DetectionSource = {
  type: 'falco',
  title: 'Falco',
  proof: 'The secret as bearer token, or in X-Detection-Secret',
  verify: (delivery, secrets) => verifySharedSecret(delivery, secrets),
  map(payload, delivery) {
    const fields = getValue(payload, 'output_fields');
    return isRecord(payload) && isRecord(fields)
      ? mapEvent(payload, fields, delivery)
      : unmapped('Not an event of Falco: there are no output_fields');
  },
  createTestEvent: (secret, nowMs) => ({
    headers: stateSecret(secret),
    body: toTestBody({
      uuid: `test-${nowMs}`,
      output: 'Test event',
      priority: 'Informational',
      rule: `Test event ${nowMs}`,
      source: 'syscall',
      tags: [],
      time: new Date(nowMs).toISOString(),
      output_fields: {},
    }),
  }),
};
