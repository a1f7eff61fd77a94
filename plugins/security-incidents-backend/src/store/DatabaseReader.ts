import {
  type IncidentQuery,
  type Page,
  type StoredChainEntry,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { DatabaseCounts } from './DatabaseCounts';
import { DatabasePlanRuns } from './DatabasePlanRuns';
import type { IncidentResource } from '../permissions/incidentResource';
import { OWNER_RELATIONS } from './incidentCriteria';
import { applyFilters, applyPage, applyReadAccess } from './incidentQueries';
import type { IncidentsReader, ListedIncident } from './IncidentsStore';
import type {
  IncidentDetails,
  IncidentRecord,
  ReadAccess,
  StepRecord,
} from './records';
import {
  affectedFromRow,
  entryFromRow,
  incidentFromRow,
  memberFromRow,
  roleFromRow,
  type Row,
  stepFromRow,
} from './rows';

function groupBySeq<T>(rows: Row[], map: (row: Row) => T): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const seq = Number(row.incident_seq);
    const group = groups.get(seq) ?? [];
    group.push(map(row));
    groups.set(seq, group);
  }
  return groups;
}

/** Lists and single records; it counts as well, see {@link DatabaseCounts}. */
export class DatabaseReader extends DatabaseCounts implements IncidentsReader {
  readonly plans = new DatabasePlanRuns(this.db);

  async list(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<Page<ListedIncident>> {
    const { shown, hasMore, nextCursor } = await this.#page(query, access);
    // A first page that is not full has counted itself.
    const totalItems =
      !query.cursor && !hasMore
        ? shown.length
        : await this.#count(query, access);
    return {
      items: await this.#withServicesAndPeople(shown, query.entityRef),
      totalItems,
      pageInfo: nextCursor ? { nextCursor } : {},
    };
  }

  async listFirst(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<ListedIncident[]> {
    const { shown } = await this.#page(query, access);
    return this.#withServicesAndPeople(shown, query.entityRef);
  }

  #matching(query: IncidentQuery, access: ReadAccess): Knex.QueryBuilder {
    return applyReadAccess(
      applyFilters(this.db('incidents'), query, this.db),
      access,
      this.db,
    );
  }

  async #page(query: IncidentQuery, access: ReadAccess) {
    const page = this.#matching(query, access).select('incidents.*');
    const { limit, cursorOf } = applyPage(page, query);
    const rows: Row[] = await page;
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    return {
      shown: shown.map(incidentFromRow),
      hasMore,
      nextCursor: hasMore ? cursorOf(shown[shown.length - 1]) : undefined,
    };
  }

  /** One question, but counted by visibility: each of the two counts is answered from an index alone. */
  async #count(query: IncidentQuery, access: ReadAccess): Promise<number> {
    const counts = VISIBILITIES.map(visibility =>
      this.#matching(query, access)
        .where('incidents.visibility', visibility)
        .count('*')
        .as(visibility),
    );
    const row: Row = await this.db.select(counts).first();
    return VISIBILITIES.reduce(
      (total, visibility) => total + Number(row[visibility]),
      0,
    );
  }

  /** @param scopeRefs - entities that the list was asked for; each service that counts for one is marked and comes first */
  async #withServicesAndPeople(
    incidents: IncidentRecord[],
    scopeRefs?: readonly string[],
  ): Promise<ListedIncident[]> {
    if (incidents.length === 0) return [];
    const seqs = incidents.map(incident => incident.seq);
    const linked = this.db('affected_entities')
      .select('affected_entities.*')
      .whereIn('incident_seq', seqs)
      .whereNull('removed_at');
    if (scopeRefs) {
      const scope = this.db('incident_scopes')
        .select(this.db.raw('1'))
        .whereRaw(
          'incident_scopes.incident_seq = affected_entities.incident_seq',
        )
        .whereRaw('incident_scopes.entity_ref = affected_entities.entity_ref')
        .whereIn('scope_ref', [...scopeRefs]);
      linked
        .select(this.db.raw('exists ? as in_scope', [scope]))
        .orderBy('in_scope', 'desc');
    }
    const affected = groupBySeq(await linked.orderBy('id'), affectedFromRow);
    const roles = groupBySeq(
      await this.db('role_assignments')
        .whereIn('incident_seq', seqs)
        .whereNull('renounced_at')
        .orderBy('id'),
      roleFromRow,
    );
    return incidents.map(incident => ({
      incident,
      affected: affected.get(incident.seq) ?? [],
      roles: roles.get(incident.seq) ?? [],
    }));
  }

  async findIncident(idOrKey: string, access: ReadAccess) {
    const row = await this.incidentQuery(idOrKey, access).first();
    return row && incidentFromRow(row);
  }

  protected incidentQuery(idOrKey: string, access: ReadAccess) {
    const isKey = /^[A-Za-z]+-\d{4}-\d+$/.test(idOrKey);
    return applyReadAccess(
      this.db('incidents')
        .select('incidents.*')
        .where(
          isKey ? { key: idOrKey.toLocaleUpperCase('en-US') } : { id: idOrKey },
        ),
      access,
      this.db,
    );
  }

  async getDetails(incident: IncidentRecord): Promise<IncidentDetails> {
    const mine = { incident_seq: incident.seq };
    const affected: Row[] = await this.db('affected_entities')
      .where(mine)
      .whereNull('removed_at')
      .orderBy('id');
    const roles: Row[] = await this.db('role_assignments')
      .where(mine)
      .orderBy('id');
    const members: Row[] = await this.db('incident_members')
      .where(mine)
      .orderBy(['added_at', 'principal_ref']);
    const kinds: Row[] = await this.db('resolution_steps')
      .select('kind')
      .where(mine);
    const changes: Row[] = await this.db('timeline_entries')
      .where(mine)
      .where('action', 'status.changed')
      .orderBy('seq');
    const target =
      incident.mergedIntoId &&
      (await this.db('incidents')
        .select('key')
        .where({ id: incident.mergedIntoId })
        .first());
    return {
      incident,
      affected: affected.map(affectedFromRow),
      roles: roles.map(roleFromRow),
      members: members.map(memberFromRow),
      stepCount: kinds.length,
      containmentSteps: kinds.filter(row => row.kind === 'containment').length,
      statusChanges: changes.map(row => {
        const entry = entryFromRow(row);
        const data = entry.data as { to: IncidentRecord['status'] };
        return { at: entry.at, to: data.to };
      }),
      ...(target && { mergedIntoKey: target.key }),
      plans: await this.plans.getState(incident.seq),
    };
  }

  async countContainmentSteps(
    incidents: readonly IncidentRecord[],
  ): Promise<Map<number, number>> {
    const rows: Row[] = await this.db('resolution_steps')
      .select('incident_seq')
      .count({ total: '*' })
      .whereIn(
        'incident_seq',
        incidents.map(incident => incident.seq),
      )
      .where('kind', 'containment')
      .groupBy('incident_seq');
    return new Map(
      rows.map(row => [Number(row.incident_seq), Number(row.total)]),
    );
  }

  async getResource(incident: IncidentRecord): Promise<IncidentResource> {
    const mine = { incident_seq: incident.seq };
    const members: Row[] = await this.db('incident_members')
      .distinct('principal_ref')
      .where(mine);
    const scopes: Row[] = await this.db('incident_scopes')
      .distinct('scope_ref', 'relation')
      .where(mine);
    return {
      id: incident.id,
      visibility: incident.visibility,
      status: incident.status,
      severity: incident.severity,
      tlp: incident.tlp,
      mode: incident.mode,
      reportedBy: incident.reportedBy,
      members: members.map(row => String(row.principal_ref)),
      owners: scopes
        .filter(row => OWNER_RELATIONS.includes(String(row.relation)))
        .map(row => String(row.scope_ref)),
      scopes: scopes.map(row => String(row.scope_ref)),
    };
  }

  async getSteps(incident: IncidentRecord): Promise<StepRecord[]> {
    const rows: Row[] = await this.db('resolution_steps')
      .where({ incident_seq: incident.seq })
      .orderBy('seq');
    return rows.map(stepFromRow);
  }

  async getTimeline(incident: IncidentRecord): Promise<StoredChainEntry[]> {
    const rows: Row[] = await this.db('timeline_entries')
      .where({ incident_seq: incident.seq })
      .orderBy('seq');
    return rows.map(entryFromRow);
  }

  async findIdempotentResult(actor: string, operation: string, key: string) {
    const row = await this.db('idempotency_keys')
      .where({ actor, operation, key })
      .first();
    return (
      row && {
        requestHash: row.request_hash,
        incidentId: row.incident_id,
        ...(row.result_id && { resultId: row.result_id }),
      }
    );
  }

  async findPendingSnapshots(limit: number) {
    const rows: Row[] = await this.db('affected_entities')
      .join('incidents', 'incidents.seq', 'affected_entities.incident_seq')
      .select('incidents.id', 'entity_ref')
      .where('snapshot_state', 'pending')
      .whereNull('removed_at')
      .orderBy('affected_entities.id')
      .limit(limit);
    return rows.map(row => ({
      incidentId: String(row.id),
      entityRef: String(row.entity_ref),
    }));
  }
}
