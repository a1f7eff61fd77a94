/** Moments of an incident that start clocks. `submission`: sending of another obligation, which `after` names. @public */
export const OBLIGATION_MOMENTS = [
  'detected',
  'recorded',
  'declared',
  'aware',
  'classified-major',
  'confirmed',
  'high-risk-found',
  'materiality-determined',
  'discovered',
  'measure-available',
  'requested',
  'submission',
] as const;
/** @public */
export type ObligationMoment = (typeof OBLIGATION_MOMENTS)[number];

/** Moments that belong to one obligation, and are decided with it. The others belong to the incident. @public */
export const OWN_OBLIGATION_MOMENTS = [
  'confirmed',
  'high-risk-found',
  'materiality-determined',
  'discovered',
  'measure-available',
  'requested',
] as const satisfies readonly ObligationMoment[];

/** @public */
export const OBLIGATION_UNITS = [
  'hours',
  'days',
  'business-days',
  'months',
] as const;
/** @public */
export type ObligationUnit = (typeof OBLIGATION_UNITS)[number];

/** `draft` rules are proposals that nobody is bound by. Only enabled rules raise obligations. @public */
export const OBLIGATION_RULE_STATES = ['enabled', 'off', 'draft'] as const;
/** @public */
export type ObligationRuleState = (typeof OBLIGATION_RULE_STATES)[number];

/**
 * What raises an obligation: `incident`: each real incident; `major`: one that is proposed or declared as major;
 * `applicable`: the decision that the obligation of `after` applies; `submission`: its sending; `hand`: a person.
 *
 * @public
 */
export const OBLIGATION_TRIGGERS = [
  'incident',
  'major',
  'applicable',
  'submission',
  'hand',
] as const;
/** @public */
export type ObligationTrigger = (typeof OBLIGATION_TRIGGERS)[number];

/** A rule that turns a moment into a due time. @public */
export interface ObligationRule {
  /** Never used for another rule, such as `gdpr-33-1`. */
  id: string;
  /** Id of the law, standard or contract, such as `gdpr`. */
  regime: string;
  /** Its short name, such as `GDPR`. */
  regimeTitle: string;
  /** The place within the regime, such as `33(1)`. */
  stage: string;
  /** What has to be done, such as `Notify the supervisory authority`. */
  title: string;
  /** Short name of who or what it goes to, such as `authority`. */
  target: string;
  /** The moment that starts the clock. */
  anchor: ObligationMoment;
  /** Id of the rule whose sending or decision this one follows. */
  after?: string;
  trigger: ObligationTrigger;
  /** Absent when the law has no number. */
  offset?: number;
  unit?: ObligationUnit;
  /** Never later than this after another moment, unless the anchor itself came later than that. */
  cap?: {
    anchor: Extract<ObligationMoment, 'aware' | 'detected' | 'recorded'>;
    offset: number;
    unit: Extract<ObligationUnit, 'hours'>;
  };
  /** Counts from the end of the calendar year in which the moment lies. */
  fromYearEnd?: boolean;
  /** Id of the business calendar: for business days, and for `rollsOver`. */
  calendar?: string;
  /** A due time on a day that is no business day moves to the next one. */
  rollsOver?: boolean;
  /** First day on which the rule binds, such as `2018-05-25`; absent for a draft. */
  effectiveFrom?: string;
  /** Last day on which it binds. */
  effectiveTo?: string;
  state: ObligationRuleState;
  /** Why it is off or a draft. */
  stateReason?: string;
  /** What else decides about the date, in one sentence. */
  note?: string;
  /** Where the rule is written. */
  source: string;
}

/** Business days of a regime. @public */
export interface BusinessCalendar {
  id: string;
  title: string;
  /** IANA time zone in which days begin and end. */
  zone: string;
  /** End of a business day, as `17:30`. */
  endOfDay: string;
  /** Days without business besides Saturdays and Sundays, as `2026-12-25`. */
  isHoliday(day: string): boolean;
}

/** The moments that are known. ISO-8601 UTC. @public */
export interface ObligationFacts {
  recordedAt: string;
  detectedAt: string;
  declaredAt?: string;
  awareAt?: string;
  majorAt?: string;
  /** The moment of this obligation, when its anchor is one of {@link OWN_OBLIGATION_MOMENTS}. */
  anchorAt?: string;
  /** When the obligation that the rule names in `after` was sent. */
  submittedAt?: string;
}

/**
 * What a due time is. `due`: its moment is decided; `earliest`: the moment is assumed; `latest`: only a limit is known;
 * `waiting`: the moment has not come; `no-number`: the law has none.
 *
 * @public
 */
export const OBLIGATION_DUE_BASES = [
  'due',
  'earliest',
  'latest',
  'waiting',
  'no-number',
] as const;
/** @public */
export type ObligationDueBasis = (typeof OBLIGATION_DUE_BASES)[number];

/** The clock of an obligation. @public */
export type ObligationClock =
  | {
      basis: Extract<ObligationDueBasis, 'due' | 'earliest' | 'latest'>;
      /** When it began, or is assumed to have begun. */
      startsAt: string;
      dueAt: string;
    }
  | {
      basis: Extract<ObligationDueBasis, 'waiting' | 'no-number'>;
      startsAt?: undefined;
      dueAt?: undefined;
    };

/** What is stored of the decision about an obligation. @public */
export const OBLIGATION_DECISION_STATES = [
  'to-assess',
  'pending',
  'submitted',
  'not-applicable',
] as const;
/** @public */
export type ObligationDecisionState =
  (typeof OBLIGATION_DECISION_STATES)[number];

/**
 * The state of an obligation now. `pending` is still to be sent, `missed` is that after its due time, `submitted-late` was
 * sent after it.
 *
 * @public
 */
export const OBLIGATION_STATES = [
  'to-assess',
  'pending',
  'missed',
  'submitted',
  'submitted-late',
  'not-applicable',
] as const;
/** @public */
export type ObligationState = (typeof OBLIGATION_STATES)[number];

/** States in which somebody still has to decide or send. @public */
export const OPEN_OBLIGATION_STATES = [
  'to-assess',
  'pending',
  'missed',
] as const satisfies readonly ObligationState[];
