import type { ImportedIncident } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { toIncidentRecord } from '../../incidents/store/rows';
import { createRowMapper, type Row } from '../../database/rowMapper';
import type {
  ImportRow,
  IncidentProvenanceRow,
} from '../../database/importTables';
import type { ImportRecord } from './ImportsStore';

type Flat = Omit<ImportRecord, 'file'> &
  Omit<ImportRecord['file'], 'name'> & { fileName: string };

const imports = createRowMapper<
  Flat,
  Omit<ImportRow, 'seq' | 'progress' | 'claimed_until'>
>({
  id: 'id',
  state: 'state',
  fileName: 'file_name',
  format: 'format',
  encoding: 'encoding',
  delimiter: 'delimiter',
  size: 'size',
  sha256: 'sha256',
  source: 'source',
  mapping: { json: 'mapping' },
  corrections: 'corrections',
  rows: 'row_count',
  incidents: 'incident_count',
  createdAt: 'created_at',
  createdBy: 'created_by',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  years: { json: 'years' },
  problem: 'problem',
});

export function toImportRow({ file, ...record }: ImportRecord) {
  const { name: fileName, ...read } = file;
  return imports.toRow({ ...record, ...read, fileName });
}

export function toImportRecord(row: Row): ImportRecord {
  const { fileName, format, encoding, delimiter, size, sha256, ...record } =
    imports.toRecord(row);
  return {
    ...record,
    file: {
      name: fileName,
      format,
      ...(encoding && { encoding }),
      ...(delimiter && { delimiter }),
      size,
      sha256,
    },
  };
}

/** An incident with its row of the file. */
export function toImportedIncident(row: Row): ImportedIncident {
  const { id, key, title, status, severity, detectedAt, visibility } =
    toIncidentRecord(row);
  return {
    row: Number(row.file_row),
    ...(row.original_id !== null && { originalId: String(row.original_id) }),
    id,
    key,
    title,
    status,
    ...(severity && { severity }),
    detectedAt,
    restricted: visibility === 'restricted',
  };
}

export type ProvenanceRow = Omit<IncidentProvenanceRow, 'incident_seq'>;

export function isPostgres(db: Knex): boolean {
  return db.client.config.client === 'pg';
}
