import type {
  RecordedRows,
  StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { DueRules } from '../database/readModel/due';
import {
  findIncidentDifferences,
  type RowDifference,
} from '../database/readModel/verify';
import type { Row } from '../database/rowMapper';
import { toEntryRecord } from '../incidents/store/rows';
import type { RegistryData } from './registry';
import {
  getIncidentColumn,
  RECORD_TABLE_NAMES,
  toRecordedColumns,
  toRowName,
} from './recordTables';

/** The head of an incident that a checkpoint covers. */
export interface CheckpointedHead {
  n: number;
  length: number;
  head: string;
}

/** What an incident is, as the database holds it at one moment. */
export interface StoredIncident {
  id: string;
  key: string;
  chainLength: number;
  chainHead: string;
  entries: StoredChainEntry[];
  rows: RecordedRows;
  /** The rows of the read model that differ from the record. */
  readModelDifferences: RowDifference[];
  /** Its entries in the registry of all incidents. */
  registered: StoredChainEntry[];
  /** The length of its chain that the registry knows; 0 while it knows none. */
  registeredLength: number;
  /** Its heads that checkpoints cover, oldest first. */
  checkpointed: CheckpointedHead[];
  newestCheckpoint?: { n: number; at: string; isSigned: boolean };
}

/** Reads what verification compares. */
export interface VerificationReader {
  /** @param seq - internal key of the incident */
  readIncident(seq: number): Promise<StoredIncident | undefined>;
}

/** An entry as it is stored. Data that is no JSON any more counts as changed. */
export function toStoredEntry(row: Row): StoredChainEntry {
  try {
    return toEntryRecord(row);
  } catch {
    return { ...toEntryRecord({ ...row, data: null }), data: row.data };
  }
}

export class DatabaseVerification implements VerificationReader {
  constructor(private readonly db: Knex, private readonly dueRules: DueRules) {}

  async readIncident(seq: number): Promise<StoredIncident | undefined> {
    return this.#snapshot(trx => readStoredIncident(trx, seq, this.dueRules));
  }

  /** A transaction that sees one state of the database. */
  #snapshot<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.db.client.config.client === 'pg'
      ? this.db.transaction(work, {
          isolationLevel: 'repeatable read',
          readOnly: true,
        })
      : this.db.transaction(work);
  }
}

/**
 * Reads an incident.
 *
 * @param db - a transaction that sees one state of the database
 */
export async function readStoredIncident(
  db: Knex,
  seq: number,
  dueRules: DueRules,
): Promise<StoredIncident | undefined> {
  const incident = await db('incidents').where({ seq }).first();
  if (!incident) return undefined;
  const entries: Row[] = await db('timeline_entries')
    .where({ incident_seq: seq })
    .orderBy('seq');
  const registered: Row[] = await db('incident_registry')
    .where({ incident_id: incident.id })
    .orderBy('seq');
  const differences = await findIncidentDifferences(db, [seq], dueRules);
  const registeredEntries = registered.map(toStoredEntry);
  const covered: Row[] = await db('checkpoint_heads')
    .where({ incident_seq: seq })
    .orderBy('n')
    .select('n', 'length', 'head');
  const newest: Row | undefined = await db('checkpoints')
    .orderBy('n', 'desc')
    .first('n', 'at', 'signature');
  return {
    id: incident.id,
    key: incident.key,
    chainLength: Number(incident.chain_length),
    chainHead: incident.chain_head,
    entries: entries.map(toStoredEntry),
    rows: await readRecordedRows(db, seq),
    readModelDifferences: differences.flatMap(found => found.differences),
    registered: registeredEntries,
    registeredLength: Math.max(
      0,
      ...registeredEntries.map(
        ({ data }) => (data as RegistryData | undefined)?.length ?? 0,
      ),
    ),
    checkpointed: covered.map(row => ({
      n: Number(row.n),
      length: Number(row.length),
      head: String(row.head),
    })),
    ...(newest && {
      newestCheckpoint: {
        n: Number(newest.n),
        at: String(newest.at),
        isSigned: newest.signature !== null,
      },
    }),
  };
}

async function readRecordedRows(db: Knex, seq: number): Promise<RecordedRows> {
  const tables: RecordedRows = new Map();
  for (const table of RECORD_TABLE_NAMES) {
    const rows: Row[] = await db(table).where(getIncidentColumn(table), seq);
    tables.set(
      table,
      new Map(
        rows.map(row => [toRowName(table, row), toRecordedColumns(table, row)]),
      ),
    );
  }
  return tables;
}
