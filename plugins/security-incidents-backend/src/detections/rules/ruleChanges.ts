import type {
  ParsedCreateDetectionRule,
  ParsedUpdateDetectionRule,
} from 'backstage-plugin-security-incidents-common';
import type { RuleDefinition } from '../store/records';

/** The parts of a request that its rule keeps as one value. */
export function toDefinition({
  condition,
  threshold,
  action,
  attachTo,
  withinHours,
  incident,
}: ParsedCreateDetectionRule): RuleDefinition {
  return { condition, threshold, action, attachTo, withinHours, incident };
}

/** Changes the parts that are given; null clears one. */
export function changeDefinition(
  before: RuleDefinition,
  {
    condition,
    threshold,
    action,
    attachTo,
    withinHours,
    incident,
  }: Omit<ParsedUpdateDetectionRule, 'position'>,
): RuleDefinition {
  const pick = <T>(next: T | null | undefined, old: T | undefined) =>
    next === undefined ? old : next ?? undefined;
  return {
    condition: condition ?? before.condition,
    action: action ?? before.action,
    threshold: pick(threshold, before.threshold),
    attachTo: pick(attachTo, before.attachTo),
    withinHours: pick(withinHours, before.withinHours),
    incident: pick(incident, before.incident),
  };
}

/**
 * Puts a rule or a pattern at a position, and renumbers all of them.
 *
 * @param position - from 1; one beyond the last means the last
 */
export function moveRule<T extends { position: number }>(
  others: readonly T[],
  rule: T,
  position: number,
): T[] {
  const index = Math.min(Math.max(position, 1), others.length + 1) - 1;
  return [...others.slice(0, index), rule, ...others.slice(index)].map(
    (each, at) => ({ ...each, position: at + 1 }),
  );
}
