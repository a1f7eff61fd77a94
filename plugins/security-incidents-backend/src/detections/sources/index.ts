import type { DetectionSource } from 'backstage-plugin-security-incidents-node/alpha';
import { alertmanager } from './alertmanager';
import { cloudevents } from './cloudevents';
import { falco } from './falco';
import { generic } from './generic';
import { github } from './github';
import { gitlab } from './gitlab';
import { grafana } from './grafana';
import { guardduty } from './guardduty';
import { ocsf } from './ocsf';
import { pagerduty } from './pagerduty';
import { securityhub } from './securityhub';
import { wazuh } from './wazuh';

export { type RedactedPayload, redactPayload } from './redact';

/** The sources that the plugin ships. Each gets the options that its own `readOptions` returned. */
export const shippedSources: readonly DetectionSource[] = [
  alertmanager,
  cloudevents,
  falco,
  generic,
  github,
  gitlab,
  grafana,
  guardduty,
  ocsf,
  pagerduty,
  securityhub,
  wazuh,
];
