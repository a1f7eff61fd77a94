import { useApi } from '@backstage/core-plugin-api';
import { NumberField, TextField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import {
  type CreateDetectionRuleRequest,
  type DetectionRule,
  RSIT_CLASSES,
  RULE_ACTIONS,
  type RuleAction,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { getLabels, useTranslation } from '../../translation';
import {
  ChoiceField,
  choicesOf,
  problemOf,
  Sheet,
} from '../IncidentPage/fields';
import {
  ConditionFields,
  toCondition,
  toConditionDraft,
} from './ConditionFields';

type Draft = Omit<CreateDetectionRuleRequest, 'condition'>;

function toDraft(rule?: DetectionRule): Draft {
  return {
    name: rule?.name ?? '',
    action: rule?.action ?? 'suggest',
    attachTo: rule?.attachTo,
    withinHours: rule?.withinHours,
    threshold: rule?.threshold,
    incident: rule?.incident,
  };
}

/** What the action needs, and nothing that belongs to another one. */
function toRequest(draft: Draft): Draft {
  const { name, action, threshold, attachTo, withinHours, incident } = draft;
  const isAttach = action === 'attach' || action === 'suggest';
  return {
    name: name.trim(),
    action,
    ...(threshold && { threshold }),
    ...(isAttach && {
      attachTo: attachTo ?? 'same-service',
      ...(withinHours && { withinHours }),
    }),
    ...(action === 'create' &&
      incident &&
      Object.values(incident).some(Boolean) && { incident }),
  };
}

function AttachPart(props: {
  draft: Draft;
  change(changes: Partial<Draft>): void;
}) {
  const { draft, change } = props;
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        label={t('rules.form.attachTo')}
        choices={[
          { id: 'same-service', label: t('rules.form.sameService') },
          { id: 'same-rule', label: t('rules.form.sameRule') },
        ]}
        value={draft.attachTo ?? 'same-service'}
        onChange={attachTo => change({ attachTo })}
      />
      <NumberField
        label={t('rules.form.withinHours')}
        minValue={1}
        maxValue={720}
        value={draft.withinHours ?? 24}
        onChange={withinHours => change({ withinHours })}
      />
    </>
  );
}

function CreatePart(props: {
  draft: Draft;
  change(changes: Partial<Draft>): void;
}) {
  const { draft, change } = props;
  const { incident } = draft;
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        label={t('rules.form.incidentSeverity')}
        placeholder={t('rules.form.fromDetection')}
        choices={[...SEVERITIES]
          .reverse()
          .map(id => ({ id, label: t(`term.severity.${id}`) }))}
        value={incident?.severity}
        onChange={severity => change({ incident: { ...incident, severity } })}
      />
      <ChoiceField
        label={t('rules.form.incidentClass')}
        placeholder={t('rules.form.fromDetection')}
        choices={choicesOf(RSIT_CLASSES, getLabels(t, 'rsitClass'))}
        value={incident?.class}
        onChange={rsitClass =>
          change({ incident: { ...incident, class: rsitClass } })
        }
      />
    </>
  );
}

/** A new rule, or a change of one. */
export function RuleDialog(props: { rule?: DetectionRule; onClose(): void }) {
  const { rule, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [draft, setDraft] = useState(() => toDraft(rule));
  const [conditionDraft, setCondition] = useState(() =>
    toConditionDraft(rule?.condition),
  );
  const change = (changes: Partial<Draft>) =>
    setDraft(before => ({ ...before, ...changes }));
  const condition = toCondition(conditionDraft);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      if (!condition) return;
      const request = { ...toRequest(draft), condition };
      if (rule) {
        // Absent is no change; null clears what belonged to another action.
        const cleared = {
          threshold: null,
          attachTo: null,
          withinHours: null,
          incident: null,
        };
        await api.updateDetectionRule(
          rule.id,
          { ...cleared, ...request },
          { ifMatch: rule.version },
        );
      } else {
        await api.createDetectionRule(request);
      }
    },
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  const { threshold, action } = draft;
  return (
    <Sheet
      title={t(rule ? 'rules.form.editTitle' : 'rules.form.newTitle')}
      sendLabel={t('rules.form.save')}
      canSend={Boolean(draft.name.trim() && condition)}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() => mutate()}
      onClose={onClose}
    >
      <TextField
        label={t('rules.form.name')}
        value={draft.name}
        onChange={name => change({ name })}
        isRequired
      />
      <ConditionFields draft={conditionDraft} onChange={setCondition} />
      <NumberField
        label={t('rules.form.threshold')}
        description={t('rules.form.thresholdHint')}
        minValue={2}
        maxValue={100}
        value={threshold?.count ?? NaN}
        onChange={count =>
          change({
            threshold: Number.isNaN(count)
              ? undefined
              : { count, withinMinutes: threshold?.withinMinutes ?? 15 },
          })
        }
      />
      {threshold && (
        <NumberField
          label={t('rules.form.withinMinutes')}
          minValue={1}
          maxValue={1440}
          value={threshold.withinMinutes}
          onChange={withinMinutes =>
            change({ threshold: { ...threshold, withinMinutes } })
          }
        />
      )}
      <ChoiceField<RuleAction>
        label={t('rules.form.action')}
        choices={RULE_ACTIONS.map(id => ({
          id,
          label: t(`rules.action.${id}`),
        }))}
        value={action}
        onChange={chosen => change({ action: chosen })}
      />
      {(action === 'attach' || action === 'suggest') && (
        <AttachPart draft={draft} change={change} />
      )}
      {action === 'create' && <CreatePart draft={draft} change={change} />}
    </Sheet>
  );
}
