import {
  MAX_MERGED_INCIDENTS,
  type MergedIncident,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { applyReadAccess } from './incidentQueries';
import type { EntityScope, ReadAccess } from './records';

/** Lists the incidents that were merged into one, by key. */
export async function getMergedIncidents(
  db: Knex,
  incidentId: string,
  access: ReadAccess,
): Promise<MergedIncident[]> {
  const rows: Row[] = await applyReadAccess(
    db('incidents')
      .select('incidents.id', 'incidents.key', 'incidents.title')
      .where('merged_into_id', incidentId)
      .orderBy('incidents.seq')
      .limit(MAX_MERGED_INCIDENTS),
    access,
    db,
  );
  return rows.map(({ id, key, title }) => ({
    id: String(id),
    key: String(key),
    title: String(title),
  }));
}

/** Reads what each linked entity of an incident counts for. */
export async function getScopes(
  db: Knex,
  seq: number,
): Promise<Map<string, EntityScope[]>> {
  const rows: Row[] = await db('incident_scopes')
    .select('entity_ref', 'scope_ref', 'relation')
    .where({ incident_seq: seq });
  const scopes = new Map<string, EntityScope[]>();
  for (const { entity_ref: entity, scope_ref: scopeRef, relation } of rows) {
    const ofEntity = scopes.get(String(entity)) ?? [];
    ofEntity.push({
      scopeRef: String(scopeRef),
      relation: relation as EntityScope['relation'],
    });
    scopes.set(String(entity), ofEntity);
  }
  return scopes;
}
