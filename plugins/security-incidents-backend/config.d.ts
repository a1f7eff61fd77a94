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
     * How long decisions about reading are cached, at most one minute. Unless set, each request asks the permission
     * framework. Changes are always decided anew.
     */
    readDecisionCacheTtl?: HumanDuration | string;
    /**
     * Time limit of a call to the catalog; `{ seconds: 3 }` unless set, at most one minute. After it, the plugin goes on as
     * if the catalog were down: reports are recorded and their snapshots follow later.
     */
    catalogTimeout?: HumanDuration | string;
    /**
     * Whether services are shown or hidden while the catalog does not answer and a policy decides by the entity which
     * services a caller may see; `show` unless set.
     */
    whenCatalogIsDown?: 'show' | 'hide';
    /**
     * What is owed for incidents of each severity where no plan says so. Each duration is ISO-8601 (`PT4H`) or like
     * `{ hours: 4 }`, in whole numbers down to seconds; `none` for what is not owed. What is not written is as it is
     * without, see docs/service-levels.md.
     */
    serviceLevels?: {
      [severity in 'informational' | 'low' | 'medium' | 'high' | 'critical']?: {
        /** Until somebody is at work, since it was recorded. */
        acknowledge?: HumanDuration | string;
        /** Until it is contained, since it was recorded. */
        contain?: HumanDuration | string;
        /** Until it is resolved, since it was recorded. */
        resolve?: HumanDuration | string;
        /** Between two updates to management, since the declaration. */
        updateEvery?: HumanDuration | string;
      };
    };
    majorIncident?: {
      /**
       * Each proposes to make an incident that meets it a major one; a person decides. All that one names must hold. Unless
       * set: severity critical, or priority P1. An empty list proposes nothing.
       */
      criteria?: Array<{
        severities?: Array<
          'informational' | 'low' | 'medium' | 'high' | 'critical'
        >;
        priorities?: Array<'P1' | 'P2' | 'P3' | 'P4'>;
        /** Annotation `security-incidents/tier` of an affected service. */
        tiers?: Array<string | number>;
        /** How many services are affected, those aside that were cleared. */
        affectedAtLeast?: number;
        /** Whether personal data is involved. */
        personalData?: true;
      }>;
      /** Between two updates to management about a major incident that owes none otherwise; two hours unless set. */
      updateEvery?: HumanDuration | string;
    };
    /**
     * How often the catalog is asked for services and response plans at a first start, until it says the same twice;
     * `{ seconds: 3 }` unless set, 5 seconds at most. Later it is asked each minute.
     */
    firstCatalogReadsEvery?: HumanDuration | string;
    /** Time limits of changes on PostgreSQL. A change that exceeds one is rolled back and answered with 503 and `Retry-After`. */
    database?: {
      /**
       * The longest wait for a lock; `{ seconds: 3 }` unless set, at least 100 milliseconds. A lock that somebody else holds
       * on an incident delays changes of that incident by this long.
       */
      lockTimeout?: HumanDuration | string;
      /** The longest duration of one statement; `{ seconds: 15 }` unless set, five minutes at most. */
      statementTimeout?: HumanDuration | string;
    };
  };
}
