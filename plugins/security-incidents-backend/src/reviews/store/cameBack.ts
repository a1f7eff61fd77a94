import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { applyReadAccess } from '../../incidents/store/incidentQueries';
import type { ReadAccess } from '../../incidents/store/records';
import { CAME_BACK_MS } from '../../reports/store/DatabaseServiceReports';
import type { ReviewOrigin } from './ReviewsStore';

/** How many services of an incident it can come back on. */
const MAX_SERVICES = 20;

/** The next incident like one, at most a year later; by the rule of the service reports. */
function selectNext(
  db: Knex,
  { seq, detectedAt, classification, entityRefs }: ReviewOrigin,
  access: ReadAccess,
): Knex.QueryBuilder {
  const until = new Date(Date.parse(detectedAt) + CAME_BACK_MS).toISOString();
  const found = db('incidents')
    .select('incidents.id', 'incidents.key', { origin: db.raw('?', [seq]) })
    .where('incidents.mode', 'real')
    .whereNotIn('incidents.status', ['dismissed', 'merged'])
    .where('incidents.class', classification!.class)
    .whereRaw('(incidents.detected_at, incidents.seq) > (?, ?)', [
      detectedAt,
      seq,
    ])
    .where('incidents.detected_at', '<=', until)
    .whereExists(
      db('affected_entities as hit')
        .select(db.raw('1'))
        .whereRaw('hit.incident_seq = incidents.seq')
        .whereNull('hit.removed_at')
        .whereIn('hit.entity_ref', entityRefs.slice(0, MAX_SERVICES)),
    )
    .orderBy(['incidents.detected_at', 'incidents.seq'])
    .limit(1);
  if (classification!.type) {
    found.where('incidents.class_type', classification!.type);
  } else found.whereNull('incidents.class_type');
  return db.select('*').from(applyReadAccess(found, access, db).as('next'));
}

/** Finds what came back, in one statement. */
export async function findCameBack(
  db: Knex,
  origins: readonly ReviewOrigin[],
  access: ReadAccess,
): Promise<Map<number, { id: string; key: string }>> {
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
    selectNext(db, origin, access),
  );
  const rows: Row[] = await (others.length > 0
    ? first.unionAll(others)
    : first);
  return new Map(
    rows.map(({ origin, id, key }) => [
      Number(origin),
      { id: String(id), key: String(key) },
    ]),
  );
}
