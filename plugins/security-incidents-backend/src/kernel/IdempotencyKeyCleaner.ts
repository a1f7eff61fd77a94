import type { ScheduledTask } from './ScheduledTask';

/** A client repeats a request within minutes; a week leaves room for a laptop that was closed in between. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Deletes idempotency keys that no client repeats any more. */
export class IdempotencyKeyCleaner implements ScheduledTask {
  readonly id = 'forget-old-idempotency-keys';
  readonly schedule = {
    frequency: { hours: 24 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 5 },
  };

  constructor(
    private readonly options: {
      store: {
        /** Deletes the keys that were stored before a time; returns how many. */
        forgetKeysBefore(time: string): Promise<number>;
      };
      clock(): Date;
    },
  ) {}

  async run(): Promise<void> {
    await this.clean();
  }

  /** Returns how many keys it deleted. */
  async clean(): Promise<number> {
    const { store, clock } = this.options;
    const oldest = new Date(clock().getTime() - KEPT_MS);
    return store.forgetKeysBefore(oldest.toISOString());
  }
}
