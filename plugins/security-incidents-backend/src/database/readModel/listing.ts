import type { Knex } from 'knex';
import type { Row } from '../rowMapper';
import { CountChanges, type Counted, countedAs } from './incidentCounts';
import type {
  AffectedRecord,
  IncidentRecord,
  ListedRecord,
  RoleRecord,
} from '../../incidents/store/records';
import {
  toAffectedRecord,
  toIncidentRecord,
  LISTED_COLUMNS,
  toRoleRecord,
} from '../../incidents/store/rows';

/*
 * What lists and service pages read, made from the record in the transaction that changes it: `scoped_incidents` to find
 * and order rows by one entity, `listed_incidents` for the services and people that a row shows, and the counts of each entity.
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

/** The services of an incident, with what it counts for through each of them. */
async function servicesOf(db: Knex, seq: number): Promise<ListedAffected[]> {
  const mine = { incident_seq: seq };
  const affected: Row[] = await db('affected_entities')
    .where(mine)
    .whereNull('removed_at')
    .orderBy('id');
  const scopes: Row[] = await db('incident_scopes')
    .distinct('entity_ref', 'scope_ref')
    .where(mine)
    .orderBy('scope_ref');
  return affected.map(row => ({
    ...toAffectedRecord(row),
    scopes: scopes
      .filter(scope => scope.entity_ref === row.entity_ref)
      .map(scope => String(scope.scope_ref)),
  }));
}

/** As what an incident is counted so far: its copies say it. */
async function countedSoFar(db: Knex, seq: number): Promise<Counted> {
  const facts: Row | undefined = await db('scoped_incidents')
    .where({ seq })
    .first();
  const listed: Row | undefined = await db('listed_incidents')
    .where({ incident_seq: seq })
    .first('affected');
  // What affects nothing counts for nothing.
  return countedAs(
    facts ?? {},
    facts && listed ? JSON.parse(String(listed.affected)) : [],
  );
}

/** Makes the copies of one incident anew; answers as what it was counted and as what it counts now. */
async function copyAnew(db: Knex, seq: number): Promise<[Counted, Counted]> {
  const before = await countedSoFar(db, seq);
  await db('scoped_incidents').where({ seq }).delete();
  await copyScopes(db, seq);

  const services = await servicesOf(db, seq);
  const roles: Row[] = await db('role_assignments')
    .where({ incident_seq: seq })
    .whereNull('renounced_at')
    .orderBy('id');
  await db('listed_incidents')
    .insert({
      incident_seq: seq,
      facts: await factsOf(db, seq),
      affected: JSON.stringify(services),
      roles: JSON.stringify(roles.map(toRoleRecord)),
    })
    .onConflict('incident_seq')
    .merge();
  const facts: Row = await db('incidents').where({ seq }).first();
  return [before, countedAs(facts, services)];
}

/** What a row says of the incident itself, as it is stored. */
async function factsOf(db: Knex, seq: number): Promise<string> {
  const row: Row = await db('incidents').where({ seq }).first(LISTED_COLUMNS);
  return JSON.stringify(toIncidentRecord(row));
}

/** Says anew what the row of an incident says of itself, where nothing else of it has changed. */
export async function refreshFacts(db: Knex, seq: number): Promise<void> {
  await db('listed_incidents')
    .where({ incident_seq: seq })
    .update({ facts: await factsOf(db, seq) });
}

/** Makes the copies of some incidents anew, and changes the counts that they are part of. */
export async function refreshListing(
  db: Knex,
  seqs: Iterable<number>,
): Promise<void> {
  const changes = new CountChanges();
  for (const seq of seqs) changes.add(...(await copyAnew(db, seq)));
  await changes.save(db);
}

export function listedFacts(text: string): ListedRecord {
  return JSON.parse(text);
}

/**
 * @param text - as it is stored
 * @param scopeRefs - entities that the list was asked for; each service that counts for one is marked and comes first
 */
export function listedAffected(
  text: string,
  scopeRefs?: readonly string[],
): AffectedRecord[] {
  const services: ListedAffected[] = JSON.parse(text);
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

export function listedRoles(text: string): RoleRecord[] {
  return JSON.parse(text);
}
