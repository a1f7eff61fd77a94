import { z } from 'zod';
import type {
  IncidentStatus,
  ObligationDueBasis,
  ObligationRule,
  ObligationState,
  Severity,
  Tristate,
  Visibility,
} from '../rules';
import { LIMITS, shortText, timestamp } from './fields';
import type { Page } from './overview';

/*
 * Duties to notify somebody outside, each with a clock and a decision of a person. Times are ISO-8601 UTC.
 */

/** Why a person did not decide an obligation by itself: the incident was dismissed or merged. @public */
export const OBLIGATION_ENDINGS = ['dismissal', 'merge'] as const;
/** @public */
export type ObligationEnding = (typeof OBLIGATION_ENDINGS)[number];

/** A decision about an obligation. @public */
export interface ObligationDecision {
  at: string;
  /** Entity ref. */
  by: string;
  reason: string;
  /** Present when it came with the end of the incident. */
  with?: ObligationEnding;
}

/** The sending of an obligation. @public */
export interface ObligationSubmission {
  /** When it was sent. */
  at: string;
  recordedAt: string;
  /** Entity ref of who recorded it. */
  recordedBy: string;
  /** What proves it, in words. */
  proof: string;
  /** Reference of the receiver, such as a case number. */
  reference?: string;
}

/** A duty of one incident. @public */
export interface Obligation {
  id: string;
  rule: ObligationRule;
  state: ObligationState;
  raisedAt: string;
  /** The moment that belongs to this obligation, when its rule has one. */
  anchorAt?: string;
  dueBasis: ObligationDueBasis;
  /** When its clock began, or is assumed to have begun. */
  startsAt?: string;
  dueAt?: string;
  /** When three quarters of its time have passed. */
  atRiskAt?: string;
  decision?: ObligationDecision;
  submission?: ObligationSubmission;
  /** When whoever decides was last reminded. */
  remindedAt?: string;
  /** Grows with each decision; decisions send it as `If-Match`. */
  version: number;
}

/** The moments of an incident that start clocks. @public */
export interface ObligationMoments {
  occurredAt?: string;
  detectedAt: string;
  recordedAt: string;
  declaredAt?: string;
  /** A decision of a person. */
  awareAt?: string;
  majorAt?: string;
  isMajorProposed: boolean;
}

/** `GET /incidents/:id/obligations`. @public */
export interface IncidentObligations {
  /** Open ones first, the soonest first. */
  items: Obligation[];
  moments: ObligationMoments;
  personalData: Tristate;
  crossBorder: Tristate;
  suspectedMalicious: Tristate;
  /** Rules in force that were not raised. A person can raise them. */
  notRaised: ObligationRule[];
  /** Whether the caller may decide. */
  mayDecide: boolean;
  /** When it was read. */
  asOf: string;
}

/** The incident of an obligation in the register. @public */
export interface ObligationIncident {
  id: string;
  key: string;
  title: string;
  status: IncidentStatus;
  severity?: Severity;
  visibility: Visibility;
  /** The first affected service that the caller may see. */
  entityRef?: string;
  /** Entity ref of the incident commander. */
  commander?: string;
  moments: ObligationMoments;
}

/** An obligation in the register. @public */
export interface RegisteredObligation extends Obligation {
  incident: ObligationIncident;
}

/** `GET /obligations`. @public */
export interface ObligationPage extends Page<RegisteredObligation> {
  /** Totals by state, with all filters but those of state and due. */
  counts: Record<ObligationState, number>;
  asOf: string;
}

/** A business calendar that rules name. @public */
export interface ObligationCalendarSummary {
  id: string;
  title: string;
  zone: string;
  /** End of a business day, as `17:30`. */
  endOfDay: string;
  /** Holidays of this and the next year, as `2026-12-25`. */
  holidays: string[];
}

/** `GET /obligation-rules`. @public */
export interface ObligationRules {
  /** Every rule: enabled, off and draft, in the order of the regimes. */
  items: ObligationRule[];
  /** Ids of the regimes that the organisation chose. */
  regimes: string[];
  /** IANA time zone in which days and months are counted. */
  zone: string;
  calendars: ObligationCalendarSummary[];
}

const proof = z.strictObject({
  /** When it was sent. */
  submittedAt: timestamp,
  proof: shortText,
  reference: shortText.optional(),
});

/** Body of `POST /incidents/:id/obligations/:obligationId/decision`. @public */
export const decideObligationSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('not-applicable'),
    reason: shortText,
  }),
  z.strictObject({
    decision: z.literal('applicable'),
    reason: shortText,
    /** Since when the organisation is aware; moves every clock that starts with awareness. */
    awareAt: timestamp.optional(),
    /** The moment of this obligation, when its rule has one of its own. */
    anchorAt: timestamp.optional(),
  }),
  z.strictObject({
    decision: z.literal('submitted'),
    /** Needed when it is sent late, or when an earlier decision is changed. */
    reason: shortText.optional(),
    awareAt: timestamp.optional(),
    anchorAt: timestamp.optional(),
    ...proof.shape,
  }),
  z.strictObject({
    decision: z.literal('to-assess'),
    reason: shortText,
  }),
]);
/** @public */
export type DecideObligationRequest = z.input<typeof decideObligationSchema>;
/** @public */
export type ParsedDecideObligation = z.output<typeof decideObligationSchema>;

/** Body of `POST /incidents/:id/obligations`: raises one by hand. @public */
export const raiseObligationSchema = z.strictObject({
  ruleId: z.string().min(1).max(64),
  reason: shortText.max(LIMITS.shortText),
});
/** @public */
export type RaiseObligationRequest = z.input<typeof raiseObligationSchema>;
/** @public */
export type ParsedRaiseObligation = z.output<typeof raiseObligationSchema>;
