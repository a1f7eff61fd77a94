import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { CheckpointDeliveries } from './CheckpointDeliveries';
import type { CheckpointWriter } from './CheckpointWriter';
import type { CheckpointsStore } from './store/CheckpointsStore';

const HOUR_MS = 3_600_000;

/** Writes a checkpoint every hour, also when nothing happened, and within a minute after an incident was closed. */
export class CheckpointTask implements ScheduledTask {
  readonly id = 'write-checkpoints';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
  };

  constructor(
    private readonly options: {
      store: CheckpointsStore;
      writer: CheckpointWriter;
      deliveries?: CheckpointDeliveries;
      clock(): Date;
    },
  ) {}

  async run(): Promise<void> {
    const { writer, deliveries } = this.options;
    if (await this.#isDue()) await writer.write();
    await deliveries?.deliver();
  }

  async #isDue(): Promise<boolean> {
    const { store, clock } = this.options;
    const newest = await store.findNewest();
    if (!newest) return true;
    const ageMs = clock().getTime() - Date.parse(newest.at);
    return ageMs >= HOUR_MS || store.hasNewClosures();
  }
}
