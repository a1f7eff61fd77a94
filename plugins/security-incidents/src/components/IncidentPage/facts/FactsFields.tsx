import { TextAreaField, TextField } from '@backstage/ui';
import {
  DETERMINATION_LABELS,
  DETERMINATIONS,
  getRsitTypeLabel,
  getRsitTypes,
  LEVELS,
  PRIORITIES,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  SEVERITIES,
  SEVERITY_LABELS,
  TLP_MARKINGS,
  TRISTATES,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { getZoneName } from '../../../time';
import { useTranslation } from '../../../translation';
import { ChoiceField, choicesOf, DateTimeField } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import type { FactsForm } from './factsForm';
import {
  getLevelLabels,
  getTristateLabels,
  getVisibilityLabels,
} from './labels';

interface FieldsProps {
  form: FactsForm;
  set(changes: Partial<FactsForm>): void;
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
        choices={choicesOf(RSIT_CLASSES, RSIT_CLASS_LABELS)}
        value={form.rsitClass}
        onChange={rsitClass => set({ rsitClass, rsitType: undefined })}
      />
      <ChoiceField
        label={t('incidentPage.facts.name.type')}
        choices={types.map(id => ({ id, label: getRsitTypeLabel(id) }))}
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
      choices={choicesOf([...SEVERITIES].reverse(), SEVERITY_LABELS)}
      value={form.severity}
      onChange={severity => set({ severity })}
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
      <UrgencyField form={form} set={set} />
      <ChoiceField
        label={t('incidentPage.facts.name.determination')}
        choices={choicesOf(DETERMINATIONS, DETERMINATION_LABELS)}
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
      {form.override !== 'computed' && (
        <TextField
          label={t('incidentPage.facts.overrideReason')}
          value={form.overrideReason}
          onChange={overrideReason => set({ overrideReason })}
          isRequired
        />
      )}
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
