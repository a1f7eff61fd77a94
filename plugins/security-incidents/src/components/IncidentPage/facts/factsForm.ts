import type {
  Incident,
  Level,
  Priority,
  RsitClass,
  UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';
import { fromTimeInput, toTimeInput } from '../../../time';

/** What the dialog asks for, as its fields hold it. */
export interface FactsForm {
  title: string;
  summary: string;
  codename: string;
  rsitClass?: RsitClass;
  rsitType?: string;
  severity?: Incident['severity'];
  impact: Level | 'severity' | 'assessed';
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

/** The impact as one choice: a level, an assessment of several qualities, or none beside the severity. */
function toImpactChoice({ impact }: Incident): FactsForm['impact'] {
  if (typeof impact === 'string') return impact;
  return impact ? 'assessed' : 'severity';
}

/** The facts of an incident as the fields show them. */
export function toFactsForm(incident: Incident): FactsForm {
  return {
    title: incident.title,
    summary: incident.summary ?? '',
    codename: incident.codename ?? '',
    rsitClass: incident.classification?.class,
    rsitType: incident.classification?.type,
    severity: incident.severity,
    impact: toImpactChoice(incident),
    urgency: incident.urgency,
    determination: incident.determination,
    ongoing: incident.ongoing,
    personalData: incident.personalData.involved,
    suspectedMalicious: incident.suspectedMalicious,
    occurredAt: toTimeInput(incident.occurredAt),
    detectedAt: toTimeInput(incident.detectedAt),
    tlp: incident.tlp,
    visibility: incident.visibility,
    override: incident.priorityOverride?.priority ?? 'computed',
    overrideReason: incident.priorityOverride?.reason ?? '',
    timestampsReason: '',
  };
}

/** Only what was changed in the form, so that what others changed meanwhile stays. */
export function getChanges(
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
  if (changed('impact') && after.impact !== 'assessed') {
    request.impact = after.impact === 'severity' ? null : after.impact;
  }
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
    request.occurredAt = fromTimeInput(after.occurredAt) ?? null;
  }
  if (changed('detectedAt'))
    request.detectedAt = fromTimeInput(after.detectedAt);
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
