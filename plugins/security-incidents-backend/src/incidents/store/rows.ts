import {
  type Classification,
  FROZEN_STATUSES,
  INCIDENT_STATUSES,
  type IncidentStatus,
  OPEN_STATUSES,
  PRIORITIES,
  SEVERITIES,
  type StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import {
  type AffectedRecord,
  type IncidentRecord,
  LISTED_FIELDS,
  type MemberRecord,
  type RoleRecord,
  type StepRecord,
} from './records';

export type Row = Record<string, unknown>;

const JSON_FIELDS = new Set([
  'impact',
  'priorityInputs',
  'priorityOverride',
  'personalData',
  'detection',
  'resolution',
  'snapshot',
  'entityRefs',
  'document',
  'people',
  'target',
  'gaps',
  'content',
  'roles',
  'definition',
  'majorStanding',
  'recipients',
  'withheld',
]);
const BOOLEAN_FIELDS = new Set([
  'isMajor',
  'unknownService',
  'lateEntry',
  'inScope',
  'hasOwner',
  'isPrimary',
  'required',
  'isRetired',
  'isHandAssigned',
  'raisedToMajor',
]);

/** Names are few and rows are many, so that each name is turned once. */
function remembered(turn: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return name => {
    let turned = known.get(name);
    if (turned === undefined) {
      turned = turn(name);
      known.set(name, turned);
    }
    return turned;
  };
}

const toSnake = remembered(name =>
  name.replace(/[A-Z]/g, letter => `_${letter.toLocaleLowerCase('en-US')}`),
);
const toCamel = remembered(name =>
  name.replace(/_([a-z])/g, (_, letter: string) =>
    letter.toLocaleUpperCase('en-US'),
  ),
);

/** Field names to columns; absent values become NULL and structured ones JSON text. */
export function toRow(record: object): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(record)) {
    const stored = JSON_FIELDS.has(name) && value !== undefined;
    row[toSnake(name)] = stored ? JSON.stringify(value) : value ?? null;
  }
  return row;
}

/** Columns to field names; NULL is absent. */
export function fromRow(row: Row): Row {
  const record: Row = {};
  for (const [column, value] of Object.entries(row)) {
    if (value === null || value === undefined) continue;
    const name = toCamel(column);
    if (JSON_FIELDS.has(name)) record[name] = JSON.parse(String(value));
    else if (BOOLEAN_FIELDS.has(name)) record[name] = Boolean(value);
    else record[name] = value;
  }
  return record;
}

export function isOpenStatus(status: IncidentStatus): boolean {
  return (OPEN_STATUSES as readonly IncidentStatus[]).includes(status);
}

/** Whether the record takes no changes until it is re-opened. */
export function isFrozenStatus(status: IncidentStatus): boolean {
  return (FROZEN_STATUSES as readonly IncidentStatus[]).includes(status);
}

/** Columns that only exist to be sorted, filtered and counted by. */
export function incidentToRow(record: Partial<IncidentRecord>): Row {
  const { classification, ...rest } = record;
  const row = toRow(rest);
  if ('classification' in record) {
    row.class = classification?.class ?? null;
    row.class_type = classification?.type ?? null;
  }
  if (record.status) {
    row.status_rank = INCIDENT_STATUSES.indexOf(record.status);
    row.is_open = isOpenStatus(record.status);
  }
  if ('severity' in record) {
    row.severity_rank = record.severity
      ? SEVERITIES.indexOf(record.severity) + 1
      : 0;
  }
  if ('priority' in record) {
    row.priority_rank = record.priority
      ? PRIORITIES.length - PRIORITIES.indexOf(record.priority)
      : 0;
  }
  return row;
}

/** Columns of {@link LISTED_FIELDS}. */
export const LISTED_COLUMNS: readonly string[] = LISTED_FIELDS.flatMap(field =>
  field === 'classification' ? ['class', 'class_type'] : [toSnake(field)],
);

export function incidentFromRow(row: Row): IncidentRecord {
  const {
    class: rsitClass,
    class_type: type,
    is_open: _open,
    status_rank: _status,
    severity_rank: _severity,
    priority_rank: _priority,
    ...rest
  } = row;
  const record = fromRow(rest);
  if (rsitClass) {
    record.classification = {
      scheme: 'rsit',
      class: rsitClass,
      ...(type ? { type } : {}),
    } as Classification;
  }
  return record as unknown as IncidentRecord;
}

export function affectedFromRow(row: Row): AffectedRecord {
  const { id: _id, incident_seq: _seq, removed_at: _removed, ...rest } = row;
  return fromRow(rest) as unknown as AffectedRecord;
}

export function roleFromRow(row: Row): RoleRecord {
  const { id: _id, incident_seq: _seq, ...rest } = row;
  return fromRow(rest) as unknown as RoleRecord;
}

export function memberFromRow(row: Row): MemberRecord {
  const { incident_seq: _seq, ...rest } = row;
  return fromRow(rest) as unknown as MemberRecord;
}

export function stepFromRow(row: Row): StepRecord {
  const { incident_seq: _seq, ...rest } = row;
  return fromRow(rest) as unknown as StepRecord;
}

export function entryFromRow(row: Row): StoredChainEntry {
  const { incident_seq: _seq, data, salt, ...rest } = row;
  const entry = fromRow(rest) as unknown as StoredChainEntry;
  return {
    ...entry,
    ...(data !== null && { data: JSON.parse(String(data)) }),
    ...(salt !== null && { salt: String(salt) }),
  };
}
