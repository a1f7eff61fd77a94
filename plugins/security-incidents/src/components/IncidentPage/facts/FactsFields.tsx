import { TextAreaField, TextField } from '@backstage/ui';
import {
  DETERMINATIONS,
  getRsitTypes,
  LEVELS,
  PRIORITIES,
  RSIT_CLASSES,
  SEVERITIES,
  TLP_MARKINGS,
  TRISTATES,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { getZoneName } from '../../../time';
import {
  getLabels,
  getRsitTypeText,
  useTranslation,
} from '../../../translation';
import { ChoiceField, choicesOf, DateTimeField } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import type { FactsForm } from './factsForm';
import {
  getImpactLabels,
  getLevelLabels,
  getTristateLabels,
  getVisibilityLabels,
} from './labels';

/** The fields that ask for facts. */
export interface FieldsProps {
  form: FactsForm;
  set(changes: Partial<FactsForm>): void;
}

/** The impacts to choose from. An assessment of several qualities can be replaced by a level, and not made here. */
export function getImpactChoices({
  impact,
}: FactsForm): Array<FactsForm['impact']> {
  return [
    ...[...LEVELS].reverse(),
    'severity',
    ...(impact === 'assessed' ? (['assessed'] as const) : []),
  ];
}

/** What the incident is called. */
export function NameFields({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('incidentPage.facts.name.title')}
        value={form.title}
        onChange={title => set({ title })}
        isRequired
      />
      <TextAreaField
        label={t('incidentPage.facts.name.summary')}
        value={form.summary}
        onChange={summary => set({ summary })}
        rows={3}
      />
      <TextField
        label={t('incidentPage.facts.name.codename')}
        secondaryLabel={t('incidentPage.facts.codenameHint')}
        value={form.codename}
        onChange={codename => set({ codename })}
      />
    </>
  );
}

/** What kind of incident it is. */
export function ClassFields({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  const types = form.rsitClass ? getRsitTypes(form.rsitClass) : [];
  return (
    <>
      <ChoiceField
        label={t('incidentPage.facts.name.class')}
        choices={choicesOf(RSIT_CLASSES, getLabels(t, 'rsitClass'))}
        value={form.rsitClass}
        onChange={rsitClass => set({ rsitClass, rsitType: undefined })}
      />
      <ChoiceField
        label={t('incidentPage.facts.name.type')}
        choices={types.map(id => ({ id, label: getRsitTypeText(t, id) }))}
        value={form.rsitType}
        isDisabled={!form.rsitClass}
        onChange={rsitType => set({ rsitType })}
      />
    </>
  );
}

/** How bad it is. */
export function SeverityField({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('incidentPage.facts.name.severity')}
      choices={choicesOf([...SEVERITIES].reverse(), getLabels(t, 'severity'))}
      value={form.severity}
      onChange={severity => set({ severity })}
    />
  );
}

/** What it can do, where that is more than the severity says. */
export function ImpactField({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('incidentPage.facts.name.impact')}
      choices={choicesOf(getImpactChoices(form), getImpactLabels(t))}
      value={form.impact}
      onChange={impact => set({ impact })}
    />
  );
}

/** How soon it must be handled. */
export function UrgencyField({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('incidentPage.facts.name.urgency')}
      choices={choicesOf([...LEVELS].reverse(), getLevelLabels(t))}
      value={form.urgency}
      onChange={urgency => set({ urgency })}
    />
  );
}

/** What kind of incident it is, and how bad. */
export function AssessmentFields({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <ClassFields form={form} set={set} />
      <SeverityField form={form} set={set} />
      <ImpactField form={form} set={set} />
      <UrgencyField form={form} set={set} />
      <ChoiceField
        label={t('incidentPage.facts.name.determination')}
        choices={choicesOf(DETERMINATIONS, getLabels(t, 'determination'))}
        value={form.determination}
        onChange={determination => set({ determination })}
      />
    </>
  );
}

/** What is known about it, and when it happened. */
export function CircumstanceFields({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  const tristates = choicesOf(TRISTATES, getTristateLabels(t));
  return (
    <>
      <ChoiceField
        label={t('incidentPage.facts.name.ongoing')}
        choices={tristates}
        value={form.ongoing}
        onChange={ongoing => set({ ongoing })}
      />
      <ChoiceField
        label={t('incidentPage.facts.name.personalData')}
        choices={tristates}
        value={form.personalData}
        onChange={personalData => set({ personalData })}
      />
      <ChoiceField
        label={t('incidentPage.facts.name.malicious')}
        choices={tristates}
        value={form.suspectedMalicious}
        onChange={suspectedMalicious => set({ suspectedMalicious })}
      />
      <DateTimeField
        label={t('incidentPage.facts.occurredIn', { zone: getZoneName() })}
        value={form.occurredAt}
        onChange={occurredAt => set({ occurredAt })}
      />
      <DateTimeField
        label={t('incidentPage.facts.detectedIn', { zone: getZoneName() })}
        value={form.detectedAt}
        onChange={detectedAt => set({ detectedAt })}
      />
    </>
  );
}

function OverrideField({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('incidentPage.facts.name.priority')}
      choices={[
        { id: 'computed', label: t('incidentPage.facts.computed') },
        ...PRIORITIES.map(id => ({
          id,
          label: t('incidentPage.facts.manual', { priority: id }),
        })),
      ]}
      value={form.override}
      onChange={override => set({ override })}
    />
  );
}

function OverrideReasonField({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  if (form.override === 'computed') return null;
  return (
    <TextField
      label={t('incidentPage.facts.overrideReason')}
      value={form.overrideReason}
      onChange={overrideReason => set({ overrideReason })}
      isRequired
    />
  );
}

/** A priority that somebody sets, and why. */
export function PriorityFields(props: FieldsProps) {
  return (
    <>
      <OverrideField {...props} />
      <OverrideReasonField {...props} />
    </>
  );
}

/** Who may read it, and how urgent it is treated. */
export function HandlingFields({ form, set }: FieldsProps) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        label={t('incidentPage.facts.name.marking')}
        choices={TLP_MARKINGS.map(id => ({ id, label: `TLP:${id}` }))}
        value={form.tlp}
        onChange={tlp => set({ tlp })}
      />
      {incident.rights.restrict && (
        <ChoiceField
          label={t('incidentPage.facts.name.visibility')}
          choices={choicesOf(VISIBILITIES, getVisibilityLabels(t))}
          value={form.visibility}
          onChange={visibility => set({ visibility })}
        />
      )}
      <OverrideField form={form} set={set} />
    </>
  );
}

/** Why the priority or the times are as they are, where that needs a reason. */
export function ReasonFields(
  props: FieldsProps & { asksForTimesReason: boolean },
) {
  const { form, set, asksForTimesReason } = props;
  const { t } = useTranslation();
  return (
    <>
      <OverrideReasonField form={form} set={set} />
      {asksForTimesReason && (
        <TextField
          label={t('incidentPage.facts.timesReason')}
          secondaryLabel={t('incidentPage.facts.timesReasonHint')}
          value={form.timestampsReason}
          onChange={timestampsReason => set({ timestampsReason })}
        />
      )}
    </>
  );
}
