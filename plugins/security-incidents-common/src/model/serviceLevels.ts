import { z } from 'zod';
import type { PlanClockReading } from '../plans/schedule';
import { LIMITS, principalRef, shortText } from './fields';

/*
 * Clocks, escalations and major incidents: what is owed by when, who is told when it is not met, and when a person says
 * that this is more than one team can handle.
 */

/** Where the clocks of an incident stand at the time of the answer. @public */
export interface ServiceLevels {
  /** Where the durations come from. */
  source: 'plan' | 'config';
  /** The plan they come from, when they do. */
  planRef?: string;
  planTitle?: string;
  /** In the order of `PLAN_CLOCKS`; empty while an incident is dismissed or merged. */
  clocks: PlanClockReading[];
  /** When clocks pause, in words. */
  pauseRule: string;
}

/**
 * `proposed`: criteria of the configuration or the ladder of the plan say that it should be one; nothing follows from
 * that until a person decides.
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
  /** Of the proposal, or of the last decision. */
  at?: string;
  /** Who decided; a proposal is nobody's. */
  by?: string;
  /** What who decided said. */
  reason?: string;
  /** Why it is, or was, proposed; in words. */
  proposedBecause: string[];
}

/**
 * Why somebody was told: a clock that was breached, a step of the ladder of the plan, the parent group of an owner after
 * a clock stayed breached, a person who asked for it, or the proposal of a major incident.
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

/** Somebody that an escalation is for. @public */
export interface EscalationRecipient {
  /** Entity ref of a person or group; `role:<id>` for a role that nobody holds. */
  ref: string;
  /** False for whom it did not reach, and is not going to. */
  told: boolean;
  /** Why not, in words. */
  why?: string;
}

/** That somebody was told of an incident because of a rule, or because a person asked for it. @public */
export interface Escalation {
  id: string;
  firedAt: string;
  kind: EscalationKind;
  /** In words: `Contain within 4 hours since it was recorded: overdue since 2026-11-25 12:00 UTC`. */
  reason: string;
  to: EscalationRecipient[];
  /** Who asked for it; absent when a rule did. */
  by?: string;
  /** When it was handed to the notifications; absent while that is still tried, or when there is nobody to tell. */
  deliveredAt?: string;
  /** Why it could not be handed over; it is not tried again. */
  failedBecause?: string;
  /** Whether it proposes to make this a major incident. */
  raisedToMajor?: boolean;
  /** Its entry in the timeline. */
  seq: number;
}

/** What is going to be told next unless somebody acts. @public */
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
  /** Absent when nothing is going to be told by itself. */
  next?: NextEscalation;
}

/** Body of `POST /incidents/:id/escalations`. @public */
export const escalateSchema = z.strictObject({
  reason: shortText,
  /** Who is to be told; whom the next rule would tell, else the owners and the groups above them, unless given. */
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
