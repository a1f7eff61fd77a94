import type { CheckpointVerification } from '../checkpoints/CheckpointVerification';
import type { Common } from '../createCommon';
import { DueRulesTask } from '../database/readModel/DueRulesTask';
import { CountMonthsTask } from '../database/readModel/months/CountMonthsTask';
import { ReadModelCheckTask } from '../database/readModel/ReadModelCheckTask';
import { ReadModelRebuildTask } from '../database/readModel/ReadModelRebuildTask';
import type { ServicesOptions } from '../ServicesOptions';
import { FindingReporter } from './FindingReporter';
import { VerificationTask } from './VerificationTask';

/** Builds the tasks that check records and the read model, and what reports their findings. */
export function createVerification(
  given: Common &
    Pick<ServicesOptions, 'countVerification' | 'notifyOfFinding'>,
) {
  const { store } = given;
  const { readModel } = store;
  const reporter = new FindingReporter({
    ...given,
    findings: store.findings,
    count: given.countVerification,
    notify: given.notifyOfFinding,
  });
  const parts = { ...given, readModel, reporter };
  return {
    reporter,
    createTasks: (checkpoints: CheckpointVerification) => ({
      dueRules: new DueRulesTask(parts),
      countMonths: new CountMonthsTask(parts),
      readModelCheck: new ReadModelCheckTask(parts),
      readModelRebuild: new ReadModelRebuildTask(parts),
      verification: new VerificationTask({
        ...parts,
        reader: store.verification,
        pass: store.verificationPass,
        checkpoints,
      }),
    }),
  };
}
