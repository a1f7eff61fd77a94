import { randomBytes } from 'node:crypto';
import {
  CHAIN_VERSION,
  hashData,
  hashEntry,
} from 'backstage-plugin-security-incidents-common';
import { sha256Hex } from '../../kernel/sha256';
import { DatabaseReader } from './DatabaseReader';
import { CHUNK } from './incidentQueries';
import {
  changesReadModel,
  rebuildFacts,
  rebuildIncidents,
} from '../../database/readModel/build';
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

  /** Updates the read model. Call it last, before the commit. */
  async finish(): Promise<void> {
    if (this.#toRebuild.size > 0)
      await rebuildIncidents(this.db, this.#toRebuild);
    for (const seq of this.#toUpdate) {
      if (!this.#toRebuild.has(seq)) await rebuildFacts(this.db, seq);
    }
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
    const [{ seq }] = await this.db('incidents')
      .insert(
        toIncidentRow({ severity: undefined, priority: undefined, ...record }),
      )
      .returning('seq');
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
    await this.db('incidents').where({ seq }).update(toIncidentRow(changes));
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
  }

  async removeAffected(seq: number, entityRef: string, at: string) {
    this.#toRebuild.add(seq);
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
    this.#toRebuild.add(seq);
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
    this.#toRebuild.add(seq);
    await this.db('role_assignments').insert({
      ...toRoleRow(role),
      incident_seq: seq,
    });
  }

  async renounceRole(seq: number, role: string, at: string) {
    this.#toRebuild.add(seq);
    await this.db('role_assignments')
      .where({ incident_seq: seq, role })
      .whereNull('renounced_at')
      .update({ renounced_at: at });
  }

  async saveMember(seq: number, member: MemberRecord) {
    await this.db('incident_members')
      .insert({ ...toMemberRow(member), incident_seq: seq })
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
      ...toStepRow(step),
      incident_seq: seq,
    });
  }

  async appendEntry(incident: IncidentRecord, entry: NewTimelineEntry) {
    const salt = randomBytes(16).toString('hex');
    // Hash what a reader gets back: undefined fields do not survive JSON.
    const data = JSON.parse(JSON.stringify(entry.data));
    const covered = {
      v: CHAIN_VERSION,
      chain: `incident/${incident.key}`,
      seq: incident.chainLength + 1,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      dataHash: hashData(salt, data, sha256Hex),
      prevHash: incident.chainHead,
    };
    const stored = {
      ...covered,
      hash: hashEntry(covered, sha256Hex),
      data,
      salt,
    };
    await this.db('timeline_entries').insert({
      ...toEntryRow(stored),
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
    for (let start = 0; start < rows.length; start += CHUNK) {
      await this.db(table).insert(rows.slice(start, start + CHUNK));
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
      ...toIdempotencyKeyRow(result),
    });
  }
}
