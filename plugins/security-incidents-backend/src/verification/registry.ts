import type { StoredChainEntry } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import { insertMany } from '../database/insertMany';
import { toEntryRow } from '../incidents/store/rows';
import { chainEntry } from './PendingEntries';

export const REGISTRY_CHAIN = 'registry';

/** The data of a registry entry. `length` and `head` are there when it records a head. */
export interface RegistryData {
  id: string;
  key: string;
  length?: number;
  head?: string;
}

export interface RegistryEntry {
  at: string;
  actor: string;
  action: 'incident.registered' | 'head.recorded';
  data: RegistryData;
}

/** Appends to the registry. The transaction holds a lock on its head until it ends, so call this last. */
export async function appendToRegistry(
  trx: Knex,
  entries: readonly RegistryEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const state = await trx('incident_registry_state')
    .where({ id: 1 })
    .forUpdate()
    .first();
  let seq = Number(state.length);
  let prevHash = String(state.head);
  const rows = entries.map(entry => {
    seq += 1;
    const stored = chainEntry(
      { ...entry, data: { ...entry.data } },
      { chain: REGISTRY_CHAIN, seq, prevHash },
    );
    prevHash = stored.hash;
    return { ...toEntryRow(stored), incident_id: entry.data.id };
  });
  for (const part of chunks(rows)) {
    await insertMany(trx, 'incident_registry', part);
  }
  await trx('incident_registry_state')
    .where({ id: 1 })
    .update({ length: seq, head: prevHash });
}

/** The registry entries that follow from what a transaction appended to the chain of one incident. */
export function toRegistryEntries(
  { id, key }: { id: string; key: string },
  appended: readonly StoredChainEntry[],
): RegistryEntry[] {
  const { seq: length, hash: head } = appended[appended.length - 1];
  const recordHead = (at: string, actor: string): RegistryEntry => ({
    at,
    actor,
    action: 'head.recorded',
    data: { id, key, length, head },
  });
  return appended.flatMap((entry): RegistryEntry[] => {
    const { seq, at, actor, action, data } = entry;
    if (seq === 1) {
      const registered: RegistryEntry = {
        at,
        actor,
        action: 'incident.registered',
        data: { id, key },
      };
      // An imported incident has ended, so its chain is complete as one that is closed.
      return action === 'incident.imported'
        ? [registered, recordHead(at, actor)]
        : [registered];
    }
    const { to } = data as { to?: unknown };
    return action === 'status.changed' && to === 'closed'
      ? [recordHead(at, actor)]
      : [];
  });
}
