import type { Severity } from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionSource,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import { readTags, toClassOfTactics } from './places';
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
  type LabelEntry,
  mapItems,
  readJson,
  toDetection,
  toTestBody,
} from './read';
import {
  OWN_SCHEMES_PROOF,
  signOwnScheme,
  toDeliveryId,
  verifyOwnSchemes,
} from './signatures';
import { toLatest } from './times';

/** Classes of the category Findings that share `finding_info`, Detection Finding (2004) among them. */
const FINDING_CLASSES = new Set([2002, 2003, 2004, 2006, 2007]);
const CATEGORY_FINDINGS = 2;
const VULNERABLE_CLASSES = new Set([2002, 2003, 2007]);

const SEVERITY_BY_ID: Readonly<Record<number, Severity>> = {
  1: 'informational',
  2: 'low',
  3: 'medium',
  4: 'high',
  5: 'critical',
  6: 'critical',
};
const SEVERITY_BY_NAME: Readonly<Record<string, Severity>> = {
  informational: 'informational',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
  fatal: 'critical',
};
const ACTIVITY_CLOSE = 3;
/** Suppressed, resolved, archived, deleted. */
const RESOLVED_STATUSES = new Set([3, 4, 5, 6]);
const VERDICT_TEST = 6;

function toSeverity(event: JsonRecord): Severity | undefined {
  const id = getNumber(event, 'severity_id') ?? 0;
  const name = getText(event, 'severity')?.toLocaleLowerCase('en') ?? '';
  return (
    SEVERITY_BY_ID[id] ??
    (Object.hasOwn(SEVERITY_BY_NAME, name) ? SEVERITY_BY_NAME[name] : undefined)
  );
}

/** Tags are `{ name, value }`, labels are `name:value`. */
function toTagRecord(resource: unknown): JsonRecord {
  const tags = getList(resource, 'tags')
    .slice(0, 50)
    .map(tag => [getText(tag, 'name') ?? '', getValue(tag, 'value')] as const);
  const labels = getList(resource, 'labels')
    .slice(0, 50)
    .map(label => (typeof label === 'string' ? label : ''))
    .filter(label => label.includes(':'))
    .map(label => {
      const colon = label.indexOf(':');
      return [label.slice(0, colon), label.slice(colon + 1).trim()] as const;
    });
  return Object.fromEntries([...labels, ...tags].filter(([name]) => name));
}

function* readResource(event: JsonRecord): Generator<LabelEntry> {
  const [resource] = getList(event, 'resources');
  const uid = getText(resource, 'uid');
  if (uid?.startsWith('arn:')) yield ['arn', uid];
  yield ['namespace', getText(resource, 'namespace')];
  yield [
    'host',
    getText(event, 'device', 'hostname') ?? getText(resource, 'hostname'),
  ];
  yield [
    'account',
    getText(event, 'cloud', 'account', 'uid') ??
      getText(resource, 'cloud', 'account', 'uid'),
  ];
  yield [
    'region',
    getText(event, 'cloud', 'region') ?? getText(resource, 'region'),
  ];
  yield* readTags(toTagRecord(resource));
  yield ['resource', getText(resource, 'name') ?? uid];
  yield ['resourceType', getText(resource, 'type')];
}

function* readObserved(event: JsonRecord): Generator<LabelEntry> {
  const [evidence] = getList(event, 'evidences');
  yield ['sourceIp', getText(evidence, 'src_endpoint', 'ip')];
  yield ['user', getText(evidence, 'actor', 'user', 'name')];
  yield ['process', getText(evidence, 'process', 'name')];
  const [vulnerability] = getList(event, 'vulnerabilities');
  yield ['cve', getText(vulnerability, 'cve', 'uid')];
  for (const observable of getList(event, 'observables').slice(0, 10)) {
    const name = getText(observable, 'name');
    if (name) yield [`observable.${name}`, getValue(observable, 'value')];
  }
}

/** Reads an OCSF finding. */
export function readFinding(
  event: unknown,
  delivery: DetectionDelivery,
): MappedDetection | 'ignored' | undefined {
  if (!isRecord(event)) return undefined;
  const classUid = getNumber(event, 'class_uid');
  if (classUid === undefined) return undefined;
  if (!FINDING_CLASSES.has(classUid)) return 'ignored';
  const info = getRecord(event, 'finding_info');
  const uid = getText(info, 'uid');
  const product = getText(event, 'metadata', 'product', 'name');
  if (!uid) return undefined;
  const attacks = getList(info, 'attacks').slice(0, 10);
  const tactics = attacks.map(
    attack =>
      getText(attack, 'tactic', 'name') ??
      getText(attack, 'tactics', 0, 'name') ??
      '',
  );
  const techniques = attacks
    .map(attack => getText(attack, 'technique', 'uid'))
    .filter(text => text !== undefined);
  const isResolved =
    getNumber(event, 'activity_id') === ACTIVITY_CLOSE ||
    RESOLVED_STATUSES.has(getNumber(event, 'status_id') ?? 0);
  const rule =
    getText(info, 'analytic', 'uid') ?? getText(info, 'analytic', 'name');
  return toDetection(
    {
      externalKey: `${product ?? ''}:${uid}`,
      fingerprintBasis: 'product and finding_info.uid',
      titles: [getText(info, 'title'), getText(event, 'message'), rule, uid],
      description: getText(info, 'desc') ?? getText(event, 'message'),
      severity: toSeverity(event),
      statedSeverity:
        getText(event, 'severity') ?? getText(event, 'severity_id'),
      class:
        toClassOfTactics(tactics) ??
        (VULNERABLE_CLASSES.has(classUid) ? 'vulnerable' : undefined),
      ruleId: rule,
      ruleName: getText(info, 'analytic', 'name') ?? rule,
      sourceState: isResolved ? 'resolved' : 'firing',
      occurredAt:
        getTime(info, 'first_seen_time') ??
        getTime(info, 'first_seen_time_dt') ??
        getTime(info, 'created_time') ??
        getTime(info, 'created_time_dt'),
      lastSeenAt: toLatest(
        getTime(info, 'last_seen_time'),
        getTime(info, 'last_seen_time_dt'),
        getTime(event, 'time'),
        getTime(event, 'time_dt'),
      ),
      url: getText(info, 'src_url'),
      labels: [
        ...readResource(event),
        ...readObserved(event),
        ['product', product],
        ['techniques', techniques.join(', ')],
        ['confidence', getText(event, 'confidence')],
      ],
      isTest:
        isTestEvent(event) ||
        getNumber(event, 'verdict_id') === VERDICT_TEST ||
        undefined,
    },
    delivery,
  );
}

/** OCSF Detection Finding, as one event or a list of events. */
export const ocsf: DetectionSource = {
  type: 'ocsf',
  title: 'OCSF Detection Finding',
  proof: OWN_SCHEMES_PROOF,
  verify(delivery, secrets) {
    const result = verifyOwnSchemes(delivery, secrets);
    if (!result.verified || result.deliveryId) return result;
    const uid = getText(readJson(delivery), 'metadata', 'uid');
    return { ...result, deliveryId: toDeliveryId(uid) };
  },
  map: (payload, delivery) =>
    mapItems(
      Array.isArray(payload) ? payload : [payload],
      event => readFinding(event, delivery),
      'events',
    ),
  createTestEvent(secret, nowMs) {
    const body = toTestBody({
      activity_id: 1,
      category_uid: CATEGORY_FINDINGS,
      class_uid: 2004,
      type_uid: 200401,
      time: nowMs,
      severity_id: 1,
      metadata: { version: '1.8.0', product: { name: 'Backstage' } },
      finding_info: { uid: `test-${nowMs}`, title: 'Test event' },
    });
    return { headers: signOwnScheme(secret, body, nowMs), body };
  },
};
