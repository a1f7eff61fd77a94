import {
  RSIT_CLASSES,
  type RsitClass,
} from 'backstage-plugin-security-incidents-common';
import { type JsonRecord, type LabelEntry, toText } from './read';

/** Names under which tools say where something happened, by the name that finds the service. */
const PLACE_NAMES: Readonly<Record<string, readonly string[]>> = {
  entityRef: [
    'entityRef',
    'entity_ref',
    'backstage.io/entity-ref',
    'backstage_io_entity_ref',
  ],
  service: ['service', 'service_name', 'service.name'],
  app: [
    'app',
    'application',
    'app_kubernetes_io_name',
    'app.kubernetes.io/name',
  ],
  team: ['team', 'owner'],
  repository: ['repository', 'repo'],
  path: ['path'],
  kubernetesId: [
    'kubernetesId',
    'kubernetes_id',
    'backstage.io/kubernetes-id',
    'backstage_io_kubernetes_id',
    'label_backstage_io_kubernetes_id',
  ],
  namespace: [
    'namespace',
    'exported_namespace',
    'kubernetes_namespace',
    'k8s_namespace_name',
    'k8s.namespace.name',
  ],
  workload: ['workload', 'deployment', 'statefulset', 'daemonset', 'cronjob'],
  host: ['host', 'hostname', 'node', 'instance'],
  account: ['account', 'account_id', 'aws_account_id'],
  region: ['region', 'aws_region'],
  arn: ['arn'],
  pagerdutyServiceId: ['pagerdutyServiceId', 'pagerduty_service_id'],
};
const POD_NAMES = ['pod', 'pod_name', 'exported_pod', 'k8s.pod.name'];

/** The alphabet of names that Kubernetes makes up. */
const MADE_UP = /^[bcdfghjklmnpqrstvwxz2456789]+$/;
const DIGITS = /^\d+$/;

/** The name of the workload of a pod: its name without what Kubernetes appends. */
export function toWorkload(pod: string | undefined): string | undefined {
  if (!pod || pod.length > 253) return pod;
  const parts = pod.split('-');
  const [hash, last] = parts.slice(-2);
  if (parts.length < 2) return pod;
  // StatefulSet
  if (DIGITS.test(last)) return parts.slice(0, -1).join('-');
  if (last.length !== 5 || !MADE_UP.test(last)) return pod;
  const isReplicaSet =
    hash.length >= 6 && hash.length <= 10 && MADE_UP.test(hash);
  const isCronJob = hash.length >= 8 && DIGITS.test(hash);
  const isNamed = parts.length > 2 && (isReplicaSet || isCronJob);
  return parts.slice(0, isNamed ? -2 : -1).join('-');
}

/** `10.0.1.10:9100` without the port. */
function toHost(host: string): string {
  return host.replace(/:\d{1,5}$/, '');
}

/** The labels that find a service, read from labels or tags of a tool. */
export function* readPlaces(given: JsonRecord): Generator<LabelEntry> {
  for (const [label, names] of Object.entries(PLACE_NAMES)) {
    const name = names.find(
      each => Object.hasOwn(given, each) && toText(given[each]) !== undefined,
    );
    if (name === undefined) continue;
    const text = toText(given[name])!;
    yield [label, label === 'host' ? toHost(text) : text];
  }
  const pod = POD_NAMES.find(name => Object.hasOwn(given, name));
  if (pod !== undefined) yield ['workload', toWorkload(toText(given[pod]))];
}

/** Tags of a cloud: the places that they name, and each as `tag.<name>`. */
export function* readTags(tags: JsonRecord): Generator<LabelEntry> {
  yield* readPlaces(tags);
  for (const [name, value] of Object.entries(tags))
    yield [`tag.${name}`, value];
}

/** The class of a label `class`, if it is one of the taxonomy. */
export function toRsitClass(value: unknown): RsitClass | undefined {
  return RSIT_CLASSES.find(each => each === value);
}

/** Tactics of MITRE ATT&CK, without punctuation. */
const CLASS_BY_TACTIC: Readonly<Record<string, RsitClass>> = {
  reconnaissance: 'information-gathering',
  discovery: 'information-gathering',
  initialaccess: 'intrusion-attempts',
  credentialaccess: 'intrusion-attempts',
  execution: 'intrusions',
  persistence: 'intrusions',
  privilegeescalation: 'intrusions',
  defenseevasion: 'intrusions',
  lateralmovement: 'intrusions',
  collection: 'information-content-security',
  exfiltration: 'information-content-security',
  commandandcontrol: 'malicious-code',
  impact: 'availability',
};

/** The class of the first tactic that has one. */
export function toClassOfTactics(
  tactics: readonly string[],
): RsitClass | undefined {
  for (const tactic of tactics) {
    const letters = tactic
      .slice(0, 60)
      .toLocaleLowerCase('en')
      .replace(/[^a-z]/g, '');
    if (Object.hasOwn(CLASS_BY_TACTIC, letters))
      return CLASS_BY_TACTIC[letters];
  }
  return undefined;
}
