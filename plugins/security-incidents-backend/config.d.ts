import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of Security Incidents. */
  securityIncidents?: {
    /**
     * First part of incident keys, 2 to 10 capital letters; `SEC` unless set.
     */
    keyPrefix?: string;
    /**
     * How many days a closed incident can be re-opened; 30 unless set. Later, a new incident is reported.
     */
    reopenWithinDays?: number;
    /**
     * How long it is remembered what somebody may read; `{ seconds: 5 }` unless set, one minute at most, `{ seconds: 0 }` to
     * ask the permission framework in each request. Changes are always decided anew.
     */
    rememberReadingRightsFor?: HumanDuration | string;
    /**
     * How often the catalog is asked for services and response plans at a first start, until it says the same twice;
     * `{ seconds: 3 }` unless set, 5 seconds at most. Later it is asked each minute.
     */
    firstCatalogReadsEvery?: HumanDuration | string;
  };
}
