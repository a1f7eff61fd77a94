import { randomBytes } from 'node:crypto';
import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  CHAIN_VERSION,
  type EntityCounts,
  hashData,
  hashEntry,
  type IncidentQuery,
  type Page,
  type RollUpRow,
  type SeverityCounts,
  type StoredChainEntry,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { DatabaseHistory } from './DatabaseHistory';
import {
  applyFilters,
  applyPage,
  applyReadAccess,
  CHUNK,
} from './incidentQueries';
import type {
  EntityFigures,
  IdempotentResult,
  IncidentsReader,
  IncidentsStore,
  IncidentsTransaction,
  ListedIncident,
  NewTimelineEntry,
} from './IncidentsStore';
import type {
  AffectedRecord,
  EntityScope,
  IncidentDetails,
  IncidentRecord,
  MemberRecord,
  NewIncidentRecord,
  ReadAccess,
  RoleRecord,
  StepRecord,
} from './records';
import {
  affectedFromRow,
  entryFromRow,
  incidentFromRow,
  incidentToRow,
  memberFromRow,
  roleFromRow,
  type Row,
  stepFromRow,
  toRow,
} from './rows';

const PACKAGE = 'backstage-plugin-security-incidents-backend';

function emptyCounts(): SeverityCounts {
  return {
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    informational: 0,
    undecided: 0,
  };
}

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

class DatabaseReader implements IncidentsReader {
  constructor(protected readonly db: Knex) {}

  async list(
    query: IncidentQuery,
    access: ReadAccess,
  ): Promise<Page<ListedIncident>> {
    const matching = () =>
      applyReadAccess(
        applyFilters(this.db('incidents'), query, this.db),
        access,
        this.db,
      );
    const page = matching().select('incidents.*');
    const { limit, cursorOf } = applyPage(page, query);
    const rows: Row[] = await page;
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    // A first page that is not full has counted itself.
    const totalItems =
      !query.cursor && !hasMore ? shown.length : await this.#count(matching);
    return {
      items: await this.#withServicesAndPeople(shown.map(incidentFromRow)),
      totalItems,
      pageInfo: hasMore
        ? { nextCursor: cursorOf(shown[shown.length - 1]) }
        : {},
    };
  }

  /** Counted by visibility, because each of the two counts is answered from an index alone. */
  async #count(matching: () => Knex.QueryBuilder): Promise<number> {
    let total = 0;
    for (const visibility of VISIBILITIES) {
      const [row] = await matching()
        .where('incidents.visibility', visibility)
        .count({ total: '*' });
      total += Number(row.total);
    }
    return total;
  }

  async #withServicesAndPeople(
    incidents: IncidentRecord[],
  ): Promise<ListedIncident[]> {
    if (incidents.length === 0) return [];
    const seqs = incidents.map(incident => incident.seq);
    const affected = groupBySeq(
      await this.db('affected_entities')
        .whereIn('incident_seq', seqs)
        .whereNull('removed_at')
        .orderBy('id'),
      affectedFromRow,
    );
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

  async getEntityFigures(
    entityRef: string,
    access: ReadAccess,
  ): Promise<EntityFigures> {
    const rows: Row[] = await applyReadAccess(
      applyFilters(this.db('incidents'), { entityRef: [entityRef] }, this.db),
      access,
      this.db,
    )
      .select('is_open', 'severity')
      .count({ total: '*' })
      .max({ last_closed_at: 'closed_at' })
      .groupBy('is_open', 'severity');
    const figures: EntityFigures = {
      open: { total: 0, bySeverity: emptyCounts() },
      total: 0,
    };
    for (const row of rows) {
      const count = Number(row.total);
      figures.total += count;
      const closedAt = row.last_closed_at as string | null;
      if (closedAt && closedAt > (figures.lastClosedAt ?? '')) {
        figures.lastClosedAt = closedAt;
      }
      if (!row.is_open) continue;
      figures.open.total += count;
      const severity = (row.severity ?? 'undecided') as keyof SeverityCounts;
      figures.open.bySeverity[severity] += count;
    }
    return figures;
  }

  async getEntityCounts(
    entityRefs: readonly string[],
    access: ReadAccess,
  ): Promise<EntityCounts[]> {
    // One row for each incident and scope: an incident that touches two services of a system counts once for it.
    const scoped = this.db('incident_scopes')
      .distinct('scope_ref', 'incident_seq')
      .whereIn('scope_ref', [...entityRefs])
      .as('scoped');
    const counts = await this.#countsBy('scope_ref', scoped, access);
    return entityRefs.map(
      entityRef =>
        counts.get(entityRef) ?? {
          entityRef,
          open: 0,
          bySeverity: emptyCounts(),
          total: 0,
        },
    );
  }

  async getRollUp(
    scopeRef: string,
    limit: number,
    access: ReadAccess,
  ): Promise<RollUpRow[]> {
    const scoped = this.db('incident_scopes')
      .distinct('entity_ref', 'incident_seq')
      .where('scope_ref', scopeRef)
      .whereNot('entity_ref', scopeRef)
      .as('scoped');
    const counts = await this.#countsBy('entity_ref', scoped, access);
    return [...counts.values()]
      .sort(
        (a, b) =>
          b.open - a.open ||
          b.total - a.total ||
          a.entityRef.localeCompare(b.entityRef),
      )
      .slice(0, limit);
  }

  async #countsBy(
    column: string,
    scoped: Knex.QueryBuilder,
    access: ReadAccess,
  ): Promise<Map<string, EntityCounts>> {
    const rows: Row[] = await applyReadAccess(
      this.db(scoped as unknown as Knex.TableDescriptor)
        .join('incidents', 'incidents.seq', 'scoped.incident_seq')
        .where('incidents.mode', 'real'),
      access,
      this.db,
    )
      .select(`scoped.${column}`, 'is_open', 'severity')
      .count({ total: '*' })
      .groupBy(`scoped.${column}`, 'is_open', 'severity');
    const counts = new Map<string, EntityCounts>();
    for (const row of rows) {
      const entityRef = String(row[column]);
      const counted = counts.get(entityRef) ?? {
        entityRef,
        open: 0,
        bySeverity: emptyCounts(),
        total: 0,
      };
      const count = Number(row.total);
      counted.total += count;
      if (row.is_open) {
        counted.open += count;
        const severity = (row.severity ?? 'undecided') as keyof SeverityCounts;
        counted.bySeverity[severity] += count;
      }
      counts.set(entityRef, counted);
    }
    return counts;
  }

  async hasRepeat(filter: {
    entityRefs: readonly string[];
    class: string;
    since: string;
    notSeq?: number;
  }): Promise<boolean> {
    const found = await this.db('incidents')
      .select('seq')
      .where({ class: filter.class, mode: 'real' })
      .where('detected_at', '>=', filter.since)
      .whereNot('seq', filter.notSeq ?? 0)
      .whereNotIn('status', ['dismissed', 'merged'])
      .whereIn(
        'seq',
        this.db('incident_scopes')
          .select('incident_seq')
          .where('relation', 'entity')
          .whereIn('scope_ref', [...filter.entityRefs]),
      )
      .first();
    return found !== undefined;
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

class DatabaseTransaction
  extends DatabaseReader
  implements IncidentsTransaction
{
  async nextKey(prefix: string, year: number): Promise<string> {
    const [{ last }] = await this.db('incident_keys')
      .insert({ year, last: 1 })
      .onConflict('year')
      .merge({ last: this.db.raw('?? + 1', ['incident_keys.last']) })
      .returning('last');
    return `${prefix}-${year}-${String(last).padStart(4, '0')}`;
  }

  async insertIncident(record: NewIncidentRecord): Promise<IncidentRecord> {
    const [{ seq }] = await this.db('incidents')
      .insert(
        incidentToRow({ severity: undefined, priority: undefined, ...record }),
      )
      .returning('seq');
    return { ...record, seq: Number(seq) };
  }

  async lockIncident(idOrKey: string, access: ReadAccess) {
    const row = await this.incidentQuery(idOrKey, access)
      .forUpdate('incidents')
      .first();
    return row && incidentFromRow(row);
  }

  async updateIncident(seq: number, changes: Partial<IncidentRecord>) {
    await this.db('incidents').where({ seq }).update(incidentToRow(changes));
  }

  async saveAffected(seq: number, affected: AffectedRecord) {
    const { now: _now, ...stored } = affected;
    const row = {
      impact_note: null,
      ...toRow(stored),
      incident_seq: seq,
      removed_at: null,
    };
    await this.db('affected_entities')
      .insert(row)
      .onConflict(['incident_seq', 'entity_ref'])
      .merge();
  }

  async removeAffected(seq: number, entityRef: string, at: string) {
    await this.db('affected_entities')
      .where({ incident_seq: seq, entity_ref: entityRef })
      .update({ removed_at: at });
    await this.db('incident_scopes')
      .where({ incident_seq: seq, entity_ref: entityRef })
      .delete();
  }

  async saveScopes(
    seq: number,
    entityRef: string,
    scopes: readonly EntityScope[],
  ) {
    await this.db('incident_scopes')
      .where({ incident_seq: seq, entity_ref: entityRef })
      .delete();
    await this.db('incident_scopes')
      .insert(
        scopes.map(scope => ({
          scope_ref: scope.scopeRef,
          relation: scope.relation,
          incident_seq: seq,
          entity_ref: entityRef,
        })),
      )
      .onConflict()
      .ignore();
  }

  async insertRole(seq: number, role: RoleRecord) {
    await this.db('role_assignments').insert({
      ...toRow(role),
      incident_seq: seq,
    });
  }

  async renounceRole(seq: number, role: string, at: string) {
    await this.db('role_assignments')
      .where({ incident_seq: seq, role })
      .whereNull('renounced_at')
      .update({ renounced_at: at });
  }

  async saveMember(seq: number, member: MemberRecord) {
    await this.db('incident_members')
      .insert({ ...toRow(member), incident_seq: seq })
      .onConflict(['principal_ref', 'incident_seq', 'source'])
      .ignore();
  }

  async removeMember(
    seq: number,
    principalRef: string,
    source: MemberRecord['source'],
  ) {
    await this.db('incident_members')
      .where({ incident_seq: seq, principal_ref: principalRef, source })
      .delete();
  }

  async insertStep(seq: number, step: StepRecord) {
    await this.db('resolution_steps').insert({
      ...toRow(step),
      incident_seq: seq,
    });
  }

  async appendEntry(incident: IncidentRecord, entry: NewTimelineEntry) {
    const salt = randomBytes(16).toString('hex');
    // What is hashed is what is read back: absent fields do not survive JSON.
    const data = JSON.parse(JSON.stringify(entry.data));
    const covered = {
      v: CHAIN_VERSION,
      chain: `incident/${incident.key}`,
      seq: incident.chainLength + 1,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      dataHash: hashData(salt, data),
      prevHash: incident.chainHead,
    };
    const stored = { ...covered, hash: hashEntry(covered), data, salt };
    await this.db('timeline_entries').insert({
      ...toRow(stored),
      data: JSON.stringify(data),
      incident_seq: incident.seq,
    });
    await this.updateIncident(incident.seq, {
      chainLength: stored.seq,
      chainHead: stored.hash,
    });
    incident.chainLength = stored.seq;
    incident.chainHead = stored.hash;
    return stored;
  }

  async saveSearchWords(seq: number, words: readonly string[]) {
    await this.db('search_words').where({ incident_seq: seq }).delete();
    const rows = words.map(word => ({ word, incident_seq: seq }));
    for (let start = 0; start < rows.length; start += CHUNK) {
      await this.db('search_words').insert(rows.slice(start, start + CHUNK));
    }
  }

  async saveIdempotentResult(
    actor: string,
    operation: string,
    key: string,
    result: IdempotentResult & { createdAt: string },
  ) {
    await this.db('idempotency_keys').insert({
      actor,
      operation,
      key,
      ...toRow(result),
    });
  }
}

/** The record in Backstage's database; the only place that knows SQL. */
export class DatabaseIncidentsStore
  extends DatabaseReader
  implements IncidentsStore
{
  readonly history = new DatabaseHistory(this.db);

  /** Runs the migrations, unless the platform was told not to. */
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseIncidentsStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({
        directory: resolvePackagePath(PACKAGE, 'migrations'),
      });
    }
    return new DatabaseIncidentsStore(db);
  }

  transaction<T>(work: (tx: IncidentsTransaction) => Promise<T>): Promise<T> {
    return this.db.transaction(trx => work(new DatabaseTransaction(trx)));
  }
}
