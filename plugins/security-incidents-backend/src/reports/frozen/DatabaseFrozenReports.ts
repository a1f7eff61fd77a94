import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type {
  IncidentStatus,
  ReportScope,
  Tlp,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import type { Row } from '../../database/rowMapper';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import type {
  FrozenIncident,
  FrozenPosition,
  FrozenRecord,
  FrozenReportsStore,
} from './FrozenReportsStore';

const COLUMNS = [
  'id',
  'name',
  'period_from',
  'period_to',
  'zone',
  'scope',
  'readers',
  'marking',
  'made_at',
  'made_by',
  'schedule_key',
  'incidents',
  'restricted',
  'sha256',
  'supersedes',
];

const optional = (value: unknown) =>
  value === null || value === undefined ? undefined : String(value);

function toFrozenRecord(row: Row): FrozenRecord {
  return {
    id: String(row.id),
    name: String(row.name),
    period: {
      from: String(row.period_from),
      to: String(row.period_to),
      zone: String(row.zone),
    },
    scope: JSON.parse(String(row.scope)) as ReportScope,
    readers: JSON.parse(String(row.readers)) as string[],
    marking: row.marking as Tlp,
    madeAt: String(row.made_at),
    madeBy: optional(row.made_by),
    scheduleKey: optional(row.schedule_key),
    incidents: Number(row.incidents),
    restricted: Number(row.restricted),
    sha256: String(row.sha256),
    supersedes: optional(row.supersedes),
  };
}

/** Frozen reports in the database, whose rows nobody can change. */
export class DatabaseFrozenReports implements FrozenReportsStore {
  constructor(private readonly db: Knex) {}

  async insert(
    record: FrozenRecord,
    content: string,
    incidents: readonly FrozenIncident[],
  ) {
    try {
      await this.db.transaction(async trx => {
        await trx('frozen_reports').insert({
          id: record.id,
          name: record.name,
          period_from: record.period.from,
          period_to: record.period.to,
          zone: record.period.zone,
          scope: JSON.stringify(record.scope),
          readers: JSON.stringify(record.readers),
          marking: record.marking,
          made_at: record.madeAt,
          made_by: record.madeBy ?? null,
          schedule_key: record.scheduleKey ?? null,
          incidents: record.incidents,
          restricted: record.restricted,
          content,
          sha256: record.sha256,
          supersedes: record.supersedes ?? null,
        });
        for (const part of chunks(incidents)) {
          await trx('frozen_report_records').insert(
            part.map(({ seq, status, chainLength, chainHead }) => ({
              report_id: record.id,
              incident_seq: seq,
              status,
              chain_length: chainLength,
              chain_head: chainHead,
            })),
          );
        }
      });
      return true;
    } catch (error) {
      if (isDatabaseConflictError(error)) return false;
      // The trigger of SQLite refuses the key before the constraint does.
      if (String(error).includes('frozen_reports is append-only')) return false;
      throw error;
    }
  }

  async hasScheduleKey(key: string) {
    const row = await this.db('frozen_reports')
      .where({ schedule_key: key })
      .first('id');
    return row !== undefined;
  }

  async list(access: ReadAccess, limit: number, after?: FrozenPosition) {
    const [counted]: Row[] = await this.#readable(access).count({ total: '*' });
    const page = this.#readable(access)
      .select(COLUMNS)
      .orderBy([
        { column: 'made_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    if (after) {
      page.whereRaw('(made_at, id) < (?, ?)', [after.madeAt, after.id]);
    }
    const rows: Row[] = await page;
    return { items: rows.map(toFrozenRecord), total: Number(counted.total) };
  }

  async get(id: string, access: ReadAccess) {
    const row: Row | undefined = await this.#readable(access)
      .where({ id })
      .first([...COLUMNS, 'content']);
    return row && { ...toFrozenRecord(row), content: String(row.content) };
  }

  async getSuccessors(ids: readonly string[]) {
    const rows: Row[] = await this.db('frozen_reports')
      .whereIn('supersedes', [...ids])
      .select('id', 'supersedes');
    return new Map(
      rows.map(row => [String(row.supersedes), String(row.id)] as const),
    );
  }

  async findChanged(id: string, limit: number) {
    const changed = () =>
      this.db('frozen_report_records as frozen')
        .join('incidents', 'incidents.seq', 'frozen.incident_seq')
        .where('frozen.report_id', id)
        .whereRaw('incidents.chain_head <> frozen.chain_head');
    const [counted]: Row[] = await changed().count({ total: '*' });
    const rows: Row[] = await changed()
      .select(
        'incidents.id',
        'incidents.key',
        'incidents.title',
        'incidents.tlp',
        'incidents.updated_at',
        { was: 'frozen.status', is: 'incidents.status' },
        {
          entries: this.db.raw('incidents.chain_length - frozen.chain_length'),
        },
      )
      .orderBy('incidents.key')
      .limit(limit);
    return {
      total: Number(counted.total),
      items: rows.map(row => ({
        id: String(row.id),
        key: String(row.key),
        title: String(row.title),
        was: row.was as IncidentStatus,
        is: row.is as IncidentStatus,
        entries: Math.max(0, Number(row.entries)),
        updatedAt: String(row.updated_at),
      })),
    };
  }

  /** Reports without a record that the reader may not read. */
  #readable(access: ReadAccess): Knex.QueryBuilder {
    const { db } = this;
    const readable = applyReadAccess(
      db('incidents')
        .select(db.raw('1'))
        .whereRaw('incidents.seq = frozen.incident_seq'),
      access,
      db,
    );
    return db('frozen_reports').whereNotExists(
      db('frozen_report_records as frozen')
        .select(db.raw('1'))
        .whereRaw('frozen.report_id = frozen_reports.id')
        .whereNotExists(readable),
    );
  }
}
