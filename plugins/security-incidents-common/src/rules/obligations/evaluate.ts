import { DateTime } from 'luxon';
import { addBusinessDays, rollOver, SHIPPED_CALENDARS } from './calendars';
import {
  type BusinessCalendar,
  type ObligationClock,
  type ObligationDecisionState,
  type ObligationFacts,
  type ObligationMoment,
  type ObligationRule,
  type ObligationState,
  type ObligationUnit,
  OPEN_OBLIGATION_STATES,
} from './types';

/** Share of the time after which an obligation is at risk. @public */
export const OBLIGATION_AT_RISK_SHARE = 0.75;

/** How due times are computed. @public */
export interface ObligationCalendars {
  /** IANA time zone in which days and months are counted; hours run everywhere alike. */
  zone: string;
  calendars: readonly BusinessCalendar[];
}

/** Days and months in UTC, and the shipped calendars. @public */
export const DEFAULT_OBLIGATION_CALENDARS: ObligationCalendars = {
  zone: 'utc',
  calendars: SHIPPED_CALENDARS,
};

const toIso = (date: DateTime) => new Date(date.toMillis()).toISOString();

function findCalendar(
  { id, calendar = 'weekdays' }: ObligationRule,
  { calendars }: ObligationCalendars,
): BusinessCalendar {
  const found = calendars.find(candidate => candidate.id === calendar);
  if (!found) throw new Error(`Rule ${id}: there is no calendar ${calendar}`);
  return found;
}

/** Adds the offset of a rule to a moment. A month ends on its last day: 31 January plus one month is 28 February. */
function addOffset(
  rule: ObligationRule & { offset: number },
  moment: string,
  options: ObligationCalendars,
): string {
  const { offset, unit = 'hours', fromYearEnd, rollsOver } = rule;
  if (unit === 'business-days') {
    return addBusinessDays(moment, offset, findCalendar(rule, options));
  }
  const at = DateTime.fromISO(moment, { zone: options.zone });
  const from = fromYearEnd ? at.endOf('year') : at;
  const due = toIso(from.plus(toDuration(offset, unit)));
  return rollsOver ? rollOver(due, findCalendar(rule, options)) : due;
}

function toDuration(
  offset: number,
  unit: Exclude<ObligationUnit, 'business-days'>,
) {
  return { [unit]: offset };
}

/** The moment of an anchor, and the moment that is assumed while it is not decided. */
function findMoment(
  anchor: ObligationMoment,
  facts: ObligationFacts,
): { at?: string; assumed?: string } {
  const { recordedAt, detectedAt, declaredAt, awareAt } = facts;
  const assumed = declaredAt ?? recordedAt;
  switch (anchor) {
    case 'aware':
      return { at: awareAt, assumed };
    case 'discovered':
      return { at: facts.anchorAt, assumed };
    case 'detected':
      return { at: detectedAt };
    case 'recorded':
      return { at: recordedAt };
    case 'declared':
      return { at: declaredAt };
    case 'classified-major':
      return { at: facts.majorAt };
    case 'submission':
      return { at: facts.submittedAt };
    default:
      return { at: facts.anchorAt };
  }
}

/**
 * The clock of a rule that is capped. Before the anchor is decided only the cap is known. An anchor that comes after the
 * cap starts its own time.
 */
function evaluateCapped(
  rule: ObligationRule & { offset: number },
  cap: NonNullable<ObligationRule['cap']>,
  facts: ObligationFacts,
  options: ObligationCalendars,
): ObligationClock {
  const capMoment = findMoment(cap.anchor, facts);
  const capStart = (capMoment.at ?? capMoment.assumed)!;
  const capAt = toIso(
    DateTime.fromISO(capStart, { zone: 'utc' }).plus(
      toDuration(cap.offset, cap.unit),
    ),
  );
  const anchorAt = findMoment(rule.anchor, facts).at;
  if (anchorAt === undefined) {
    return {
      basis: capMoment.at ? 'latest' : 'earliest',
      startsAt: capStart,
      dueAt: capAt,
    };
  }
  const byAnchor = addOffset(rule, anchorAt, options);
  const isCapped = anchorAt <= capAt && capAt < byAnchor;
  if (!isCapped) {
    return {
      // With an undecided cap, the time after the anchor is the latest that it can be.
      basis: capMoment.at || anchorAt > capAt ? 'due' : 'latest',
      startsAt: anchorAt,
      dueAt: byAnchor,
    };
  }
  return {
    basis: capMoment.at ? 'due' : 'earliest',
    startsAt: capStart,
    dueAt: capAt,
  };
}

/**
 * The clock of an obligation by its rule, from what is known. It does not depend on the time of the call.
 *
 * @throws Error when the rule names a calendar that does not exist
 * @public
 */
export function evaluateObligation(
  rule: ObligationRule,
  facts: ObligationFacts,
  options: ObligationCalendars = DEFAULT_OBLIGATION_CALENDARS,
): ObligationClock {
  const { offset, cap } = rule;
  if (offset === undefined) return { basis: 'no-number' };
  const numbered = { ...rule, offset };
  if (cap) return evaluateCapped(numbered, cap, facts, options);
  const { at, assumed } = findMoment(rule.anchor, facts);
  const startsAt = at ?? assumed;
  if (startsAt === undefined) return { basis: 'waiting' };
  return {
    basis: at === undefined ? 'earliest' : 'due',
    startsAt,
    dueAt: addOffset(numbered, startsAt, options),
  };
}

/** When three quarters of the time of a clock have passed. @public */
export function getObligationAtRiskAt(clock: {
  startsAt: string;
  dueAt: string;
}): string {
  const from = Date.parse(clock.startsAt);
  const time = Date.parse(clock.dueAt) - from;
  return new Date(from + time * OBLIGATION_AT_RISK_SHARE).toISOString();
}

/**
 * The state of an obligation at a time.
 *
 * @param now - ISO-8601 UTC
 * @public
 */
export function getObligationState(
  obligation: {
    state: ObligationDecisionState;
    dueAt?: string;
    submittedAt?: string;
  },
  now: string,
): ObligationState {
  const { state, dueAt, submittedAt } = obligation;
  if (state === 'pending') return dueAt && dueAt < now ? 'missed' : 'pending';
  if (state === 'submitted') {
    return dueAt && submittedAt && submittedAt > dueAt
      ? 'submitted-late'
      : 'submitted';
  }
  return state;
}

/** Whether somebody still has to decide about an obligation or to send it. @public */
export function isOpenObligation(state: ObligationState): boolean {
  return (OPEN_OBLIGATION_STATES as readonly ObligationState[]).includes(state);
}

/** Whether a rule binds at a time: it is enabled and in force. @public */
export function isRuleInForce(rule: ObligationRule, at: string): boolean {
  const day = at.slice(0, 10);
  return (
    rule.state === 'enabled' &&
    rule.effectiveFrom !== undefined &&
    rule.effectiveFrom <= day &&
    (rule.effectiveTo === undefined || day <= rule.effectiveTo)
  );
}
