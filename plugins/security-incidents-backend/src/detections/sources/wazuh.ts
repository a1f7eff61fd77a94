import type {
  RsitClass,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
} from 'backstage-plugin-security-incidents-node/alpha';
import { z } from 'zod';
import { parseOptions } from './options';
import { parsePath, pathSchema } from './paths';
import { readPlaces, toClassOfTactics } from './places';
import {
  getNumber,
  getRecord,
  getText,
  getTexts,
  getTime,
  isTestEvent,
  type JsonRecord,
  single,
  toDetection,
  toKey,
  toTestBody,
  unmapped,
} from './read';
import {
  getHeader,
  OWN_SCHEMES_PROOF,
  signOwnScheme,
  verifyOwnSchemes,
} from './signatures';

const optionsSchema = z.strictObject({
  keyFields: z.array(pathSchema).min(1).max(10).optional(),
});
type WazuhOptions = z.infer<typeof optionsSchema>;

function toSeverity(level: number): Severity {
  if (level >= 15) return 'critical';
  if (level >= 12) return 'high';
  if (level >= 7) return 'medium';
  return level >= 4 ? 'low' : 'informational';
}

const CLASS_BY_GROUP: Readonly<Record<string, RsitClass>> = {
  authentication_failed: 'intrusion-attempts',
  authentication_failures: 'intrusion-attempts',
  attack: 'intrusion-attempts',
  web_scan: 'information-gathering',
  recon: 'information-gathering',
  rootcheck: 'malicious-code',
  virus: 'malicious-code',
  yara: 'malicious-code',
  'vulnerability-detector': 'vulnerable',
  sca: 'vulnerable',
};

function toClass(rule: JsonRecord): RsitClass | undefined {
  const group = getTexts(rule, 'groups').find(each =>
    Object.hasOwn(CLASS_BY_GROUP, each),
  );
  return (
    (group && CLASS_BY_GROUP[group]) ||
    toClassOfTactics(getTexts(rule, 'mitre', 'tactic'))
  );
}

interface Key {
  externalKey: string;
  basis: string;
}

/** Alerts of the vulnerability detector are told apart by the vulnerability, others by the rule and who was involved. */
function readKey(
  alert: JsonRecord,
  ruleId: string,
  agentId: string,
  { keyFields }: WazuhOptions,
): Key {
  if (keyFields) {
    const values = keyFields.map(path => getText(alert, ...parsePath(path)));
    return {
      externalKey: toKey(ruleId, agentId, ...values),
      basis: `rule, agent, ${keyFields.join(', ')}`,
    };
  }
  const cve = getText(alert, 'data', 'vulnerability', 'cve');
  if (cve) {
    return {
      externalKey: toKey(
        'vulnerability',
        agentId,
        cve,
        getText(alert, 'data', 'vulnerability', 'package', 'name'),
      ),
      basis: 'agent, vulnerability and package',
    };
  }
  const path = getText(alert, 'syscheck', 'path');
  return {
    externalKey: toKey(
      ruleId,
      agentId,
      getText(alert, 'data', 'srcip') ??
        getText(alert, 'data', 'dstuser') ??
        path,
    ),
    basis: 'rule, agent, and source address, user or file',
  };
}

function mapAlert(
  alert: unknown,
  delivery: DetectionDelivery,
  options: WazuhOptions,
): DetectionMapping {
  const rule = getRecord(alert, 'rule');
  const ruleId = getText(rule, 'id');
  const level = getNumber(rule, 'level');
  const agent = getRecord(alert, 'agent');
  if (!ruleId || level === undefined) {
    return unmapped(
      'Not an alert of Wazuh: there is no rule with id and level',
    );
  }
  const agentId = getText(agent, 'id') ?? getText(agent, 'name') ?? '';
  const key = readKey(getRecord(alert), ruleId, agentId, options);
  const time = getTime(alert, 'timestamp');
  const vulnerability = getRecord(alert, 'data', 'vulnerability');
  const name = getText(agent, 'name');
  const what = getText(rule, 'description') ?? `Wazuh rule ${ruleId}`;
  return single(
    toDetection(
      {
        externalKey: key.externalKey,
        fingerprintBasis: key.basis,
        titles: [name ? `${what} on ${name}` : what],
        description:
          getText(alert, 'full_log') ?? getText(vulnerability, 'title'),
        severity: toSeverity(level),
        statedSeverity: `level ${level} of 16`,
        class: toClass(rule),
        ruleId,
        ruleName: getText(rule, 'description'),
        sourceState:
          getText(vulnerability, 'status') === 'Solved' ? 'resolved' : 'firing',
        occurredAt: time,
        lastSeenAt: time,
        url: getText(vulnerability, 'reference'),
        labels: [
          ...readPlaces(getRecord(agent, 'labels')),
          ['host', name],
          ['agent', agentId],
          ['agentIp', getText(agent, 'ip')],
          ['manager', getText(alert, 'manager', 'name')],
          ['sourceIp', getText(alert, 'data', 'srcip')],
          [
            'user',
            getText(alert, 'data', 'dstuser') ??
              getText(alert, 'data', 'srcuser'),
          ],
          ['file', getText(alert, 'syscheck', 'path')],
          ['cve', getText(vulnerability, 'cve')],
          ['package', getText(vulnerability, 'package', 'name')],
          ['groups', getTexts(rule, 'groups').join(', ')],
          ['techniques', getTexts(rule, 'mitre', 'id').join(', ')],
          ['decoder', getText(alert, 'decoder', 'name')],
          ['location', getText(alert, 'location')],
        ],
        isTest: isTestEvent(alert) || undefined,
      },
      delivery,
    ),
  );
}

/** Wazuh, through an integration script on the manager. */
export const wazuh: DetectionSource<WazuhOptions> = {
  type: 'wazuh',
  title: 'Wazuh',
  proof: OWN_SCHEMES_PROOF,
  readOptions: options => parseOptions(optionsSchema, options),
  verify: (delivery, secrets) =>
    verifyOwnSchemes(delivery, secrets, {
      deliveryId: getHeader(delivery, 'x-delivery-id'),
    }),
  map: mapAlert,
  createTestEvent(secret, nowMs) {
    const body = toTestBody({
      timestamp: new Date(nowMs).toISOString(),
      rule: { level: 3, id: `test-${nowMs}`, description: 'Test event' },
      agent: { id: '000' },
      manager: { name: 'backstage' },
    });
    return {
      headers: {
        ...signOwnScheme(secret, body, nowMs),
        'x-delivery-id': `test-${nowMs}`,
      },
      body,
    };
  },
};
