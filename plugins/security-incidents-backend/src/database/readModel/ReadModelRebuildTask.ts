import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScheduledTask } from '../../kernel/ScheduledTask';
import type { FindingReporter } from '../../verification/FindingReporter';
import type { ReadModel } from './ReadModel';
import { logRepairs } from './ReadModelCheckTask';

const SLICE = 200;
const MONTHS = 12;

/** Checks and repairs all of the read model. It runs when an operator triggers it, see docs/operations.md. */
export class ReadModelRebuildTask implements ScheduledTask {
  readonly id = 'rebuild-read-model';
  readonly schedule = {
    frequency: { trigger: 'manual' as const },
    timeout: { hours: 6 },
  };

  constructor(
    private readonly options: {
      readModel: ReadModel;
      reporter: FindingReporter;
      logger?: Pick<LoggerService, 'info' | 'warn'>;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const { readModel, reporter, logger } = this.options;
    let repairs = 0;
    const report = (repaired: readonly string[]) => {
      repairs += repaired.length;
      if (logger) logRepairs(logger, repaired);
    };
    let incident: number | undefined = 0;
    while (incident !== undefined && !signal.aborted) {
      const slice = await readModel.checkIncidents(incident, SLICE, reporter);
      report(slice.repaired);
      incident = slice.next;
    }
    let entity: string | undefined = '';
    while (entity !== undefined && !signal.aborted) {
      const slice = await readModel.checkCounts(entity, SLICE, reporter);
      report(slice.repaired);
      entity = slice.next;
    }
    let month: number | undefined = 0;
    while (month !== undefined && !signal.aborted) {
      const slice = await readModel.checkMonths(month, MONTHS, reporter);
      report(slice.repaired);
      month = slice.next;
    }
    logger?.info(
      signal.aborted
        ? `The check of the read model was aborted after ${repairs} repairs`
        : `Checked all of the read model and repaired ${repairs} differences`,
    );
  }
}
