import type {
  DatabaseService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { readServiceTimeoutMs } from '../settings';
import { CheckpointDeliveries } from './CheckpointDeliveries';
import { CheckpointTask } from './CheckpointTask';
import { CheckpointVerification } from './CheckpointVerification';
import { CheckpointWriter } from './CheckpointWriter';
import { DefaultCheckpointsService } from './DefaultCheckpointsService';
import { getTrustedKeys, readCheckpointSettings } from './settings';
import { DatabaseCheckpoints } from './store/DatabaseCheckpoints';

/** Builds what writes, sends, shows and verifies checkpoints. The migrations must have run. */
export async function createCheckpoints(options: {
  database: DatabaseService;
  config: RootConfigService;
  logger?: LoggerService;
  findings: { find(subject: string): Promise<string | undefined> };
  clock(): Date;
  onProblem(message: string, error: Error): void;
}) {
  const settings = readCheckpointSettings(options.config);
  const store = new DatabaseCheckpoints(await options.database.getClient());
  const common = { ...options, store, settings };
  const writer = new CheckpointWriter(common);
  const { webhook } = settings;
  const deliveries =
    webhook &&
    new CheckpointDeliveries({
      ...common,
      webhook,
      timeoutMs: readServiceTimeoutMs(options.config),
    });
  return {
    store,
    writer,
    settings,
    service: new DefaultCheckpointsService({ ...common, writer }),
    task: new CheckpointTask({ ...common, writer, deliveries }),
    verification: new CheckpointVerification({
      store,
      writer,
      trusted: getTrustedKeys(settings),
    }),
  };
}
