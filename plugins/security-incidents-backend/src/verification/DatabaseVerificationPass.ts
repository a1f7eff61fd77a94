import {
  GENESIS_HASH,
  type StoredChainEntry,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../database/rowMapper';
import { type Finding, REGISTRY } from './DatabaseFindings';
import { readRegistryData } from './checkRegistration';
import { toStoredEntry } from './DatabaseVerification';
import { appendToRegistry, type RegistryEntry } from './registry';

const STATE = 'incident_registry_state';

/** Where the scheduled verification is, in the database. */
export class DatabaseVerificationPass {
  constructor(private readonly db: Knex) {}

  /** The next incidents to verify, by internal key; none at the end of a round. */
  async nextIncidents(limit: number, now: Date): Promise<number[]> {
    const state = await this.#state();
    if (Number(state.checked_incident) === 0) {
      await this.#saveState({ round_began_at: now.toISOString() });
    }
    const rows: Row[] = await this.db('incidents')
      .select('seq')
      .where('seq', '>', Number(state.checked_incident))
      .orderBy('seq')
      .limit(limit);
    return rows.map(({ seq }) => Number(seq));
  }

  /** @param seq - the last incident that was verified */
  async saveIncidentPosition(seq: number): Promise<void> {
    await this.#saveState({ checked_incident: seq });
  }

  /** Every incident was verified since the round began. */
  async endIncidentRound(): Promise<void> {
    await this.#saveState({
      checked_incident: 0,
      checked_since: this.db.ref('round_began_at'),
    });
  }

  async record(entry: RegistryEntry): Promise<void> {
    await this.db.transaction(trx => appendToRegistry(trx, [entry]));
  }

  /**
   * Verifies the next entries of the registry, and that every incident that they name is there.
   *
   * @returns what is wrong, and whether the end was reached
   */
  async checkRegistry(
    limit: number,
  ): Promise<{ findings: Finding[]; isEnd: boolean }> {
    const state = await this.#state();
    const rows: Row[] = await this.db('incident_registry')
      .where('seq', '>', Number(state.checked_registry))
      .orderBy('seq')
      .limit(limit);
    let seq = Number(state.checked_registry);
    let prevHash = String(state.checked_registry_hash);
    const registered = new Map<string, string>();
    const findings: Finding[] = [];
    for (const row of rows) {
      const entry = toStoredEntry(row);
      const data = readRegistryData(entry);
      const isNext = entry.seq === seq + 1 && entry.prevHash === prevHash;
      if (!data || !isNext || row.incident_id !== data.id) {
        findings.push(toRegistryFinding(seq + 1, entry, Boolean(data)));
        break;
      }
      registered.set(data.id, data.key);
      seq = entry.seq;
      prevHash = entry.hash;
    }
    const isEnd = findings.length > 0 || rows.length < limit;
    if (isEnd && findings.length === 0 && seq < Number(state.length)) {
      findings.push({
        subject: REGISTRY,
        status: 'truncated',
        message: `The registry ends after entry #${seq}; it had ${state.length}`,
      });
    }
    findings.push(...(await this.#findDeleted(registered)));
    await this.#saveState({
      checked_registry: isEnd ? 0 : seq,
      checked_registry_hash: isEnd ? GENESIS_HASH : prevHash,
    });
    return { findings, isEnd };
  }

  async #findDeleted(registered: Map<string, string>): Promise<Finding[]> {
    const rows: Row[] = await this.db('incidents')
      .select('id')
      .whereIn('id', [...registered.keys()]);
    const present = new Set(rows.map(({ id }) => String(id)));
    return [...registered]
      .filter(([id]) => !present.has(id))
      .map(([id, key]) => ({
        subject: id,
        status: 'deleted',
        message: `Incident ${key} is in the registry and not in the database`,
      }));
  }

  async #saveState(changes: object): Promise<void> {
    await this.db(STATE).where({ id: 1 }).update(changes);
  }

  async #state(): Promise<Row> {
    return this.db(STATE).where({ id: 1 }).first();
  }
}

function toRegistryFinding(
  expected: number,
  entry: StoredChainEntry,
  isIntact: boolean,
): Finding {
  const isGap = isIntact && entry.seq > expected;
  return {
    subject: REGISTRY,
    status: isGap ? 'gap' : 'hash-mismatch',
    message: isGap
      ? `Entry #${expected} of the registry is missing`
      : `Entry #${entry.seq} of the registry does not match its hash`,
  };
}
