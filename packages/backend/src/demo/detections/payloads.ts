import type { Severity } from 'backstage-plugin-security-incidents-common';
import type { DemoFinding } from './demoFinding';

type Payload = Record<string, unknown>;
/** Makes what the tool of a finding sends. */
export type ToPayload = (finding: DemoFinding, at: string) => Payload;

const NAMESPACE = 'larchfield';
const UNKNOWN = 'sandbox-import';

/** What tools call our severities. */
const ALERT_SEVERITY: Record<Severity, string> = {
  critical: 'critical',
  high: 'page',
  medium: 'warning',
  low: 'info',
  informational: 'informational',
};
const FALCO_PRIORITY: Record<Severity, string> = {
  critical: 'Critical',
  high: 'Error',
  medium: 'Warning',
  low: 'Notice',
  informational: 'Informational',
};
const GUARDDUTY_SEVERITY: Record<Severity, number> = {
  critical: 9,
  high: 8,
  medium: 5,
  low: 2,
  informational: 0.5,
};
const WAZUH_LEVEL: Record<Severity, number> = {
  critical: 15,
  high: 12,
  medium: 9,
  low: 5,
  informational: 3,
};
const OCSF_SEVERITY: Record<Severity, number> = {
  critical: 5,
  high: 4,
  medium: 3,
  low: 2,
  informational: 1,
};

const serviceOf = ({ service }: DemoFinding) => service ?? UNKNOWN;

const toAlert: ToPayload = (finding, at) => ({
  status: finding.isResolved ? 'resolved' : 'firing',
  labels: {
    alertname: finding.rule,
    severity: ALERT_SEVERITY[finding.severity],
    namespace: NAMESPACE,
    app: serviceOf(finding),
  },
  annotations: { summary: finding.title },
  startsAt: at,
  endsAt: finding.isResolved ? at : '0001-01-01T00:00:00Z',
  generatorURL: 'https://prometheus.larchfield.example/graph',
  fingerprint: finding.id,
});

export const toAlerts =
  (version: string): ToPayload =>
  (finding, at) => ({
    version,
    status: finding.isResolved ? 'resolved' : 'firing',
    receiver: 'backstage',
    groupKey: `{}:{alertname="${finding.rule}"}`,
    truncatedAlerts: 0,
    alerts: [toAlert(finding, at)],
  });

export const toSecretAlert: ToPayload = (finding, at) => ({
  action: finding.isResolved ? 'resolved' : 'created',
  alert: {
    number: Number(finding.id),
    created_at: at,
    updated_at: at,
    state: finding.isResolved ? 'resolved' : 'open',
    html_url: `https://github.com/larchfield/${serviceOf(
      finding,
    )}/security/secret-scanning/${finding.id}`,
    secret_type: finding.rule,
    secret_type_display_name: finding.title,
    secret: 'AKIAIOSFODNN7EXAMPLE',
    validity: finding.severity === 'critical' ? 'active' : 'unknown',
  },
  repository: { full_name: `larchfield/${serviceOf(finding)}` },
});

export const toDependabotAlert: ToPayload = (finding, at) => ({
  action: finding.isResolved ? 'fixed' : 'created',
  alert: {
    number: Number(finding.id),
    created_at: at,
    updated_at: at,
    state: finding.isResolved ? 'fixed' : 'open',
    html_url: `https://github.com/larchfield/${serviceOf(
      finding,
    )}/security/dependabot/${finding.id}`,
    dependency: {
      package: { ecosystem: 'npm', name: finding.rule },
      manifest_path: 'package-lock.json',
    },
    security_advisory: {
      ghsa_id: `GHSA-demo-${finding.rule}`,
      summary: finding.title,
      severity: finding.severity,
    },
  },
  repository: { full_name: `larchfield/${serviceOf(finding)}` },
});

export const toVulnerability: ToPayload = (finding, at) => ({
  object_kind: 'vulnerability',
  object_attributes: {
    url: `https://gitlab.larchfield.example/larchfield/${serviceOf(
      finding,
    )}/-/security/vulnerabilities/${finding.id}`,
    title: finding.title,
    state: finding.isResolved ? 'resolved' : 'detected',
    severity: finding.severity === 'informational' ? 'info' : finding.severity,
    project_id: 7,
    identifiers: [{ name: finding.rule, external_id: finding.rule }],
    report_type: 'sast',
    created_at: at,
    updated_at: at,
  },
});

const toBridge = (
  finding: DemoFinding,
  at: string,
  source: string,
  type: string,
  detail: Payload,
): Payload => ({
  version: '0',
  id: `${finding.id}-${at}`,
  'detail-type': type,
  source,
  account: '111122223333',
  time: at,
  region: 'eu-west-1',
  resources: [],
  detail,
});

export const toGuardDuty: ToPayload = (finding, at) =>
  toBridge(finding, at, 'aws.guardduty', 'GuardDuty Finding', {
    schemaVersion: '2.0',
    accountId: '111122223333',
    region: 'eu-west-1',
    id: finding.id,
    type: finding.rule,
    severity: GUARDDUTY_SEVERITY[finding.severity],
    resource: {
      resourceType: 'Instance',
      instanceDetails: {
        instanceId: 'i-0a1b2c3d',
        tags: [{ key: 'service', value: serviceOf(finding) }],
      },
    },
    service: {
      archived: finding.isResolved === true,
      eventFirstSeen: at,
      eventLastSeen: at,
    },
    createdAt: at,
    updatedAt: at,
    title: finding.title,
  });

export const toSecurityHub: ToPayload = (finding, at) =>
  toBridge(finding, at, 'aws.securityhub', 'Security Hub Findings - Imported', {
    findings: [
      {
        SchemaVersion: '2018-10-08',
        Id: finding.id,
        ProductName: 'Security Hub',
        GeneratorId: finding.rule,
        AwsAccountId: '111122223333',
        Types: ['Software and Configuration Checks'],
        CreatedAt: at,
        UpdatedAt: at,
        Severity: { Label: finding.severity.toLocaleUpperCase('en') },
        Title: finding.title,
        Resources: [
          {
            Type: 'AwsS3Bucket',
            Id: `arn:aws:s3:::larchfield-${serviceOf(finding)}`,
            Tags: { service: serviceOf(finding) },
          },
        ],
        RecordState: finding.isResolved ? 'ARCHIVED' : 'ACTIVE',
        Workflow: { Status: 'NEW' },
      },
    ],
  });

export const toFalco: ToPayload = (finding, at) => ({
  uuid: `${finding.id}-${at}`,
  hostname: 'node-3',
  output: finding.title,
  priority: FALCO_PRIORITY[finding.severity],
  rule: finding.rule,
  source: 'syscall',
  tags: ['container', 'mitre_execution'],
  time: at,
  output_fields: {
    'k8s.ns.name': NAMESPACE,
    'k8s.pod.name': `${serviceOf(finding)}-6d8f7c9b5-x2x7k`,
    'container.image.repository': `registry.larchfield.example/${serviceOf(
      finding,
    )}`,
    'user.name': 'root',
  },
});

export const toPagerDuty: ToPayload = (finding, at) => ({
  event: {
    id: `${finding.id}-${at}`,
    event_type: finding.isResolved ? 'incident.resolved' : 'incident.triggered',
    resource_type: 'incident',
    occurred_at: at,
    data: {
      id: finding.id,
      type: 'incident',
      status: 'triggered',
      created_at: at,
      title: finding.title,
      html_url: `https://larchfield.pagerduty.com/incidents/${finding.id}`,
      service: { id: 'PIJ90N7', summary: serviceOf(finding) },
      urgency: finding.severity === 'high' ? 'high' : 'low',
    },
  },
});

export const toWazuh: ToPayload = (finding, at) => ({
  timestamp: at,
  rule: {
    level: WAZUH_LEVEL[finding.severity],
    id: finding.rule,
    description: finding.title,
    groups: ['authentication_failures'],
  },
  agent: {
    id: serviceOf(finding),
    name: `${serviceOf(finding)}-1`,
    labels: { service: serviceOf(finding) },
  },
  manager: { name: 'wazuh' },
  data: { srcip: `203.0.113.${Number(finding.id) % 250}`, dstuser: 'root' },
  full_log: finding.title,
});

export const toOcsf: ToPayload = (finding, at) => ({
  activity_id: finding.isResolved ? 3 : 2,
  category_uid: 2,
  class_uid: 2004,
  type_uid: 200402,
  time: Date.parse(at),
  severity_id: OCSF_SEVERITY[finding.severity],
  metadata: { version: '1.8.0', product: { name: 'Endpoint sensor' } },
  finding_info: {
    uid: finding.id,
    title: finding.title,
    analytic: { uid: finding.rule, name: finding.rule },
  },
  resources: [{ tags: [{ name: 'service', value: serviceOf(finding) }] }],
});

export const toCloudEvent: ToPayload = (finding, at) => ({
  specversion: '1.0',
  id: `${finding.id}-${at}`,
  source: '/sensors/eu',
  type: 'org.ocsf.finding.detection',
  time: at,
  data: toOcsf(finding, at),
});

export const toSentry: ToPayload = (finding, at) => ({
  action: finding.isResolved ? 'resolved' : 'created',
  data: {
    issue: {
      id: finding.id,
      shortId: finding.rule,
      title: finding.title,
      level: finding.severity,
      status: finding.isResolved ? 'resolved' : 'unresolved',
      firstSeen: at,
      lastSeen: at,
      web_url: `https://sentry.larchfield.example/issues/${finding.id}/`,
      project: { slug: serviceOf(finding) },
    },
  },
});
