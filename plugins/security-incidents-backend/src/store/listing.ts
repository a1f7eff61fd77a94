import type { Knex } from 'knex';
import type { AffectedRecord, IncidentRecord, RoleRecord } from './records';
import { affectedFromRow, roleFromRow, type Row } from './rows';

/*
 * What lists and service pages read, made from the record in the transaction that changes it: `scoped_incidents` to find,
 * order and count rows by one entity, `listed_incidents` for the services and people that a row shows.
 */

/** What rows are filtered, ordered and counted by. */
const COPIED_COLUMNS = [
  'mode',
  'status',
  'status_rank',
  'is_open',
  'class',
  'severity',
  'severity_rank',
  'priority',
  'priority_rank',
  'tlp',
  'visibility',
  'reported_by',
  'detected_at',
  'recorded_at',
  'closed_at',
];

/** Changes of these facts reach the copies. */
const COPIED_FACTS: ReadonlyArray<keyof IncidentRecord> = [
  'mode',
  'status',
  'classification',
  'severity',
  'priority',
  'tlp',
  'visibility',
  'reportedBy',
  'detectedAt',
  'recordedAt',
  'closedAt',
];

export function isListed(changes: Partial<IncidentRecord>): boolean {
  return COPIED_FACTS.some(fact => fact in changes);
}

/** A service of a list row, with every entity that it makes the incident count for. */
interface ListedAffected extends AffectedRecord {
  scopes: string[];
}

/** Says anew what one incident, or every one, counts for; nothing may be said of it at that time. */
export async function copyScopes(db: Knex, seq?: number): Promise<void> {
  const columns = COPIED_COLUMNS.map(() => '??').join(', ');
  await db.raw(
    `INSERT INTO scoped_incidents (scope_ref, seq, ${columns})
     SELECT DISTINCT incident_scopes.scope_ref, incidents.seq, ${columns}
     FROM incident_scopes JOIN incidents ON incidents.seq = incident_scopes.incident_seq
     ${seq === undefined ? '' : 'WHERE incidents.seq = ?'}`,
    [
      ...COPIED_COLUMNS,
      ...COPIED_COLUMNS.map(column => `incidents.${column}`),
      ...(seq === undefined ? [] : [seq]),
    ],
  );
}

/** Makes the copies of one incident anew. */
export async function refreshListing(db: Knex, seq: number): Promise<void> {
  await db('scoped_incidents').where({ seq }).delete();
  await copyScopes(db, seq);

  const mine = { incident_seq: seq };
  const affected: Row[] = await db('affected_entities')
    .where(mine)
    .whereNull('removed_at')
    .orderBy('id');
  const scopes: Row[] = await db('incident_scopes')
    .distinct('entity_ref', 'scope_ref')
    .where(mine)
    .orderBy('scope_ref');
  const roles: Row[] = await db('role_assignments')
    .where(mine)
    .whereNull('renounced_at')
    .orderBy('id');
  const services = affected.map(
    (row): ListedAffected => ({
      ...affectedFromRow(row),
      scopes: scopes
        .filter(scope => scope.entity_ref === row.entity_ref)
        .map(scope => String(scope.scope_ref)),
    }),
  );
  await db('listed_incidents')
    .insert({
      ...mine,
      affected: JSON.stringify(services),
      roles: JSON.stringify(roles.map(roleFromRow)),
    })
    .onConflict('incident_seq')
    .merge();
}

/**
 * @param text - as it is stored; only what was not written by the store has none
 * @param scopeRefs - entities that the list was asked for; each service that counts for one is marked and comes first
 */
export function listedAffected(
  text: string | null,
  scopeRefs?: readonly string[],
): AffectedRecord[] {
  const services: ListedAffected[] = text === null ? [] : JSON.parse(text);
  const shown = services.map(
    ({ scopes, ...service }): AffectedRecord =>
      scopeRefs
        ? {
            ...service,
            inScope: scopes.some(scope => scopeRefs.includes(scope)),
          }
        : service,
  );
  // Sorting keeps the order of what is equal: otherwise as they were linked.
  return scopeRefs
    ? shown.sort((a, b) => Number(b.inScope) - Number(a.inScope))
    : shown;
}

export function listedRoles(text: string | null): RoleRecord[] {
  return text === null ? [] : JSON.parse(text);
}
