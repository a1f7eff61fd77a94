import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { toEntryRecord } from '../../incidents/store/rows';
import type { MyReportsReader } from './MyReportsReader';

/** Reports as the first entry of each timeline has them. */
export class DatabaseMyReports implements MyReportsReader {
  constructor(private readonly db: Knex) {}

  async getReportedTitle(incidentSeq: number): Promise<string | undefined> {
    const row: Row | undefined = await this.db('timeline_entries')
      .where({ incident_seq: incidentSeq, seq: 1 })
      .first();
    const data = row && toEntryRecord(row).data;
    const title = (data as { title?: unknown } | undefined)?.title;
    return typeof title === 'string' ? title : undefined;
  }
}
