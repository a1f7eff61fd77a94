/*
 * The load generator, a process of its own: sends signed alerts of secret scanning as GitHub does, and repeats what was not
 * accepted as a sender would.
 */
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadPlan, LoadResult } from './plan';

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 5;
const PAUSE_MS = 200;
const MAX_CONNECTIONS = 64;

interface Delivery {
  headers: Record<string, string | number>;
  body: Buffer;
}

function createDelivery(plan: LoadPlan, number: number): Delivery {
  const service = plan.services[number % plan.services.length];
  const body = Buffer.from(
    JSON.stringify({
      action: 'created',
      alert: {
        number,
        created_at: '2026-11-30T08:00:00Z',
        updated_at: '2026-11-30T08:00:00Z',
        html_url: `https://github.com/acme/${service}/security/secret-scanning/${number}`,
        secret_type: `kind_${number % 20}`,
        secret_type_display_name: `Secret of kind ${number % 20}`,
        secret: 'AKIAIOSFODNN7EXAMPLE',
        state: 'open',
        validity: 'unknown',
      },
      repository: {
        id: number % plan.services.length,
        full_name: `acme/${service}`,
        html_url: `https://github.com/acme/${service}`,
        private: true,
      },
      sender: { login: 'github', id: 9919, type: 'Organization' },
    }),
  );
  const signature = createHmac('sha256', plan.secret).update(body);
  return {
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-github-event': 'secret_scanning_alert',
      'x-github-delivery': `bench-${number}`,
      'x-hub-signature-256': `sha256=${signature.digest('hex')}`,
    },
    body,
  };
}

/** The numbers of the deliveries in order; a redelivery follows some deliveries behind the first. */
function createOrder({ first, alerts, redelivered }: LoadPlan): number[] {
  const every = redelivered > 0 ? Math.round(1 / redelivered) : Infinity;
  const order: number[] = [];
  for (let at = 0; at < alerts; at += 1) {
    order.push(first + at);
    // At once for one half, so that both are in flight together; much later for the other.
    if (at % (2 * every) === 0) order.push(first + at);
    else if (at % every === 0)
      order.push(first + Math.floor(at / 2 / every) * every);
  }
  return order;
}

class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  readonly #refused = new Map<string, number>();
  readonly #latencies: number[] = [];
  #lost = 0;

  constructor(private readonly plan: LoadPlan) {}

  /** Sends a delivery until it is accepted. */
  async deliver(delivery: Delivery, dueAt: number): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const status = await this.#send(delivery);
      if (status === '202') {
        this.#latencies.push(performance.now() - dueAt);
        return;
      }
      this.#refused.set(status, (this.#refused.get(status) ?? 0) + 1);
      await wait(PAUSE_MS * 2 ** attempt);
    }
    this.#lost += 1;
  }

  finish(durationMs: number): LoadResult {
    this.#agent.destroy();
    return {
      accepted: this.#latencies.length,
      refused: Object.fromEntries(this.#refused),
      lost: this.#lost,
      durationMs,
      latenciesMs: this.#latencies,
    };
  }

  #send({ headers, body }: Delivery): Promise<string> {
    return new Promise(resolve => {
      const sent = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.plan.port,
          method: 'POST',
          path: `/api/security-incidents/detections/${this.plan.sourceId}`,
          headers,
          timeout: TIMEOUT_MS,
        },
        response => {
          response.resume();
          response.on('error', () => resolve('none'));
          response.on('end', () => resolve(String(response.statusCode)));
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('No answer')));
      sent.on('error', () => resolve('none'));
      sent.end(body);
    });
  }
}

/** Begins deliveries at a rate. One that is late counts from when it was due. */
async function sendAtRate(
  sender: Sender,
  deliveries: readonly Delivery[],
  perSecond: number,
  until: number,
): Promise<void> {
  const began = performance.now();
  const running: Array<Promise<void>> = [];
  for (const [at, delivery] of deliveries.entries()) {
    const dueAt = began + (at * 1_000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await wait(early);
    if (performance.now() > until) break;
    running.push(sender.deliver(delivery, dueAt));
  }
  await Promise.all(running);
}

async function sendByClients(
  sender: Sender,
  deliveries: readonly Delivery[],
  clients: number,
  until: number,
): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < deliveries.length && performance.now() < until) {
      const delivery = deliveries[next];
      next += 1;
      await sender.deliver(delivery, performance.now());
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

async function main(planFile: string, resultFile: string): Promise<void> {
  const plan: LoadPlan = JSON.parse(readFileSync(planFile, 'utf8'));
  // Made before the clock starts: signing is the sender's work.
  const deliveries = createOrder(plan).map(number =>
    createDelivery(plan, number),
  );
  const sender = new Sender(plan);
  const began = performance.now();
  const until = began + plan.atMostMs;
  await (plan.perSecond
    ? sendAtRate(sender, deliveries, plan.perSecond, until)
    : sendByClients(sender, deliveries, plan.clients, until));
  writeFileSync(
    resultFile,
    JSON.stringify(sender.finish(performance.now() - began)),
  );
}

main(process.argv[2], process.argv[3]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
