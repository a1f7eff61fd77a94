import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { PlanIndex } from './PlanIndex';

/** Compares the index of response plans and services with the catalog. */
export class ResponsePlanRefreshTask implements ScheduledTask {
  readonly id = 'refresh-response-plans';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 5 },
  };

  constructor(private readonly index: PlanIndex) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.index.refresh(signal);
  }
}
