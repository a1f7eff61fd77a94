import {
  DETERMINATION_LABELS,
  type Incident,
  type Priority,
  RSIT_CLASS_LABELS,
  type RsitClass,
  getRsitTypeLabel,
  SEVERITY_LABELS,
  type UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';
import { dateTime } from '../../../time';
import { fromUtcInput, toUtcInput } from '../fields';
import { LEVEL_LABELS, TRISTATE_LABELS, VISIBILITY_LABELS } from './labels';

/** What the dialog asks for, as its fields hold it. */
export interface FactsForm {
  title: string;
  summary: string;
  codename: string;
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

/** The facts of an incident as the fields show them. */
export function formOf(incident: Incident): FactsForm {
  return {
    title: incident.title,
    summary: incident.summary ?? '',
    codename: incident.codename ?? '',
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
export function changesOf(
  before: FactsForm,
  after: FactsForm,
  incident: Incident,
): UpdateIncidentRequest {
  const request: UpdateIncidentRequest = {};
  const changed = (...names: Array<keyof FactsForm>) =>
    names.some(name => before[name] !== after[name]);

  if (changed('title')) request.title = after.title.trim();
  if (changed('summary')) request.summary = after.summary.trim() || null;
  if (changed('codename')) request.codename = after.codename.trim() || null;
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

/** Fields that belong together: somebody decides about them as one. */
const TOPICS: Array<{
  name: string;
  fields: Array<keyof FactsForm>;
  shown(form: FactsForm): string | undefined;
}> = [
  { name: 'Title', fields: ['title'], shown: ({ title }) => title },
  { name: 'Summary', fields: ['summary'], shown: ({ summary }) => summary },
  { name: 'Codename', fields: ['codename'], shown: ({ codename }) => codename },
  {
    name: 'Class',
    fields: ['rsitClass', 'rsitType'],
    shown: ({ rsitClass, rsitType }) =>
      rsitClass &&
      [RSIT_CLASS_LABELS[rsitClass], rsitType && getRsitTypeLabel(rsitType)]
        .filter(Boolean)
        .join(', '),
  },
  {
    name: 'Severity',
    fields: ['severity'],
    shown: ({ severity }) => severity && SEVERITY_LABELS[severity],
  },
  {
    name: 'Urgency',
    fields: ['urgency'],
    shown: ({ urgency }) => urgency && LEVEL_LABELS[urgency],
  },
  {
    name: 'Determination',
    fields: ['determination'],
    shown: ({ determination }) => DETERMINATION_LABELS[determination],
  },
  {
    name: 'Going on right now',
    fields: ['ongoing'],
    shown: ({ ongoing }) => TRISTATE_LABELS[ongoing],
  },
  {
    name: 'Personal data involved',
    fields: ['personalData'],
    shown: ({ personalData }) => TRISTATE_LABELS[personalData],
  },
  {
    name: 'Malicious',
    fields: ['suspectedMalicious'],
    shown: ({ suspectedMalicious }) => TRISTATE_LABELS[suspectedMalicious],
  },
  {
    name: 'Occurred',
    fields: ['occurredAt'],
    shown: ({ occurredAt }) => occurredAt && `${dateTime(occurredAt)} UTC`,
  },
  {
    name: 'Detected',
    fields: ['detectedAt'],
    shown: ({ detectedAt }) => detectedAt && `${dateTime(detectedAt)} UTC`,
  },
  { name: 'Marking', fields: ['tlp'], shown: ({ tlp }) => `TLP:${tlp}` },
  {
    name: 'Who can read it',
    fields: ['visibility'],
    shown: ({ visibility }) => VISIBILITY_LABELS[visibility],
  },
  {
    name: 'Priority',
    fields: ['override', 'overrideReason'],
    shown: ({ override, overrideReason }) =>
      override === 'computed'
        ? 'As computed'
        : `${override}, by decision: ${overrideReason}`,
  },
];

/** A fact that two people changed to different values at the same time. */
export interface FactConflict {
  name: string;
  mine: Partial<FactsForm>;
  theirs: Partial<FactsForm>;
  mineShown: string;
  theirsShown: string;
}

function part(form: FactsForm, fields: Array<keyof FactsForm>) {
  return Object.fromEntries(
    fields.map(field => [field, form[field]]),
  ) as Partial<FactsForm>;
}

/**
 * Brings what somebody wrote together with what others saved meanwhile: what only the others changed is taken over, what
 * only the writer changed stays, and where both did, the writer has to choose. Until then the writer's value stays.
 *
 * @param before - the facts when the writer began
 * @param mine - the fields as the writer left them
 * @param theirs - the facts as they are now
 */
export function mergeFacts(
  before: FactsForm,
  mine: FactsForm,
  theirs: FactsForm,
): { form: FactsForm; conflicts: FactConflict[] } {
  const form = { ...mine };
  const conflicts: FactConflict[] = [];
  for (const { name, fields, shown } of TOPICS) {
    const differ = (one: FactsForm, other: FactsForm) =>
      fields.some(field => one[field] !== other[field]);
    if (!differ(before, theirs) || !differ(mine, theirs)) continue;
    if (!differ(before, mine)) {
      Object.assign(form, part(theirs, fields));
      continue;
    }
    conflicts.push({
      name,
      mine: part(mine, fields),
      theirs: part(theirs, fields),
      mineShown: shown(mine) || 'Nothing',
      theirsShown: shown(theirs) || 'Nothing',
    });
  }
  return { form, conflicts };
}
