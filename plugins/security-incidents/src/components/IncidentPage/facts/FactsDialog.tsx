import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField, TextField } from '@backstage/ui';
import {
  DETERMINATION_LABELS,
  DETERMINATIONS,
  LEVELS,
  PRIORITIES,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  getRsitTypeLabel,
  getRsitTypes,
  SEVERITIES,
  SEVERITY_LABELS,
  TLP_MARKINGS,
  type TimelineEntry,
  TRISTATES,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import {
  ChoiceField,
  choicesOf,
  DateTimeField,
  type Problem,
  problemOf,
  Sheet,
} from '../fields';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { useChangesSince } from '../useChangesSince';
import { FactsConflict } from './FactsConflict';
import {
  changesOf,
  type FactConflict,
  type FactsForm,
  formOf,
  mergeFacts,
} from './factsForm';
import { LEVEL_LABELS, TRISTATE_LABELS, VISIBILITY_LABELS } from './labels';

/** Changes facts; a change by somebody else meanwhile is told, and nothing typed is lost. */
export function FactsDialog(props: { onClose(): void }) {
  const { incident, replace, reload } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const changesSince = useChangesSince();
  /** The incident that the fields are held against; a change by others after it is a conflict. */
  const [seen, setSeen] = useState(incident);
  const [form, setForm] = useState(() => formOf(incident));
  const [clash, setClash] = useState<{
    conflicts: FactConflict[];
    changes: TimelineEntry[];
  }>();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const set = (changes: Partial<FactsForm>) =>
    setForm(before => ({ ...before, ...changes }));

  const request = changesOf(formOf(seen), form, seen);
  const missing =
    !form.title.trim() ||
    (request.priorityOverride && !form.overrideReason.trim());

  /** Shows what others saved meanwhile beside what is in the fields. */
  const meet = async (refusal: Problem) => {
    const now = await reload();
    if (now.version === seen.version) {
      setProblem(refusal);
      return;
    }
    const { form: merged, conflicts } = mergeFacts(
      formOf(seen),
      form,
      formOf(now),
    );
    const changes = await changesSince(seen);
    setForm(merged);
    setSeen(now);
    setClash({ conflicts, changes });
  };

  const nothingLeft = Object.keys(request).length === 0;
  const save = async () => {
    if (nothingLeft) {
      props.onClose();
      return;
    }
    setSaving(true);
    setProblem(undefined);
    try {
      replace(
        await api.updateIncident(seen.key, request, { ifMatch: seen.version }),
      );
      props.onClose();
      return;
    } catch (error) {
      const found = problemOf(error);
      if (found.status !== 409) {
        setProblem(found);
      } else {
        await meet(found).catch(() => setProblem(found));
      }
    }
    setSaving(false);
  };

  return (
    <Sheet
      title="Edit facts"
      sendLabel={clash && nothingLeft ? 'Keep theirs' : 'Save'}
      canSend={!missing && (!nothingLeft || Boolean(clash))}
      sending={saving}
      problem={problem}
      onSend={save}
      onClose={props.onClose}
    >
      {clash && (
        <FactsConflict
          conflicts={clash.conflicts}
          changes={clash.changes}
          form={form}
          onChoose={set}
        />
      )}
      <TextField
        label="Title"
        value={form.title}
        onChange={title => set({ title })}
        isRequired
      />
      <TextAreaField
        label="Summary"
        value={form.summary}
        onChange={summary => set({ summary })}
        rows={3}
      />
      <TextField
        label="Codename"
        secondaryLabel="to talk about it where others listen"
        value={form.codename}
        onChange={codename => set({ codename })}
      />
      <div className={styles.fields}>
        <ChoiceField
          label="Class"
          choices={choicesOf(RSIT_CLASSES, RSIT_CLASS_LABELS)}
          value={form.rsitClass}
          onChange={rsitClass => set({ rsitClass, rsitType: undefined })}
        />
        <ChoiceField
          label="Type"
          choices={(form.rsitClass ? getRsitTypes(form.rsitClass) : []).map(
            id => ({ id, label: getRsitTypeLabel(id) }),
          )}
          value={form.rsitType}
          isDisabled={!form.rsitClass}
          onChange={rsitType => set({ rsitType })}
        />
        <ChoiceField
          label="Severity"
          choices={choicesOf([...SEVERITIES].reverse(), SEVERITY_LABELS)}
          value={form.severity}
          onChange={severity => set({ severity })}
        />
        <ChoiceField
          label="Urgency"
          choices={choicesOf([...LEVELS].reverse(), LEVEL_LABELS)}
          value={form.urgency}
          onChange={urgency => set({ urgency })}
        />
        <ChoiceField
          label="Determination"
          choices={choicesOf(DETERMINATIONS, DETERMINATION_LABELS)}
          value={form.determination}
          onChange={determination => set({ determination })}
        />
        <ChoiceField
          label="Going on right now"
          choices={choicesOf(TRISTATES, TRISTATE_LABELS)}
          value={form.ongoing}
          onChange={ongoing => set({ ongoing })}
        />
        <ChoiceField
          label="Personal data involved"
          choices={choicesOf(TRISTATES, TRISTATE_LABELS)}
          value={form.personalData}
          onChange={personalData => set({ personalData })}
        />
        <ChoiceField
          label="Malicious"
          choices={choicesOf(TRISTATES, TRISTATE_LABELS)}
          value={form.suspectedMalicious}
          onChange={suspectedMalicious => set({ suspectedMalicious })}
        />
        <DateTimeField
          label="Occurred, UTC"
          value={form.occurredAt}
          onChange={occurredAt => set({ occurredAt })}
        />
        <DateTimeField
          label="Detected, UTC"
          value={form.detectedAt}
          onChange={detectedAt => set({ detectedAt })}
        />
        <ChoiceField
          label="Marking"
          choices={TLP_MARKINGS.map(id => ({ id, label: `TLP:${id}` }))}
          value={form.tlp}
          onChange={tlp => set({ tlp })}
        />
        {incident.rights.restrict && (
          <ChoiceField
            label="Who can read it"
            choices={choicesOf(VISIBILITIES, VISIBILITY_LABELS)}
            value={form.visibility}
            onChange={visibility => set({ visibility })}
          />
        )}
        <ChoiceField
          label="Priority"
          choices={[
            { id: 'computed', label: 'As computed' },
            ...PRIORITIES.map(id => ({ id, label: `${id}, by decision` })),
          ]}
          value={form.override}
          onChange={override => set({ override })}
        />
      </div>
      {form.override !== 'computed' && (
        <TextField
          label="Why this priority"
          value={form.overrideReason}
          onChange={overrideReason => set({ overrideReason })}
          isRequired
        />
      )}
      {(request.occurredAt || request.detectedAt) && (
        <TextField
          label="Why these times"
          secondaryLabel="when they are out of order"
          value={form.timestampsReason}
          onChange={timestampsReason => set({ timestampsReason })}
        />
      )}
    </Sheet>
  );
}
