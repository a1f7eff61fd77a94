import type {
  CreateDetectionRuleRequest,
  CreateSuppressionRequest,
  DismissalDisposition,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type { DemoFinding } from './events';

type Template = Omit<DemoFinding, 'id' | 'service'> & { services: string[] };

const template = (
  source: Template['source'],
  rule: string,
  severity: Severity,
  title: string,
  ...services: string[]
): Template => ({ source, rule, severity, title, services });

/** What tools found in the last month. */
export const TEMPLATES: readonly Template[] = [
  template(
    'alertmanager',
    'AnomalousEgress',
    'medium',
    'Egress far above the baseline',
    'warehouse-loader',
    'media-resizer',
    'invoice-exports',
  ),
  template(
    'alertmanager',
    'AuthFailuresHigh',
    'medium',
    'Failed sign-ins above 300 per minute',
    'auth-gateway',
    'account-web',
  ),
  template(
    'alertmanager',
    'RateLimitHit',
    'low',
    'One address hits the rate limit',
    'search-api',
    'catalogue-api',
    'storefront-web',
  ),
  template(
    'grafana',
    'Refunds out of pattern',
    'medium',
    'Refunds to one card above the limit',
    'payments-api',
    'payments-worker',
  ),
  template(
    'grafana',
    'Certificate expires soon',
    'low',
    'A certificate expires in 14 days',
    'artifact-proxy',
    'returns-portal',
  ),
  template(
    'github',
    'npm-tar',
    'medium',
    'Path traversal in tar',
    'checkout-web',
    'storefront-web',
    'account-web',
  ),
  template(
    'github',
    'npm-semver',
    'low',
    'Slow regular expression in semver',
    'build-runner',
    'order-api',
    'cart-api',
  ),
  template(
    'github',
    'generic_api_key',
    'high',
    'Generic API key',
    'price-importer',
    'shipping-api',
  ),
  template(
    'gitlab',
    'CWE-79',
    'medium',
    'Unescaped output in a template',
    'returns-portal',
    'warehouse-admin',
  ),
  template(
    'guardduty',
    'Recon:EC2/PortProbeUnprotectedPort',
    'low',
    'An unprotected port is being probed',
    'search-api',
    'warehouse-loader',
    'deploy-controller',
  ),
  template(
    'guardduty',
    'UnauthorizedAccess:EC2/SSHBruteForce',
    'medium',
    'SSH brute force against an instance',
    'build-runner',
  ),
  template(
    'securityhub',
    'S3.8',
    'medium',
    'A bucket does not block public access',
    'invoice-exports',
    'media-resizer',
  ),
  template(
    'wazuh',
    '5712',
    'medium',
    'sshd: brute force trying to get access to the system',
    'identity-api',
    'build-runner',
  ),
  template(
    'wazuh',
    '550',
    'low',
    'Integrity checksum of a file changed',
    'secrets-broker',
    'base-images',
  ),
  template(
    'generic',
    'SHIP-7F',
    'low',
    'The signature of a carrier was not checked',
    'shipping-api',
  ),
  template(
    'ocsf',
    'PROC-114',
    'low',
    'Unusual process on a workstation',
    'support-desk',
    'reporting-workbench',
  ),
  template(
    'cloudevents',
    'DLP-3',
    'medium',
    'Large download of customer data',
    'reporting-workbench',
    'consent-registry',
  ),
];

/** Falco has been silent for days. */
export const FALCO_TEMPLATES: readonly Template[] = [
  template(
    'falco',
    'Terminal shell in container',
    'medium',
    'A shell was opened in a container',
    'payments-api',
    'order-api',
    'label-printer',
  ),
  template(
    'falco',
    'Read sensitive file untrusted',
    'high',
    'A sensitive file was opened by an unknown program',
    'tokenizer',
    'secrets-broker',
  ),
];

/** What becomes of most detections, by how often. */
export const DISMISSALS: ReadonlyArray<
  readonly [DismissalDisposition, reason: string]
> = [
  [
    'false-positive',
    'The load test of the week; the rule knows its address now',
  ],
  ['benign', 'A nightly export, announced by the team'],
  ['false-positive', 'The scanner reads a test fixture'],
  ['benign', 'A colleague at work, confirmed by phone'],
  ['accepted-risk', 'Not reachable from outside; fixed with the next release'],
  ['duplicate', 'The same as what the cloud provider reported an hour ago'],
  ['false-positive', 'The pattern also matches the health check'],
  [
    'insufficient-data',
    'The log of that hour is gone; watched for a week without a repeat',
  ],
  ['test', 'Our own penetration test'],
];

/** A detection that waits in the inbox. */
export interface Waiting extends DemoFinding {
  hoursAgo: number;
  /** How often it was seen since. */
  repeats?: number;
}

const waiting = (
  hoursAgo: number,
  source: DemoFinding['source'],
  rule: string,
  severity: Severity,
  title: string,
  service?: string,
  repeats?: number,
): Omit<Waiting, 'id'> => ({
  hoursAgo,
  source,
  rule,
  severity,
  title,
  service,
  repeats,
});

const WAITING: ReadonlyArray<Omit<Waiting, 'id'>> = [
  waiting(
    1.2,
    'github',
    'stripe_webhook_signing_secret',
    'high',
    'Stripe Webhook Signing Secret',
    'payments-api',
    2,
  ),
  waiting(
    2.6,
    'guardduty',
    'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    'high',
    'Instance credentials used from outside AWS',
    'warehouse-loader',
    6,
  ),
  waiting(
    3.1,
    'alertmanager',
    'CredentialStuffing',
    'high',
    'Sign-ins with known stolen passwords',
    'auth-gateway',
    14,
  ),
  waiting(
    7.4,
    'ocsf',
    'PROC-201',
    'high',
    'A tool that reads passwords from memory',
    'support-desk',
  ),
  waiting(
    0.6,
    'grafana',
    'Refunds out of pattern',
    'medium',
    '41 refunds to one card in ten minutes',
    'payments-api',
    3,
  ),
  waiting(
    1.9,
    'wazuh',
    '5763',
    'medium',
    'sshd: brute force, then a success',
    'build-runner',
    4,
  ),
  waiting(
    4.2,
    'alertmanager',
    'AnomalousEgress',
    'medium',
    'Egress 12x baseline from media-resizer',
    'media-resizer',
    9,
  ),
  waiting(
    5.5,
    'github',
    'npm-minimist',
    'medium',
    'Prototype pollution in minimist',
    'checkout-web',
  ),
  waiting(
    8.3,
    'securityhub',
    'S3.2',
    'medium',
    'A bucket can be read by everybody',
    'invoice-exports',
    2,
  ),
  waiting(
    11.7,
    'cloudevents',
    'DLP-3',
    'medium',
    'Large download of reports by staff',
    // Service owners do not see this service.
    'conduct-hotline',
  ),
  waiting(
    74,
    'gitlab',
    'CWE-89',
    'medium',
    'Query built from user input',
    'warehouse-admin',
  ),
  waiting(
    2.2,
    'generic',
    'CHECK-12',
    'low',
    'A checkout page loads a script from an unknown address',
    'checkout-web',
    5,
  ),
  waiting(
    6.8,
    'guardduty',
    'Recon:EC2/PortProbeUnprotectedPort',
    'low',
    'An unprotected port is being probed',
    'search-api',
    11,
  ),
  waiting(
    9.1,
    'alertmanager',
    'RateLimitHit',
    'low',
    'One address hits the rate limit',
    'catalogue-api',
    22,
  ),
  waiting(
    12.4,
    'github',
    'npm-cookie',
    'low',
    'Cookie names are not checked in cookie',
    'account-web',
  ),
  waiting(
    15.3,
    'wazuh',
    '550',
    'low',
    'Integrity checksum of a file changed',
    'identity-api',
    2,
  ),
  waiting(
    18.8,
    'grafana',
    'Certificate expires soon',
    'low',
    'A certificate expires in 14 days',
    'returns-portal',
  ),
  waiting(
    21.5,
    'ocsf',
    'PROC-114',
    'low',
    'Unusual process on a workstation',
    'reporting-workbench',
  ),
  // Nobody knows these services.
  waiting(
    3.8,
    'alertmanager',
    'AnomalousEgress',
    'medium',
    'Egress 9x baseline from an import job',
    undefined,
    3,
  ),
  // Two services share this repository: one of them is a click away.
  waiting(
    13.2,
    'github',
    'elastic_api_key',
    'medium',
    'Elastic API Key',
    'product-discovery',
  ),
];

/** New detections, most of the last day, and two whose service nobody found. */
export const waitingFindings: readonly Waiting[] = WAITING.map(
  (finding, at) => ({ ...finding, id: String(9_000 + at) }),
);

/** A detection that belongs to an open incident, by the beginning of its title. */
export interface Attached extends DemoFinding {
  hoursAgo: number;
  incident: string;
  /** When it was seen again, in hours before now. */
  again?: readonly number[];
  /** When its source said that it is over, in hours before now. */
  resolvedHoursAgo?: number;
}

export const attachedFindings: readonly Attached[] = [
  {
    hoursAgo: 2.6,
    incident: 'Live gateway key',
    source: 'github',
    id: '9111',
    rule: 'gateway_live_key',
    severity: 'high',
    title: 'Payment gateway key, still valid',
    service: 'payments-api',
    // The last one after it was attached, while containment goes on.
    again: [1.6, 0.02],
  },
  {
    hoursAgo: 1.9,
    incident: 'Live gateway key',
    source: 'alertmanager',
    id: '9112',
    rule: 'GatewayCallsUnknownAsn',
    severity: 'medium',
    title: 'Calls with the key from an unknown network',
    service: 'payments-api',
    again: [1.6, 1.3, 1.1],
    resolvedHoursAgo: 0.9,
  },
  {
    hoursAgo: 5,
    incident: 'Card testing bursts',
    source: 'grafana',
    id: '9101',
    rule: 'Refunds out of pattern',
    severity: 'high',
    title: 'Refund endpoint called 900 times in a minute',
    service: 'payments-api',
  },
  {
    hoursAgo: 9,
    incident: 'Unusual export volume',
    source: 'alertmanager',
    id: '9102',
    rule: 'AnomalousEgress',
    severity: 'high',
    title: 'Egress 30x baseline from ledger',
    service: 'ledger',
  },
  // The incident is restricted: only its members see that this belongs to it.
  {
    hoursAgo: 6,
    incident: 'Stolen passwords',
    source: 'wazuh',
    id: '9103',
    rule: '40111',
    severity: 'high',
    title: 'Many sign-ins from one network',
    service: 'identity-api',
  },
];

/** Of the last day: somebody decided within hours. */
export const decidedToday: ReadonlyArray<DemoFinding & { hoursAgo: number }> = [
  [
    'grafana',
    'Refunds out of pattern',
    'Refunds to one card above the limit',
    'payments-worker',
  ],
  ['github', 'npm-express', 'Open redirect in express', 'order-api'],
  [
    'securityhub',
    'IAM.3',
    'An access key is older than 90 days',
    'deploy-controller',
  ],
  ['wazuh', '5715', 'sshd: a sign-in outside of office hours', 'identity-api'],
  ['generic', 'ACC-4', 'A session was used from two countries', 'account-web'],
  ['gitlab', 'CWE-798', 'A fixed password in a test', 'warehouse-admin'],
  [
    'alertmanager',
    'AuthFailuresHigh',
    'Failed sign-ins above 300 per minute',
    'consent-registry',
  ],
].map(
  ([source, rule, title, service], at): DemoFinding & { hoursAgo: number } => ({
    hoursAgo: 5 + at * 2.5,
    source: source as DemoFinding['source'],
    id: String(9_200 + at),
    rule,
    severity: at % 2 ? 'low' : 'medium',
    title,
    service,
  }),
);

const SCAN = 'Recon:EC2/Portscan';
/** Of the last day: a rule ignores them. */
export const ignoredToday: ReadonlyArray<DemoFinding & { hoursAgo: number }> = [
  'search-api',
  'artifact-proxy',
  'catalogue-api',
  'warehouse-loader',
  'deploy-controller',
].map((service, at): DemoFinding & { hoursAgo: number } => ({
  hoursAgo: 2 + at * 4,
  source: 'guardduty',
  id: String(9_300 + at),
  rule: SCAN,
  severity: 'low',
  title: 'Outbound port scan from an instance',
  service,
}));

/** What people of security operations set up at the beginning of the month. */
export const RULES: readonly CreateDetectionRuleRequest[] = [
  {
    name: 'Scans of our own scanner',
    condition: { sourceIds: ['guardduty'], ruleIds: [SCAN] },
    action: 'ignore',
  },
  {
    name: 'Same alert, same service: propose the open incident',
    condition: { sourceIds: ['alertmanager', 'grafana'] },
    action: 'suggest',
    attachTo: 'same-service',
    withinHours: 72,
  },
];

/** Suppressions by the day on which they were made, and the days that they last. */
export const SUPPRESSIONS: ReadonlyArray<
  Omit<CreateSuppressionRequest, 'endsAt'> & { daysAgo: number; days: number }
> = [
  {
    daysAgo: 11,
    days: 20,
    name: 'Load test of the storefront',
    condition: {
      sourceIds: ['alertmanager'],
      ruleIds: ['RateLimitHit'],
      entityRefs: ['component:default/storefront-web'],
    },
    reason: 'The load test runs every night until the sale begins',
  },
  {
    daysAgo: 20,
    days: 17,
    name: 'Move of the build cluster',
    condition: {
      sourceIds: ['wazuh'],
      entityRefs: ['component:default/base-images'],
    },
    reason: 'Files change while the images are rebuilt',
  },
];

/** The catalog does not know the name that the tool has for it, so somebody made a pattern. */
export const RENAMED = {
  daysAgo: 9,
  label: 'app',
  name: 'legacy-importer',
  entityRef: 'component:default/price-importer',
};
