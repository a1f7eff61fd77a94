import { ResponseError } from '@backstage/errors';
import type { Checkpoint } from 'backstage-plugin-security-incidents-common';
import { withoutStatement } from '../database/databaseErrors';
import { RetriedDeliveries } from '../kernel/RetriedDeliveries';
import { TimeLimitError } from '../kernel/timeLimit';
import type {
  CheckpointsStore,
  UnsentCheckpoint,
} from './store/CheckpointsStore';

const MAX_PER_RUN = 100;
/** More than two weeks. Late copies prove as much as early ones. */
const MAX_ATTEMPTS = 700;

/** Sends checkpoints to a webhook, which keeps copies outside the database. */
export class CheckpointDeliveries {
  readonly #deliveries: RetriedDeliveries<UnsentCheckpoint>;

  constructor(
    private readonly options: {
      store: CheckpointsStore;
      webhook: { url: string; token?: string };
      timeoutMs: number;
      clock(): Date;
      onProblem(message: string, error: Error): void;
    },
  ) {
    const { store } = options;
    this.#deliveries = new RetriedDeliveries({
      ...options,
      maxPerRun: MAX_PER_RUN,
      maxAttempts: MAX_ATTEMPTS,
      toSafeError: withoutStatement,
      queue: {
        find: (now, limit) => store.findUnsent(now, limit),
        claim: (unsent, again) => store.claim(unsent, again),
        send: async ({ checkpoint }) => {
          await this.#send(checkpoint);
          await store.saveSent(checkpoint.n);
        },
        saveFailure: ({ checkpoint }, failure) =>
          store.saveFailure(checkpoint.n, failure),
        describe: ({ checkpoint }) =>
          `Checkpoint ${checkpoint.n} could not be sent to the webhook`,
      },
    });
  }

  async deliver(): Promise<void> {
    await this.#deliveries.deliver();
  }

  async #send(checkpoint: Checkpoint): Promise<void> {
    const { webhook, timeoutMs } = this.options;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(webhook.token && { authorization: `Bearer ${webhook.token}` }),
        },
        body: JSON.stringify(checkpoint),
        redirect: 'error',
        signal,
      });
      if (!response.ok) throw await ResponseError.fromResponse(response);
      await response.body?.cancel();
    } catch (error) {
      if (signal.aborted) {
        throw new TimeLimitError(
          `The webhook did not answer within ${timeoutMs} ms`,
        );
      }
      throw error;
    }
  }
}
