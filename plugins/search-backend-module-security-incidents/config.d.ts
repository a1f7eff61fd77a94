import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** The index of security incidents. */
      securityIncidents?: {
        /**
         * When all incidents are indexed. Default: every ten minutes, with a time limit of fifteen.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
