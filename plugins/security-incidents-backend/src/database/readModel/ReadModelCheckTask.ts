import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScheduledTask } from '../../kernel/ScheduledTask';
import { READ_MODEL } from '../../verification/DatabaseFindings';
import type { FindingReporter } from '../../verification/FindingReporter';
import type { CheckedSlice, ReadModel } from './ReadModel';

const INCIDENTS_PER_RUN = 500;
const ENTITIES_PER_RUN = 200;
const MONTHS_PER_RUN = 3;

/** Logs what was repaired, so that an operator learns of every difference. */
export function logRepairs(
  logger: Pick<LoggerService, 'warn'>,
  repaired: readonly string[],
): void {
  for (const difference of repaired) {
    logger.warn(`Repaired the read model: ${difference}`);
  }
}

/** A pass over all incidents, all counts or all months, one slice after the other. */
class Round<Position> {
  #hasFindings = false;
  #wasClean = false;

  constructor(private readonly start: Position, public position = start) {}

  add({ next, subjects }: CheckedSlice<Position>): void {
    this.#hasFindings ||= subjects.includes(READ_MODEL);
    this.position = next ?? this.start;
    if (next !== undefined) return;
    this.#wasClean = !this.#hasFindings;
    this.#hasFindings = false;
  }

  /** Whether the last whole round found nothing, and this one has not either. */
  get isClean(): boolean {
    return this.#wasClean && !this.#hasFindings;
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
  readonly #incidents = new Round(0);
  readonly #counts = new Round('');
  readonly #months = new Round(0);

  constructor(
    private readonly options: {
      readModel: ReadModel;
      reporter: FindingReporter;
      logger?: Pick<LoggerService, 'warn'>;
    },
  ) {}

  async run(): Promise<void> {
    const { readModel, reporter, logger } = this.options;
    const incidents = await readModel.checkIncidents(
      this.#incidents.position,
      INCIDENTS_PER_RUN,
      reporter,
    );
    this.#incidents.add(incidents);
    const counts = await readModel.checkCounts(
      this.#counts.position,
      ENTITIES_PER_RUN,
      reporter,
    );
    this.#counts.add(counts);
    const months = await readModel.checkMonths(
      this.#months.position,
      MONTHS_PER_RUN,
      reporter,
    );
    this.#months.add(months);
    const slices = [incidents, counts, months];
    if (logger) {
      logRepairs(
        logger,
        slices.flatMap(({ repaired }) => repaired),
      );
    }
    const rounds = [this.#incidents, this.#counts, this.#months];
    if (rounds.every(({ isClean }) => isClean)) {
      await reporter.reportIntact(READ_MODEL);
    }
  }
}
