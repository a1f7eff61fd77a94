import { InputError } from '@backstage/errors';
import {
  MAX_UNPAGED_ITEMS,
  type Page,
  type PageRequest,
  type ResolutionStep,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import type { RecordPages } from './RecordPages';
import type { IncidentRecord } from './records';
import { toEntryRecord, toStepRecord } from './rows';

type RecordTable = 'resolution_steps' | 'timeline_entries';

function cursorOf(table: RecordTable, seq: unknown): string {
  return Buffer.from(`${table}:${seq}`).toString('base64url');
}

function seqAfter(table: RecordTable, cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [name, seq, ...rest] = text.split(':');
  if (name !== table || !/^\d{1,9}$/.test(seq) || rest.length > 0) {
    throw new InputError(
      'cursor: must be the nextCursor of a page of the same list',
    );
  }
  return Number(seq);
}

function toCorrectedStep(row: Row): ResolutionStep {
  return {
    ...toStepRecord(row),
    ...(row.superseded_by !== null && {
      supersededBy: String(row.superseded_by),
    }),
  };
}

/**
 * Reads pages by `seq`, which only grows within an incident: what is recorded meanwhile comes behind, and no page ever
 * changes.
 */
export class DatabaseRecordPages implements RecordPages {
  constructor(private readonly db: Knex) {}

  async getSteps(incident: IncidentRecord, page: PageRequest) {
    return this.#page(
      'resolution_steps',
      this.#steps(incident),
      incident,
      page,
      toCorrectedStep,
    );
  }

  async findStep(incident: IncidentRecord, id: string) {
    const row: Row | undefined = await this.#steps(incident)
      .where('resolution_steps.id', id)
      .first();
    return row && toCorrectedStep(row);
  }

  async getTimeline(incident: IncidentRecord, page: PageRequest) {
    return this.#page(
      'timeline_entries',
      this.db('timeline_entries')
        .select('timeline_entries.*')
        .where('timeline_entries.incident_seq', incident.seq),
      incident,
      page,
      toEntryRecord,
    );
  }

  /** Each step with the one that corrects it. */
  #steps(incident: IncidentRecord): Knex.QueryBuilder {
    return this.db('resolution_steps')
      .leftJoin(
        { corrections: 'resolution_steps' },
        'corrections.supersedes',
        'resolution_steps.id',
      )
      .select('resolution_steps.*', { superseded_by: 'corrections.id' })
      .where('resolution_steps.incident_seq', incident.seq);
  }

  async #page<T>(
    table: RecordTable,
    query: Knex.QueryBuilder,
    incident: IncidentRecord,
    { limit = MAX_UNPAGED_ITEMS, cursor }: PageRequest,
    fromRow: (row: Row) => T,
  ): Promise<Page<T>> {
    if (cursor !== undefined) {
      query.where(`${table}.seq`, '>', seqAfter(table, cursor));
    }
    const rows: Row[] = await query.orderBy(`${table}.seq`).limit(limit + 1);
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    return {
      items: shown.map(fromRow),
      // A first page that is not full has counted itself.
      totalItems:
        cursor === undefined && !hasMore
          ? shown.length
          : await this.#count(table, incident),
      pageInfo: hasMore
        ? { nextCursor: cursorOf(table, shown[shown.length - 1].seq) }
        : {},
    };
  }

  async #count(table: RecordTable, incident: IncidentRecord): Promise<number> {
    const [{ total }] = await this.db(table)
      .where({ incident_seq: incident.seq })
      .count({ total: '*' });
    return Number(total);
  }
}
