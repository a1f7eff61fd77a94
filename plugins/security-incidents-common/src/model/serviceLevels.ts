import { z } from 'zod';
import type { PlanClockReading } from '../plans/schedule';
import { LIMITS, principalRef, shortText } from './fields';

/*
 * Clocks, escalations and major incidents.
 */

/** The clocks of an incident at the time of the answer. @public */
export interface ServiceLevels {
  /** Where the durations come from. */
  source: 'plan' | 'config';
  /** The plan they come from, when they do. */
  planRef?: string;
  planTitle?: string;
  /** In the order of `PLAN_CLOCKS`; empty for a dismissed or merged incident. */
  clocks: PlanClockReading[];
  /** When clocks pause, in words. */
  pauseRule: string;
}

/**
 * States of a major incident. `proposed`: by the criteria of the configuration or the escalation of the plan. It has no
 * effect until a person decides.
 *
 * @public
 */
export const MAJOR_STATES = [
  'none',
  'proposed',
  'declared',
  'declined',
] as const;
/** @public */
export type MajorState = (typeof MAJOR_STATES)[number];

/** Whether an incident is a major one, and who decided that. @public */
export interface MajorIncidentStatus {
  state: MajorState;
  /** Time of the proposal or of the last decision. */
  at?: string;
  /** Who decided; absent for a proposal. */
  by?: string;
  /** Reason of the decision. */
  reason?: string;
  /** Why it is or was proposed. */
  proposedBecause: string[];
}

/**
 * What caused an escalation: a breached clock, a step of the plan's escalation, the parent group of an owner after a clock
 * stayed breached, a person, or the proposal of a major incident.
 *
 * @public
 */
export const ESCALATION_KINDS = [
  'clock',
  'ladder',
  'owner',
  'manual',
  'major',
] as const;
/** @public */
export type EscalationKind = (typeof ESCALATION_KINDS)[number];

/** A recipient of an escalation. @public */
export interface EscalationRecipient {
  /** Entity ref of a person or group; `role:<id>` for a role that nobody holds. */
  ref: string;
  /** Whether the recipient was notified or will be. */
  told: boolean;
  /** Why the recipient was not notified. */
  why?: string;
}

/** An escalation by a rule or by a person. @public */
export interface Escalation {
  id: string;
  firedAt: string;
  kind: EscalationKind;
  /** In words: `Contain within 4 hours since it was recorded: overdue since 2026-11-25 12:00 UTC`. */
  reason: string;
  to: EscalationRecipient[];
  /** Who asked for it; absent when a rule did. */
  by?: string;
  /** When the notification was sent; absent while it is retried, or without reachable recipients. */
  deliveredAt?: string;
  /** Why the notification failed for good. */
  failedBecause?: string;
  /** Whether it proposes to make this a major incident. */
  raisedToMajor?: boolean;
  /** Its entry in the timeline. */
  seq: number;
}

/** The next escalation unless somebody acts. @public */
export interface NextEscalation {
  at: string;
  /** In words, such as `Acknowledge within 15 minutes since it was recorded`. */
  reason: string;
  /** As far as it is known now. */
  to: EscalationRecipient[];
}

/** `GET /incidents/:id/escalations`. @public */
export interface Escalations {
  /** Oldest first. */
  items: Escalation[];
  /** Absent when no escalation is scheduled. */
  next?: NextEscalation;
}

/** Body of `POST /incidents/:id/escalations`. @public */
export const escalateSchema = z.strictObject({
  reason: shortText,
  /** Recipients; by default those of the next rule, else the owners and the groups above them. */
  to: z.array(principalRef).min(1).max(LIMITS.escalateTo).optional(),
});
/** @public */
export type EscalateRequest = z.input<typeof escalateSchema>;
/** @public */
export type ParsedEscalate = z.output<typeof escalateSchema>;

/** What a person decides about a major incident. @public */
export const MAJOR_DECISIONS = ['declare', 'decline', 'end'] as const;
/** @public */
export type MajorDecision = (typeof MAJOR_DECISIONS)[number];

/** Body of `POST /incidents/:id/major`. @public */
export const majorSchema = z.strictObject({
  decision: z.enum(MAJOR_DECISIONS),
  reason: shortText,
});
/** @public */
export type MajorRequest = z.input<typeof majorSchema>;
/** @public */
export type ParsedMajor = z.output<typeof majorSchema>;
