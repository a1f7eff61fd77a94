import {
  type RecordedRows,
  type RecordedValue,
  toRecordedValue,
} from 'backstage-plugin-security-incidents-common';
import type { Row } from '../database/rowMapper';
import { sha256Hex } from '../kernel/sha256';

/** A table that the timeline records row by row. */
export interface RecordTable {
  /** The columns that name a row within its incident. */
  key: readonly string[];
  json?: readonly string[];
  /** Columns of which entries hold only the SHA-256, so that a later entry does not repeat what an erased one said. */
  hashed?: readonly string[];
  booleans?: readonly string[];
  /** Columns that entries of earlier versions do not record. */
  addedLater?: readonly string[];
  /** Columns that no entry records, see "What verification does not cover" in docs/record.md. */
  ignored: readonly string[];
}

/** The tables of the record, in the order in which differences are named. */
export const RECORD_TABLES = {
  incidents: {
    key: ['id'],
    json: [
      'impact',
      'priority_inputs',
      'priority_override',
      'personal_data',
      'major_standing',
      'detection',
      'resolution',
    ],
    booleans: ['is_open', 'is_major', 'unknown_service'],
    // The chain itself says its length and its head.
    ignored: ['seq', 'chain_length', 'chain_head'],
  },
  incident_provenance: {
    key: [],
    json: ['kept', 'corrections'],
    ignored: ['incident_seq'],
  },
  affected_entities: {
    key: ['entity_ref'],
    json: ['snapshot'],
    ignored: ['id', 'incident_seq'],
  },
  incident_scopes: {
    key: ['scope_ref', 'entity_ref', 'relation'],
    ignored: ['incident_seq'],
  },
  role_assignments: {
    key: ['role', 'principal_ref', 'assumed_at'],
    ignored: ['id', 'incident_seq'],
  },
  incident_members: {
    key: ['principal_ref', 'source'],
    ignored: ['incident_seq'],
  },
  resolution_steps: {
    key: ['id'],
    json: ['entity_refs'],
    booleans: ['late_entry'],
    ignored: ['incident_seq'],
  },
  plan_runs: {
    key: ['id'],
    json: ['content', 'roles'],
    booleans: ['is_primary'],
    ignored: ['incident_seq'],
  },
  plan_tasks: {
    key: ['id'],
    json: ['definition'],
    booleans: ['required', 'is_retired', 'is_hand_assigned'],
    ignored: ['incident_seq'],
  },
  evidence: {
    key: ['id'],
    booleans: ['sha256_confirmed'],
    ignored: ['incident_seq'],
  },
  no_plan_decisions: { key: [], ignored: ['incident_seq'] },
  reviews: {
    key: [],
    json: ['changes'],
    hashed: ['fields'],
    booleans: ['required', 'needs_approval'],
    ignored: ['incident_seq'],
  },
  review_actions: { key: ['id'], ignored: ['incident_seq'] },
  gap_explanations: { key: ['requirement'], ignored: ['incident_seq'] },
  escalations: {
    key: ['id'],
    json: ['recipients', 'withheld'],
    booleans: ['raised_to_major'],
    addedLater: ['withheld'],
    // Delivery follows the change; no entry records its time.
    ignored: [
      'incident_seq',
      'next_attempt_at',
      'attempts',
      'delivered_at',
      'problem',
    ],
  },
  obligations: {
    key: ['id'],
    json: ['rule'],
    ignored: ['seq', 'incident_seq'],
  },
} as const satisfies Record<string, RecordTable>;

export type RecordTableName = keyof typeof RECORD_TABLES;

export const RECORD_TABLE_NAMES = Object.keys(
  RECORD_TABLES,
) as RecordTableName[];

/** The column that names the incident. */
export function getIncidentColumn(table: RecordTableName): string {
  return table === 'incidents' ? 'seq' : 'incident_seq';
}

/** Names a row within its incident. */
export function toRowName(table: RecordTableName, row: Row): string {
  return RECORD_TABLES[table].key.map(column => String(row[column])).join(' ');
}

/** The recorded columns of a row, or of the part of it that was written, without those that name it. */
export function toRecordedColumns(
  table: RecordTableName,
  row: Row,
): Record<string, RecordedValue> {
  const {
    key,
    json = [],
    hashed = [],
    booleans = [],
    ignored,
  }: RecordTable = RECORD_TABLES[table];
  const recorded: Record<string, RecordedValue> = {};
  for (const [column, value] of Object.entries(row)) {
    if (key.includes(column) || ignored.includes(column)) continue;
    if (hashed.includes(column) && typeof value === 'string') {
      recorded[column] = { sha256: sha256Hex(Buffer.from(value)) };
      continue;
    }
    recorded[column] = toRecordedValue(
      toPlainValue(value, json.includes(column), booleans.includes(column)),
      sha256Hex,
    );
  }
  return recorded;
}

function toPlainValue(value: unknown, isJson: boolean, isBoolean: boolean) {
  if (value === null || value === undefined) return null;
  if (isBoolean) return Boolean(value);
  if (!isJson) return value;
  try {
    return JSON.parse(String(value));
  } catch {
    // Somebody changed it to what is no JSON, which differs from everything recorded.
    return { unreadable: String(value) };
  }
}

/** The stored rows without values that no entry recorded, because an earlier version wrote the row. */
export function withoutUnrecorded(
  stored: RecordedRows,
  recorded: RecordedRows,
): RecordedRows {
  return new Map(
    [...stored].map(([table, rows]) => {
      const { addedLater = [] }: RecordTable =
        RECORD_TABLES[table as RecordTableName];
      const kept = [...rows].map(([name, columns]) => {
        const known = recorded.get(table)?.get(name);
        const missing = addedLater.filter(
          column => known !== undefined && !(column in known),
        );
        return [
          name,
          Object.fromEntries(
            Object.entries(columns).filter(
              ([column]) => !missing.includes(column),
            ),
          ),
        ] as const;
      });
      return [table, new Map(kept)] as const;
    }),
  );
}
