import type {
  DetectionDelivery,
  DetectionMapping,
  DetectionSource,
  MappedDetection,
} from 'backstage-plugin-security-incidents-node/alpha';
import { redactPayload } from '../redact';

/** The present of the tests. */
export const NOW = Date.parse('2026-11-23T09:00:00.000Z');

export function toDelivery(
  body: string | Buffer | object,
  headers: Record<string, string> = {},
  receivedAtMs = NOW,
): DetectionDelivery {
  const bytes =
    typeof body === 'string' || Buffer.isBuffer(body)
      ? Buffer.from(body)
      : Buffer.from(JSON.stringify(body));
  return { headers, body: bytes, receivedAtMs };
}

/** Maps a payload as the intake does: without credentials, with the options as they are configured. */
export async function map<T>(
  source: DetectionSource<T>,
  payload: unknown,
  headers: Record<string, string> = {},
  options: Record<string, unknown> = {},
): Promise<DetectionMapping> {
  const read = source.readOptions?.(options) as T;
  const { payload: redacted } = redactPayload(payload);
  const delivery = toDelivery(JSON.stringify(payload) ?? '', headers);
  return source.map(redacted, delivery, read);
}

/** The only detection of a payload. */
export async function mapOne<T>(
  source: DetectionSource<T>,
  payload: unknown,
  headers: Record<string, string> = {},
  options: Record<string, unknown> = {},
): Promise<MappedDetection> {
  const mapping = await map(source, payload, headers, options);
  if (mapping.kind !== 'detections') throw new Error(JSON.stringify(mapping));
  expect(mapping.detections).toHaveLength(1);
  return mapping.detections[0];
}
