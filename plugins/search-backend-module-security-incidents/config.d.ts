import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** The indexes of security incidents and of their finished reviews. */
      securityIncidents?: {
        /**
         * When everything is indexed. Default: every ten minutes, with a time limit of fifteen.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
