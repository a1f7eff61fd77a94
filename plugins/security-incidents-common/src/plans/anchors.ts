import type { IncidentTimestamps } from '../model';
import type { PlanAnchor, PlanOffset } from './document';
import { list } from './words';

/** Times of the anchors that due times count from; absent when not reached or not known. @public */
export interface PlanTimes extends Partial<IncidentTimestamps> {
  /** When it was declared a major incident. */
  majorAt?: string;
  /** When the phase of the task in question was first entered. */
  phaseStartedAt?: string;
  /** When the plan was applied to the incident. */
  planAppliedAt?: string;
}

/** Display texts of an anchor. @public */
export interface PlanAnchorLabel {
  /** Completes "4 hours after ...". */
  after: string;
  /** Shown in place of a due time as long as the anchor is not set. */
  waiting: string;
}

interface AnchorRule extends PlanAnchorLabel {
  field: keyof PlanTimes;
}

const RULES: Record<PlanAnchor, AnchorRule> = {
  occurred: {
    field: 'occurredAt',
    after: 'it happened',
    waiting: 'Starts when it is known when it happened',
  },
  detected: {
    field: 'detectedAt',
    after: 'detection',
    waiting: 'Starts when detected',
  },
  reported: {
    field: 'reportedAt',
    after: 'the report',
    waiting: 'Starts when reported',
  },
  recorded: {
    field: 'recordedAt',
    after: 'it was recorded',
    waiting: 'Starts when recorded',
  },
  declared: {
    field: 'declaredAt',
    after: 'declaration',
    waiting: 'Starts when declared',
  },
  aware: {
    field: 'awareAt',
    after: 'the organisation became aware',
    waiting: 'Starts when awareness is decided',
  },
  major: {
    field: 'majorAt',
    after: 'it became a major incident',
    waiting: 'Starts if it becomes a major incident',
  },
  contained: {
    field: 'containedAt',
    after: 'containment',
    waiting: 'Starts when contained',
  },
  eradicated: {
    field: 'eradicatedAt',
    after: 'eradication',
    waiting: 'Starts when eradicated',
  },
  recovered: {
    field: 'recoveredAt',
    after: 'recovery',
    waiting: 'Starts when recovered',
  },
  resolved: {
    field: 'resolvedAt',
    after: 'resolution',
    waiting: 'Starts when resolved',
  },
  'phase-start': {
    field: 'phaseStartedAt',
    after: 'its phase starts',
    waiting: 'Starts with its phase',
  },
  'plan-applied': {
    field: 'planAppliedAt',
    after: 'the plan is applied',
    waiting: 'Starts when the plan is applied',
  },
};

/** Display texts of the anchors. @public */
export const PLAN_ANCHOR_LABELS: Readonly<Record<PlanAnchor, PlanAnchorLabel>> =
  RULES;

/**
 * When an anchor was reached; undefined while it is not.
 *
 * @public
 */
export function getAnchorTime(
  anchor: PlanAnchor,
  times: PlanTimes,
): string | undefined {
  return times[RULES[anchor].field];
}

const UNITS: Record<string, string> = {
  Y: 'year',
  M: 'month',
  W: 'week',
  D: 'day',
  TH: 'hour',
  TM: 'minute',
  TS: 'second',
};

/**
 * Formats an ISO-8601 duration: `PT4H` becomes `4 hours`. Other texts are returned unchanged.
 *
 * @public
 */
export function formatPlanDuration(duration: string): string {
  const [date, time] = duration.replace(/^P/, '').split('T');
  const words = [
    ...(date ?? '').matchAll(/(?<!\d)(\d+)([YMWD])/g),
    ...[...(time ?? '').matchAll(/(?<!\d)(\d+)([HMS])/g)].map(
      ([, count, unit]) => ['', count, `T${unit}`] as const,
    ),
  ].map(
    ([, count, unit]) => `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`,
  );
  return words.length ? list(words) : duration;
}

/** Formats a due offset: `4 hours after detection`. @public */
export function formatPlanOffset({ after, from }: PlanOffset): string {
  return `${formatPlanDuration(after)} after ${RULES[from].after}`;
}
