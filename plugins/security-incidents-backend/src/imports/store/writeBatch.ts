import {
  GENESIS_HASH,
  type ImportYear,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import { insertMany } from '../../database/insertMany';
import { buildNewIncidents } from '../../database/readModel/build';
import { CountChanges } from '../../database/readModel/counts';
import { rebuildAnalysisItems } from '../../database/readModel/analysisItems';
import { type DueRules, rebuildDueItems } from '../../database/readModel/due';
import type { Row } from '../../database/rowMapper';
import { toEntryRow, toIncidentRow } from '../../incidents/store/rows';
import { PendingEntries } from '../../verification/PendingEntries';
import { RecordedWrites } from '../../verification/RecordedWrites';
import type { RecordTableName } from '../../verification/recordTables';
import {
  appendToRegistry,
  type RegistryEntry,
  toRegistryEntries,
} from '../../verification/registry';
import type { SourcedIncident } from '../prepared';
import type { ImportBatch } from './ImportsStore';
import { toImportedRecord } from './toImportedRecord';

/** Incidents of a few statements. */
const PART = 500;

/** Incidents in the order of their keys: as they were detected. */
export function inKeyOrder(
  incidents: readonly SourcedIncident[],
): SourcedIncident[] {
  return [...incidents].sort((a, b) => {
    const [first, second] = [a.times.detectedAt, b.times.detectedAt];
    if (first === second) return a.row - b.row;
    return first < second ? -1 : 1;
  });
}

export function getYear({ times }: SourcedIncident): number {
  return Number(times.detectedAt.slice(0, 4));
}

export function toKey(prefix: string, year: number, number: number): string {
  return `${prefix}-${year}-${String(number).padStart(4, '0')}`;
}

/** The keys of incidents after the last numbers of their years. */
export function toYears(
  incidents: readonly SourcedIncident[],
  prefix: string,
  last: ReadonlyMap<number, number>,
): ImportYear[] {
  const counts = new Map<number, number>();
  for (const incident of incidents) {
    const year = getYear(incident);
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([year, count]) => {
      const before = last.get(year) ?? 0;
      return {
        year,
        incidents: count,
        firstKey: toKey(prefix, year, before + 1),
        lastKey: toKey(prefix, year, before + count),
      };
    });
}

/** Takes the numbers of keys; returns the last one of each year before them. */
async function takeNumbers(
  trx: Knex,
  years: readonly ImportYear[],
): Promise<Map<number, number>> {
  const before = new Map<number, number>();
  for (const { year, incidents } of years) {
    const [{ last }] = await trx('incident_keys')
      .insert({ year, last: incidents })
      .onConflict('year')
      .merge({ last: trx.raw('?? + ?', ['incident_keys.last', incidents]) })
      .returning('last');
    before.set(year, Number(last) - incidents);
  }
  return before;
}

/** The rows of some incidents, by table, with their chains. */
class PartRows {
  readonly tables = new Map<string, Row[]>();
  readonly registryEntries: RegistryEntry[] = [];
  readonly ids: string[] = [];

  constructor(
    private readonly batch: ImportBatch,
    private readonly firstIndex: number,
  ) {}

  add(incident: SourcedIncident, key: string) {
    const { record, rows, words, names, entries } = toImportedRecord(
      incident,
      key,
      this.batch,
    );
    const writes = new RecordedWrites();
    const place = this.ids.length;
    const row = toIncidentRow({
      severity: undefined,
      priority: undefined,
      ...record,
    });
    writes.set(place, 'incidents', row);
    for (const [table, added] of rows) {
      for (const one of added) {
        writes.set(place, table, one);
        this.#push(table, one);
      }
    }
    const pending = new PendingEntries({
      chain: `incident/${key}`,
      length: 0,
      head: GENESIS_HASH,
    });
    // The first entry records all rows, so that the others stay short.
    entries.forEach((entry, index) =>
      pending.add(entry, index === 0 ? writes.take(place) : []),
    );
    const stored = pending.chain([]);
    const head = stored[stored.length - 1];
    this.#push('incidents', {
      ...row,
      chain_length: head.seq,
      chain_head: head.hash,
    });
    stored.forEach(entry => this.#push('timeline_entries', toEntryRow(entry)));
    words.forEach(word => this.#push('search_words', { word }));
    names.forEach(name => this.#push('search_names', name));
    this.registryEntries.push(
      ...toRegistryEntries({ id: record.id, key }, stored),
    );
    this.ids.push(record.id);
  }

  #push(table: RecordTableName | string, row: object) {
    const rows = this.tables.get(table) ?? [];
    // The number of the incident is known once it is inserted.
    rows.push(
      table === 'incidents' ? { ...row } : { ...row, place: this.ids.length },
    );
    this.tables.set(table, rows);
  }

  get start() {
    return this.firstIndex;
  }
}

async function insertPart(trx: Knex, part: PartRows): Promise<number[]> {
  const { tables, ids } = part;
  await insertMany(trx, 'incidents', tables.get('incidents')!);
  const inserted: Row[] = await trx('incidents')
    .whereIn('id', ids)
    .select('id', 'seq');
  const seqOf = new Map(inserted.map(({ id, seq }) => [id, Number(seq)]));
  const seqs = ids.map(id => seqOf.get(id)!);
  for (const [table, rows] of tables) {
    if (table === 'incidents') continue;
    await insertMany(
      trx,
      table,
      rows.map(({ place, ...row }) => ({
        ...row,
        incident_seq: seqs[Number(place)],
      })),
    );
  }
  return seqs;
}

/**
 * Records all incidents of an import: rows, chains, read model and registry.
 *
 * @returns the keys that they got
 */
export async function writeBatch(
  trx: Knex,
  batch: ImportBatch,
  dueRules: DueRules,
): Promise<ImportYear[]> {
  const incidents = inKeyOrder(batch.incidents);
  const counted = toYears(incidents, batch.keyPrefix, new Map());
  const before = await takeNumbers(trx, counted);
  const years = toYears(incidents, batch.keyPrefix, before);
  const counts = new CountChanges();
  const registryEntries: RegistryEntry[] = [];
  for (let start = 0; start < incidents.length; start += PART) {
    batch.throwIfStopped();
    const part = new PartRows(batch, start);
    for (const incident of incidents.slice(start, start + PART)) {
      const year = getYear(incident);
      const number = before.get(year)! + 1;
      before.set(year, number);
      part.add(incident, toKey(batch.keyPrefix, year, number));
    }
    const seqs = await insertPart(trx, part);
    await buildNewIncidents(trx, seqs, counts);
    await rebuildDueItems(trx, seqs, dueRules);
    await rebuildAnalysisItems(trx, seqs, dueRules);
    registryEntries.push(...part.registryEntries);
    batch.progress('writing', Math.min(start + PART, incidents.length));
    await setImmediate();
  }
  batch.throwIfStopped();
  batch.progress('finishing', incidents.length);
  await counts.save(trx);
  // Last, because it holds a lock that every new incident needs.
  await appendToRegistry(trx, registryEntries);
  return years;
}
