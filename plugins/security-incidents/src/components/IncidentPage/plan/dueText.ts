import type { PlanAnchor } from 'backstage-plugin-security-incidents-common';
import { Duration } from 'luxon';

const UNITS = [
  ['years', 'year', 'years'],
  ['months', 'month', 'months'],
  ['weeks', 'week', 'weeks'],
  ['days', 'd', 'd'],
  ['hours', 'h', 'h'],
  ['minutes', 'min', 'min'],
  ['seconds', 's', 's'],
] as const;

/** `PT30M` as `30 min`, in the units that the plan is written in. */
export function durationText(duration: string): string {
  const parts = Duration.fromISO(duration).toObject();
  return (
    UNITS.flatMap(([unit, one, many]) =>
      parts[unit] ? `${parts[unit]} ${parts[unit] === 1 ? one : many}` : [],
    ).join(' ') || '0 min'
  );
}

const ANCHOR_WORDS: Partial<Record<PlanAnchor, string>> = {
  'phase-start': 'the phase starts',
  'plan-applied': 'the plan is applied',
  major: 'it is major',
};

/** What a time is counted from, as it stands after `after`. */
export function anchorText(anchor: PlanAnchor): string {
  return ANCHOR_WORDS[anchor] ?? anchor;
}
