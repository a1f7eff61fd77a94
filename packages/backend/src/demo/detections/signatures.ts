import { createHmac } from 'node:crypto';

/** The headers by which the tool of a finding proves who sends. */
export type Sign = (
  secret: string,
  body: Buffer,
  deliveryId: string,
  atMs: number,
) => Record<string, string>;

const hex = (secret: string, ...parts: Array<string | Buffer>) => {
  const digest = createHmac('sha256', secret);
  for (const part of parts) digest.update(part);
  return digest.digest('hex');
};
export const signBearer: Sign = secret => ({
  authorization: `Bearer ${secret}`,
});
export const signOwn: Sign = (secret, body, _, atMs) => {
  const seconds = String(Math.floor(atMs / 1_000));
  return {
    'x-signature-timestamp': seconds,
    'x-signature-256': `sha256=${hex(secret, `${seconds}.`, body)}`,
  };
};
export const signGitHub =
  (event: string): Sign =>
  (secret, body, deliveryId) => ({
    'x-github-event': event,
    'x-github-delivery': deliveryId,
    'x-hub-signature-256': `sha256=${hex(secret, body)}`,
  });
export const signGitLab: Sign = (secret, _, deliveryId) => ({
  'x-gitlab-token': secret,
  'idempotency-key': deliveryId,
});
export const signGrafana: Sign = (secret, body) => ({
  'x-grafana-alerting-signature': hex(secret, body),
});
export const signPagerDuty: Sign = (secret, body, deliveryId) => ({
  'x-pagerduty-signature': `v1=${hex(secret, body)}`,
  'x-webhook-id': deliveryId,
});
