import type { DetectionCondition } from 'backstage-plugin-security-incidents-common';
import type { DetectionRecord } from '../store/records';

/** What a condition looks at. */
export type ConditionSubject = Pick<
  DetectionRecord,
  'sourceId' | 'severity' | 'labels' | 'ruleId' | 'entityRef'
>;

function fitsLabel(value: string | undefined, wanted: string): boolean {
  if (value === undefined) return false;
  return wanted.endsWith('*')
    ? value.startsWith(wanted.slice(0, -1))
    : value === wanted;
}

/** What of a condition a detection does not have; undefined when all of it holds. */
export function findMismatch(
  condition: DetectionCondition,
  subject: ConditionSubject,
): string | undefined {
  const { sourceIds, ruleIds, severities, entityRefs, labels } = condition;
  if (sourceIds && !sourceIds.includes(subject.sourceId)) {
    return 'it is from another source';
  }
  if (ruleIds && !ruleIds.includes(subject.ruleId ?? '')) {
    return subject.ruleId
      ? `the rule of the source is ${subject.ruleId}`
      : 'the source names no rule';
  }
  if (severities && !severities.includes(subject.severity)) {
    return `the severity is ${subject.severity}`;
  }
  if (entityRefs && !entityRefs.includes(subject.entityRef ?? '')) {
    return subject.entityRef
      ? 'it is about another service'
      : 'no service was found';
  }
  const missing = Object.entries(labels ?? {}).find(
    ([name, wanted]) => !fitsLabel(subject.labels[name], wanted),
  );
  return missing && `the label ${missing[0]} is not ${missing[1]}`;
}

export function fits(
  condition: DetectionCondition,
  subject: ConditionSubject,
): boolean {
  return findMismatch(condition, subject) === undefined;
}
