import type {
  DetectionCondition,
  DetectionRule,
  DetectionSuppression,
  MappingPattern,
} from 'backstage-plugin-security-incidents-common';
import type { DetectionAccess } from '../store/DetectionsStore';
import type { RuleEffect } from '../store/DatabaseRuleEffects';
import type {
  PatternRecord,
  RuleRecord,
  SuppressionRecord,
} from '../store/records';
import type { Configured } from './RuleBook';

const NO_EFFECT: RuleEffect = { count: 0, undone: 0, followed: 0 };

/** Rules of the configuration have no author, and change with it. */
type AnyRule = Configured<RuleRecord> & Partial<RuleRecord>;
type AnyPattern = Configured<PatternRecord> & Partial<PatternRecord>;

export function toRule(
  rule: AnyRule,
  position: number,
  effect: RuleEffect = NO_EFFECT,
): DetectionRule {
  const { threshold, attachTo, withinHours, incident, condition, action } =
    rule.definition;
  return {
    id: rule.id,
    name: rule.name,
    isConfigured: rule.updatedBy === undefined,
    position,
    isEnabled: rule.isEnabled,
    condition,
    ...(threshold && { threshold }),
    action,
    ...(attachTo && { attachTo }),
    ...(withinHours && { withinHours }),
    ...(incident && { incident }),
    effect,
    ...(rule.updatedBy && { updatedBy: rule.updatedBy }),
    ...(rule.updatedAt && { updatedAt: rule.updatedAt }),
    version: rule.version ?? 1,
  };
}

export function toSuppression(
  suppression: SuppressionRecord,
  now: string,
  counts: { heldBack: number; sinceEnd: number } = {
    heldBack: 0,
    sinceEnd: 0,
  },
): DetectionSuppression {
  return {
    ...suppression,
    isEnded: suppression.endsAt <= now,
    ...counts,
  };
}

export function toPattern(
  pattern: AnyPattern,
  position: number,
): MappingPattern {
  const { id, name, label, entityRef, updatedBy, updatedAt } = pattern;
  return {
    id,
    name,
    isConfigured: updatedBy === undefined,
    position,
    label,
    pattern: pattern.pattern,
    entityRef,
    ...(updatedBy && { updatedBy }),
    ...(updatedAt && { updatedAt }),
    version: pattern.version ?? 1,
  };
}

/** Whether a caller may see what is said about some services: those that the catalog hides are not named. */
export function isVisible(
  { entityRefs }: Pick<DetectionCondition, 'entityRefs'>,
  { services }: DetectionAccess,
): boolean {
  if (services === undefined || entityRefs === undefined) return true;
  const visible = new Set(services);
  return entityRefs.every(ref => ref.includes('$') || visible.has(ref));
}
