import type {
  DetectionCondition,
  RuleAction,
} from 'backstage-plugin-security-incidents-common';
import type { RuleDefinition } from '../store/records';
import { type ConditionSubject, findMismatch } from './conditions';
import type { Rules } from './RuleBook';

/** A rule in the order in which rules are tried. */
export interface OrderedRule {
  id: string;
  name: string;
  isEnabled: boolean;
  definition: RuleDefinition;
}

/** All rules: those of the configuration come first. */
export function getOrderedRules({
  configuredRules,
  rules,
}: Pick<Rules, 'configuredRules' | 'rules'>): OrderedRule[] {
  return [...configuredRules, ...rules];
}

/** Actions that put a detection on an incident; they need the service, and never cross to another one. */
const ON_INCIDENT: readonly RuleAction[] = ['create', 'attach', 'suggest'];

/** Why a rule does not apply, threshold aside; undefined when it does. */
export function findRuleMismatch(
  { isEnabled, definition: { condition, action } }: OrderedRule,
  subject: ConditionSubject,
): string | undefined {
  if (!isEnabled) return 'it is switched off';
  if (ON_INCIDENT.includes(action) && subject.entityRef === undefined) {
    return 'no service was found';
  }
  return findMismatch(condition, subject);
}

/** Whether any rule may apply to a detection, so that it needs a second look after it was stored. */
export function mayFollowRule(
  rules: readonly OrderedRule[],
  subject: ConditionSubject,
): boolean {
  return rules.some(rule => findRuleMismatch(rule, subject) === undefined);
}

/**
 * Finds the first rule that applies.
 *
 * @param countSince - number of detections of the same service that fit since a time, this one included
 */
export async function chooseRule(
  rules: readonly OrderedRule[],
  subject: ConditionSubject & { firstSeenAt: string },
  countSince: (condition: DetectionCondition, since: string) => Promise<number>,
): Promise<OrderedRule | undefined> {
  for (const rule of rules) {
    if (findRuleMismatch(rule, subject) !== undefined) continue;
    const { threshold, condition } = rule.definition;
    if (!threshold) return rule;
    const since = new Date(
      Date.parse(subject.firstSeenAt) - threshold.withinMinutes * 60_000,
    ).toISOString();
    const found = await countSince(condition, since);
    if (found >= threshold.count) return rule;
  }
  return undefined;
}
