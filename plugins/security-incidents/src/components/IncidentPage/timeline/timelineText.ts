import {
  COMPROMISE_LABELS,
  type CompromiseState,
  INCIDENT_ROLE_LABELS,
  type IncidentRole,
  type IncidentStatus,
  STATUS_LABELS,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';

type Data = Record<string, unknown>;

/** The data of an entry as a record; empty when it was erased. */
export function dataOf(entry: TimelineEntry): Data {
  const { data } = entry;
  return typeof data === 'object' && data !== null ? (data as Data) : {};
}

/** A value of the data as text, or undefined. */
export function textOf(data: Data, name: string): string | undefined {
  const value = data[name];
  return typeof value === 'string' && value ? value : undefined;
}

function shortName(ref: string | undefined): string {
  return ref?.split('/').pop() ?? 'somebody';
}

const statusName = (data: Data, name: string) =>
  STATUS_LABELS[data[name] as IncidentStatus] ?? textOf(data, name) ?? '';

const roleName = (data: Data) =>
  INCIDENT_ROLE_LABELS[data.role as IncidentRole] ?? textOf(data, 'role') ?? '';

/** `personalData` becomes `personal data`. */
function fieldName(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([name, part]) => name !== 'scheme' && typeof part !== 'object')
    .map(([, part]) => part)
    .join(', ');
}

/** The changes of an entry, one line each. */
export function changeLines(data: Data): string[] {
  const changes = data.changes;
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes as Record<string, unknown>).map(
    ([name, change]) => {
      const pair = change as { from?: unknown; to?: unknown } | undefined;
      return typeof pair === 'object' &&
        pair &&
        ('to' in pair || 'from' in pair)
        ? `${fieldName(name)}: ${shown(pair.from)} → ${shown(pair.to)}`
        : `${fieldName(name)}: ${shown(change)}`;
    },
  );
}

/** What an entry says happened, without who did it. */
export function sentenceOf(entry: TimelineEntry): string {
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
    default:
      return entry.action;
  }
}
