import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const SCHEDULE = 'search.collators.securityIncidents.schedule';
const INTERVAL = 'search.collators.securityIncidents.refreshInterval';
const DEFAULT_INTERVAL_MS = 15_000;
const MIN_INTERVAL_MS = 1_000;
const MAX_INTERVAL_MS = 60 * 60 * 1_000;

/** When everything is indexed, whatever has changed. */
export function readSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig(SCHEDULE);
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 3 },
      };
}

/** The shortest time between two runs that changes start, in milliseconds. */
export function readRefreshIntervalMs(config: RootConfigService): number {
  if (!config.has(INTERVAL)) return DEFAULT_INTERVAL_MS;
  const ms = durationToMilliseconds(
    readDurationFromConfig(config, { key: INTERVAL }),
  );
  if (!(ms >= MIN_INTERVAL_MS && ms <= MAX_INTERVAL_MS)) {
    throw new InputError(
      `${INTERVAL}: must be between one second and one hour`,
    );
  }
  return ms;
}
