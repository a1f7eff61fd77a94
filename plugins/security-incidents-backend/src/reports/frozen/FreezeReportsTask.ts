import type { AuthService } from '@backstage/backend-plugin-api';
import { createTaskContext } from '../../kernel/contexts';
import type { ScheduledTask } from '../../kernel/ScheduledTask';
import type { DefaultFrozenReportsService } from './DefaultFrozenReportsService';

/** Freezes the last complete period of the schedule. */
export class FreezeReportsTask implements ScheduledTask {
  readonly id = 'freeze-reports';
  readonly schedule = {
    frequency: { minutes: 30 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
  };

  constructor(
    private readonly options: {
      frozen: DefaultFrozenReportsService;
      auth: AuthService;
    },
  ) {}

  async run(): Promise<void> {
    const credentials = await this.options.auth.getOwnServiceCredentials();
    await this.options.frozen.freezeScheduled(
      createTaskContext('freeze-reports', { credentials }),
    );
  }
}
