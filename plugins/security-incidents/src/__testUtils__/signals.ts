import type { SignalApi } from '@backstage/plugin-signals-react';
import { act } from '@testing-library/react';
import {
  DETECTIONS_SIGNAL_CHANNEL,
  INCIDENTS_SIGNAL_CHANNEL,
  type IncidentSignal,
} from 'backstage-plugin-security-incidents-common';

/** Signals that a test sends by hand. It keeps its socket as the platform's client does. */
export class TestSignals implements SignalApi {
  readonly ws: { readyState: number } = { readyState: WebSocket.OPEN };
  readonly #listeners = new Set<{
    channel: string;
    onMessage(message: any): void;
  }>();

  subscribe(channel: string, onMessage: (message: any) => void) {
    const listener = { channel, onMessage };
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  }

  send(signal: IncidentSignal) {
    this.#publish(INCIDENTS_SIGNAL_CHANNEL, signal);
  }

  /** Says that detections changed. */
  sendDetections() {
    const at = new Date().toISOString();
    this.#publish(DETECTIONS_SIGNAL_CHANNEL, { at });
  }

  #publish(channel: string, message: unknown) {
    act(() =>
      this.#listeners.forEach(listener => {
        if (listener.channel === channel) listener.onMessage(message);
      }),
    );
  }
}
