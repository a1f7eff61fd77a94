import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField, TextField } from '@backstage/ui';
import {
  DETERMINATION_LABELS,
  DETERMINATIONS,
  type Incident,
  LEVELS,
  PRIORITIES,
  type Priority,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  type RsitClass,
  rsitTypeLabel,
  rsitTypesOf,
  SEVERITIES,
  SEVERITY_LABELS,
  TLP_MARKINGS,
  TRISTATES,
  type UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import {
  ChoiceField,
  choicesOf,
  DateTimeField,
  fromUtcInput,
  Sheet,
  toUtcInput,
} from './fields';
import { LEVEL_LABELS, TRISTATE_LABELS } from './FactsCard';
import { dateTime } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord, useMutation } from './IncidentRecord';

interface FactsForm {
  title: string;
  summary: string;
  rsitClass?: RsitClass;
  rsitType?: string;
  severity?: Incident['severity'];
  urgency?: Incident['urgency'];
  determination: Incident['determination'];
  ongoing: Incident['ongoing'];
  personalData: Incident['personalData']['involved'];
  suspectedMalicious: Incident['suspectedMalicious'];
  occurredAt: string;
  detectedAt: string;
  tlp: Incident['tlp'];
  visibility: Incident['visibility'];
  override: Priority | 'computed';
  overrideReason: string;
  timestampsReason: string;
}

function formOf(incident: Incident): FactsForm {
  return {
    title: incident.title,
    summary: incident.summary ?? '',
    rsitClass: incident.classification?.class,
    rsitType: incident.classification?.type,
    severity: incident.severity,
    urgency: incident.urgency,
    determination: incident.determination,
    ongoing: incident.ongoing,
    personalData: incident.personalData.involved,
    suspectedMalicious: incident.suspectedMalicious,
    occurredAt: toUtcInput(incident.occurredAt),
    detectedAt: toUtcInput(incident.detectedAt),
    tlp: incident.tlp,
    visibility: incident.visibility,
    override: incident.priorityOverride?.priority ?? 'computed',
    overrideReason: incident.priorityOverride?.reason ?? '',
    timestampsReason: '',
  };
}

/** Only what was changed in the form, so that what others changed meanwhile stays. */
function changesOf(
  before: FactsForm,
  after: FactsForm,
  incident: Incident,
): UpdateIncidentRequest {
  const request: UpdateIncidentRequest = {};
  const changed = (...names: Array<keyof FactsForm>) =>
    names.some(name => before[name] !== after[name]);

  if (changed('title')) request.title = after.title.trim();
  if (changed('summary')) request.summary = after.summary.trim() || null;
  if (changed('rsitClass', 'rsitType') && after.rsitClass) {
    request.classification = {
      class: after.rsitClass,
      ...(after.rsitType && { type: after.rsitType }),
    };
  }
  if (changed('severity')) request.severity = after.severity;
  if (changed('urgency')) request.urgency = after.urgency;
  if (changed('determination')) request.determination = after.determination;
  if (changed('ongoing')) request.ongoing = after.ongoing;
  if (changed('personalData')) {
    request.personalData = {
      ...incident.personalData,
      involved: after.personalData,
    };
  }
  if (changed('suspectedMalicious')) {
    request.suspectedMalicious = after.suspectedMalicious;
  }
  if (changed('occurredAt')) {
    request.occurredAt = fromUtcInput(after.occurredAt) ?? null;
  }
  if (changed('detectedAt'))
    request.detectedAt = fromUtcInput(after.detectedAt);
  if (after.timestampsReason.trim()) {
    request.timestampsReason = after.timestampsReason.trim();
  }
  if (changed('tlp')) request.tlp = after.tlp;
  if (changed('visibility')) request.visibility = after.visibility;
  if (changed('override', 'overrideReason')) {
    request.priorityOverride =
      after.override === 'computed'
        ? null
        : { priority: after.override, reason: after.overrideReason.trim() };
  }
  return request;
}

/** Changes facts; a change by somebody else meanwhile is told, and nothing typed is lost. */
export function FactsDialog(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useMutation();
  const [opened] = useState(() => ({
    form: formOf(incident),
    version: incident.version,
  }));
  const [form, setForm] = useState(opened.form);
  const set = (changes: Partial<FactsForm>) =>
    setForm(before => ({ ...before, ...changes }));

  const request = changesOf(opened.form, form, incident);
  const missing =
    !form.title.trim() ||
    (request.priorityOverride && !form.overrideReason.trim());
  const conflict =
    problem?.status === 409 && incident.version !== opened.version;

  const save = async () => {
    // After a conflict the incident has been read again, so this is the version that the reader has been shown.
    const saved = await run(() =>
      api.updateIncident(incident.key, request, { ifMatch: incident.version }),
    );
    if (saved) props.onClose();
  };

  return (
    <Sheet
      title="Edit facts"
      sendLabel={conflict ? 'Save my changes anyway' : 'Save'}
      canSend={!missing && Object.keys(request).length > 0}
      sending={pending}
      problem={
        conflict
          ? {
              status: 409,
              message: `Somebody changed this incident at ${dateTime(
                incident.updatedAt,
              )} UTC, while you were writing; the page behind shows it as it is now, and the timeline who it was. Only the fields that you changed are sent.`,
            }
          : problem
      }
      onSend={save}
      onClose={props.onClose}
    >
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
      <div className={styles.fields}>
        <ChoiceField
          label="Class"
          choices={choicesOf(RSIT_CLASSES, RSIT_CLASS_LABELS)}
          value={form.rsitClass}
          onChange={rsitClass => set({ rsitClass, rsitType: undefined })}
        />
        <ChoiceField
          label="Type"
          choices={(form.rsitClass ? rsitTypesOf(form.rsitClass) : []).map(
            id => ({ id, label: rsitTypeLabel(id) }),
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
            choices={[
              { id: 'open', label: 'Everybody who may read incidents' },
              { id: 'restricted', label: 'Only its members' },
            ]}
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
