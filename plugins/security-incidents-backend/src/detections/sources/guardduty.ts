import type {
  RsitClass,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
} from 'backstage-plugin-security-incidents-node/alpha';
import {
  createBridgeTestEvent,
  EVENT_BRIDGE_PROOF,
  toTags,
  verifyEventBridge,
} from './eventBridge';
import { readTags } from './places';
import {
  getNumber,
  getRecord,
  getText,
  getTime,
  getValue,
  ignored,
  isRecord,
  isTestEvent,
  type JsonRecord,
  type LabelEntry,
  single,
  toDetection,
  unmapped,
} from './read';
import { toLatest } from './times';

const DETAIL_TYPE = 'GuardDuty Finding';

/** By the first part of a finding's type, its purpose. */
const CLASS_BY_PURPOSE: Readonly<Record<string, RsitClass>> = {
  AttackSequence: 'intrusions',
  Backdoor: 'malicious-code',
  CredentialAccess: 'intrusion-attempts',
  CryptoCurrency: 'malicious-code',
  DefenseEvasion: 'intrusions',
  Discovery: 'information-gathering',
  Execution: 'malicious-code',
  Exfiltration: 'information-content-security',
  Impact: 'availability',
  InitialAccess: 'intrusion-attempts',
  Object: 'malicious-code',
  PenTest: 'information-gathering',
  Persistence: 'intrusions',
  Policy: 'other',
  PrivilegeEscalation: 'intrusions',
  Recon: 'information-gathering',
  Stealth: 'other',
  Trojan: 'malicious-code',
  UnauthorizedAccess: 'intrusions',
};

function toSeverity(score: number | undefined): Severity | undefined {
  if (score === undefined || score < 0 || score > 10) return undefined;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score >= 1 ? 'low' : 'informational';
}

/** Samples of GuardDuty say so in the title and in `additionalInfo`. */
function isSample(finding: JsonRecord): boolean {
  const info = getRecord(finding, 'service', 'additionalInfo');
  return (
    getText(finding, 'title')?.startsWith('[SAMPLE]') === true ||
    info.sample === true ||
    getText(info, 'value')?.includes('"sample":true') === true
  );
}

/** The ARN of what is affected, where the finding has one or the parts of one. */
function toArn(resource: JsonRecord, finding: JsonRecord) {
  const instance = getText(resource, 'instanceDetails', 'instanceId');
  const partition = getText(finding, 'partition') ?? 'aws';
  return (
    getText(resource, 's3BucketDetails', 0, 'arn') ??
    getText(resource, 'lambdaDetails', 'functionArn') ??
    getText(resource, 'ecsClusterDetails', 'arn') ??
    getText(resource, 'eksClusterDetails', 'arn') ??
    getText(resource, 'rdsDbInstanceDetails', 'dbInstanceArn') ??
    (instance &&
      `arn:${partition}:ec2:${getText(finding, 'region')}:${getText(
        finding,
        'accountId',
      )}:instance/${instance}`)
  );
}

function* readResource(
  resource: JsonRecord,
  finding: JsonRecord,
): Generator<LabelEntry> {
  yield ['arn', toArn(resource, finding)];
  const workload = ['kubernetesDetails', 'kubernetesWorkloadDetails'];
  yield ['namespace', getText(resource, ...workload, 'namespace')];
  yield ['workload', getText(resource, ...workload, 'name')];
  yield ['account', getText(finding, 'accountId')];
  yield ['region', getText(finding, 'region')];
  yield* readTags({
    ...toTags(resource, 'eksClusterDetails', 'tags'),
    ...toTags(resource, 'ecsClusterDetails', 'tags'),
    ...toTags(resource, 's3BucketDetails', 0, 'tags'),
    ...toTags(resource, 'lambdaDetails', 'tags'),
    ...toTags(resource, 'rdsDbInstanceDetails', 'tags'),
    ...toTags(resource, 'instanceDetails', 'tags'),
  });
  yield ['resourceType', getText(resource, 'resourceType')];
  yield ['instance', getText(resource, 'instanceDetails', 'instanceId')];
  yield ['bucket', getText(resource, 's3BucketDetails', 0, 'name')];
  yield ['cluster', getText(resource, 'eksClusterDetails', 'name')];
  yield ['user', getText(resource, 'accessKeyDetails', 'userName')];
  yield ['principal', getText(resource, 'accessKeyDetails', 'principalId')];
}

function* readService(service: JsonRecord): Generator<LabelEntry> {
  const action = getRecord(service, 'action');
  yield ['action', getText(action, 'actionType')];
  const [details] = Object.values(action).filter(isRecord);
  yield ['api', getText(details, 'api')];
  yield ['domain', getText(details, 'domain')];
  yield ['sourceIp', getText(details, 'remoteIpDetails', 'ipAddressV4')];
  yield [
    'sourceCountry',
    getText(details, 'remoteIpDetails', 'country', 'countryName'),
  ];
  yield ['resourceRole', getText(service, 'resourceRole')];
}

/** The finding in the console, when region and id have the shape that they must have. */
function toUrl(finding: JsonRecord): string | undefined {
  const region = getText(finding, 'region') ?? '';
  const id = getText(finding, 'id') ?? '';
  if (!/^[a-z0-9-]{1,30}$/.test(region) || !/^[a-z0-9]{1,64}$/.test(id)) {
    return undefined;
  }
  return `https://${region}.console.aws.amazon.com/guardduty/home?region=${region}#/findings?macros=current&fId=${id}`;
}

function mapFinding(
  finding: JsonRecord,
  isTest: boolean,
  delivery: DetectionDelivery,
): DetectionMapping {
  const id = getText(finding, 'id');
  const type = getText(finding, 'type');
  if (!id || !type) return unmapped('A finding without id or type');
  const service = getRecord(finding, 'service');
  const score = getNumber(finding, 'severity');
  const [purpose] = type.split(':', 1);
  return single(
    toDetection(
      {
        externalKey: id,
        fingerprintBasis: 'id of the finding',
        titles: [getText(finding, 'title'), type],
        description: getText(finding, 'description'),
        severity: toSeverity(score),
        statedSeverity: score === undefined ? undefined : `${score} of 10`,
        class: Object.hasOwn(CLASS_BY_PURPOSE, purpose)
          ? CLASS_BY_PURPOSE[purpose]
          : undefined,
        ruleId: type,
        ruleName: type,
        sourceState: service.archived === true ? 'resolved' : 'firing',
        occurredAt:
          getTime(service, 'eventFirstSeen') ?? getTime(finding, 'createdAt'),
        lastSeenAt: toLatest(
          getTime(service, 'eventLastSeen'),
          getTime(finding, 'updatedAt'),
        ),
        url: toUrl(finding),
        labels: [
          ...readResource(getRecord(finding, 'resource'), finding),
          ...readService(service),
        ],
        isTest: isTest || isSample(finding) || undefined,
      },
      delivery,
    ),
  );
}

/** Amazon GuardDuty over EventBridge. */
export const guardduty: DetectionSource = {
  type: 'guardduty',
  title: 'Amazon GuardDuty',
  proof: EVENT_BRIDGE_PROOF,
  verify: verifyEventBridge,
  map(payload, delivery) {
    const type = getText(payload, 'detail-type');
    if (type === undefined) return unmapped('Not an event of EventBridge');
    if (type !== DETAIL_TYPE) return ignored(`${type} is no finding`);
    const finding = getValue(payload, 'detail');
    return isRecord(finding)
      ? mapFinding(finding, isTestEvent(payload), delivery)
      : unmapped('An event without detail');
  },
  createTestEvent: (secret, nowMs) =>
    createBridgeTestEvent(secret, nowMs, {
      source: 'aws.guardduty',
      type: DETAIL_TYPE,
      detail: {
        schemaVersion: '2.0',
        accountId: '000000000000',
        region: 'eu-west-1',
        id: `test${nowMs}`,
        type: 'Policy:Backstage/TestEvent',
        severity: 1,
        resource: {},
        service: { archived: false },
        createdAt: new Date(nowMs).toISOString(),
        updatedAt: new Date(nowMs).toISOString(),
        title: 'Test event',
      },
    }),
};
