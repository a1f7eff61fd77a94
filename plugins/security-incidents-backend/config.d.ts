import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of Security Incidents. */
  securityIncidents?: {
    /**
     * First part of incident keys, 2 to 10 capital letters. Default: `SEC`.
     */
    keyPrefix?: string;
    /**
     * For how many days a closed incident can be re-opened. Default: 30.
     */
    reopenWithinDays?: number;
    reports?: {
      /**
       * Freezes the reports of each month, quarter or year once it is over. Not set: only on demand.
       */
      schedule?: {
        every: 'month' | 'quarter' | 'year';
        /** IANA name of the time zone of the periods. Default: UTC. */
        zone?: string;
        /** For whom the reports are made: entity refs of people and groups, as the reports say. */
        readers?: string[];
      };
    };
    /**
     * How long decisions about reading are cached, at most one minute. Default: not cached, so each request asks the
     * permission framework. Decisions about changes are never cached.
     */
    readDecisionCacheTtl?: HumanDuration | string;
    /**
     * Path of the pages in the app, for links in notifications, channels, actions and search. Default: the path in
     * `app.extensions`, else `/security-incidents`.
     */
    pagePath?: string;
    /**
     * Time limit of a call to the catalog, at most one minute. Default: `{ seconds: 3 }`. After it the plugin treats the
     * catalog as down: reports are recorded, and snapshots of their services follow later.
     */
    catalogTimeout?: HumanDuration | string;
    /**
     * Time limit of calls to permissions, user info, notifications and signals, at most one minute. Default: `{ seconds: 3 }`.
     * When it is exceeded, a request is answered with 503 and `Retry-After`, a notification is retried later, and a signal is
     * dropped.
     */
    serviceTimeout?: HumanDuration | string;
    /**
     * Whether services are shown or hidden while the catalog is down. Applies to callers whose policy decides by the entity
     * which services they may see. Default: `show`.
     */
    whenCatalogIsDown?: 'show' | 'hide';
    /** Changes of incidents as events of the platform. */
    events?: {
      /**
       * Publishes each change on the topic `security-incidents`, without anything confidential. Default: true.
       */
      publish?: boolean;
    };
    /**
     * Targets per severity, for incidents without a plan or whose plan does not mention the severity. Durations are
     * ISO-8601 (`PT4H`) or objects (`{ hours: 4 }`), in whole numbers down to seconds. `none` removes a target. Omitted
     * values keep their defaults, see docs/service-levels.md.
     */
    serviceLevels?: {
      [severity in 'informational' | 'low' | 'medium' | 'high' | 'critical']?: {
        /** From recording the incident until somebody is at work. */
        acknowledge?: HumanDuration | string;
        /** From recording the incident until it is contained. */
        contain?: HumanDuration | string;
        /** From recording the incident until it is resolved. */
        resolve?: HumanDuration | string;
        /** Between two updates to management; starts at the declaration. */
        updateEvery?: HumanDuration | string;
      };
    };
    /** Post-incident reviews. Major incidents and those whose plan asks for one always need a review. */
    reviews?: {
      /** From which severity resolved incidents need a review. Default: `high`. */
      fromSeverity?:
        | 'informational'
        | 'low'
        | 'medium'
        | 'high'
        | 'critical'
        | 'none';
      /** Days from the resolution until the review is due, 1 to 365. Default: 5. */
      dueDays?: number;
      /** Days from the due time of an improvement action until its effect is checked, unless the action says when. Default: 30. */
      checkDays?: number;
      /** Whether somebody else must approve the review of a major incident before the incident is closed. Default: true. */
      majorsNeedApproval?: boolean;
    };
    /** Duties to notify somebody outside. Without regimes no rule is in force. See docs/obligations.md. */
    obligations?: {
      /** Ids of the regimes that bind the organisation, such as `gdpr`. */
      regimes?: string[];
      /** Time zone in which days and months are counted. Default: `UTC`. */
      timeZone?: string;
      /** Rules of your own. */
      rules?: Array<{
        id: string;
        regime: string;
        regimeTitle: string;
        stage: string;
        title: string;
        /** Short name of who or what it goes to. */
        target: string;
        /** Moment that starts the clock. */
        anchor: string;
        /** Id of the rule that it follows. */
        after?: string;
        trigger: 'incident' | 'major' | 'applicable' | 'submission' | 'hand';
        offset?: number;
        unit?: 'hours' | 'days' | 'business-days' | 'months';
        calendar?: string;
        rollsOver?: boolean;
        /** First day on which it binds, such as `2026-09-11`. */
        effectiveFrom: string;
        effectiveTo?: string;
        note?: string;
        source: string;
      }>;
      /** Changes of shipped rules. */
      overrides?: Array<{
        rule: string;
        offset?: number;
        unit?: 'hours' | 'days' | 'business-days' | 'months';
        calendar?: string;
        rollsOver?: boolean;
        effectiveFrom?: string;
        effectiveTo?: string;
        trigger?: 'incident' | 'major' | 'applicable' | 'submission' | 'hand';
        note?: string;
      }>;
      /** Regimes or rules that are switched off, with the reason. */
      off?: Array<{ regime?: string; rule?: string; reason: string }>;
      /** Business calendars. */
      calendars?: Array<{
        id: string;
        title: string;
        timeZone?: string;
        /** End of a business day, such as `17:30`. */
        endOfDay?: string;
        /** Days without business besides weekends, such as `2026-12-25`. */
        holidays: string[];
      }>;
    };
    /** Major incidents. */
    majorIncident?: {
      /**
       * Criteria that propose a major incident; a person decides. A criterion holds when all its conditions hold. Default:
       * severity critical, or priority P1. An empty list proposes nothing.
       */
      criteria?: Array<{
        /** Severity is one of these. */
        severities?: Array<
          'informational' | 'low' | 'medium' | 'high' | 'critical'
        >;
        /** Priority is one of these. */
        priorities?: Array<'P1' | 'P2' | 'P3' | 'P4'>;
        /** Annotation `security-incidents/tier` of an affected service is one of these. */
        tiers?: Array<string | number>;
        /** At least this many services are affected; cleared ones do not count. */
        affectedAtLeast?: number;
        /** Personal data is involved. */
        personalData?: true;
      }>;
      /**
       * Between two updates to management about a major incident that has no other target for updates. Default: two hours.
       */
      updateEvery?: HumanDuration | string;
    };
    /**
     * How often the catalog is read for services and response plans after a start, until two readings agree. At most 5
     * seconds. Default: `{ seconds: 3 }`. Afterwards it is read every minute.
     */
    firstCatalogReadsEvery?: HumanDuration | string;
    /**
     * Entity refs of the people and groups on duty. They are notified of each new report, and are members of each report that
     * is sent as sensitive. Nobody unless set.
     */
    responders?: string[];
    /** Notifications to people, see docs/notifications.md. */
    notifications?: {
      /** Topics that nobody is notified of. Each person can also switch topics off in the settings of Backstage. */
      disabledTopics?: Array<
        | 'New'
        | 'Assigned'
        | 'Due soon'
        | 'Overdue'
        | 'Escalated'
        | 'Answers'
        | 'My reports'
        | 'Restricted'
        | 'Verification'
        | 'Detections'
        | 'Exports'
        | 'Imports'
      >;
    };
    /** The scheduled verification of all records. */
    verification?: {
      /**
       * Entity refs of people and groups who are notified when a record does not verify; nobody unless set. The platform cannot
       * say who holds `security-incidents.timeline.verify`, so name them here. The message holds nothing of the incident.
       */
      notify?: string[];
    };
    /** Limits of evidence, in KB, MB or GB of 1024, see docs/evidence.md. */
    evidence?: {
      /**
       * The largest file, at most 20 GB. Default: `500 MB`.
       */
      maxSize?: string;
      /**
       * All files of one incident together. Default: `5 GB`.
       */
      maxSizePerIncident?: string;
      /**
       * Years for which files are kept after their incident is closed, 1 to 100. Until then none can be disposed of. Nothing is
       * deleted by itself. Default: no rule.
       */
      keepYears?: number;
    };
    /** Import of incidents from files, see docs/import-export.md. */
    imports?: {
      /**
       * The largest file, at most 100 MB. A file is in memory while it is checked. Default: `20 MB`.
       */
      maxSize?: string;
    };
    /** Signed checkpoints of all records, see docs/record.md. */
    checkpoints?: {
      /**
       * Private Ed25519 key in PEM (PKCS #8) that signs checkpoints. Keep it out of the database. Without it checkpoints are
       * unsigned, and whoever can write to the database can rewrite them.
       * @visibility secret
       */
      signingKey?: string;
      /**
       * The key that signed before. It signs one more checkpoint together with the new key; remove it afterwards.
       * @visibility secret
       */
      previousSigningKey?: string;
      /** Public keys in PEM whose checkpoints count too, at most 20. */
      trustedKeys?: string[];
      /** Receives each checkpoint as JSON by POST, and keeps copies outside the database. */
      webhook?: {
        url: string;
        /**
         * Sent as `Authorization: Bearer`.
         * @visibility secret
         */
        token?: string;
      };
    };
    /** Sources of detections by id, see docs/detections.md. The id is part of the path of the webhook. */
    detections?: {
      [sourceId: string]: {
        /** Kind of the source, such as `github`. Default: its id. */
        type?: string;
        /**
         * Secrets that prove who sends, newest first; at most five. All of them count, so that one can be replaced. A source
         * without a secret refuses every delivery.
         * @deepVisibility secret
         */
        secrets?: string[];
        /**
         * Topics of the events service whose events count as deliveries, such as `github.secret_scanning_alert`. Whoever
         * publishes there is trusted, so the ingress of the topic must verify who sends.
         */
        eventTopics?: string[];
        /** Shown to people. Default: the name of the kind. */
        title?: string;
        /** People in `answersTo` are notified when no event came for this long, at least one minute. Default: never. */
        expectedEvery?: HumanDuration | string;
        /**
         * A finding that fires again within this time after it was resolved continues as the same detection, between one minute and
         * 30 days. Default: each time begins a new episode.
         */
        reopenWithin?: HumanDuration | string;
        /** Labels that each detection of the source gets, at most 20. Those of the delivery win. */
        labels?: { [name: string]: string };
        /** Entity refs of people and groups who are notified when the source is silent. */
        answersTo?: string[];
        /** Settings of the kind of source, see docs/detections.md. */
        options?: { [name: string]: unknown };
      };
    };
    /**
     * Rules for new detections, at most 100. The first that fits applies; these come before the rules of the page and can be
     * changed only here. See docs/detections.md.
     */
    detectionRules?: Array<{
      /** Shown in the timelines of incidents. */
      name: string;
      /** All parts that are given must hold. */
      condition: {
        sourceIds?: string[];
        /** Ids of the rules of the source. */
        ruleIds?: string[];
        severities?: Array<
          'informational' | 'low' | 'medium' | 'high' | 'critical'
        >;
        entityRefs?: string[];
        /** Label to value; `*` at the end stands for anything. */
        labels?: { [name: string]: string };
      };
      /** Needs this many detections of one service within the time. */
      threshold?: { count: number; withinMinutes: number };
      action: 'create' | 'attach' | 'suggest' | 'ignore';
      /** Which open incidents of the service fit. Default: those with a detection of the same rule of the source. */
      attachTo?: 'same-rule' | 'same-service';
      /** Hours around the detection in which an incident fits. Default: 24. */
      withinHours?: number;
      /** What a created incident gets, in place of what the detection says. */
      incident?: {
        severity?: 'informational' | 'low' | 'medium' | 'high' | 'critical';
        /** Class of the RSIT taxonomy. */
        class?: string;
      };
      isEnabled?: boolean;
    }>;
    /**
     * Patterns that find the service of detections, at most 100, tried in this order before those of the page.
     */
    detectionPatterns?: Array<{
      name: string;
      /** Name of the label. */
      label: string;
      /** Regular expression for the whole value, without assertions and backreferences. */
      pattern: string;
      /** Full entity ref; `$1` to `$9` stand for groups of the pattern. */
      entityRef: string;
    }>;
    /** Time limits of changes on PostgreSQL. A change that exceeds one is rolled back and answered with 503 and `Retry-After`. */
    database?: {
      /**
       * The longest wait for a lock, at least 100 milliseconds. Default: `{ seconds: 3 }`.
       */
      lockTimeout?: HumanDuration | string;
      /**
       * The longest duration of one statement, including waits for locks. At least `lockTimeout`, at most five minutes.
       * Default: `{ seconds: 15 }`.
       */
      statementTimeout?: HumanDuration | string;
    };
  };
}
