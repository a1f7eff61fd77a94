import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScheduledTask } from '../../kernel/ScheduledTask';
import type { ReadModel } from './ReadModel';

const SLICE = 200;

/** Applies changed service levels, and those of a new version, to what is due of open incidents. */
export class DueRulesTask implements ScheduledTask {
  readonly id = 'apply-due-rules';
  readonly schedule = {
    frequency: { minutes: 10 },
    timeout: { minutes: 5 },
  };

  constructor(
    private readonly options: {
      readModel: ReadModel;
      logger?: Pick<LoggerService, 'info'>;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const { readModel, logger } = this.options;
    let total = 0;
    let built: number;
    do {
      built = await readModel.applyDueRules(SLICE);
      total += built;
    } while (built === SLICE && !signal.aborted);
    if (total > 0) {
      logger?.info(`Applied changed service levels to ${total} open incidents`);
    }
  }
}
