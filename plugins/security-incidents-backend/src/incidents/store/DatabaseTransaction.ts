import type { StoredChainEntry } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { DatabasePlanRuns } from '../../responsePlans/store/DatabasePlanRuns';
import { DatabaseDetectionWrites } from '../../detections/store/DatabaseDetectionWrites';
import { DatabaseIncidentReviews } from '../../reviews/store/DatabaseIncidentReviews';
import { DatabaseEvidence } from '../../evidence/store/DatabaseEvidence';
import { DatabaseEscalations } from '../../serviceLevels/store/DatabaseEscalations';
import { eraseEntry } from '../../erasure/eraseEntry';
import { DatabaseObligations } from '../../obligations/store/DatabaseObligations';
import { DatabaseGapExplanations } from '../../reports/store/DatabaseGapExplanations';
import { PendingEntries } from '../../verification/PendingEntries';
import {
  appendToRegistry,
  type RegistryEntry,
  toRegistryEntries,
} from '../../verification/registry';
import { RecordedWrites } from '../../verification/RecordedWrites';
import { DatabaseReader } from './DatabaseReader';
import { chunks } from '../../database/chunks';
import { rebuildAnalysisItems } from '../../database/readModel/analysisItems';
import {
  changesReadModel,
  rebuildFacts,
  rebuildIncidents,
} from '../../database/readModel/build';
import { type DueRules, rebuildDueItems } from '../../database/readModel/due';
import type { Row } from '../../database/rowMapper';
import type {
  IdempotentResult,
  IncidentsTransaction,
  NewTimelineEntry,
} from './IncidentsStore';
import type {
  AffectedRecord,
  EntityScope,
  IncidentRecord,
  MemberRecord,
  NewIncidentRecord,
  ReadAccess,
  RoleRecord,
  StepRecord,
} from './records';
import {
  toAffectedRow,
  toEntryRow,
  toIdempotencyKeyRow,
  toIncidentRecord,
  toIncidentRow,
  toMemberRow,
  toRoleRow,
  toStepRow,
} from './rows';

/** The writes of one change. */
export class DatabaseTransaction
  extends DatabaseReader
  implements IncidentsTransaction
{
  /** Incidents whose rows in the read model have to be rebuilt. */
  readonly #toRebuild = new Set<number>();
  /** Incidents of which only the facts in lists may have changed. */
  readonly #toUpdate = new Set<number>();
  readonly #writes = new RecordedWrites();
  readonly #entries = new Map<
    number,
    { incident: IncidentRecord; pending: PendingEntries }
  >();
  readonly plans = new DatabasePlanRuns(this.db, this.#writes);
  readonly escalations = new DatabaseEscalations(this.db, this.#writes);
  readonly reviews = new DatabaseIncidentReviews(this.db, this.#writes);
  readonly gaps = new DatabaseGapExplanations(this.db, this.#writes);
  readonly detections = new DatabaseDetectionWrites(this.db);
  readonly evidence = new DatabaseEvidence(this.db, this.#writes);
  readonly obligations = new DatabaseObligations(this.db, this.#writes);

  constructor(
    db: Knex,
    clock: () => Date,
    private readonly dueRules: DueRules,
  ) {
    super(db, clock);
  }

  /** Updates the read model. Call it last, before the commit. */
  async finish(): Promise<void> {
    const registryEntries = await this.#appendEntries();
    if (this.#toRebuild.size > 0)
      await rebuildIncidents(this.db, this.#toRebuild);
    for (const seq of this.#toUpdate) {
      if (!this.#toRebuild.has(seq)) await rebuildFacts(this.db, seq);
    }
    // Tasks and steps move what is due too, and each change appends an entry.
    const changed = [...this.#entries.keys()];
    await rebuildDueItems(this.db, changed, this.dueRules);
    await rebuildAnalysisItems(this.db, changed, this.dueRules);
    // Last, because it holds a lock that every new incident needs.
    await appendToRegistry(this.db, registryEntries);
  }

  async nextKey(prefix: string, year: number): Promise<string> {
    const [{ last }] = await this.db('incident_keys')
      .insert({ year, last: 1 })
      .onConflict('year')
      .merge({ last: this.db.raw('?? + 1', ['incident_keys.last']) })
      .returning('last');
    return `${prefix}-${year}-${String(last).padStart(4, '0')}`;
  }

  async insertIncident(record: NewIncidentRecord): Promise<IncidentRecord> {
    const row = toIncidentRow({
      severity: undefined,
      priority: undefined,
      ...record,
    });
    const [{ seq }] = await this.db('incidents').insert(row).returning('seq');
    this.#writes.set(Number(seq), 'incidents', row);
    this.#toRebuild.add(Number(seq));
    return { ...record, seq: Number(seq) };
  }

  async lockIncident(idOrKey: string, access: ReadAccess) {
    const row = await this.incidentQuery(idOrKey, access)
      .forUpdate('incidents')
      .first();
    return row && toIncidentRecord(row);
  }

  async updateIncident(seq: number, changes: Partial<IncidentRecord>) {
    if (changesReadModel(changes)) this.#toRebuild.add(seq);
    else this.#toUpdate.add(seq);
    const row = toIncidentRow(changes);
    const [{ id }] = await this.db('incidents')
      .where({ seq })
      .update(row)
      .returning('id');
    this.#writes.set(seq, 'incidents', { ...row, id });
  }

  async saveAffected(seq: number, affected: AffectedRecord) {
    this.#toRebuild.add(seq);
    const row = {
      impact_note: null,
      ...toAffectedRow(affected),
      incident_seq: seq,
      removed_at: null,
    };
    await this.db('affected_entities')
      .insert(row)
      .onConflict(['incident_seq', 'entity_ref'])
      .merge();
    this.#writes.set(seq, 'affected_entities', row);
  }

  async removeAffected(seq: number, entityRef: string, at: string) {
    this.#toRebuild.add(seq);
    await this.db('affected_entities')
      .where({ incident_seq: seq, entity_ref: entityRef })
      .update({ removed_at: at });
    this.#writes.set(seq, 'affected_entities', {
      entity_ref: entityRef,
      removed_at: at,
    });
    await this.#removeScopes(seq, entityRef);
  }

  async saveScopes(
    seq: number,
    entityRef: string,
    scopes: readonly EntityScope[],
  ) {
    this.#toRebuild.add(seq);
    await this.#removeScopes(seq, entityRef);
    const rows = scopes.map(scope => ({
      scope_ref: scope.scopeRef,
      relation: scope.relation,
      incident_seq: seq,
      entity_ref: entityRef,
    }));
    await this.db('incident_scopes').insert(rows).onConflict().ignore();
    for (const row of rows) this.#writes.set(seq, 'incident_scopes', row);
  }

  async #removeScopes(seq: number, entityRef: string) {
    const scopes = this.db('incident_scopes').where({
      incident_seq: seq,
      entity_ref: entityRef,
    });
    const removed: Row[] = await scopes
      .clone()
      .select('scope_ref', 'entity_ref', 'relation');
    await scopes.delete();
    for (const row of removed) this.#writes.remove(seq, 'incident_scopes', row);
  }

  async insertRole(seq: number, role: RoleRecord) {
    this.#toRebuild.add(seq);
    const row = { ...toRoleRow(role), incident_seq: seq };
    await this.db('role_assignments').insert(row);
    this.#writes.set(seq, 'role_assignments', row);
  }

  async renounceRole(seq: number, role: string, at: string) {
    this.#toRebuild.add(seq);
    const ended: Row[] = await this.db('role_assignments')
      .where({ incident_seq: seq, role })
      .whereNull('renounced_at')
      .update({ renounced_at: at })
      .returning(['role', 'principal_ref', 'assumed_at', 'renounced_at']);
    for (const row of ended) this.#writes.set(seq, 'role_assignments', row);
  }

  async saveMember(seq: number, member: MemberRecord) {
    const row = { ...toMemberRow(member), incident_seq: seq };
    const added: Row[] = await this.db('incident_members')
      .insert(row)
      .onConflict(['principal_ref', 'incident_seq', 'source'])
      .ignore()
      .returning('principal_ref');
    if (added.length > 0) this.#writes.set(seq, 'incident_members', row);
  }

  async removeMember(
    seq: number,
    principalRef: string,
    source: MemberRecord['source'],
  ) {
    await this.db('incident_members')
      .where({ incident_seq: seq, principal_ref: principalRef, source })
      .delete();
    this.#writes.remove(seq, 'incident_members', {
      principal_ref: principalRef,
      source,
    });
  }

  async insertStep(seq: number, step: StepRecord) {
    const row = { ...toStepRow(step), incident_seq: seq };
    await this.db('resolution_steps').insert(row);
    this.#writes.set(seq, 'resolution_steps', row);
  }

  async eraseEntry(seq: number, entry: StoredChainEntry) {
    return eraseEntry(this.db, seq, entry, this.#writes);
  }

  async appendEntry(incident: IncidentRecord, entry: NewTimelineEntry) {
    const { seq, key, chainLength, chainHead } = incident;
    let appended = this.#entries.get(seq);
    if (!appended) {
      const pending = new PendingEntries({
        chain: `incident/${key}`,
        length: chainLength,
        head: chainHead,
      });
      appended = { incident, pending };
      this.#entries.set(seq, appended);
    }
    return { seq: appended.pending.add(entry, this.#writes.take(seq)) };
  }

  async getDetails(incident: IncidentRecord) {
    const details = await super.getDetails(incident);
    const entries = this.#entries.get(incident.seq)?.pending.unchained ?? [];
    for (const { action, at, data } of entries) {
      if (action !== 'status.changed') continue;
      const to = data.to as IncidentRecord['status'];
      details.statusChanges.push({ at, to });
    }
    return details;
  }

  /** Appends the entries of the transaction, with the rows that it wrote, and moves the head of each chain. */
  async #appendEntries(): Promise<RegistryEntry[]> {
    const registryEntries: RegistryEntry[] = [];
    for (const [seq, { incident, pending }] of this.#entries) {
      const stored = pending.chain(this.#writes.take(seq));
      await this.db('timeline_entries').insert(
        stored.map(entry => ({ ...toEntryRow(entry), incident_seq: seq })),
      );
      const { seq: chainLength, hash: chainHead } = stored[stored.length - 1];
      await this.db('incidents')
        .where({ seq })
        .update(toIncidentRow({ chainLength, chainHead }));
      Object.assign(incident, { chainLength, chainHead });
      registryEntries.push(...toRegistryEntries(incident, stored));
    }
    const [unrecorded] = this.#writes.incidents;
    if (unrecorded !== undefined) {
      throw new Error(
        `The change of incident ${unrecorded} appends nothing to its timeline; every change of the record must`,
      );
    }
    return registryEntries;
  }

  async saveSearchWords(
    seq: number,
    words: readonly string[],
    names: ReadonlyMap<string, readonly string[]>,
  ) {
    const mine = { incident_seq: seq };
    await this.#replace(
      'search_words',
      mine,
      words.map(word => ({ word, ...mine })),
    );
    await this.#replace(
      'search_names',
      mine,
      [...names].flatMap(([entityRef, wordsOfName]) =>
        wordsOfName.map(word => ({ word, ...mine, entity_ref: entityRef })),
      ),
    );
  }

  async #replace(table: string, mine: object, rows: readonly object[]) {
    await this.db(table).where(mine).delete();
    for (const part of chunks(rows)) await this.db(table).insert(part);
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
      ...toIdempotencyKeyRow(result),
    });
  }
}
