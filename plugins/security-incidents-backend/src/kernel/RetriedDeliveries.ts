import { ConflictError, NotFoundError } from '@backstage/errors';
import { FULL_ACCESS, type ReadAccess } from '../authorization/ReadAccess';
import type { IncidentRecord } from './records';
import { TimeLimitError } from './timeLimit';

const MINUTE_MS = 60_000;
/** About two hours; a later notification is of no use. */
const DEFAULT_MAX_ATTEMPTS = 8;
/** The pause doubles with each attempt, up to this. */
const MAX_PAUSE_MS = 32 * MINUTE_MS;
/** How often a notification is prepared again because the incident changed meanwhile. */
const MAX_PREPARATIONS = 10;

/** The problem of a delivery that no channel can make. */
export const NO_CHANNEL =
  'no channel, the notifications backend is not installed';

/** No channel can notify anybody. The delivery is tried again in case a channel is added. */
export class NoChannelError extends Error {
  name = 'NoChannelError' as const;

  constructor() {
    super(NO_CHANNEL);
  }
}

/** Something to send. */
export interface Delivery {
  /** How often it was tried before. */
  attempts: number;
}

/** A queue of what is to be sent. */
export interface DeliveryQueue<Item extends Delivery> {
  /** What is due, the longest due first; of one incident, if it is given. */
  find(now: string, limit: number, incidentId?: string): Promise<Item[]>;
  /**
   * Claims an attempt until `again`. If this instance dies, another one sends then.
   *
   * @returns false when another instance claimed it first
   */
  claim(item: Item, again: string): Promise<boolean>;
  /** Sends it and saves that it was sent. */
  send(item: Item): Promise<void>;
  /** @param nextAttemptAt - undefined after the last attempt */
  saveFailure(
    item: Item,
    failure: { problem: string; nextAttemptAt: string | undefined },
  ): Promise<void>;
  /** What failed, as the start of a sentence. */
  describe(item: Item): string;
}

/** Sends what is due, and tries again what could not be sent, in longer and longer pauses. */
export class RetriedDeliveries<Item extends Delivery> {
  constructor(
    private readonly options: {
      queue: DeliveryQueue<Item>;
      /** Keeps a run from sending everything at once, after an outage or when the clock jumps ahead. */
      maxPerRun: number;
      /** After these a delivery is given up; eight unless stated, which takes about two hours. */
      maxAttempts?: number;
      clock(): Date;
      /** Removes from an error what must not be logged or stored. */
      toSafeError(error: unknown): Error;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  /** Sends up to the maximum of a run and stops at the first timeout. The next run continues. */
  async deliver(incidentId?: string): Promise<void> {
    const { queue, maxPerRun, clock } = this.options;
    const now = clock().toISOString();
    for (const item of await queue.find(now, maxPerRun, incidentId)) {
      const { hasTimedOut } = await this.#attempt(item);
      // The others would wait as long.
      if (hasTimedOut) return;
    }
  }

  async #attempt(item: Item): Promise<{ hasTimedOut: boolean }> {
    const {
      queue,
      clock,
      toSafeError,
      onProblem,
      maxAttempts = DEFAULT_MAX_ATTEMPTS,
    } = this.options;
    const pause = Math.min(MINUTE_MS * 2 ** item.attempts, MAX_PAUSE_MS);
    const again = new Date(clock().getTime() + pause).toISOString();
    if (!(await queue.claim(item, again))) return { hasTimedOut: false };
    try {
      await queue.send(item);
      return { hasTimedOut: false };
    } catch (cause) {
      const hasTimedOut = cause instanceof TimeLimitError;
      const error = toSafeError(cause);
      const isLast = item.attempts + 1 >= maxAttempts;
      await queue.saveFailure(item, {
        problem: error.message,
        nextAttemptAt: isLast ? undefined : again,
      });
      // ObservedNotifications has logged it.
      if (error instanceof NoChannelError) return { hasTimedOut };
      onProblem(
        `${queue.describe(item)}; ${
          isLast ? 'this was the last attempt' : 'delivery will be retried'
        }`,
        error,
      );
      return { hasTimedOut };
    }
  }
}

/**
 * Prepares what is sent about an incident, and again when the incident changed meanwhile. So nobody is notified who was
 * removed while the catalog was asked.
 */
export async function prepareForPresent<T>(
  store: {
    findIncident(
      id: string,
      access: ReadAccess,
    ): Promise<IncidentRecord | undefined>;
  },
  incidentId: string,
  prepare: (incident: IncidentRecord) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < MAX_PREPARATIONS; attempt += 1) {
    const incident = await store.findIncident(incidentId, FULL_ACCESS);
    if (!incident) throw new NotFoundError(`No incident ${incidentId}`);
    const prepared = await prepare(incident);
    const present = await store.findIncident(incidentId, FULL_ACCESS);
    if (present?.version === incident.version) return prepared;
  }
  throw new ConflictError(
    `Incident ${incidentId} kept changing while people were to be notified`,
  );
}
