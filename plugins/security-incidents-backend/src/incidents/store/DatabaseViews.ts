import { InputError } from '@backstage/errors';
import {
  type IncidentView,
  MAX_UNPAGED_ITEMS,
  type PageRequest,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { IncidentViews } from './IncidentViews';
import type { IncidentRecord } from './records';
import type { Row } from '../../database/rowMapper';

const HOUR_LENGTH = '2026-11-25T08'.length;
const CURSOR = /^incident_views (\d{4}-[\dT:.-]{18}Z) (.{1,300})$/;

function cursorOf({ at, viewer }: IncidentView): string {
  return Buffer.from(`incident_views ${at} ${viewer}`).toString('base64url');
}

function parseCursor(cursor: string): IncidentView {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, at, viewer] = CURSOR.exec(text) ?? [];
  if (viewer === undefined || viewer.includes('\0')) {
    throw new InputError(
      'cursor: must be the nextCursor of a page of the same list',
    );
  }
  return { at, viewer };
}

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
      const { at, viewer } = parseCursor(cursor);
      query.whereRaw('(at, viewer) < (?, ?)', [at, viewer]);
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
    return {
      items,
      totalItems: Number(total),
      pageInfo:
        rows.length > limit
          ? { nextCursor: cursorOf(items[items.length - 1]) }
          : {},
    };
  }
}
