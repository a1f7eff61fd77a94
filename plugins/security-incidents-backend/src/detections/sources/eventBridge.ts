import type {
  DetectionDelivery,
  DetectionTestEvent,
  DetectionVerification,
} from 'backstage-plugin-security-incidents-node/alpha';
import {
  getList,
  getText,
  type JsonRecord,
  readJson,
  toTestBody,
} from './read';
import { stateSecret, verifySharedSecret } from './signatures';

export const EVENT_BRIDGE_PROOF =
  'The secret in the Authorization or X-Detection-Secret header of the API destination';

/** API destinations of EventBridge cannot sign. The id of the event stays the same when it is sent again. */
export function verifyEventBridge(
  delivery: DetectionDelivery,
  secrets: readonly string[],
): DetectionVerification {
  const result = verifySharedSecret(delivery, secrets);
  return result.verified
    ? verifySharedSecret(delivery, secrets, {
        deliveryId: getText(readJson(delivery), 'id'),
      })
    : result;
}

/** `[{ key, value }]`, in either spelling of AWS, as an object. */
export function toTags(
  value: unknown,
  ...path: ReadonlyArray<string | number>
): JsonRecord {
  return Object.fromEntries(
    getList(value, ...path)
      .slice(0, 50)
      .map(tag => [
        getText(tag, 'key') ?? getText(tag, 'Key') ?? '',
        getText(tag, 'value') ?? getText(tag, 'Value'),
      ])
      .filter(([name]) => name !== ''),
  );
}

/** A test event as EventBridge would send it. */
export function createBridgeTestEvent(
  secret: string,
  nowMs: number,
  event: { source: string; type: string; detail: JsonRecord },
): DetectionTestEvent {
  return {
    headers: stateSecret(secret),
    body: toTestBody({
      version: '0',
      id: `test-${nowMs}`,
      'detail-type': event.type,
      source: event.source,
      account: '000000000000',
      time: new Date(nowMs).toISOString(),
      region: 'eu-west-1',
      resources: [],
      detail: event.detail,
    }),
  };
}
