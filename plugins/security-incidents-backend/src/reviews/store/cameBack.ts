import type { Recurrence } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import { CAME_BACK_MS } from '../../reports/store/DatabaseServiceReports';
import type { ReviewOrigin } from './ReviewsStore';

/** How many services of an incident it can come back on. */
const MAX_SERVICES = 20;

/** Whether the last incident after one is wanted, or the last one before. */
export type RepeatDirection = 'after' | 'before';

/** The last incident like one after or before it, at most a year apart; by the rule of the service reports. */
function selectRepeat(
  db: Knex,
  { seq, detectedAt, classification, entityRefs }: ReviewOrigin,
  access: ReadAccess,
  direction: RepeatDirection,
): Knex.QueryBuilder {
  const isAfter = direction === 'after';
  const operator = isAfter ? '>' : '<';
  const sign = isAfter ? 1 : -1;
  const limit = new Date(
    Date.parse(detectedAt) + sign * CAME_BACK_MS,
  ).toISOString();
  const found = db('incidents')
    .select(
      'incidents.id',
      'incidents.key',
      'incidents.title',
      'incidents.detected_at',
      { origin: db.raw('?', [seq]) },
    )
    .where('incidents.mode', 'real')
    .whereNotIn('incidents.status', ['dismissed', 'merged'])
    .where('incidents.class', classification!.class)
    .whereRaw(`(incidents.detected_at, incidents.seq) ${operator} (?, ?)`, [
      detectedAt,
      seq,
    ])
    .where('incidents.detected_at', isAfter ? '<=' : '>=', limit)
    .whereExists(
      db('affected_entities as hit')
        .select(db.raw('1'))
        .whereRaw('hit.incident_seq = incidents.seq')
        .whereNull('hit.removed_at')
        .whereIn('hit.entity_ref', entityRefs.slice(0, MAX_SERVICES)),
    )
    .orderBy([
      { column: 'incidents.detected_at', order: 'desc' },
      { column: 'incidents.seq', order: 'desc' },
    ])
    .limit(1);
  if (classification!.type) {
    found.where('incidents.class_type', classification!.type);
  } else found.whereNull('incidents.class_type');
  return db.select('*').from(applyReadAccess(found, access, db).as('repeat'));
}

/** Finds what came back, in one statement, by the `seq` of the incident that it is like. */
export async function findRepeats(
  db: Knex,
  origins: readonly ReviewOrigin[],
  access: ReadAccess,
  direction: RepeatDirection = 'after',
): Promise<Map<number, Recurrence>> {
  const possible = new Map(
    origins
      .filter(
        ({ classification, entityRefs }) =>
          classification !== undefined && entityRefs.length > 0,
      )
      .map(origin => [origin.seq, origin]),
  );
  if (possible.size === 0) return new Map();
  const [first, ...others] = [...possible.values()].map(origin =>
    selectRepeat(db, origin, access, direction),
  );
  const rows: Row[] = await (others.length > 0
    ? first.unionAll(others)
    : first);
  return new Map(
    rows.map(row => [
      Number(row.origin),
      {
        id: String(row.id),
        key: String(row.key),
        title: String(row.title),
        detectedAt: String(row.detected_at),
      },
    ]),
  );
}
