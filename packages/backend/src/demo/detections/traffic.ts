/*
 * Sends signed events to the demo on this machine while somebody watches: `npm run demo -- --traffic`. It ends with the demo, or
 * after an hour.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createEvent, type DemoFinding, type SignedEvent } from './events';

const SEND_FOR_MS = 60 * 60_000;
const PAUSE_MS = { from: 2_000, to: 8_000 };
const TIMEOUT_MS = 10_000;
/** Sources that the demo shows in trouble: one is silent, one is rejected. */
const WRONG_SECRET = 'not the secret';
/** One of so many deliveries. */
const EVERY = { redelivery: 6, rejected: 15, fresh: 3, resolved: 8 };

type Template = Omit<DemoFinding, 'id'>;

const TEMPLATES: readonly Template[] = [
  {
    source: 'alertmanager',
    rule: 'AnomalousEgress',
    title: 'Egress 12x baseline from warehouse-loader',
    severity: 'medium',
    service: 'warehouse-loader',
  },
  {
    source: 'alertmanager',
    rule: 'AuthFailuresHigh',
    title: 'Failed sign-ins above 300 per minute',
    severity: 'high',
    service: 'auth-gateway',
  },
  {
    source: 'github',
    rule: 'slack_incoming_webhook_url',
    title: 'Slack Incoming Webhook URL',
    severity: 'high',
    service: 'newsletter-sender',
  },
  {
    source: 'github',
    rule: 'npm-tar',
    title: 'Path traversal in tar',
    severity: 'medium',
    service: 'checkout-web',
  },
  {
    source: 'guardduty',
    rule: 'Recon:EC2/PortProbeUnprotectedPort',
    title: 'An unprotected port is being probed',
    severity: 'low',
    service: 'search-api',
  },
  {
    source: 'grafana',
    rule: 'Refunds out of pattern',
    title: 'Refunds to one card above the limit',
    severity: 'medium',
    service: 'payments-api',
  },
  {
    source: 'wazuh',
    rule: '5712',
    title: 'sshd: brute force trying to get access to the system',
    severity: 'medium',
    service: 'build-runner',
  },
  {
    source: 'generic',
    rule: 'CHECKOUT-7F',
    title: 'Signature of a webhook was not checked',
    severity: 'low',
    service: 'shipping-api',
  },
  {
    source: 'ocsf',
    rule: 'PROC-114',
    title: 'Unusual process on a support workstation',
    severity: 'low',
  },
];

function isOneOf(every: number): boolean {
  return randomInt(every) === 0;
}

function choose<T>(items: readonly T[]): T {
  return items[randomInt(items.length)];
}

async function send(
  baseUrl: string,
  { sourceId, headers, body }: SignedEvent,
): Promise<void> {
  const response = await fetch(
    `${baseUrl}/api/security-incidents/detections/${sourceId}`,
    {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    },
  );
  await response.arrayBuffer();
}

/** The next event: a new finding, a repeat or the end of a known one, a redelivery, or one with a wrong secret. */
function createNext(known: DemoFinding[], last?: SignedEvent): SignedEvent {
  if (last && isOneOf(EVERY.redelivery)) return last;
  const fresh = known.length === 0 || isOneOf(EVERY.fresh);
  const finding = fresh
    ? { ...choose(TEMPLATES), id: String(randomInt(1e6, 1e9)) }
    : choose(known);
  if (fresh) known.push(finding);
  const isResolved = !fresh && isOneOf(EVERY.resolved);
  return createEvent(
    { ...finding, isResolved },
    Date.now(),
    randomUUID(),
    isOneOf(EVERY.rejected) ? WRONG_SECRET : undefined,
  );
}

async function main(baseUrl: string): Promise<void> {
  const { hostname } = new URL(baseUrl);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new Error(`Traffic is for this machine only, not for ${hostname}`);
  }
  const known: DemoFinding[] = [];
  let last: SignedEvent | undefined;
  const until = Date.now() + SEND_FOR_MS;
  while (Date.now() < until) {
    last = createNext(known, last);
    try {
      await send(baseUrl, last);
    } catch (error) {
      // The demo may be busy or about to end; who started us ends us with it.
      console.error(`An event of ${last.sourceId} was not taken: ${error}`);
    }
    await wait(randomInt(PAUSE_MS.from, PAUSE_MS.to));
  }
}

main(process.argv[2]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
