import type { DemoFinding, DemoSource } from './demoFinding';
import {
  toAlerts,
  toCloudEvent,
  toDependabotAlert,
  toFalco,
  toGuardDuty,
  toOcsf,
  toPagerDuty,
  toSecretAlert,
  toSecurityHub,
  toSentry,
  toVulnerability,
  toWazuh,
  type ToPayload,
} from './payloads';
import {
  signBearer,
  signGitHub,
  signGitLab,
  signGrafana,
  signOwn,
  signPagerDuty,
  type Sign,
} from './signatures';

export { DEMO_SOURCES, type DemoFinding, type DemoSource } from './demoFinding';

/** A request as the tool would send it. */
export interface SignedEvent {
  sourceId: DemoSource;
  headers: Record<string, string>;
  body: Buffer;
}

const SOURCES: Record<DemoSource, [ToPayload, Sign]> = {
  alertmanager: [toAlerts('4'), signBearer],
  cloudevents: [toCloudEvent, signOwn],
  falco: [toFalco, signBearer],
  generic: [toSentry, signOwn],
  github: [toSecretAlert, signGitHub('secret_scanning_alert')],
  gitlab: [toVulnerability, signGitLab],
  grafana: [toAlerts('1'), signGrafana],
  guardduty: [toGuardDuty, signBearer],
  ocsf: [toOcsf, signOwn],
  pagerduty: [toPagerDuty, signPagerDuty],
  securityhub: [toSecurityHub, signBearer],
  wazuh: [toWazuh, signOwn],
};

/**
 * Makes the request that the tool of a finding would send, signed with the demo's secret.
 *
 * @param deliveryId - the same for a redelivery
 * @param secret - another one than the source has makes a delivery that is rejected
 */
export function createEvent(
  finding: DemoFinding,
  atMs: number,
  deliveryId: string,
  secret: string = `demo-${finding.source}`,
): SignedEvent {
  const isDependency =
    finding.source === 'github' && finding.rule.startsWith('npm-');
  const [toPayload, sign] = isDependency
    ? ([toDependabotAlert, signGitHub('dependabot_alert')] as const)
    : SOURCES[finding.source];
  const payload = toPayload(finding, new Date(atMs).toISOString());
  const body = Buffer.from(JSON.stringify(payload));
  return {
    sourceId: finding.source,
    headers: {
      'content-type': 'application/json',
      ...sign(secret, body, deliveryId, atMs),
    },
    body,
  };
}
