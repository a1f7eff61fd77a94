import { HumanDuration } from '@backstage/types';
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
        /**
         * The shortest time between two runs that changes of incidents start; from one second to one hour. Default: 15 seconds. It
         * grows until a run takes at most half of it.
         */
        refreshInterval?: HumanDuration | string;
      };
    };
  };
}
