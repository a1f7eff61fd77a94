import type {
  RsitClass,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import { RESPONDERS } from '../history/closedStory';
import type { Story, StoryEvent } from '../history/types';
import type { DemoSource } from './events';

/** How far back detections are counted for the precision of a source. */
const DAYS = 88;
const PER_STORY = 5;

type Sign = readonly [
  source: DemoSource,
  rule: string,
  severity: Severity,
  title: string,
];

const DEFAULT_SIGNS: readonly Sign[] = [
  [
    'alertmanager',
    'AuthFailuresHigh',
    'medium',
    'Failed sign-ins far above the baseline',
  ],
  ['cloudevents', 'DLP-7', 'medium', 'Customer data sent to an unusual place'],
  ['ocsf', 'PROC-201', 'high', 'A tool that reads passwords from memory'],
  [
    'falco',
    'Redirect STDOUT/STDIN to network',
    'high',
    'A shell was connected to the network',
  ],
  ['generic', 'AUTH-31', 'medium', 'A token was used from two countries'],
];

/** What tools saw of an incident, by its class. */
const SIGNS: Partial<Record<RsitClass, readonly Sign[]>> = {
  'information-content-security': [
    ['github', 'generic_api_key', 'high', 'Generic API key'],
    ['cloudevents', 'DLP-3', 'medium', 'Large download of customer data'],
    [
      'guardduty',
      'Exfiltration:S3/AnomalousBehavior',
      'high',
      'Reads of a bucket out of pattern',
    ],
    ['github', 'gateway_live_key', 'high', 'Payment gateway key'],
    [
      'falco',
      'Search private keys or passwords',
      'high',
      'A search for keys in a container',
    ],
  ],
  'intrusion-attempts': [
    [
      'wazuh',
      '5720',
      'medium',
      'sshd: brute force trying to get access to the system',
    ],
    [
      'alertmanager',
      'AuthFailuresHigh',
      'medium',
      'Failed sign-ins above 300 per minute',
    ],
    [
      'guardduty',
      'UnauthorizedAccess:EC2/SSHBruteForce',
      'medium',
      'SSH brute force against an instance',
    ],
    ['pagerduty', 'PIJ90N7', 'high', 'Sign-ins fail for many accounts'],
    ['generic', 'AUTH-27', 'medium', 'One password was tried with many names'],
  ],
  intrusions: [
    [
      'guardduty',
      'UnauthorizedAccess:IAMUser/ConsoleLogin',
      'high',
      'A console login that is new for the user',
    ],
    [
      'falco',
      'Launch Privileged Container',
      'medium',
      'A privileged container was started',
    ],
    ['pagerduty', 'PIJ90N7', 'high', 'Sign-ins of an administrator at night'],
    ['github', 'aws_access_key_id', 'high', 'Amazon AWS Access Key ID'],
    [
      'falco',
      'Contact K8S API Server From Container',
      'medium',
      'A container called the API of its cluster',
    ],
  ],
  fraud: [
    [
      'grafana',
      'Refunds out of pattern',
      'medium',
      'Refunds to one card above the limit',
    ],
    ['generic', 'PAY-12', 'medium', 'Payments retried with many cards'],
    [
      'alertmanager',
      'DeclinesHigh',
      'medium',
      'Declined payments far above the baseline',
    ],
    ['pagerduty', 'PIJ90N7', 'high', 'Refunds stopped by the payment desk'],
    ['generic', 'PAY-19', 'medium', 'A voucher was used 300 times'],
  ],
  availability: [
    ['pagerduty', 'PIJ90N7', 'high', 'Payments cannot be captured'],
    [
      'alertmanager',
      'RequestBurst',
      'medium',
      'Requests far above the baseline',
    ],
    ['grafana', 'Queue grows', 'medium', 'A queue grows without end'],
    ['generic', 'EDGE-4', 'medium', 'Requests end without an answer'],
    ['cloudevents', 'FLOW-2', 'medium', 'Traffic from one network only'],
  ],
  vulnerable: [
    ['github', 'npm-tar', 'medium', 'Path traversal in tar'],
    ['gitlab', 'CWE-79', 'medium', 'Unescaped output in a template'],
    ['securityhub', 'S3.8', 'medium', 'A bucket does not block public access'],
    ['github', 'npm-express', 'high', 'Open redirect in express'],
    ['generic', 'WEB-8', 'medium', 'An error page shows a stack trace'],
  ],
  'malicious-code': [
    ['falco', 'Write below binary dir', 'high', 'A program was replaced'],
    ['ocsf', 'PROC-114', 'medium', 'Unusual process on a workstation'],
    ['wazuh', '554', 'medium', 'A file was added to the system'],
    [
      'falco',
      'Drop and execute new binary in container',
      'high',
      'A program that is not of the image was run',
    ],
    ['pagerduty', 'PIJ90N7', 'high', 'A build host was taken off the network'],
  ],
};

/** The class that the report says, or that somebody decided. */
function findClass({ report, events }: Story): RsitClass | undefined {
  const decided = events.flatMap(event =>
    event.do === 'update' ? event.changes.classification ?? [] : [],
  );
  return (report.classification ?? decided[0])?.class;
}

/** What tools saw of an incident, attached soon after it was reported. */
function toEvents(story: Story, index: number): StoryEvent[] {
  const { report } = story;
  const service = report.affected?.[0]?.entityRef.split('/')[1];
  const rsitClass = findClass(story);
  const known = rsitClass && SIGNS[rsitClass];
  return (known ?? DEFAULT_SIGNS).map(
    ([source, rule, severity, title], at): StoryEvent => ({
      after: `PT${1 + at}M`,
      by: RESPONDERS[(index + at) % RESPONDERS.length],
      do: 'detection',
      finding: {
        source,
        rule,
        severity,
        title,
        service,
        id: String(20_000 + index * PER_STORY + at),
      },
    }),
  );
}

const ends = ({ events }: Story, to: string) =>
  events.some(event => event.do === 'move' && event.move.to === to);

/** Adds what tools saw to the incidents of the last months that were real. */
export function withFindings(stories: readonly Story[]): Story[] {
  // Falco tells its findings apart by rule and workload, so that a second one would be a repeat of the first.
  const seen = new Set<string>();
  const isFirst = (event: StoryEvent) => {
    if (event.do !== 'detection' || event.finding.source !== 'falco')
      return true;
    const name = `${event.finding.rule} ${event.finding.service}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  };
  return stories.map((story, index) => {
    const { daysAgo, report } = story;
    const isReal =
      daysAgo > 4 &&
      daysAgo <= DAYS &&
      (report.mode ?? 'real') === 'real' &&
      report.visibility !== 'restricted' &&
      report.affected?.[0]?.entityRef.startsWith('component:') === true &&
      ends(story, 'closed');
    if (!isReal) return story;
    const events = toEvents(story, index).filter(isFirst);
    return { ...story, events: [...events, ...story.events] };
  });
}
