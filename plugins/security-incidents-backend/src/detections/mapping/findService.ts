import type { MappingWay } from 'backstage-plugin-security-incidents-common';
import type { ServiceKeyKind, ServiceKeyRecord } from '../store/records';
import type { Placement } from '../store/IntakeStore';
import type { CompiledPattern } from './patterns';
import { toKey } from './serviceKeys';

/** What of a finding names a service. */
export interface PlacedFinding {
  labels: Readonly<Record<string, string>>;
  /** Services that the source names itself. */
  entityRefs: readonly string[];
}

/** One attempt to find the service. */
interface Attempt {
  way: MappingWay;
  kind: ServiceKeyKind;
  key: string;
  /** What matched, for people. */
  value: string;
  /** The file within a repository. */
  path?: string;
}

const REF_LABELS = ['entityRef', 'backstage.io/entity-ref', 'entity_ref'];
const NAME_LABELS = [
  'service',
  'tag.service',
  'app',
  'tag.app',
  'application',
  'component',
  'app.kubernetes.io/name',
];
const KUBERNETES_LABELS = [
  'kubernetesId',
  'backstage.io/kubernetes-id',
  'tag.backstage.io/kubernetes-id',
  'workload',
  'deployment',
];
const CLOUD_LABELS = ['arn', 'pagerdutyServiceId'];
const HOST_LABELS = ['host', 'hostname', 'instance'];

/** Every attempt for a finding, in the order of the ways. The name of a service says least, so it comes behind identifiers. */
function toAttempts({ labels, entityRefs }: PlacedFinding): Attempt[] {
  const ofLabels = (
    names: readonly string[],
    way: MappingWay,
    kind: ServiceKeyKind,
  ) =>
    names.flatMap((name): Attempt[] => {
      const value = labels[name];
      return value
        ? [{ way, kind, key: toKey(value), value: `${name}=${value}` }]
        : [];
    });
  const { repository, path } = labels;
  return [
    ...entityRefs.map(
      (ref): Attempt => ({
        way: 'label',
        kind: 'ref',
        key: toKey(ref),
        value: ref,
      }),
    ),
    ...ofLabels(REF_LABELS, 'label', 'ref'),
    ...(repository
      ? [
          {
            way: 'repository' as const,
            kind: 'repository' as const,
            key: toKey(repository),
            value: repository,
            path: path && toKey(path),
          },
        ]
      : []),
    ...ofLabels(KUBERNETES_LABELS, 'kubernetes', 'kubernetes'),
    ...ofLabels(CLOUD_LABELS, 'cloud', 'cloud'),
    ...ofLabels(HOST_LABELS, 'cloud', 'host').map(attempt => ({
      ...attempt,
      // A host may be stated with its port.
      key: attempt.key.replace(/:\d{1,5}$/, ''),
    })),
    ...ofLabels(NAME_LABELS, 'label', 'name'),
  ];
}

/** The keys by which the services of some findings can be found. */
export function getLookupKeys(findings: readonly PlacedFinding[]): string[] {
  return [
    ...new Set(
      findings.flatMap(finding => toAttempts(finding).map(({ key }) => key)),
    ),
  ];
}

export type KnownKeys = ReadonlyMap<string, readonly ServiceKeyRecord[]>;

export function toKnownKeys(records: readonly ServiceKeyRecord[]): KnownKeys {
  const known = new Map<string, ServiceKeyRecord[]>();
  for (const record of records) {
    known.set(record.key, [...(known.get(record.key) ?? []), record]);
  }
  return known;
}

/** The services with the longest folder that the file is in; all of the repository when the file is unknown. */
function byPath(
  found: readonly ServiceKeyRecord[],
  path: string | undefined,
): ServiceKeyRecord[] {
  const holding = found.filter(
    key =>
      key.path === '' || path === undefined || `${path}/`.startsWith(key.path),
  );
  if (path === undefined) return holding;
  const longest = Math.max(0, ...holding.map(key => key.path.length));
  return holding.filter(key => key.path.length === longest);
}

function inNamespace(
  refs: readonly string[],
  namespace: string | undefined,
  namespaces: ReadonlySet<string>,
): string[] {
  // Only where several services have the id: then those in the namespace are meant.
  if (refs.length < 2 || namespace === undefined) return [...refs];
  const inside = refs.filter(ref => namespaces.has(ref));
  return inside.length > 0 ? inside : [...refs];
}

/** The services that one attempt finds. */
function findBy(
  { kind, key, path }: Attempt,
  { labels }: PlacedFinding,
  known: KnownKeys,
): string[] {
  const found = (known.get(key) ?? []).filter(record => record.kind === kind);
  const fitting = kind === 'repository' ? byPath(found, path) : found;
  const refs = [...new Set(fitting.map(({ entityRef }) => entityRef))];
  if (kind !== 'kubernetes') return refs;
  const { namespace } = labels;
  const namespaces = new Set(
    (namespace ? known.get(toKey(namespace)) ?? [] : [])
      .filter(record => record.kind === 'namespace')
      .map(({ entityRef }) => entityRef),
  );
  return inNamespace(refs, namespace, namespaces);
}

/** The keys of namespaces, which only tell services with the same Kubernetes id apart. */
export function getNamespaceKeys(findings: readonly PlacedFinding[]): string[] {
  return findings.flatMap(({ labels: { namespace } }) =>
    namespace ? [toKey(namespace)] : [],
  );
}

/**
 * Finds the service of a finding. An attempt that finds several services finds none: the services are named as likely ones.
 *
 * @param patterns - tried last
 */
export function findService(
  finding: PlacedFinding,
  known: KnownKeys,
  patterns: readonly CompiledPattern[],
): Placement & { likely: string[] } {
  const tried = new Set<MappingWay>();
  const likely: string[] = [];
  for (const attempt of toAttempts(finding)) {
    const refs = findBy(attempt, finding, known);
    if (refs.length === 1) {
      const { way, value } = attempt;
      return {
        entityRef: refs[0],
        mapping: { way, value: value.slice(0, 300) },
        tried: [...tried].filter(other => other !== way),
        likely: [],
      };
    }
    tried.add(attempt.way);
    likely.push(...refs);
  }
  for (const pattern of patterns) {
    const entityRef = pattern.match(finding.labels);
    if (entityRef !== undefined) {
      return {
        entityRef,
        mapping: {
          way: 'pattern',
          value: `${pattern.label}=${finding.labels[pattern.label]}`.slice(
            0,
            300,
          ),
          patternName: pattern.name,
        },
        tried: [...tried],
        likely: [],
      };
    }
  }
  if (patterns.length > 0) tried.add('pattern');
  return { tried: [...tried], likely: [...new Set(likely)].slice(0, 3) };
}
