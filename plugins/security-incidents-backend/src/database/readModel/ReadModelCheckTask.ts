import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScheduledTask } from '../../kernel/ScheduledTask';
import type { ReadModel } from './ReadModel';

const INCIDENTS_PER_RUN = 500;
const ENTITIES_PER_RUN = 200;

/** Logs what was repaired, so that an operator learns of every difference. */
export function logRepairs(
  logger: Pick<LoggerService, 'warn'>,
  repaired: readonly string[],
): void {
  for (const difference of repaired) {
    logger.warn(`Repaired the read model: ${difference}`);
  }
}

/** Checks the read model, one slice of it in each run, and starts again at the end. */
export class ReadModelCheckTask implements ScheduledTask {
  readonly id = 'check-read-model';
  readonly schedule = {
    frequency: { minutes: 10 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 3 },
  };
  #afterIncident = 0;
  #afterEntity = '';

  constructor(
    private readonly options: {
      readModel: ReadModel;
      logger?: Pick<LoggerService, 'warn'>;
    },
  ) {}

  async run(): Promise<void> {
    const { readModel, logger } = this.options;
    const incidents = await readModel.checkIncidents(
      this.#afterIncident,
      INCIDENTS_PER_RUN,
    );
    this.#afterIncident = incidents.next ?? 0;
    const counts = await readModel.checkCounts(
      this.#afterEntity,
      ENTITIES_PER_RUN,
    );
    this.#afterEntity = counts.next ?? '';
    if (logger) logRepairs(logger, [...incidents.repaired, ...counts.repaired]);
  }
}
