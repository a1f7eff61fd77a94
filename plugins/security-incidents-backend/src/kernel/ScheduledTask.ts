import type { HumanDuration } from '@backstage/types';

/** Work that the platform's scheduler runs from time to time, on one instance at a time. */
export interface ScheduledTask {
  readonly id: string;
  readonly schedule: {
    /** `manual` tasks run only when somebody triggers them. */
    frequency: HumanDuration | { trigger: 'manual' };
    timeout: HumanDuration;
    initialDelay?: HumanDuration;
  };
  run(signal: AbortSignal): Promise<void>;
}
