import type { SignalApi } from '@backstage/plugin-signals-react';
import { act } from '@testing-library/react';
import type { IncidentSignal } from 'backstage-plugin-security-incidents-common';

/** Signals that a test sends by hand. It keeps its socket as the platform's client does. */
export class TestSignals implements SignalApi {
  readonly ws: { readyState: number } = { readyState: WebSocket.OPEN };
  readonly #listeners = new Set<(message: any) => void>();

  subscribe(_channel: string, onMessage: (message: any) => void) {
    this.#listeners.add(onMessage);
    return { unsubscribe: () => this.#listeners.delete(onMessage) };
  }

  send(signal: IncidentSignal) {
    act(() => this.#listeners.forEach(listener => listener(signal)));
  }
}
