import {
  type IncidentView,
  MAX_UNPAGED_ITEMS,
  type PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { IncidentViews } from './IncidentViews';
import type { IncidentRecord } from './records';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { Row } from '../../database/rowMapper';

const HOUR_LENGTH = '2026-11-25T08'.length;
const cursors = createCursorCodec(
  'views',
  z.tuple([cursorValues.time, cursorValues.text]),
);

/** Who read restricted incidents, in the database. */
export class DatabaseViews implements IncidentViews {
  constructor(private readonly db: Knex) {}

  async save(incident: IncidentRecord, { viewer, at }: IncidentView) {
    await this.db('incident_views')
      .insert({
        incident_seq: incident.seq,
        viewer,
        hour: at.slice(0, HOUR_LENGTH),
        at,
      })
      .onConflict(['incident_seq', 'viewer', 'hour'])
      .ignore();
  }

  async list(
    incident: IncidentRecord,
    { limit = MAX_UNPAGED_ITEMS, cursor }: PageRequest,
  ) {
    const query = this.db('incident_views')
      .select('viewer', 'at')
      .where({ incident_seq: incident.seq });
    if (cursor !== undefined) {
      query.whereRaw('(at, viewer) < (?, ?)', cursors.decode(cursor));
    }
    const rows: Row[] = await query
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'viewer', order: 'desc' },
      ])
      .limit(limit + 1);
    const items = rows.slice(0, limit).map(row => ({
      viewer: String(row.viewer),
      at: String(row.at),
    }));
    const [{ total }] = await this.db('incident_views')
      .where({ incident_seq: incident.seq })
      .count({ total: '*' });
    const last = items[items.length - 1];
    return {
      items,
      totalItems: Number(total),
      pageInfo:
        rows.length > limit
          ? { nextCursor: cursors.encode([last.at, last.viewer]) }
          : {},
    };
  }
}
