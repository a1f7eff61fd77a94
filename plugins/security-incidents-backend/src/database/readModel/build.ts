import type { Knex } from 'knex';
import { insertMany } from '../insertMany';
import type { Row } from '../rowMapper';
import { CountChanges, type Counted, toCountKeys } from './counts';
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
 * The read model: tables that are derived from the record so that lists and service pages read few rows. A change of an
 * incident rewrites its rows in the same transaction. See docs/design.md, "Storage decisions".
 *
 * - `incident_scope_items` finds, orders and counts the incidents of one entity.
 * - `incident_list_items` holds what a list shows of an incident.
 * - `incident_counts` holds the number of incidents of each entity.
 */

/** The facts by which lists filter, order and count. */
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

const SCOPE_ITEM_COLUMNS = [
  'incident_scopes.scope_ref',
  'incidents.seq',
  ...COPIED_COLUMNS.map(column => `incidents.${column}`),
];

/** The same facts as fields. Changes of others need no new scope items. */
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

export function changesReadModel(changes: Partial<IncidentRecord>): boolean {
  return COPIED_FACTS.some(fact => fact in changes);
}

/** An affected entity of a list item, with the entities that the incident counts for through it. */
interface AffectedItem extends AffectedRecord {
  scopes: string[];
}

/** Inserts the scope items of some incidents, or of all. Delete the old ones first. */
export async function insertScopeItems(
  db: Knex,
  seqs?: readonly number[],
): Promise<void> {
  const columns = ['scope_ref', 'seq', ...COPIED_COLUMNS];
  const target = db.raw(
    `incident_scope_items (${columns.map(() => '??').join(', ')})`,
    columns,
  );
  await db(target as unknown as Knex.TableDescriptor).insert(
    selectScopeItems(db, seqs),
  );
}

/** Selects from the record what `incident_scope_items` has to hold. */
export function selectScopeItems(
  db: Knex,
  seqs?: readonly number[],
): Knex.QueryBuilder {
  const items = db('incident_scopes')
    .join('incidents', 'incidents.seq', 'incident_scopes.incident_seq')
    .distinct(SCOPE_ITEM_COLUMNS);
  return seqs ? items.whereIn('incidents.seq', [...seqs]) : items;
}

/** What lists show of an incident, as it is stored. */
export interface ListItem {
  facts: string;
  affected: string;
  roles: string;
}

/** Rows by the `incident_seq` that they are about. */
export function groupBySeq(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const seq = Number(row.incident_seq);
    const group = groups.get(seq);
    if (group) group.push(row);
    else groups.set(seq, [row]);
  }
  return groups;
}

/** Builds the list items of some incidents from the record. */
export async function buildListItems(
  db: Knex,
  seqs: readonly number[],
): Promise<Map<number, ListItem>> {
  const incidents: Row[] = await db('incidents')
    .whereIn('seq', [...seqs])
    .select(LISTED_COLUMNS);
  const affected = groupBySeq(
    await db('affected_entities')
      .whereIn('incident_seq', [...seqs])
      .whereNull('removed_at')
      .orderBy('id'),
  );
  const scopes = groupBySeq(
    await db('incident_scopes')
      .distinct('incident_seq', 'entity_ref', 'scope_ref')
      .whereIn('incident_seq', [...seqs])
      .orderBy('scope_ref'),
  );
  const roles = groupBySeq(
    await db('role_assignments')
      .whereIn('incident_seq', [...seqs])
      .whereNull('renounced_at')
      .orderBy('id'),
  );
  return new Map(
    incidents.map(row => {
      const seq = Number(row.seq);
      const items = (affected.get(seq) ?? []).map(
        (entity): AffectedItem => ({
          ...toAffectedRecord(entity),
          scopes: (scopes.get(seq) ?? [])
            .filter(scope => scope.entity_ref === entity.entity_ref)
            .map(scope => String(scope.scope_ref)),
        }),
      );
      return [
        seq,
        {
          facts: JSON.stringify(toIncidentRecord(row)),
          affected: JSON.stringify(items),
          roles: JSON.stringify((roles.get(seq) ?? []).map(toRoleRecord)),
        },
      ];
    }),
  );
}

/** The counts that an incident is part of, as its rows in the read model say. */
async function readCountKeys(db: Knex, seq: number): Promise<Counted> {
  const facts: Row | undefined = await db('incident_scope_items')
    .where({ seq })
    .first();
  const item: Row | undefined = await db('incident_list_items')
    .where({ incident_seq: seq })
    .first('affected');
  return toCountKeys(
    facts ?? {},
    facts && item ? JSON.parse(String(item.affected)) : [],
  );
}

/** Rewrites the rows of one incident; returns the counts that it was part of before and is part of now. */
async function rebuildIncident(
  db: Knex,
  seq: number,
): Promise<[Counted, Counted]> {
  const before = await readCountKeys(db, seq);
  await db('incident_scope_items').where({ seq }).delete();
  await insertScopeItems(db, [seq]);
  const item = (await buildListItems(db, [seq])).get(seq);
  if (!item) {
    await db('incident_list_items').where({ incident_seq: seq }).delete();
    return [before, new Map()];
  }
  await db('incident_list_items')
    .insert({ incident_seq: seq, ...item })
    .onConflict('incident_seq')
    .merge();
  const facts: Row = await db('incidents').where({ seq }).first();
  return [before, toCountKeys(facts, JSON.parse(item.affected))];
}

/** Builds the rows of new incidents, and adds them to the counts that they are part of. */
export async function buildNewIncidents(
  db: Knex,
  seqs: readonly number[],
  counts: CountChanges,
): Promise<void> {
  await insertScopeItems(db, seqs);
  const items = await buildListItems(db, seqs);
  await insertMany(
    db,
    'incident_list_items',
    [...items].map(([seq, item]) => ({ incident_seq: seq, ...item })),
  );
  const rows: Row[] = await db('incidents')
    .whereIn('seq', [...seqs])
    .select('seq', ...COPIED_COLUMNS);
  for (const row of rows) {
    const { affected } = items.get(Number(row.seq))!;
    counts.add(new Map(), toCountKeys(row, JSON.parse(affected)));
  }
}

/** Rewrites the facts that lists show of an incident, when nothing else of it changed. */
export async function rebuildFacts(db: Knex, seq: number): Promise<void> {
  const row: Row = await db('incidents').where({ seq }).first(LISTED_COLUMNS);
  await db('incident_list_items')
    .where({ incident_seq: seq })
    .update({ facts: JSON.stringify(toIncidentRecord(row)) });
}

/** Rewrites the rows of some incidents and updates the counts that they are part of. */
export async function rebuildIncidents(
  db: Knex,
  seqs: Iterable<number>,
): Promise<void> {
  const changes = new CountChanges();
  for (const seq of seqs) changes.add(...(await rebuildIncident(db, seq)));
  await changes.save(db);
}

export function parseFacts(text: string): ListedRecord {
  return JSON.parse(text);
}

/**
 * @param text - as it is stored
 * @param scopeRefs - entities that the list was asked for; each service that counts for one is marked and comes first
 */
export function parseAffected(
  text: string,
  scopeRefs?: readonly string[],
): AffectedRecord[] {
  const services: AffectedItem[] = JSON.parse(text);
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

export function parseRoles(text: string): RoleRecord[] {
  return JSON.parse(text);
}
