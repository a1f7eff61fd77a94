import type {
  DetectionCondition,
  DetectionRule,
} from 'backstage-plugin-security-incidents-common';
import { Fragment, type ReactNode } from 'react';
import { type Translate, toMidSentence } from '../../translation';
import { EntityName } from '../common';

function join(parts: ReactNode[]): ReactNode {
  return parts.map((part, index) => (
    // Parts have no other identity than their place.
    <Fragment key={index}>
      {index > 0 && ', '}
      {part}
    </Fragment>
  ));
}

/** What a detection must have, in a sentence. */
export function toConditionText(
  t: Translate,
  condition: DetectionCondition,
  sourceTitle: (id: string) => string,
): ReactNode {
  const { sourceIds, ruleIds, severities, entityRefs, labels } = condition;
  const parts: ReactNode[] = [];
  if (sourceIds?.length) {
    const list = sourceIds.map(sourceTitle).join(', ');
    parts.push(t('rules.condition.sources', { list }));
  }
  if (ruleIds?.length) {
    parts.push(t('rules.condition.rules', { list: ruleIds.join(', ') }));
  }
  if (severities?.length) {
    const list = severities
      .map(severity => toMidSentence(t(`term.severity.${severity}`)))
      .join(', ');
    parts.push(t('rules.condition.severities', { list }));
  }
  if (entityRefs?.length) {
    const list = (
      <>
        {join(
          entityRefs.map(entityRef => (
            <EntityName key={entityRef} entityRef={entityRef} />
          )),
        )}
      </>
    );
    parts.push(t('rules.condition.services', { list }));
  }
  const named = Object.entries(labels ?? {});
  if (named.length > 0) {
    const list = named.map(([name, value]) => `${name} ${value}`).join(', ');
    parts.push(t('rules.condition.labels', { list }));
  }
  return join(parts);
}

/** The condition of a rule with its threshold and the incident that it looks for. */
export function toRuleText(
  t: Translate,
  rule: DetectionRule,
  sourceTitle: (id: string) => string,
): ReactNode {
  const { condition, threshold, action, attachTo, withinHours } = rule;
  const parts: ReactNode[] = [toConditionText(t, condition, sourceTitle)];
  if (threshold) {
    parts.push(
      t('rules.condition.threshold', {
        count: threshold.count,
        minutes: threshold.withinMinutes,
      }),
    );
  }
  if (action === 'attach' || action === 'suggest') {
    parts.push(
      attachTo === 'same-rule'
        ? t('rules.condition.sameRule')
        : t('rules.condition.sameService'),
      t('rules.condition.within', { hours: withinHours ?? 24 }),
    );
  }
  return join(parts);
}
