import { Select, TextAreaField } from '@backstage/ui';
import {
  type DetectionCondition,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { useDetectionSources } from '../../queries';
import { useTranslation } from '../../translation';
import { EntitySelect } from '../filters';

/** A condition as it is written: lines of text for what has no list to choose from. */
export interface ConditionDraft {
  sourceIds: string[];
  severities: Severity[];
  entityRefs: string[];
  ruleIds: string;
  labels: string;
}

const toLines = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

export function toConditionDraft(
  condition: DetectionCondition = {},
): ConditionDraft {
  return {
    sourceIds: condition.sourceIds ?? [],
    severities: condition.severities ?? [],
    entityRefs: condition.entityRefs ?? [],
    ruleIds: (condition.ruleIds ?? []).join('\n'),
    labels: Object.entries(condition.labels ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  };
}

/** Lines of labels that are not `name: value`. */
export function getBadLabels({ labels }: ConditionDraft): string[] {
  return toLines(labels).filter(line => !/^[^:]+:\s*\S/.test(line));
}

/** The condition of a draft; undefined while it has none, or a label that cannot be read. */
export function toCondition(
  draft: ConditionDraft,
): DetectionCondition | undefined {
  if (getBadLabels(draft).length > 0) return undefined;
  const ruleIds = toLines(draft.ruleIds);
  const labels = toLines(draft.labels).map(line => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  const condition: DetectionCondition = {
    ...(draft.sourceIds.length > 0 && { sourceIds: draft.sourceIds }),
    ...(ruleIds.length > 0 && { ruleIds }),
    ...(draft.severities.length > 0 && { severities: draft.severities }),
    ...(draft.entityRefs.length > 0 && { entityRefs: draft.entityRefs }),
    ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
  };
  return Object.keys(condition).length > 0 ? condition : undefined;
}

/** What a detection must have; all that is given must hold. */
export function ConditionFields(props: {
  draft: ConditionDraft;
  onChange(draft: ConditionDraft): void;
}) {
  const { draft, onChange } = props;
  const { t } = useTranslation();
  const sources = useDetectionSources().data?.items ?? [];
  const badLabels = getBadLabels(draft);
  return (
    <>
      <Select
        label={t('rules.form.source')}
        placeholder={t('incidentFilters.any')}
        selectionMode="multiple"
        options={sources.map(({ id, title }) => ({ id, label: title }))}
        value={draft.sourceIds}
        onChange={value =>
          onChange({ ...draft, sourceIds: (value ?? []).map(String) })
        }
      />
      <TextAreaField
        label={t('rules.form.rule')}
        description={t('rules.form.ruleHint')}
        value={draft.ruleIds}
        onChange={ruleIds => onChange({ ...draft, ruleIds })}
        rows={2}
      />
      <Select
        label={t('rules.form.severity')}
        placeholder={t('incidentFilters.any')}
        selectionMode="multiple"
        options={[...SEVERITIES].reverse().map(id => ({
          id,
          label: t(`term.severity.${id}`),
        }))}
        value={draft.severities}
        onChange={value => {
          const chosen = (value ?? []).map(String);
          onChange({
            ...draft,
            severities: SEVERITIES.filter(each => chosen.includes(each)),
          });
        }}
      />
      <EntitySelect
        label={t('rules.form.service')}
        labelled
        kinds={['component', 'api', 'resource']}
        value={draft.entityRefs}
        onChange={entityRefs => onChange({ ...draft, entityRefs })}
      />
      <TextAreaField
        label={t('rules.form.labels')}
        description={
          badLabels.length > 0
            ? `${t('rules.form.badLabel')}: ${badLabels.join(', ')}`
            : t('rules.form.labelsHint')
        }
        value={draft.labels}
        onChange={labels => onChange({ ...draft, labels })}
        rows={2}
      />
    </>
  );
}
