import {
  MAX_UNPAGED_ITEMS,
  type Page,
  type PageRequest,
  type ResolutionStep,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { Row } from '../../database/rowMapper';
import type { RecordPages } from './RecordPages';
import type { IncidentRecord } from './records';
import { toEntryRecord, toStepRecord } from './rows';

type RecordTable = 'resolution_steps' | 'timeline_entries';

const cursors = {
  resolution_steps: createCursorCodec('steps', cursorValues.integer),
  timeline_entries: createCursorCodec('timeline', cursorValues.integer),
};

function toCorrectedStep(row: Row): ResolutionStep {
  return {
    ...toStepRecord(row),
    ...(row.superseded_by !== null && {
      supersededBy: String(row.superseded_by),
    }),
  };
}

/** Reads pages by `seq`, which only grows within an incident. New rows come last, so pages do not change. */
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

  /** Steps with the id of the step that corrects each. */
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
      query.where(`${table}.seq`, '>', cursors[table].decode(cursor));
    }
    const rows: Row[] = await query.orderBy(`${table}.seq`).limit(limit + 1);
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    return {
      items: shown.map(fromRow),
      // The only page is its own total.
      totalItems:
        cursor === undefined && !hasMore
          ? shown.length
          : await this.#count(table, incident),
      pageInfo: hasMore
        ? {
            nextCursor: cursors[table].encode(
              Number(shown[shown.length - 1].seq),
            ),
          }
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
