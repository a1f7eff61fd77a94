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
  getList,
  getRecord,
  getText,
  getTime,
  getValue,
  ignored,
  isRecord,
  isTestEvent,
  single,
  toDetection,
  toTestBody,
  unmapped,
} from './read';
import {
  getHeader,
  verifySharedSecret,
  verifyStandardWebhook,
} from './signatures';
import { toLatest } from './times';

const TOKEN_HEADER = 'x-gitlab-token';
const SEVERITIES: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'informational',
};
const SECRETS: ReadonlySet<string> = new Set(['secret_detection']);

/** `https://gitlab.example/group/project/-/security/vulnerabilities/7` is of `group/project`. */
function toProject(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const [project] = new URL(url).pathname.split('/-/', 1);
  return project.slice(1) || undefined;
}

function mapVulnerability(
  payload: unknown,
  delivery: DetectionDelivery,
): DetectionMapping {
  const vulnerability = getValue(payload, 'object_attributes');
  const url = getText(vulnerability, 'url');
  const projectId = getText(vulnerability, 'project_id');
  if (!isRecord(vulnerability) || !url || !projectId) {
    return unmapped('A vulnerability without url or project_id');
  }
  const state = getText(vulnerability, 'state') ?? '';
  const stated = getText(vulnerability, 'severity')?.toLocaleLowerCase('en');
  const reportType = getText(vulnerability, 'report_type') ?? '';
  const [identifier] = getList(vulnerability, 'identifiers');
  const location = getRecord(vulnerability, 'location');
  const identifierClass: RsitClass = SECRETS.has(reportType)
    ? 'information-content-security'
    : 'vulnerable';
  return single(
    toDetection(
      {
        externalKey: `vulnerability:${projectId}:${url}`,
        fingerprintBasis: 'project and address of the vulnerability',
        titles: [getText(vulnerability, 'title'), 'Vulnerability'],
        description: getText(vulnerability, 'description'),
        severity:
          stated && Object.hasOwn(SEVERITIES, stated)
            ? SEVERITIES[stated]
            : undefined,
        statedSeverity: stated,
        class: identifierClass,
        ruleId:
          getText(identifier, 'external_id') ?? getText(identifier, 'name'),
        ruleName: getText(identifier, 'name'),
        sourceState: ['dismissed', 'resolved'].includes(state)
          ? 'resolved'
          : 'firing',
        occurredAt:
          getTime(vulnerability, 'detected_at') ??
          getTime(vulnerability, 'created_at'),
        lastSeenAt: toLatest(
          ...['created_at', 'updated_at', 'confirmed_at'].map(field =>
            getTime(vulnerability, field),
          ),
          ...['dismissed_at', 'resolved_at'].map(field =>
            getTime(vulnerability, field),
          ),
        ),
        url,
        labels: [
          [
            'repository',
            getText(payload, 'project', 'path_with_namespace') ??
              toProject(url),
          ],
          ['path', getText(location, 'file')],
          ['line', getText(location, 'start_line')],
          ['package', getText(location, 'dependency', 'package', 'name')],
          ['image', getText(location, 'image')],
          ['projectId', projectId],
          ['reportType', reportType || undefined],
          ['state', state || undefined],
        ],
        isTest: isTestEvent(payload) || undefined,
      },
      delivery,
    ),
  );
}

/** GitLab: vulnerability events. */
export const gitlab: DetectionSource = {
  type: 'gitlab',
  title: 'GitLab',
  proof: 'The secret in X-Gitlab-Token, or a signature of Standard Webhooks',
  verify: (delivery, secrets) =>
    getHeader(delivery, 'webhook-signature')
      ? verifyStandardWebhook(delivery, secrets)
      : verifySharedSecret(delivery, secrets, {
          header: TOKEN_HEADER,
          deliveryId:
            getHeader(delivery, 'idempotency-key') ??
            getHeader(delivery, 'webhook-id'),
        }),
  map(payload, delivery) {
    const kind =
      getText(payload, 'object_kind') ?? getText(payload, 'event_name');
    if (kind === undefined) return unmapped('Not an event of GitLab');
    return kind === 'vulnerability'
      ? mapVulnerability(payload, delivery)
      : ignored(`Event ${kind} is no finding`);
  },
  createTestEvent(secret, nowMs) {
    const at = new Date(nowMs).toISOString();
    return {
      headers: {
        'content-type': 'application/json',
        [TOKEN_HEADER]: secret,
        'idempotency-key': `test-${nowMs}`,
      },
      body: toTestBody({
        object_kind: 'vulnerability',
        object_attributes: {
          url: `https://gitlab.com/backstage/test/-/security/vulnerabilities/${nowMs}`,
          title: 'Test event',
          state: 'detected',
          severity: 'info',
          project_id: 1,
          created_at: at,
          updated_at: at,
        },
      }),
    };
  },
};
