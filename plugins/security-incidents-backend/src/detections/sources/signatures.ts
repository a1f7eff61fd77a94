import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type {
  DetectionDelivery,
  DetectionVerification,
} from 'backstage-plugin-security-incidents-node/alpha';

/** How far the clock of a sender may differ, either way. */
export const MAX_SKEW_MS = 5 * 60_000;
/** A sender has a few signatures during rotation, not hundreds. */
const MAX_SIGNATURES = 10;
const MAX_HEADER = 4_096;
const MAX_DELIVERY_ID = 200;
const SECRET_HEADER = 'x-detection-secret';
const SIGNATURE_HEADER = 'x-signature-256';
const TIMESTAMP_HEADER = 'x-signature-timestamp';

type Part = string | Buffer;
type Reason = Extract<DetectionVerification, { verified: false }>['reason'];

const sha256 = (value: Part) => createHash('sha256').update(value).digest();

/** Compares hashes, so that the time tells neither the length nor the first difference. */
export function isEqual(left: Part, right: Part): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}

/** HMAC-SHA256 over the parts, one after the other. */
export function hmac(secret: Part, ...parts: Part[]): Buffer {
  const digest = createHmac('sha256', secret);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** A header of a size that is worth reading. */
export function getHeader(
  { headers }: DetectionDelivery,
  name: string,
): string | undefined {
  const value = headers[name.toLocaleLowerCase('en')]?.trim();
  return value && value.length <= MAX_HEADER ? value : undefined;
}

/** An id of the sender for its delivery, if it has one of a usual shape. */
export function toDeliveryId(id: unknown): string | undefined {
  return typeof id === 'string' &&
    id.length <= MAX_DELIVERY_ID &&
    /^[\x21-\x7e]+$/.test(id)
    ? id
    : undefined;
}

export function refuse(reason: Reason): DetectionVerification {
  return { verified: false, reason };
}

export function accept(
  method: string,
  deliveryId?: unknown,
): DetectionVerification {
  return { verified: true, method, deliveryId: toDeliveryId(deliveryId) };
}

/** Unix seconds of a header; undefined when it is no such time. */
function readSeconds(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** Whether a timestamp of the sender, in Unix seconds, is close to the time of arrival. */
export function isRecent(
  seconds: number,
  { receivedAtMs }: DetectionDelivery,
): boolean {
  return Math.abs(receivedAtMs - seconds * 1_000) <= MAX_SKEW_MS;
}

/** Whether one of the signatures was made with one of the secrets. Always compares all, so that the time tells nothing. */
function matchesAny(
  signatures: readonly string[],
  secrets: readonly Part[],
  encoding: 'hex' | 'base64',
  parts: Part[],
): boolean {
  let matches = false;
  for (const secret of secrets) {
    const expected = hmac(secret, ...parts).toString(encoding);
    for (const signature of signatures.slice(0, MAX_SIGNATURES)) {
      matches = isEqual(signature, expected) || matches;
    }
  }
  return matches;
}

/** Whether one of the hex signatures is the HMAC-SHA256 of the parts. */
export function matchesHmac(
  signatures: readonly string[],
  secrets: readonly string[],
  ...parts: Part[]
): boolean {
  return matchesAny(
    signatures.map(signature => signature.toLocaleLowerCase('en')),
    secrets,
    'hex',
    parts,
  );
}

/** The values that follow a prefix in a list such as `v1=abc,v1=def`. */
export function readSignatures(header: string, prefix: string): string[] {
  return header
    .split(',')
    .map(part => part.trim())
    .filter(part => part.startsWith(prefix))
    .map(part => part.slice(prefix.length));
}

/** How a sender signs with HMAC-SHA256 in hex. */
export interface HmacScheme {
  /** Name of the header with the signature, as hex or `sha256=<hex>`. */
  header: string;
  /** Name of a header with Unix seconds. If it is sent, it is signed too. */
  timestampHeader?: string;
  /** Between the timestamp and the body. */
  separator?: string;
  /** The time must be sent. */
  needsTimestamp?: boolean;
  deliveryId?: unknown;
}

/** Verifies a signature over the body, or over timestamp, separator and body. */
export function verifyHmac(
  delivery: DetectionDelivery,
  secrets: readonly string[],
  scheme: HmacScheme,
): DetectionVerification {
  const header = getHeader(delivery, scheme.header);
  if (!header) return refuse('no-signature');
  const timestamp =
    scheme.timestampHeader && getHeader(delivery, scheme.timestampHeader);
  if (!timestamp && scheme.needsTimestamp) return refuse('no-signature');
  const parts: Part[] = timestamp
    ? [`${timestamp}${scheme.separator ?? '.'}`, delivery.body]
    : [delivery.body];
  const signatures = header
    .split(',')
    .map(part => part.trim().replace(/^sha256=/, ''));
  if (!matchesHmac(signatures, secrets, ...parts)) {
    return refuse('bad-signature');
  }
  if (timestamp) {
    const seconds = readSeconds(timestamp);
    if (seconds === undefined) return refuse('bad-signature');
    if (!isRecent(seconds, delivery)) return refuse('too-old');
  }
  return accept('hmac-sha256', scheme.deliveryId);
}

/** Verifies `t=<unix seconds>,v1=<hex>`, where `<t>.<body>` is signed. */
function verifyTimedList(
  delivery: DetectionDelivery,
  secrets: readonly string[],
  header: string,
  deliveryId: unknown,
): DetectionVerification {
  const [time] = readSignatures(header, 't=');
  const seconds = readSeconds(time ?? '');
  const signatures = readSignatures(header, 'v1=');
  if (
    seconds === undefined ||
    !matchesHmac(signatures, secrets, `${time}.`, delivery.body)
  ) {
    return refuse('bad-signature');
  }
  if (!isRecent(seconds, delivery)) return refuse('too-old');
  return accept('hmac-sha256', deliveryId);
}

/** Decodes a secret as Standard Webhooks writes it, `whsec_<base64>`. Other secrets are used as they are. */
function toWebhookKey(secret: string): Part {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : secret;
}

/** Verifies the three headers of Standard Webhooks 1.0. The delivery id is part of what is signed. */
export function verifyStandardWebhook(
  delivery: DetectionDelivery,
  secrets: readonly string[],
): DetectionVerification {
  const id = getHeader(delivery, 'webhook-id');
  const timestamp = getHeader(delivery, 'webhook-timestamp');
  const header = getHeader(delivery, 'webhook-signature');
  if (!id || !timestamp || !header) return refuse('no-signature');
  const seconds = readSeconds(timestamp);
  const signatures = header
    .split(' ')
    .filter(part => part.startsWith('v1,'))
    .map(part => part.slice('v1,'.length));
  if (
    seconds === undefined ||
    !matchesAny(signatures, secrets.map(toWebhookKey), 'base64', [
      `${id}.${timestamp}.`,
      delivery.body,
    ])
  ) {
    return refuse('bad-signature');
  }
  if (!isRecent(seconds, delivery)) return refuse('too-old');
  return accept('standard-webhooks', id);
}

/** The secret that a request states: as bearer token, as password of Basic, or in a header of its own. */
function readStatedSecret(
  delivery: DetectionDelivery,
  header: string,
): string | undefined {
  const own = getHeader(delivery, header);
  if (own) return own;
  const [scheme, value] =
    getHeader(delivery, 'authorization')?.split(' ', 2) ?? [];
  switch (scheme?.toLocaleLowerCase('en')) {
    case 'bearer':
      return value;
    case 'basic': {
      const pair = Buffer.from(value ?? '', 'base64').toString('utf8');
      const colon = pair.indexOf(':');
      return colon < 0 ? undefined : pair.slice(colon + 1);
    }
    default:
      return undefined;
  }
}

/** Verifies senders that cannot sign, by a secret that they send along. */
export function verifySharedSecret(
  delivery: DetectionDelivery,
  secrets: readonly string[],
  options: { header?: string; deliveryId?: unknown } = {},
): DetectionVerification {
  const stated = readStatedSecret(delivery, options.header ?? SECRET_HEADER);
  if (!stated) return refuse('no-signature');
  let matches = false;
  for (const secret of secrets) {
    matches = isEqual(stated, secret) || matches;
  }
  return matches
    ? accept('shared-secret', options.deliveryId)
    : refuse('bad-signature');
}

/** The proof of senders that are set up for us, in a sentence. */
export const OWN_SCHEMES_PROOF =
  'HMAC-SHA256 in X-Signature-256, or Standard Webhooks, or the secret as bearer token';

/**
 * Verifies senders that are set up for us: a signature in `X-Signature-256`, Standard Webhooks, or the secret itself. A
 * signature that is there must be right.
 */
export function verifyOwnSchemes(
  delivery: DetectionDelivery,
  secrets: readonly string[],
  options: { needsSignature?: boolean; deliveryId?: unknown } = {},
): DetectionVerification {
  const { deliveryId } = options;
  const signature = getHeader(delivery, SIGNATURE_HEADER);
  if (signature?.startsWith('t=')) {
    return verifyTimedList(delivery, secrets, signature, deliveryId);
  }
  if (signature) {
    return verifyHmac(delivery, secrets, {
      header: SIGNATURE_HEADER,
      timestampHeader: TIMESTAMP_HEADER,
      deliveryId,
    });
  }
  if (getHeader(delivery, 'webhook-signature')) {
    return verifyStandardWebhook(delivery, secrets);
  }
  if (options.needsSignature) return refuse('no-signature');
  return verifySharedSecret(delivery, secrets, { deliveryId });
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Headers of a body signed for {@link verifyOwnSchemes}, with the time. */
export function signOwnScheme(
  secret: string,
  body: Buffer,
  nowMs: number,
): Record<string, string> {
  const seconds = String(Math.floor(nowMs / 1_000));
  return {
    ...JSON_TYPE,
    [TIMESTAMP_HEADER]: seconds,
    [SIGNATURE_HEADER]: `sha256=${hmac(secret, `${seconds}.`, body).toString(
      'hex',
    )}`,
  };
}

/** Headers for {@link verifySharedSecret}. */
export function stateSecret(secret: string): Record<string, string> {
  return { ...JSON_TYPE, authorization: `Bearer ${secret}` };
}

/** Headers of {@link verifyStandardWebhook}. */
export function signStandardWebhook(
  secret: string,
  body: Buffer,
  nowMs: number,
  id: string,
): Record<string, string> {
  const seconds = String(Math.floor(nowMs / 1_000));
  const signature = hmac(
    toWebhookKey(secret),
    `${id}.${seconds}.`,
    body,
  ).toString('base64');
  return {
    ...JSON_TYPE,
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  };
}
