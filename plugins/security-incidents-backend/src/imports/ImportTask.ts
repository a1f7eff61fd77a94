import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { ImportRunner } from './ImportRunner';

/** Runs imports that an instance left when it stopped. */
export class ImportTask implements ScheduledTask {
  readonly id = 'run-imports';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 1 },
  };

  constructor(private readonly runner: ImportRunner) {}

  async run(): Promise<void> {
    await this.runner.runWaiting();
  }
}
