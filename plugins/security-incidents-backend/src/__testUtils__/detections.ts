import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type DetectionSource,
  detectionSourcesExtensionPoint,
  type MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import { createHmac, randomUUID } from 'node:crypto';
import type { TestApp } from './harness';

/** The secrets of the source `scanner`: the newest first. */
export const SECRETS = ['scanner-new-secret', 'scanner-old-secret'];
const MAX_AGE_MS = 5 * 60_000;

const sign = (secret: string, at: number, body: Buffer) =>
  createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');

/** A kind of source whose payload is a list of findings in our own terms. */
export const scannerSource: DetectionSource = {
  type: 'scanner',
  title: 'Scanner',
  proof: 'Signs time and body with the secret.',
  verify({ headers, body, receivedAtMs }, secrets) {
    const signature = headers['x-scanner-signature'];
    if (!signature) return { verified: false, reason: 'no-signature' };
    if (signature === 'explode') throw new Error('Cannot be read');
    const at = Number(headers['x-scanner-time']);
    if (!secrets.some(secret => sign(secret, at, body) === signature)) {
      return { verified: false, reason: 'bad-signature' };
    }
    if (Math.abs(receivedAtMs - at) > MAX_AGE_MS) {
      return { verified: false, reason: 'too-old' };
    }
    const deliveryId = headers['x-scanner-delivery'];
    return {
      verified: true,
      method: 'hmac-sha256',
      ...(deliveryId && { deliveryId }),
    };
  },
  map(payload) {
    const { ping, explode, findings } = (payload ?? {}) as Record<string, any>;
    if (ping) return { kind: 'ignored', reason: 'A ping' };
    if (explode) throw new Error('Cannot be mapped');
    return Array.isArray(findings)
      ? { kind: 'detections', detections: findings as MappedDetection[] }
      : { kind: 'unmapped', reason: 'It has no findings' };
  },
  createTestEvent(secret, nowMs) {
    const body = Buffer.from(
      JSON.stringify({
        findings: [finding({ externalKey: randomUUID(), isTest: true })],
      }),
    );
    return {
      headers: {
        'x-scanner-signature': sign(secret, nowMs, body),
        'x-scanner-time': String(nowMs),
      },
      body,
    };
  },
};

/** Adds {@link scannerSource}. */
export const scannerModule = createBackendModule({
  pluginId: 'security-incidents',
  moduleId: 'scanner-source',
  register(env) {
    env.registerInit({
      deps: { sources: detectionSourcesExtensionPoint },
      async init({ sources }) {
        sources.addDetectionSource(scannerSource);
      },
    });
  },
});

/** Settings with the sources `scanner` and, without a secret, `unset`. */
export const DETECTION_SETTINGS = {
  detections: {
    scanner: { secrets: SECRETS, labels: { origin: 'scanner' } },
    unset: { type: 'scanner', title: 'Without a secret' },
  },
};

/** A finding about the service payments-api. */
export function finding(more: Partial<MappedDetection> = {}): MappedDetection {
  return {
    externalKey: 'finding-1',
    title: 'Deploy token in a build log',
    severity: 'high',
    sourceState: 'firing',
    ruleId: 'leaked-token',
    labels: { service: 'payments-api' },
    ...more,
  };
}

/** Delivers bytes to the webhook of the scanner, signed unless told otherwise. */
export function deliverBytes(
  app: TestApp,
  body: Buffer | string,
  {
    source = 'scanner',
    secret = SECRETS[0],
    at = Date.now(),
    headers = {},
  }: {
    source?: string;
    secret?: string;
    at?: number;
    headers?: Record<string, string>;
  } = {},
) {
  const bytes = Buffer.from(body);
  return app.anonymous
    .post(`/detections/${source}`)
    .set('content-type', 'application/json')
    .set('x-scanner-signature', sign(secret, at, bytes))
    .set('x-scanner-time', String(at))
    .set(headers)
    .send(bytes.toString('utf8'));
}

/** Delivers findings to the webhook of the scanner; each delivery has an id of its own unless given. */
export function deliver(
  app: TestApp,
  findings: readonly MappedDetection[],
  id: string = randomUUID(),
) {
  return deliverBytes(app, JSON.stringify({ findings }), {
    headers: { 'x-scanner-delivery': id },
  });
}

/** Makes the scanner find some services: it reports something about each, and the catalog is read again. */
export async function watchServices(
  app: TestApp,
  entityRefs: readonly string[],
) {
  await deliver(
    app,
    entityRefs.map(entityRef =>
      finding({ externalKey: `watch ${entityRef}`, labels: { entityRef } }),
    ),
  ).expect(202);
  await app.refreshPlans();
}
