import type {
  RsitClass,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionSource,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import {
  createBridgeTestEvent,
  EVENT_BRIDGE_PROOF,
  verifyEventBridge,
} from './eventBridge';
import { readFinding } from './ocsf';
import { readTags } from './places';
import {
  getList,
  getNumber,
  getRecord,
  getText,
  getTexts,
  getTime,
  ignored,
  isTestEvent,
  type LabelEntry,
  mapItems,
  toDetection,
  unmapped,
} from './read';
import { toLatest } from './times';

const IMPORTED = 'Security Hub Findings - Imported';
/** Findings of the newer Security Hub, which are written in OCSF. */
const IMPORTED_V2 = 'Findings Imported V2';

const SEVERITIES: Readonly<Record<string, Severity>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  INFORMATIONAL: 'informational',
};

function toSeverity(finding: unknown): Severity | undefined {
  const label = getText(finding, 'Severity', 'Label') ?? '';
  if (Object.hasOwn(SEVERITIES, label)) return SEVERITIES[label];
  const score = getNumber(finding, 'Severity', 'Normalized');
  if (score === undefined) return undefined;
  if (score >= 90) return 'critical';
  if (score >= 70) return 'high';
  if (score >= 40) return 'medium';
  return score >= 1 ? 'low' : 'informational';
}

/** By the beginning of a type in the taxonomy of ASFF. */
const CLASSES: ReadonlyArray<readonly [string, RsitClass]> = [
  ['Software and Configuration Checks', 'vulnerable'],
  ['TTPs/Discovery', 'information-gathering'],
  ['TTPs/Initial Access', 'intrusion-attempts'],
  ['TTPs/Credential Access', 'intrusion-attempts'],
  ['TTPs/Command and Control', 'malicious-code'],
  ['TTPs/Collection', 'information-content-security'],
  ['TTPs', 'intrusions'],
  ['Effects/Data Exfiltration', 'information-content-security'],
  ['Effects/Data Exposure', 'information-content-security'],
  ['Effects/Denial of Service', 'availability'],
  ['Effects/Resource Consumption', 'availability'],
  ['Sensitive Data Identifications', 'information-content-security'],
];

function toClass(types: readonly string[]): RsitClass | undefined {
  return CLASSES.find(([start]) =>
    types.some(type => type.startsWith(start)),
  )?.[1];
}

function isResolved(finding: unknown): boolean {
  return (
    getText(finding, 'RecordState') === 'ARCHIVED' ||
    ['RESOLVED', 'SUPPRESSED'].includes(
      getText(finding, 'Workflow', 'Status') ?? '',
    ) ||
    getText(finding, 'Compliance', 'Status') === 'PASSED'
  );
}

function* readResource(finding: unknown): Generator<LabelEntry> {
  const [resource] = getList(finding, 'Resources');
  const id = getText(resource, 'Id');
  if (id?.startsWith('arn:')) yield ['arn', id];
  yield [
    'account',
    getText(finding, 'AwsAccountId') ?? getText(finding, 'awsAccountId'),
  ];
  yield ['region', getText(resource, 'Region') ?? getText(finding, 'Region')];
  yield* readTags(getRecord(resource, 'Tags'));
  yield ['resource', id];
  yield ['resourceType', getText(resource, 'Type')];
}

function readAsff(
  finding: unknown,
  isTest: boolean,
  delivery: DetectionDelivery,
): MappedDetection | undefined {
  const id = getText(finding, 'Id');
  const title = getText(finding, 'Title');
  if (!id || !title) return undefined;
  const types = getTexts(finding, 'Types');
  const control = getText(finding, 'Compliance', 'SecurityControlId');
  const updatedAt = getTime(finding, 'UpdatedAt');
  return toDetection(
    {
      externalKey: id,
      fingerprintBasis: 'id of the finding',
      titles: [title],
      description: getText(finding, 'Description'),
      severity: toSeverity(finding),
      statedSeverity:
        getText(finding, 'Severity', 'Label') ??
        getText(finding, 'Severity', 'Original'),
      class: toClass(types),
      ruleId: control ?? getText(finding, 'GeneratorId'),
      ruleName: control ?? getText(finding, 'GeneratorId'),
      sourceState: isResolved(finding) ? 'resolved' : 'firing',
      occurredAt:
        getTime(finding, 'FirstObservedAt') ?? getTime(finding, 'CreatedAt'),
      lastSeenAt: toLatest(getTime(finding, 'LastObservedAt'), updatedAt),
      url:
        getText(finding, 'SourceUrl') ??
        getText(finding, 'Remediation', 'Recommendation', 'Url'),
      labels: [
        ...readResource(finding),
        ['product', getText(finding, 'ProductName')],
        ['types', types.join(', ')],
        ['compliance', getText(finding, 'Compliance', 'Status')],
        ['workflow', getText(finding, 'Workflow', 'Status')],
        ['sourceIp', getText(finding, 'Network', 'SourceIpV4')],
      ],
      isTest: isTest || getRecord(finding).Sample === true || undefined,
    },
    delivery,
  );
}

/** AWS Security Hub over EventBridge, with findings in ASFF or OCSF. */
export const securityhub: DetectionSource = {
  type: 'securityhub',
  title: 'AWS Security Hub',
  proof: EVENT_BRIDGE_PROOF,
  verify: verifyEventBridge,
  map(payload, delivery) {
    const type = getText(payload, 'detail-type');
    if (type === undefined) return unmapped('Not an event of EventBridge');
    if (type !== IMPORTED && type !== IMPORTED_V2) {
      return ignored(`${type} is no finding`);
    }
    const isTest = isTestEvent(payload);
    return mapItems(
      getList(payload, 'detail', 'findings'),
      finding =>
        type === IMPORTED
          ? readAsff(finding, isTest, delivery)
          : readFinding(finding, delivery),
      'findings',
    );
  },
  createTestEvent: (secret, nowMs) =>
    createBridgeTestEvent(secret, nowMs, {
      source: 'aws.securityhub',
      type: IMPORTED,
      detail: {
        findings: [
          {
            SchemaVersion: '2018-10-08',
            Id: `test-${nowMs}`,
            AwsAccountId: '000000000000',
            CreatedAt: new Date(nowMs).toISOString(),
            UpdatedAt: new Date(nowMs).toISOString(),
            Title: 'Test event',
            Severity: { Label: 'INFORMATIONAL' },
            Resources: [],
          },
        ],
      },
    }),
};
