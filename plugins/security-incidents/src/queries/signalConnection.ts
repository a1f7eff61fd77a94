import type { SignalApi } from '@backstage/plugin-signals-react';

/** How long a page may take to connect before it says that it is not connected, in milliseconds. */
export const CONNECT_WITHIN_MS = 5_000;
/** How long a client that does not tell its connection is believed after a signal, in milliseconds. */
const HEARD_LATELY_MS = 5 * 60_000;

/** Whether signals arrive. */
export type SignalConnection = 'connecting' | 'connected' | 'disconnected';

/**
 * Whether signals can arrive right now.
 *
 * `SignalApi` can only subscribe: an app whose signals backend is missing or unreachable looks the same as one where
 * everything works. The platform's `SignalClient` keeps its socket in `ws`, which is the only sign of a connection. Any
 * other implementation counts as connected for a while after each signal.
 *
 * @param heardAt - when the last signal arrived, on the monotonic clock
 */
export function isConnected(
  signals: SignalApi,
  heardAt: number | undefined,
): boolean {
  if ('ws' in signals) {
    const { ws } = signals as { ws?: { readyState?: number } | null };
    return ws?.readyState === WebSocket.OPEN;
  }
  return heardAt !== undefined && performance.now() - heardAt < HEARD_LATELY_MS;
}
