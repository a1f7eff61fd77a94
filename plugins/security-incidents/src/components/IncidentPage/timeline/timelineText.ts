import {
  COMPROMISE_LABELS,
  type CompromiseState,
  INCIDENT_ROLE_LABELS,
  type IncidentRole,
  type IncidentStatus,
  STATUS_LABELS,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { fieldName } from './changeLines';
import { type Data, dataOf, shortName, textOf } from './entryData';
import { planSentence } from './planEntries';
import { serviceLevelSentence } from './serviceLevelEntries';

const statusName = (data: Data, name: string) =>
  STATUS_LABELS[data[name] as IncidentStatus] ?? textOf(data, name) ?? '';

const roleName = (data: Data) =>
  INCIDENT_ROLE_LABELS[data.role as IncidentRole] ?? textOf(data, 'role') ?? '';

/** What can still be said of an entry whose content was erased, or is kept from the reader. */
const WITHOUT_CONTENT: Array<[RegExp, string]> = [
  [/^incident\.recorded/, 'recorded the incident'],
  [/^incident\./, 'changed facts'],
  [/^status\./, 'moved the incident'],
  [/^affected\./, 'changed an affected service'],
  [/^role\./, 'changed a role'],
  [/^(member|access)\./, 'changed who may read it'],
  [/^plan\./, 'changed the plan'],
  [/^task\./, 'changed a task'],
  [/^step\./, 'recorded a step'],
  [/^escalation\./, 'told people'],
  [/^major\./, 'changed whether it is a major incident'],
];

/** What an entry says happened, without who did it. */
export function sentenceOf(entry: TimelineEntry): string {
  if (entry.data === undefined) {
    const [, words] =
      WITHOUT_CONTENT.find(([pattern]) => pattern.test(entry.action)) ?? [];
    return words ?? entry.action;
  }
  const data = dataOf(entry);
  const service = shortName(textOf(data, 'entityRef'));
  const person = shortName(textOf(data, 'principalRef'));
  switch (entry.action) {
    case 'incident.recorded':
      return 'recorded the incident';
    case 'incident.updated': {
      const names = Object.keys((data.changes as Data | undefined) ?? {});
      return `changed ${names.map(fieldName).join(', ') || 'facts'}`;
    }
    case 'status.changed':
      return `${statusName(data, 'from')} to ${statusName(data, 'to')}`;
    case 'affected.linked': {
      const compromise = COMPROMISE_LABELS[data.compromise as CompromiseState];
      return `linked ${service}${
        compromise ? ` as ${compromise.toLocaleLowerCase('en')}` : ''
      }`;
    }
    case 'affected.updated':
      return `changed ${service}`;
    case 'affected.unlinked':
      return `unlinked ${service}`;
    case 'affected.snapshot-completed':
      return `completed what the catalog says of ${service}`;
    case 'role.assumed':
      return `${roleName(data)}: ${person}`;
    case 'role.renounced':
      return `${roleName(data)}: no longer ${person}`;
    case 'member.added':
      return `let ${person} read the restricted incident`;
    case 'member.removed':
      return `took reading the restricted incident from ${person}`;
    case 'access.broken-glass':
      return 'broke the glass and can read the restricted incident';
    default:
      return planSentence(entry) ?? serviceLevelSentence(entry) ?? entry.action;
  }
}
