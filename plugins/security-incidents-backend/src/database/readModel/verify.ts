import type { Knex } from 'knex';
import type { Row } from '../rowMapper';
import { buildListItems, selectScopeItems } from './build';
import { selectCountsFromRecord, toCountKey } from './counts';
import { getIncidentWords, getNameWords } from './searchIndex';

/** Tables of the read model with rows of one incident, and the column that names it. */
const INCIDENT_COLUMNS = {
  incident_list_items: 'incident_seq',
  incident_scope_items: 'seq',
  search_words: 'incident_seq',
  search_names: 'incident_seq',
} as const;

export type IncidentTable = keyof typeof INCIDENT_COLUMNS;

/** An incident whose rows in some tables of the read model differ from the record. */
export interface IncidentDifference {
  seq: number;
  tables: IncidentTable[];
}

/** A count that differs from the record. */
export interface CountDifference {
  row: Row;
  stored: number;
  expected: number;
}

/** Rows by incident, each as text, so that two sets of rows compare. */
class RowSets {
  readonly #sets = new Map<number, Set<string>>();

  add(seq: unknown, ...values: unknown[]): void {
    const set = this.#sets.get(Number(seq)) ?? new Set();
    this.#sets.set(Number(seq), set.add(JSON.stringify(values)));
  }

  isEqual(other: RowSets, seq: number): boolean {
    const mine = this.#sets.get(seq) ?? new Set();
    const theirs = other.#sets.get(seq) ?? new Set();
    return mine.size === theirs.size && [...mine].every(row => theirs.has(row));
  }
}

type TableRows = Record<IncidentTable, RowSets>;

function createTableRows(): TableRows {
  return {
    incident_list_items: new RowSets(),
    incident_scope_items: new RowSets(),
    search_words: new RowSets(),
    search_names: new RowSets(),
  };
}

function addScopeItem(rows: RowSets, item: Row): void {
  rows.add(item.seq, Object.entries(item).sort());
}

async function readStored(
  db: Knex,
  seqs: readonly number[],
): Promise<TableRows> {
  const rows = createTableRows();
  const read = (table: IncidentTable): Promise<Row[]> =>
    db(table).whereIn(INCIDENT_COLUMNS[table], [...seqs]);
  for (const row of await read('incident_list_items')) {
    const { incident_seq: seq, facts, affected, roles } = row;
    rows.incident_list_items.add(seq, facts, affected, roles);
  }
  for (const row of await read('incident_scope_items')) {
    addScopeItem(rows.incident_scope_items, row);
  }
  for (const { incident_seq: seq, word } of await read('search_words')) {
    rows.search_words.add(seq, word);
  }
  for (const row of await read('search_names')) {
    rows.search_names.add(row.incident_seq, row.entity_ref, row.word);
  }
  return rows;
}

async function buildExpected(
  db: Knex,
  seqs: readonly number[],
): Promise<TableRows> {
  const rows = createTableRows();
  for (const [seq, item] of await buildListItems(db, seqs)) {
    const { facts, affected, roles } = item;
    rows.incident_list_items.add(seq, facts, affected, roles);
  }
  const scopeItems: Row[] = await selectScopeItems(db, seqs);
  for (const row of scopeItems) addScopeItem(rows.incident_scope_items, row);
  for (const { seq, words, names } of await buildSearchIndex(db, seqs)) {
    words.forEach(word => rows.search_words.add(seq, word));
    names.forEach((nameWords, entityRef) =>
      nameWords.forEach(word => rows.search_names.add(seq, entityRef, word)),
    );
  }
  return rows;
}

/** Builds the search words of some incidents from the record. */
export async function buildSearchIndex(db: Knex, seqs: readonly number[]) {
  const incidents: Row[] = await db('incidents')
    .whereIn('seq', [...seqs])
    .select('seq', 'key', 'title', 'summary', 'codename');
  const affected: Row[] = await db('affected_entities')
    .whereIn('incident_seq', [...seqs])
    .whereNull('removed_at')
    .select('incident_seq', 'entity_ref');
  return incidents.map(row => ({
    seq: Number(row.seq),
    words: getIncidentWords({
      key: String(row.key),
      title: String(row.title),
      summary: (row.summary ?? undefined) as string | undefined,
      codename: (row.codename ?? undefined) as string | undefined,
    }),
    names: new Map(
      affected
        .filter(entity => entity.incident_seq === row.seq)
        .map(({ entity_ref: ref }) => [String(ref), getNameWords(String(ref))]),
    ),
  }));
}

/** The next incidents after `after` that the record or the read model has, by `seq`. */
export async function findNextIncidents(
  db: Knex,
  after: number,
  limit: number,
): Promise<number[]> {
  const found = new Set<number>();
  const columns = { incidents: 'seq', ...INCIDENT_COLUMNS };
  for (const [table, column] of Object.entries(columns)) {
    const rows: Row[] = await db(table)
      .distinct({ seq: column })
      .where(column, '>', after)
      .orderBy(column)
      .limit(limit);
    rows.forEach(({ seq }) => found.add(Number(seq)));
  }
  return [...found].sort((a, b) => a - b).slice(0, limit);
}

/** Compares the rows of some incidents with the record. Run it in a transaction that sees one state. */
export async function findIncidentDifferences(
  db: Knex,
  seqs: readonly number[],
): Promise<IncidentDifference[]> {
  const stored = await readStored(db, seqs);
  const expected = await buildExpected(db, seqs);
  const tables = Object.keys(INCIDENT_COLUMNS) as IncidentTable[];
  return seqs
    .map(seq => ({
      seq,
      tables: tables.filter(
        table => !stored[table].isEqual(expected[table], seq),
      ),
    }))
    .filter(difference => difference.tables.length > 0);
}

/** The next entities after `after` that have counts, in the order of the database. */
export async function findNextScopes(
  db: Knex,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows: Row[] = await db('incident_counts')
    .distinct('scope_ref')
    .where('scope_ref', '>', after)
    .orderBy('scope_ref')
    .limit(limit);
  return rows.map(row => String(row.scope_ref));
}

/** The entities that some incidents count for and that have no counts at all. */
export async function findScopesWithoutCounts(
  db: Knex,
  seqs: readonly number[],
): Promise<string[]> {
  const rows: Row[] = await db('incident_scopes')
    .distinct('scope_ref')
    .whereIn('incident_seq', [...seqs])
    .whereNotExists(
      db('incident_counts')
        .select(db.raw('1'))
        .whereRaw('incident_counts.scope_ref = incident_scopes.scope_ref'),
    );
  return rows.map(row => String(row.scope_ref));
}

/** Compares the counts of some entities with the record. Run it in a transaction that sees one state. */
export async function findCountDifferences(
  db: Knex,
  scopeRefs: readonly string[],
): Promise<CountDifference[]> {
  const counts = new Map<string, CountDifference>();
  const stored: Row[] = await db('incident_counts').whereIn('scope_ref', [
    ...scopeRefs,
  ]);
  for (const { total, ...row } of stored) {
    const count = { row, stored: Number(total), expected: 0 };
    counts.set(toCountKey(row), count);
  }
  const expected: Row[] = await selectCountsFromRecord(db, scopeRefs);
  for (const { total, ...row } of expected) {
    const count = counts.get(toCountKey(row)) ?? {
      row,
      stored: 0,
      expected: 0,
    };
    counts.set(toCountKey(row), { ...count, expected: Number(total) });
  }
  return [...counts.values()].filter(count => count.stored !== count.expected);
}
