import type { StoredChainEntry } from 'backstage-plugin-security-incidents-common';
import type { IncidentResource } from '../../authorization/incidentResource';
import { groupBySeq } from '../../database/readModel/build';
import type { Row } from '../../database/rowMapper';
import { DatabaseNotices } from '../../notices/store/DatabaseNotices';
import { DatabaseObligations } from '../../obligations/store/DatabaseObligations';
import { DatabaseIncidentReviews } from '../../reviews/store/DatabaseIncidentReviews';
import { DatabaseEscalations } from '../../serviceLevels/store/DatabaseEscalations';
import { DatabaseLists } from './DatabaseLists';
import { type EntityFilters, selectMatchingRows } from './entityFilters';
import { OWNER_RELATIONS } from './incidentCriteria';
import { applyReadAccess } from './incidentQueries';
import type { IncidentsReader } from './IncidentsStore';
import { getMergedIncidents, getScopes } from './mergeQueries';
import type {
  IncidentDetails,
  IncidentRecord,
  ListedRecord,
  ReadAccess,
  StepRecord,
} from './records';
import {
  toAffectedRecord,
  toEntryRecord,
  toIdempotentResult,
  toIncidentRecord,
  toMemberRecord,
  toRoleRecord,
  toStepRecord,
} from './rows';

/** Reads single records. {@link DatabaseLists} reads lists. */
export class DatabaseReader extends DatabaseLists implements IncidentsReader {
  readonly escalations = new DatabaseEscalations(this.db);
  readonly reviews = new DatabaseIncidentReviews(this.db);
  readonly notices = new DatabaseNotices(this.db);
  readonly obligations = new DatabaseObligations(this.db);

  async findIncident(idOrKey: string, access: ReadAccess) {
    const row = await this.incidentQuery(idOrKey, access).first();
    return row && toIncidentRecord(row);
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
      affected: affected.map(toAffectedRecord),
      roles: roles.map(toRoleRecord),
      members: members.map(toMemberRecord),
      stepCount: kinds.length,
      containmentSteps: kinds.filter(row => row.kind === 'containment').length,
      statusChanges: changes.map(toEntryRecord).flatMap(({ at, data }) => {
        // Absent when it was erased.
        const { to } = (data ?? {}) as { to?: IncidentRecord['status'] };
        return to ? [{ at, to }] : [];
      }),
      ...(target && { mergedIntoKey: target.key }),
      plans: await this.plans.getState(incident.seq),
      review: await this.reviews.getStanding(incident),
      openObligations:
        (await this.obligations.listOpen([incident.seq])).get(incident.seq) ??
        [],
    };
  }

  async getMergedIncidents(incidentId: string, access: ReadAccess) {
    return getMergedIncidents(this.db, incidentId, access);
  }

  async getScopes({ seq }: IncidentRecord) {
    return getScopes(this.db, seq);
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

  async getLinkedRefs(incident: IncidentRecord): Promise<string[]> {
    const rows: Row[] = await this.db('affected_entities')
      .distinct('entity_ref')
      .where({ incident_seq: incident.seq });
    return rows.map(row => String(row.entity_ref));
  }

  async getMatchingEntities(filters: EntityFilters): Promise<string[]> {
    const [first, ...others] = selectMatchingRows(filters, this.db).map(rows =>
      rows.select('entity_ref'),
    );
    if (!first) return [];
    const rows: Row[] = await first.union(others);
    return rows.map(row => String(row.entity_ref));
  }

  async getMemberships(
    seqs: readonly number[],
    principals: readonly string[],
  ): Promise<Set<number>> {
    const rows: Row[] = await this.db('incident_members')
      .distinct('incident_seq')
      .whereIn('incident_seq', [...seqs])
      .whereIn('principal_ref', [...principals]);
    return new Set(rows.map(row => Number(row.incident_seq)));
  }

  async getResource(incident: IncidentRecord): Promise<IncidentResource> {
    return (await this.getResources([incident])).get(incident.seq)!;
  }

  async getResources(incidents: readonly ListedRecord[]) {
    const seqs = incidents.map(({ seq }) => seq);
    const members: Row[] = await this.db('incident_members')
      .distinct('incident_seq', 'principal_ref')
      .whereIn('incident_seq', seqs);
    const scopes: Row[] = await this.db('incident_scopes')
      .distinct('incident_seq', 'scope_ref', 'relation')
      .whereIn('incident_seq', seqs);
    const membersBySeq = groupBySeq(members);
    const scopesBySeq = groupBySeq(scopes);
    return new Map(
      incidents.map((incident): [number, IncidentResource] => {
        const scopesOf = scopesBySeq.get(incident.seq) ?? [];
        return [
          incident.seq,
          {
            id: incident.id,
            visibility: incident.visibility,
            status: incident.status,
            severity: incident.severity,
            tlp: incident.tlp,
            mode: incident.mode,
            reportedBy: incident.reportedBy,
            members: (membersBySeq.get(incident.seq) ?? []).map(row =>
              String(row.principal_ref),
            ),
            owners: scopesOf
              .filter(row => OWNER_RELATIONS.includes(String(row.relation)))
              .map(row => String(row.scope_ref)),
            scopes: scopesOf.map(row => String(row.scope_ref)),
          },
        ];
      }),
    );
  }

  async getSteps(incident: IncidentRecord): Promise<StepRecord[]> {
    const rows: Row[] = await this.db('resolution_steps')
      .where({ incident_seq: incident.seq })
      .orderBy('seq');
    return rows.map(toStepRecord);
  }

  async getTimeline(incident: IncidentRecord): Promise<StoredChainEntry[]> {
    const rows: Row[] = await this.db('timeline_entries')
      .where({ incident_seq: incident.seq })
      .orderBy('seq');
    return rows.map(toEntryRecord);
  }

  async findIdempotentResult(actor: string, operation: string, key: string) {
    const row = await this.db('idempotency_keys')
      .where({ actor, operation, key })
      .first();
    return row && toIdempotentResult(row);
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
