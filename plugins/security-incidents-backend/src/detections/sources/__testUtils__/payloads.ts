/*
 * One payload per source, in the shape in which its tool sends it.
 */

export const ALERTMANAGER = {
  receiver: 'backstage-security',
  status: 'firing',
  version: '4',
  groupKey: '{}/{team="sec"}:{alertname="AnomalousEgress"}',
  truncatedAlerts: 0,
  groupLabels: { alertname: 'AnomalousEgress' },
  commonLabels: {
    alertname: 'AnomalousEgress',
    severity: 'critical',
    namespace: 'payments',
  },
  commonAnnotations: {},
  externalURL: 'https://am.example.com',
  alerts: [
    {
      status: 'firing',
      labels: {
        alertname: 'AnomalousEgress',
        severity: 'critical',
        namespace: 'payments',
        app: 'payments-api',
      },
      annotations: {
        summary: 'Egress 40x baseline from payments-api',
        runbook_url: 'https://backstage.example.com/docs/x',
      },
      startsAt: '2026-11-23T08:51:04.157Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'https://prom.example.com/graph?g0.expr=x',
      fingerprint: 'c6eadffa33fcdf37',
    },
  ],
};

export const GRAFANA = {
  receiver: 'backstage',
  status: 'firing',
  orgId: 1,
  alerts: [
    {
      status: 'firing',
      labels: {
        alertname: 'Many failed sign-ins',
        severity: 'warning',
        service: 'customer-accounts',
        __alert_rule_uid__: 'fe1a2b3c4d5e6f',
      },
      annotations: {
        summary: '412 failed sign-ins in 5 minutes',
        description: 'From 3 addresses.\nUsual is 20.',
      },
      startsAt: '2026-11-23T08:40:00Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'https://grafana.example.com/alerting/grafana/fe1a/view',
      fingerprint: '57c6d9296de2ad39',
      silenceURL: 'https://grafana.example.com/alerting/silence/new',
      dashboardURL: '',
      panelURL: '',
      values: { B: 412 },
      valueString: "[ var='B' labels={} value=412 ]",
    },
  ],
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'https://grafana.example.com/',
  version: '1',
  groupKey: '{}:{}',
  truncatedAlerts: 0,
  title: '[FIRING:1] Many failed sign-ins',
  state: 'alerting',
  message: 'Firing',
};

const REPOSITORY = {
  id: 1,
  full_name: 'acme/payments-api',
  html_url: 'https://github.com/acme/payments-api',
  private: true,
};

export const CODE_SCANNING = {
  action: 'created',
  alert: {
    number: 10,
    created_at: '2026-11-23T03:10:43Z',
    url: 'https://api.github.com/repos/acme/payments-api/code-scanning/alerts/10',
    html_url: 'https://github.com/acme/payments-api/security/code-scanning/10',
    state: 'open',
    dismissed_by: null,
    dismissed_at: null,
    dismissed_reason: null,
    rule: {
      id: 'java/sql-injection',
      severity: 'error',
      security_severity_level: 'high',
      description: 'Query built from user-controlled sources',
      name: 'java/sql-injection',
      tags: ['security', 'external/cwe/cwe-089'],
    },
    tool: { name: 'CodeQL', guid: null, version: null },
    most_recent_instance: {
      ref: 'refs/heads/main',
      state: 'open',
      commit_sha: '788437584c2522f27feab10d8e631bab3e9e783a',
      location: { path: 'src/Book.java', start_line: 84, end_line: 84 },
    },
    instances: [],
  },
  ref: 'refs/heads/main',
  commit_oid: '788437584c2522f27feab10d8e631bab3e9e783a',
  repository: REPOSITORY,
  sender: { login: 'github', id: 9919, type: 'Organization' },
};

export const SECRET_SCANNING = {
  action: 'created',
  alert: {
    number: 131,
    created_at: '2026-11-23T08:12:00Z',
    updated_at: '2026-11-23T08:12:01Z',
    html_url:
      'https://github.com/acme/payments-api/security/secret-scanning/131',
    secret_type: 'amazon_aws_secret_access_key',
    secret_type_display_name: 'Amazon AWS Secret Access Key',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    validity: 'active',
    state: 'open',
    push_protection_bypassed: false,
  },
  repository: REPOSITORY,
};

export const DEPENDABOT = {
  action: 'created',
  alert: {
    number: 7,
    state: 'open',
    created_at: '2026-11-22T10:00:00Z',
    updated_at: '2026-11-22T10:00:00Z',
    html_url: 'https://github.com/acme/payments-api/security/dependabot/7',
    dependency: {
      package: { ecosystem: 'npm', name: 'minimist' },
      manifest_path: 'services/pay/package-lock.json',
      scope: 'runtime',
    },
    security_advisory: {
      ghsa_id: 'GHSA-xvch-5gv4-984h',
      cve_id: 'CVE-2021-44906',
      summary: 'Prototype pollution in minimist',
      severity: 'critical',
      cvss: { score: 9.8, vector_string: 'CVSS:3.1/AV:N' },
    },
    security_vulnerability: {
      vulnerable_version_range: '< 1.2.6',
      first_patched_version: { identifier: '1.2.6' },
    },
  },
  repository: REPOSITORY,
};

export const GITLAB = {
  object_kind: 'vulnerability',
  object_attributes: {
    url: 'https://gitlab.example.com/acme/payments/api/-/security/vulnerabilities/1',
    title: 'REXML DoS vulnerability',
    state: 'confirmed',
    project_id: 50,
    location: {
      file: 'Gemfile.lock',
      dependency: { package: { name: 'rexml' }, version: '3.3.1' },
    },
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L', vendor: 'NVD' }],
    severity: 'high',
    identifiers: [
      {
        name: 'CVE-2024-41123',
        external_id: 'CVE-2024-41123',
        external_type: 'cve',
      },
    ],
    report_type: 'dependency_scanning',
    confirmed_at: '2026-11-23T08:46:41.000Z',
    dismissed_at: null,
    resolved_at: null,
    created_at: '2026-11-23T08:40:00.000Z',
    updated_at: '2026-11-23T08:46:41.000Z',
  },
};

export const GUARDDUTY = {
  version: '0',
  id: '6f1c8a3e-0000-4000-8000-000000000001',
  'detail-type': 'GuardDuty Finding',
  source: 'aws.guardduty',
  account: '111122223333',
  time: '2026-11-23T08:40:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    schemaVersion: '2.0',
    accountId: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    id: '96b3d2f1',
    arn: 'arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/96b3d2f1',
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    severity: 8,
    resource: {
      resourceType: 'AccessKey',
      accessKeyDetails: {
        accessKeyId: 'ASIAEXAMPLE',
        principalId: 'AROAEXAMPLE:i-0',
        userType: 'Role',
        userName: 'payments-api-role',
      },
      instanceDetails: {
        instanceId: 'i-0abc',
        tags: [
          { key: 'service', value: 'payments-api' },
          { key: 'env', value: 'production' },
        ],
      },
    },
    service: {
      serviceName: 'guardduty',
      detectorId: 'd',
      action: {
        actionType: 'AWS_API_CALL',
        awsApiCallAction: {
          api: 'ListBuckets',
          remoteIpDetails: {
            ipAddressV4: '203.0.113.7',
            country: { countryName: 'Nowhere' },
          },
        },
      },
      resourceRole: 'TARGET',
      eventFirstSeen: '2026-11-23T08:31:00Z',
      eventLastSeen: '2026-11-23T08:36:00Z',
      archived: false,
      count: 3,
    },
    createdAt: '2026-11-23T08:37:10.000Z',
    updatedAt: '2026-11-23T08:37:10.000Z',
    title: 'Instance credentials used from outside AWS',
    description: 'Credentials of an instance were used elsewhere.',
  },
};

export const SECURITY_HUB = {
  version: '0',
  id: '8e5622f9-d81c-4d81-612a-9319e7ee2506',
  'detail-type': 'Security Hub Findings - Imported',
  source: 'aws.securityhub',
  account: '111122223333',
  time: '2026-11-23T08:50:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    findings: [
      {
        SchemaVersion: '2018-10-08',
        Id: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.2/finding/0aa1',
        ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
        ProductName: 'Security Hub',
        GeneratorId: 'security-control/S3.2',
        AwsAccountId: '111122223333',
        Types: [
          'Software and Configuration Checks/Industry and Regulatory Standards',
        ],
        CreatedAt: '2026-11-23T08:10:00.000Z',
        UpdatedAt: '2026-11-23T08:45:00.000Z',
        Severity: { Label: 'CRITICAL', Normalized: 90 },
        Title: 'S3 buckets should block public read access',
        Description: 'The bucket is readable by everybody.',
        Resources: [
          {
            Type: 'AwsS3Bucket',
            Id: 'arn:aws:s3:::larchfield-exports',
            Region: 'eu-west-1',
            Tags: { service: 'export-service' },
          },
        ],
        Compliance: { Status: 'FAILED', SecurityControlId: 'S3.2' },
        Workflow: { Status: 'NEW' },
        RecordState: 'ACTIVE',
      },
    ],
  },
};

export const FALCO = {
  uuid: '4a2f6a9e-0000-4000-8000-000000000001',
  hostname: 'node-3',
  output: '08:51:02.1: Warning Shell spawned in container (user=root)',
  priority: 'Warning',
  rule: 'Terminal shell in container',
  source: 'syscall',
  tags: ['container', 'mitre_execution', 'T1059'],
  time: '2026-11-23T08:51:02.123456789Z',
  output_fields: {
    'container.id': '3f2a',
    'container.image.repository': 'registry/payments-api',
    'k8s.ns.name': 'payments',
    'k8s.pod.name': 'payments-api-6d8f7c9b5-x2x7k',
    'proc.cmdline': 'sh -c id',
    'user.name': 'root',
  },
};

export const PAGERDUTY = {
  event: {
    id: '5ac64822-4adc-4fda-ade0-410becf0de4f',
    event_type: 'incident.triggered',
    resource_type: 'incident',
    occurred_at: '2026-11-23T08:52:00.000Z',
    agent: { id: 'PXPGF42', type: 'user_reference', summary: 'Ada' },
    client: { name: 'PagerDuty' },
    data: {
      id: 'PT4KHLK',
      type: 'incident',
      self: 'https://api.pagerduty.com/incidents/PT4KHLK',
      html_url: 'https://acme.pagerduty.com/incidents/PT4KHLK',
      number: 1234,
      status: 'triggered',
      incident_key: 'baf7cf21',
      created_at: '2026-11-23T08:52:00Z',
      title: 'Possible data exfiltration',
      service: {
        id: 'PIJ90N7',
        summary: 'payments-api',
        type: 'service_reference',
      },
      assignees: [],
      urgency: 'high',
      priority: {
        id: 'PSO75BM',
        summary: 'P1',
        type: 'priority_reference',
      },
      teams: [],
      resolve_reason: null,
    },
  },
};

export const WAZUH = {
  timestamp: '2026-11-23T08:50:45.123+0000',
  rule: {
    level: 12,
    id: '5712',
    description: 'sshd: brute force trying to get access to the system',
    firedtimes: 8,
    groups: ['syslog', 'sshd', 'authentication_failures'],
    mitre: {
      id: ['T1110'],
      tactic: ['Credential Access'],
      technique: ['Brute Force'],
    },
  },
  agent: { id: '001', name: 'payments-api-1', ip: '10.0.1.10' },
  manager: { name: 'wazuh' },
  id: '1795510245.12345',
  decoder: { name: 'sshd' },
  data: { srcip: '203.0.113.7', dstuser: 'root' },
  location: '/var/log/auth.log',
  full_log: 'Failed password for root from 203.0.113.7',
};

export const OCSF = {
  activity_id: 1,
  category_uid: 2,
  class_uid: 2004,
  type_uid: 200401,
  time: Date.parse('2026-11-23T08:55:00.000Z'),
  severity_id: 4,
  severity: 'High',
  status_id: 1,
  confidence: 'High',
  metadata: {
    version: '1.8.0',
    uid: 'e7c5',
    product: { name: 'Hunter', vendor_name: 'Acme' },
  },
  finding_info: {
    uid: 'f-91',
    title: 'Reverse shell',
    desc: 'A shell was opened to the outside.',
    first_seen_time: Date.parse('2026-11-23T08:50:00.000Z'),
    src_url: 'https://hunter.example.com/f-91',
    analytic: { uid: 'H-7', name: 'Shell to the outside', type_id: 1 },
    attacks: [
      {
        tactic: { name: 'Execution', uid: 'TA0002' },
        technique: { uid: 'T1059' },
      },
    ],
  },
  resources: [
    {
      uid: 'arn:aws:ecs:eu-west-1:111122223333:service/payments',
      name: 'payments',
      type: 'service',
      tags: [{ name: 'service', value: 'payments-api' }],
      labels: ['env:production'],
    },
  ],
  cloud: { provider: 'AWS', region: 'eu-west-1', account: { uid: '1111' } },
  evidences: [{ src_endpoint: { ip: '203.0.113.9' } }],
  observables: [{ name: 'process.name', type_id: 9, value: 'nc' }],
};

export const SENTRY = {
  action: 'created',
  data: {
    issue: {
      id: '4509',
      shortId: 'PAY-12',
      title: 'Signature check was skipped',
      level: 'error',
      status: 'unresolved',
      firstSeen: '2026-11-23T08:20:00Z',
      lastSeen: '2026-11-23T08:44:00Z',
      web_url: 'https://sentry.example.com/issues/4509/',
      project: { slug: 'payments-api' },
      tags: [{ key: 'environment', value: 'production' }],
    },
  },
};

export const SENTRY_OPTIONS = {
  onlyWhen: [
    { path: 'action', is: ['created', 'resolved', 'unresolved', 'archived'] },
  ],
  key: ['data.issue.id'],
  title: 'data.issue.title',
  severity: 'data.issue.level',
  ruleId: 'data.issue.shortId',
  state: 'data.issue.status',
  resolvedStates: ['resolved', 'archived'],
  occurredAt: 'data.issue.firstSeen',
  lastSeenAt: 'data.issue.lastSeen',
  url: 'data.issue.web_url',
  labels: {
    service: 'data.issue.project.slug',
    environment: 'data.issue.tags[0].value',
  },
};

export const CLOUD_EVENT = {
  specversion: '1.0',
  id: 'A234-1234-1234',
  source: '/hunter/eu',
  type: 'org.ocsf.finding.detection',
  time: '2026-11-23T08:56:00Z',
  datacontenttype: 'application/json',
  data: OCSF,
};
