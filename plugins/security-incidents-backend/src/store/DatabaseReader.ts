import {
  type IncidentQuery,
  type Page,
  type StoredChainEntry,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { DatabaseCounts } from './DatabaseCounts';
import { DatabaseEscalations } from './DatabaseEscalations';
import { DatabasePlanRuns } from './DatabasePlanRuns';
import type { IncidentResource } from '../permissions/incidentResource';
import { OWNER_RELATIONS } from './incidentCriteria';
import { applyFilters, applyPage, applyReadAccess } from './incidentQueries';
import type { IncidentsReader, ListedIncident } from './IncidentsStore';
import type {
  IncidentDetails,
  IncidentRecord,
  ListedRecord,
  ReadAccess,
  StepRecord,
} from './records';
import {
  affectedFromRow,
  entryFromRow,
  incidentFromRow,
  LISTED_COLUMNS,
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

/** Whether a list is about a part of the record that is found by an index, and small against the whole. */
function isNarrow({ entityRef, system, assignee, involved }: IncidentQuery) {
  return Boolean(entityRef ?? system ?? assignee ?? involved);
}

/** Lists and single records; it counts as well, see {@link DatabaseCounts}. */
export class DatabaseReader extends DatabaseCounts implements IncidentsReader {
  readonly plans = new DatabasePlanRuns(this.db);
  readonly escalations = new DatabaseEscalations(this.db);

  async list(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<Page<ListedIncident>> {
    const page = await this.#page(query, access);
    const [items, totalItems] = await Promise.all([
      this.#withServicesAndPeople(page.shown, query.entityRef),
      page.totalItems ?? this.#count(query, access),
    ]);
    const { nextCursor } = page;
    return { items, totalItems, pageInfo: nextCursor ? { nextCursor } : {} };
  }

  async listFirst(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<ListedIncident[]> {
    const { shown } = await this.#page(query, access, { isCounted: false });
    return this.#withServicesAndPeople(shown, query.entityRef);
  }

  #matching(query: IncidentQuery, access: ReadAccess): Knex.QueryBuilder {
    return applyReadAccess(
      applyFilters(this.db('incidents'), query, this.db),
      access,
      this.db,
    );
  }

  async #page(
    query: IncidentQuery,
    access: ReadAccess,
    { isCounted = true } = {},
  ) {
    const page = this.#matching(query, access).select(
      LISTED_COLUMNS.map(column => `incidents.${column}`),
    );
    const { limit, cursorOf } = applyPage(page, query);
    const isFirst = !query.cursor;
    if (isFirst && isCounted && isNarrow(query)) {
      // All that match are looked at to sort them, so that counting them on the way saves a second look.
      page.select(this.db.raw('count(*) over () as total_items'));
    }
    const rows: Row[] = await page;
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    const counted = isFirst && !hasMore ? shown.length : shown[0]?.total_items;
    return {
      shown: shown.map(
        ({ total_items: _total, ...row }): ListedRecord => incidentFromRow(row),
      ),
      /** Unknown when it takes a question of its own. A first page that is not full has counted itself. */
      totalItems: counted === undefined ? undefined : Number(counted),
      nextCursor: hasMore ? cursorOf(shown[shown.length - 1]) : undefined,
    };
  }

  async #count(query: IncidentQuery, access: ReadAccess): Promise<number> {
    if (isNarrow(query)) {
      const [row] = await this.#matching(query, access).count({ total: '*' });
      return Number(row.total);
    }
    // By visibility, because each of the two counts is answered from an index alone.
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
    incidents: ListedRecord[],
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
    const [affectedRows, roleRows]: Row[][] = await Promise.all([
      linked.orderBy('id'),
      this.db('role_assignments')
        .whereIn('incident_seq', seqs)
        .whereNull('renounced_at')
        .orderBy('id'),
    ]);
    const affected = groupBySeq(affectedRows, affectedFromRow);
    const roles = groupBySeq(roleRows, roleFromRow);
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
    incidents: readonly ListedRecord[],
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

  async readableKeys(
    keys: readonly string[],
    access: ReadAccess,
  ): Promise<Set<string>> {
    if (keys.length === 0) return new Set();
    const rows: Row[] = await applyReadAccess(
      this.db('incidents')
        .select('key')
        .whereIn('key', [...keys]),
      access,
      this.db,
    );
    return new Set(rows.map(row => String(row.key)));
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
