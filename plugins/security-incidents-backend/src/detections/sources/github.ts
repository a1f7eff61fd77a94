import type { Severity } from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
} from 'backstage-plugin-security-incidents-node/alpha';
import {
  type DetectionDraft,
  getRecord,
  getText,
  getTexts,
  getTime,
  getValue,
  ignored,
  isRecord,
  isTestEvent,
  type JsonRecord,
  single,
  toDetection,
  toTestBody,
  unmapped,
} from './read';
import { getHeader, hmac, verifyHmac } from './signatures';
import { toLatest } from './times';

const SIGNATURE_HEADER = 'x-hub-signature-256';
const EVENT_HEADER = 'x-github-event';
const DELIVERY_HEADER = 'x-github-delivery';

/** States and actions in which GitHub no longer sees the problem. `fixed` and `auto_dismissed` are of some events only. */
const RESOLVED = new Set([
  'fixed',
  'resolved',
  'revoked',
  'closed',
  'closed_by_user',
  'dismissed',
  'auto_dismissed',
]);

const RULE_SEVERITIES: Readonly<Record<string, Severity>> = {
  error: 'high',
  warning: 'medium',
  note: 'low',
  none: 'informational',
};
const ADVISORY_SEVERITIES: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
};

function pick(
  table: Readonly<Record<string, Severity>>,
  word: string | undefined,
): Severity | undefined {
  return word !== undefined && Object.hasOwn(table, word)
    ? table[word]
    : undefined;
}

type AlertDraft = Omit<
  DetectionDraft,
  'externalKey' | 'sourceState' | 'occurredAt' | 'lastSeenAt' | 'url'
>;
type AlertReader = (alert: JsonRecord, repository: string) => AlertDraft;

const readCodeScanning: AlertReader = (alert, repository) => {
  const rule = getRecord(alert, 'rule');
  const instance = getRecord(alert, 'most_recent_instance');
  const path = getText(instance, 'location', 'path');
  const level = getText(rule, 'security_severity_level');
  const severity = getText(rule, 'severity');
  const what = ['description', 'name', 'id']
    .map(field => getText(rule, field))
    .find(text => text !== undefined);
  return {
    titles: [what && `${what} in ${path ?? repository}`, 'Code scanning alert'],
    description:
      getText(instance, 'message', 'text') ?? getText(rule, 'full_description'),
    severity:
      pick(ADVISORY_SEVERITIES, level) ?? pick(RULE_SEVERITIES, severity),
    statedSeverity: level ?? severity,
    class: 'vulnerable',
    ruleId: getText(rule, 'id'),
    ruleName: getText(rule, 'name') ?? getText(rule, 'description'),
    labels: [
      ['path', path],
      ['line', getText(instance, 'location', 'start_line')],
      ['ref', getText(instance, 'ref')],
      ['commit', getText(instance, 'commit_sha')],
      ['tool', getText(alert, 'tool', 'name')],
      ['tags', getTexts(rule, 'tags').join(', ')],
    ],
  };
};

const readSecretScanning: AlertReader = (alert, repository) => {
  const type = getText(alert, 'secret_type');
  const name = getText(alert, 'secret_type_display_name') ?? type;
  const validity = getText(alert, 'validity');
  const isBypassed = alert.push_protection_bypassed === true;
  return {
    titles: [`${name ?? 'Secret'} found in ${repository}`],
    severity: validity === 'active' || isBypassed ? 'critical' : 'high',
    statedSeverity: validity && `validity ${validity}`,
    class: 'information-content-security',
    ruleId: type,
    ruleName: name,
    labels: [
      ['path', getText(alert, 'first_location_detected', 'path')],
      ['commit', getText(alert, 'first_location_detected', 'commit_sha')],
      ['validity', validity],
      ['pushProtectionBypassed', isBypassed || undefined],
      [
        'pushProtectionBypassedBy',
        getText(alert, 'push_protection_bypassed_by', 'login'),
      ],
      ['publiclyLeaked', alert.publicly_leaked === true || undefined],
      ['resolution', getText(alert, 'resolution')],
    ],
  };
};

const readDependabot: AlertReader = alert => {
  const advisory = getRecord(alert, 'security_advisory');
  const dependency = getRecord(alert, 'dependency');
  const name = getText(dependency, 'package', 'name');
  const summary = getText(advisory, 'summary');
  const stated =
    getText(advisory, 'severity') ??
    getText(alert, 'security_vulnerability', 'severity');
  const id = getText(advisory, 'cve_id') ?? getText(advisory, 'ghsa_id');
  const known = summary ?? id ?? 'Vulnerable dependency';
  return {
    titles: [name ? `${known} (${name})` : known],
    description: getText(advisory, 'description'),
    severity: pick(ADVISORY_SEVERITIES, stated),
    statedSeverity: stated,
    class: 'vulnerable',
    ruleId: getText(advisory, 'ghsa_id') ?? id,
    ruleName: id,
    labels: [
      ['path', getText(dependency, 'manifest_path')],
      ['package', name],
      ['ecosystem', getText(dependency, 'package', 'ecosystem')],
      ['scope', getText(dependency, 'scope')],
      ['cve', getText(advisory, 'cve_id')],
      ['cvss', getText(advisory, 'cvss', 'score')],
      [
        'vulnerableVersions',
        getText(alert, 'security_vulnerability', 'vulnerable_version_range'),
      ],
      [
        'fixedIn',
        getText(
          alert,
          'security_vulnerability',
          'first_patched_version',
          'identifier',
        ),
      ],
    ],
  };
};

const READERS: Readonly<Record<string, AlertReader>> = {
  code_scanning_alert: readCodeScanning,
  secret_scanning_alert: readSecretScanning,
  dependabot_alert: readDependabot,
};

/** The event of a payload without its header, as the events service may hand it on. */
function guessEvent(payload: unknown): string | undefined {
  const alert = getRecord(payload, 'alert');
  if ('secret_type' in alert) return 'secret_scanning_alert';
  if ('security_advisory' in alert) return 'dependabot_alert';
  if ('rule' in alert) return 'code_scanning_alert';
  return getValue(payload, 'zen') === undefined ? undefined : 'ping';
}

function mapAlert(
  event: string,
  payload: unknown,
  delivery: DetectionDelivery,
): DetectionMapping {
  const alert = getValue(payload, 'alert');
  const repository = getText(payload, 'repository', 'full_name');
  const number = getText(alert, 'number');
  if (!isRecord(alert) || !repository || !number) {
    return unmapped(`${event} without alert, number or repository`);
  }
  const action = getText(payload, 'action') ?? '';
  const state = getText(alert, 'state') ?? '';
  const draft = READERS[event](alert, repository);
  return single(
    toDetection(
      {
        ...draft,
        externalKey: `${event}:${repository}:${number}`,
        fingerprintBasis: 'event, repository and number of the alert',
        sourceState:
          RESOLVED.has(action) || RESOLVED.has(state) ? 'resolved' : 'firing',
        occurredAt: getTime(alert, 'created_at'),
        lastSeenAt: toLatest(
          ...['created_at', 'updated_at', 'fixed_at', 'resolved_at']
            .concat('dismissed_at', 'auto_dismissed_at')
            .map(field => getTime(alert, field)),
        ),
        url:
          getText(alert, 'html_url') ??
          getText(payload, 'repository', 'html_url'),
        labels: [
          ['repository', repository],
          ...draft.labels,
          ['event', event],
          ['action', action || undefined],
        ],
        isTest: isTestEvent(payload) || undefined,
      },
      delivery,
    ),
  );
}

/** GitHub: code scanning, secret scanning and Dependabot. */
export const github: DetectionSource = {
  type: 'github',
  title: 'GitHub',
  proof: 'HMAC-SHA256 in X-Hub-Signature-256',
  verify: (delivery, secrets) =>
    verifyHmac(delivery, secrets, {
      header: SIGNATURE_HEADER,
      deliveryId: getHeader(delivery, DELIVERY_HEADER),
    }),
  map(payload, delivery) {
    const event = getHeader(delivery, EVENT_HEADER) ?? guessEvent(payload);
    if (event === undefined) return unmapped('Not an event of GitHub');
    if (!Object.hasOwn(READERS, event)) {
      return ignored(`Event ${event} is no finding`);
    }
    return mapAlert(event, payload, delivery);
  },
  createTestEvent(secret, nowMs) {
    const at = new Date(nowMs).toISOString();
    const body = toTestBody({
      action: 'created',
      alert: {
        number: nowMs,
        created_at: at,
        updated_at: at,
        html_url: 'https://github.com/backstage/test/security',
        secret_type: 'test_event',
        secret_type_display_name: 'Test event',
        state: 'open',
      },
      repository: { full_name: 'backstage/test' },
    });
    return {
      headers: {
        'content-type': 'application/json',
        [EVENT_HEADER]: 'secret_scanning_alert',
        [DELIVERY_HEADER]: `test-${nowMs}`,
        [SIGNATURE_HEADER]: `sha256=${hmac(secret, body).toString('hex')}`,
      },
      body,
    };
  },
};
