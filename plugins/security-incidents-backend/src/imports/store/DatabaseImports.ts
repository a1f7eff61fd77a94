import type {
  IncidentProvenance,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ReadAccess } from '../../authorization/ReadAccess';
import { chunks } from '../../database/chunks';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { DueRules } from '../../database/readModel/due';
import type { Row } from '../../database/rowMapper';
import {
  applyTransactionLimits,
  type TransactionLimits,
} from '../../database/transactionLimits';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type {
  ImportBatch,
  ImportRecord,
  ImportsStore,
  StoredImport,
} from './ImportsStore';
import { toImportedIncident, toImportRecord, toImportRow } from './rows';
import { toKey, writeBatch } from './writeBatch';

const DEFAULT_LIMIT = 20;
const ACTIVE = ['waiting', 'running'];
const MAX_PROBLEM = 2_000;

const cursors = createCursorCodec('imports', cursorValues.integer);
const incidentCursors = createCursorCodec(
  'incidents of an import',
  cursorValues.integer,
);

export class DatabaseImports implements ImportsStore {
  constructor(
    private readonly db: Knex,
    private readonly options: { limits: TransactionLimits; dueRules: DueRules },
  ) {}

  async insert({ record, content, request }: StoredImport) {
    await this.db.transaction(async trx => {
      await trx('imports').insert(toImportRow(record));
      await trx('import_files').insert({
        import_id: record.id,
        content,
        request: JSON.stringify(request),
      });
    });
  }

  async listPage({ limit = DEFAULT_LIMIT, cursor }: PageRequest) {
    const found = this.db('imports')
      .orderBy('seq', 'desc')
      .limit(limit + 1);
    if (cursor) found.where('seq', '<', cursors.decode(cursor));
    const rows: Row[] = await found;
    const shown = rows.slice(0, limit);
    const [{ total }] = await this.db('imports').count({ total: '*' });
    return {
      items: shown.map(toImportRecord),
      totalItems: Number(total),
      ...(rows.length > limit && {
        nextCursor: cursors.encode(Number(shown[shown.length - 1].seq)),
      }),
    };
  }

  async find(id: string) {
    const row: Row | undefined = await this.db('imports').where({ id }).first();
    return row && toImportRecord(row);
  }

  async findDone(sha256: string) {
    const row: Row | undefined = await this.db('imports')
      .where({ sha256, state: 'done' })
      .orderBy('seq', 'desc')
      .first();
    return row && toImportRecord(row);
  }

  async countActive(sha256?: string) {
    const found = this.db('imports').whereIn('state', ACTIVE);
    if (sha256 !== undefined) found.where({ sha256 });
    const [{ total }] = await found.count({ total: '*' });
    return Number(total);
  }

  async findImported(source: string, keys: readonly string[]) {
    const found = new Set<string>();
    for (const part of chunks(keys)) {
      const rows: Row[] = await this.db('incident_provenance')
        .where({ source })
        .whereIn('source_key', part)
        .select('source_key');
      rows.forEach(row => found.add(String(row.source_key)));
    }
    return found;
  }

  async getLastNumbers(years: readonly number[]) {
    const rows: Row[] = await this.db('incident_keys').whereIn('year', [
      ...new Set(years),
    ]);
    return new Map(rows.map(row => [Number(row.year), Number(row.last)]));
  }

  async claim(now: string, until: string) {
    const due = (rows: Knex.QueryBuilder) =>
      rows.where(either =>
        either
          .where('state', 'waiting')
          .orWhere(left =>
            left.where('state', 'running').where('claimed_until', '<', now),
          ),
      );
    const next: Row | undefined = await due(this.db('imports'))
      .orderBy('seq')
      .first('id');
    if (!next) return undefined;
    const id = String(next.id);
    const taken = await due(this.db('imports').where({ id })).update({
      state: 'running',
      started_at: now,
      claimed_until: until,
    });
    // Another instance was faster.
    if (taken === 0) return undefined;
    const row: Row | undefined = await this.db('imports')
      .join('import_files', 'import_files.import_id', 'imports.id')
      .where('imports.id', id)
      .first();
    if (!row) return undefined;
    return {
      record: toImportRecord(row),
      content: row.content as Buffer,
      request: JSON.parse(String(row.request)),
    };
  }

  async extend(id: string, until: string) {
    await this.db('imports')
      .where({ id, state: 'running' })
      .update({ claimed_until: until });
  }

  async record(batch: ImportBatch) {
    const { limits, dueRules } = this.options;
    const { id } = batch.record;
    await this.db.transaction(async trx => {
      await applyTransactionLimits(trx, limits);
      const years = await writeBatch(trx, batch, dueRules);
      const ended = await trx('imports')
        .where({ id, state: 'running' })
        .update({
          state: 'done',
          ended_at: batch.at,
          incident_count: batch.incidents.length,
          years: JSON.stringify(years),
        });
      if (ended === 0) throw new ConflictError('The import was stopped');
      await trx('import_files').where({ import_id: id }).delete();
    });
  }

  async end(
    id: string,
    end: { state: 'failed' | 'cancelled'; at: string; problem?: string },
  ) {
    return this.db.transaction(async trx => {
      const ended = await trx('imports')
        .where({ id })
        .whereIn('state', ACTIVE)
        .update({
          state: end.state,
          ended_at: end.at,
          problem: end.problem?.slice(0, MAX_PROBLEM) ?? null,
        });
      if (ended === 0) return false;
      await trx('import_files').where({ import_id: id }).delete();
      return true;
    });
  }

  async listIncidents(
    id: string,
    { limit = DEFAULT_LIMIT, cursor }: PageRequest,
    access: ReadAccess,
  ) {
    const readable = () =>
      applyReadAccess(
        this.db('incidents')
          .join(
            'incident_provenance',
            'incident_provenance.incident_seq',
            'incidents.seq',
          )
          .where('incident_provenance.import_id', id),
        access,
        this.db,
      );
    const found = readable()
      .orderBy('incident_provenance.file_row')
      .limit(limit + 1)
      .select(
        'incident_provenance.file_row',
        'incident_provenance.original_id',
        'incidents.*',
      );
    if (cursor) {
      found.where(
        'incident_provenance.file_row',
        '>',
        incidentCursors.decode(cursor),
      );
    }
    const rows: Row[] = await found;
    const shown = rows.slice(0, limit);
    const [{ total }]: Row[] = await readable().count({ total: '*' });
    return {
      items: shown.map(toImportedIncident),
      totalItems: Number(total),
      ...(rows.length > limit && {
        nextCursor: incidentCursors.encode(
          Number(shown[shown.length - 1].file_row),
        ),
      }),
    };
  }

  async getReadableYears(
    { id, years = [] }: Pick<ImportRecord, 'id' | 'years'>,
    access: ReadAccess,
  ) {
    if (years.length === 0 || (access.restricted === 'all' && !access.onlyIf))
      return years;
    // Keys of an import differ in their years and numbers only.
    const [{ firstKey }] = years;
    const length = firstKey.lastIndexOf('-') + 1;
    const number = `cast(substr(incidents.key, ${length + 1}) as integer)`;
    const rows: Row[] = await applyReadAccess(
      this.db('incidents').where('incidents.import_id', id),
      access,
      this.db,
    )
      .groupByRaw(`substr(incidents.key, 1, ${length})`)
      .select(
        this.db.raw(`substr(incidents.key, 1, ${length}) as start`),
        this.db.raw(`min(${number}) as first`),
        this.db.raw(`max(${number}) as last`),
      )
      .count({ total: '*' });
    const byYear = new Map(rows.map(row => [String(row.start), row]));
    return years.flatMap(({ year, firstKey: key }) => {
      const row = byYear.get(key.slice(0, length));
      if (!row) return [];
      const prefix = key.slice(0, key.lastIndexOf(`-${year}-`));
      return [
        {
          year,
          incidents: Number(row.total),
          firstKey: toKey(prefix, year, Number(row.first)),
          lastKey: toKey(prefix, year, Number(row.last)),
        },
      ];
    });
  }

  async getProvenance(seq: number): Promise<IncidentProvenance | undefined> {
    const row: Row | undefined = await this.db('incident_provenance')
      .join('imports', 'imports.id', 'incident_provenance.import_id')
      .where({ incident_seq: seq })
      .first(
        'incident_provenance.*',
        'imports.created_by',
        'imports.ended_at',
        'imports.file_name',
        'imports.sha256',
      );
    if (!row) return undefined;
    return {
      importId: String(row.import_id),
      importedAt: String(row.ended_at),
      importedBy: String(row.created_by),
      fileName: String(row.file_name),
      sha256: String(row.sha256),
      row: Number(row.file_row),
      source: String(row.source),
      ...(row.original_id !== null && { originalId: String(row.original_id) }),
      kept: JSON.parse(String(row.kept)),
      corrections: JSON.parse(String(row.corrections)),
    };
  }
}

export type { ImportRecord };
