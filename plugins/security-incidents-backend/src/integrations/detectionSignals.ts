import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  DETECTIONS_SIGNAL_CHANNEL,
  type DetectionsSignal,
} from 'backstage-plugin-security-incidents-common';
import { withTimeLimit } from '../kernel/timeLimit';

/** Pages load again once, however many detections come at the same time. */
const PAUSE_MS = 1_000;

/** Signals to open pages that detections changed. A signal says nothing else; each page then loads what its reader may see. */
export class DetectionSignals {
  #timer?: NodeJS.Timeout;
  #isDue = false;

  constructor(
    private readonly options: {
      logger: LoggerService;
      signals: SignalsService;
      timeoutMs: number;
    },
  ) {}

  /** Returns at once. The first change is published at once too, the following ones together. */
  changed(): void {
    if (this.#timer) {
      this.#isDue = true;
      return;
    }
    this.#publish();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isDue) return;
      this.#isDue = false;
      this.changed();
    }, PAUSE_MS);
    this.#timer.unref();
  }

  /** A signal that is not published in time is dropped; pages see the change when they load again. */
  #publish(): void {
    const { signals, logger, timeoutMs } = this.options;
    const message = {
      at: new Date().toISOString(),
    } satisfies DetectionsSignal;
    withTimeLimit(
      () =>
        signals.publish({
          channel: DETECTIONS_SIGNAL_CHANNEL,
          recipients: { type: 'broadcast' },
          message,
        }),
      timeoutMs,
      `Signals did not answer within ${timeoutMs} ms (securityIncidents.serviceTimeout)`,
    ).catch(error =>
      logger.warn('Open pages could not be told of new detections', error),
    );
  }
}
