import type { ScheduledTask } from '../../../kernel/ScheduledTask';
import type { ReadModel } from '../ReadModel';

const SLICE = 12;

/** Counts months of the analysis that are over and whose incidents changed. */
export class CountMonthsTask implements ScheduledTask {
  readonly id = 'count-analysis-months';
  readonly schedule = {
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
  };

  constructor(private readonly options: { readModel: ReadModel }) {}

  async run(signal: AbortSignal): Promise<void> {
    let counted: number;
    do {
      counted = await this.options.readModel.countMonths(SLICE);
    } while (counted === SLICE && !signal.aborted);
  }
}
