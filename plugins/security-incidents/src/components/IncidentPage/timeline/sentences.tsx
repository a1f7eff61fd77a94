import type {
  CompromiseState,
  IncidentRole,
  IncidentStatus,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { getLabels, type Translate, toMidSentence } from '../../../translation';
import { EntityName } from '../../common';
import { toFieldName } from './changeLines';
import { type Data, dataOf, textOf } from './entryData';
import { toDetectionSentence } from './detectionEntries';
import { toEscalationSentence } from './escalationEntries';
import { toEvidenceSentence } from './evidenceEntries';
import { toObligationSentence } from './obligationEntries';
import { toPlanSentence } from './planEntries';
import { toProofSentence } from './proofEntries';
import { toReviewSentence } from './reviewEntries';

/** Entries whose sentence stands alone, with who did it behind it. */
const HEADLINES = [
  'status.changed',
  'role.assumed',
  'role.renounced',
  'major.proposed',
  'escalation.fired',
  'escalation.corrected',
  'detection.repeated',
  'detection.resolved',
  'review.required',
];

/** Whether the sentence of an entry stands alone; others follow the name of who did it. */
export function isHeadline({ action, data }: TimelineEntry): boolean {
  return data !== undefined && HEADLINES.includes(action);
}

/** What can still be said of an entry whose content was erased, or is withheld from the reader. */
const WITHOUT_CONTENT = [
  ['incident.recorded', 'incidentRecorded'],
  ['incident.imported', 'incidentImported'],
  ['incident.', 'factsChanged'],
  ['status.', 'moved'],
  ['merge.', 'mergeChanged'],
  ['affected.', 'affectedChanged'],
  ['role.', 'roleChanged'],
  ['member.', 'accessChanged'],
  ['access.', 'accessChanged'],
  ['plan.', 'planChanged'],
  ['task.', 'taskChanged'],
  ['step.', 'stepRecorded'],
  ['detection.', 'detectionChanged'],
  ['evidence.', 'evidenceChanged'],
  ['escalation.', 'peopleNotified'],
  ['major.', 'majorChanged'],
  ['gap.', 'gapExplained'],
  ['record.', 'recordExported'],
  ['entry.', 'entryErased'],
  ['review.', 'reviewChanged'],
  ['action.', 'actionChanged'],
  ['obligation.', 'obligationChanged'],
] as const;

function toStatusName(t: Translate, data: Data, name: string): string {
  return (
    getLabels(t, 'status')[data[name] as IncidentStatus] ??
    textOf(data, name) ??
    ''
  );
}

function toRoleName(t: Translate, { role }: Data): string {
  return (
    getLabels(t, 'incidentRole')[role as IncidentRole] ?? String(role ?? '')
  );
}

function toFactsSentence(t: Translate, { changes }: Data): string {
  const names = Object.keys((changes as Data | undefined) ?? {});
  if (names.length === 0) {
    return t('incidentPage.timeline.sentence.factsChanged');
  }
  const fields = names.map(name => toFieldName(t, name)).join(', ');
  return t('incidentPage.timeline.sentence.fieldsChanged', { fields });
}

function toAffectedSentence(
  t: Translate,
  action: string,
  data: Data,
): ReactNode {
  const service = (
    <EntityName entityRef={textOf(data, 'entityRef') ?? 'unknown'} />
  );
  const label = getLabels(t, 'compromise')[data.compromise as CompromiseState];
  switch (action) {
    case 'affected.linked':
      return label
        ? t('incidentPage.timeline.sentence.affectedLinkedAs', {
            service,
            compromise: toMidSentence(label),
          })
        : t('incidentPage.timeline.sentence.affectedLinked', { service });
    case 'affected.updated':
      return t('incidentPage.timeline.sentence.affectedUpdated', { service });
    case 'affected.unlinked':
      return t('incidentPage.timeline.sentence.affectedUnlinked', { service });
    case 'affected.snapshot-completed':
      return t('incidentPage.timeline.sentence.snapshotCompleted', { service });
    default:
      return undefined;
  }
}

function toPeopleSentence(t: Translate, action: string, data: Data): ReactNode {
  const person = (
    <EntityName entityRef={textOf(data, 'principalRef') ?? 'unknown'} />
  );
  const role = toRoleName(t, data);
  switch (action) {
    case 'role.assumed':
      return t('incidentPage.timeline.sentence.roleAssumed', { role, person });
    case 'role.renounced':
      return t('incidentPage.timeline.sentence.roleRenounced', {
        role,
        person,
      });
    case 'member.added':
      return t('incidentPage.timeline.sentence.memberAdded', { person });
    case 'member.removed':
      return t('incidentPage.timeline.sentence.memberRemoved', { person });
    case 'access.broken-glass':
      return t('incidentPage.timeline.sentence.brokeGlass');
    default:
      return undefined;
  }
}

/** What an entry says happened, without who did it. */
export function toSentence(t: Translate, entry: TimelineEntry): ReactNode {
  const { action } = entry;
  if (entry.data === undefined) {
    const [, key] =
      WITHOUT_CONTENT.find(([prefix]) => action.startsWith(prefix)) ?? [];
    return key ? t(`incidentPage.timeline.sentence.${key}`) : action;
  }
  const data = dataOf(entry);
  if (action === 'incident.recorded') {
    return t('incidentPage.timeline.sentence.incidentRecorded');
  }
  if (action === 'incident.imported') {
    return t('incidentPage.timeline.sentence.incidentImported');
  }
  if (action === 'incident.updated') return toFactsSentence(t, data);
  if (action === 'status.changed') {
    return t('incidentPage.timeline.sentence.statusChanged', {
      from: toStatusName(t, data, 'from'),
      to: toStatusName(t, data, 'to'),
    });
  }
  if (action === 'merge.added') {
    return t('incidentPage.timeline.sentence.mergeAdded', {
      incident: textOf(data, 'mergedFrom') ?? '',
    });
  }
  if (action === 'merge.removed') {
    return t('incidentPage.timeline.sentence.mergeRemoved', {
      incident: textOf(data, 'mergedFrom') ?? '',
    });
  }
  return (
    toAffectedSentence(t, action, data) ??
    toPeopleSentence(t, action, data) ??
    toPlanSentence(t, entry) ??
    toEscalationSentence(t, entry) ??
    toDetectionSentence(t, entry) ??
    toProofSentence(t, entry) ??
    toEvidenceSentence(t, entry) ??
    toReviewSentence(t, entry) ??
    toObligationSentence(t, entry) ??
    action
  );
}
