import type { Knex } from 'knex';
import type { Row } from '../rowMapper';
import { toReviewRecord } from '../../reviews/store/rows';
import { buildAnalysisItems, NOT_BUILT, toComparedItem } from './analysisItems';
import { buildListItems, selectScopeItems } from './build';
import { buildDueItems, type DueRules, findItemsOfOtherRules } from './due';
import { selectCountsFromRecord, toCountKey } from './counts';
import type { MonthTable } from './months/storedMonths';
import {
  getIncidentWords,
  getNameWords,
  type SearchedReview,
} from './searchIndex';

/** Tables of the read model with rows of one incident, and the column that names it. */
const INCIDENT_COLUMNS = {
  incident_list_items: 'incident_seq',
  incident_scope_items: 'seq',
  incident_due_items: 'incident_seq',
  incident_analysis_items: 'seq',
  search_words: 'incident_seq',
  search_names: 'incident_seq',
} as const;

export type IncidentTable = keyof typeof INCIDENT_COLUMNS;

/** A row of the read model that differs from the record. */
export interface RowDifference {
  table: IncidentTable | MonthTable | 'incident_counts';
  /** Names the row; undefined when the incident has only one in that table. */
  row?: string;
  field?: string;
  kind: 'changed' | 'missing' | 'unexpected';
}

/** An incident whose rows of the read model differ from the record. */
export interface IncidentDifference {
  seq: number;
  differences: RowDifference[];
}

/** A count that differs from the record. */
export interface CountDifference {
  row: Row;
  stored: number;
  expected: number;
}

type Fields = Record<string, string>;

const ONLY_ROW = '';

/** Rows by incident and name, with each field as text, so that two sets of rows compare. */
class RowSets {
  readonly #sets = new Map<number, Map<string, Fields>>();

  add(seq: unknown, name: string, row: Row = {}): void {
    const rows = this.#sets.get(Number(seq)) ?? new Map<string, Fields>();
    const fields = Object.entries(row).map(([field, value]) => [
      field,
      JSON.stringify(value),
    ]);
    this.#sets.set(Number(seq), rows.set(name, Object.fromEntries(fields)));
  }

  get(seq: number): ReadonlyMap<string, Fields> {
    return this.#sets.get(seq) ?? new Map();
  }
}

/** Names the rows and fields of one table that differ. */
function compareRows(
  table: IncidentTable,
  stored: ReadonlyMap<string, Fields>,
  expected: ReadonlyMap<string, Fields>,
): RowDifference[] {
  const differences: RowDifference[] = [];
  const add = (name: string, difference: Omit<RowDifference, 'table'>) =>
    differences.push({
      table,
      ...(name !== ONLY_ROW && { row: name }),
      ...difference,
    });
  for (const [name, fields] of expected) {
    const present = stored.get(name);
    if (!present) add(name, { kind: 'missing' });
    for (const [field, value] of Object.entries(present ? fields : {})) {
      if (present?.[field] !== value) add(name, { field, kind: 'changed' });
    }
  }
  for (const name of stored.keys()) {
    if (!expected.has(name)) add(name, { kind: 'unexpected' });
  }
  return differences;
}

type TableRows = Record<IncidentTable, RowSets>;

function createTableRows(): TableRows {
  return {
    incident_list_items: new RowSets(),
    incident_scope_items: new RowSets(),
    incident_due_items: new RowSets(),
    incident_analysis_items: new RowSets(),
    search_words: new RowSets(),
    search_names: new RowSets(),
  };
}

function addScopeItem(
  rows: RowSets,
  { seq, scope_ref: scopeRef, ...fields }: Row,
): void {
  rows.add(seq, String(scopeRef), fields);
}

const toNameKey = (entityRef: unknown, word: unknown) => `${entityRef} ${word}`;

function addDueItem(
  rows: RowSets,
  seq: unknown,
  { sort_at, at_risk_at, due, is_major_proposed }: Row,
) {
  rows.add(seq, ONLY_ROW, {
    sort_at,
    at_risk_at,
    due,
    is_major_proposed: Boolean(is_major_proposed),
  });
}

/** @param rules - those that the stored row was built with */
function addAnalysisItem(
  rows: RowSets,
  item: Row,
  rules: number,
  dueRules: DueRules,
) {
  if (rules === NOT_BUILT) return;
  const compared = toComparedItem(item, rules === dueRules.code);
  rows.add(item.seq, ONLY_ROW, compared);
}

async function readStored(
  db: Knex,
  seqs: readonly number[],
  dueRules: DueRules,
  rulesOf: Map<number, number>,
): Promise<TableRows> {
  const rows = createTableRows();
  const read = (table: IncidentTable): Promise<Row[]> =>
    db(table).whereIn(INCIDENT_COLUMNS[table], [...seqs]);
  for (const row of await read('incident_list_items')) {
    const { incident_seq: seq, facts, affected, roles } = row;
    rows.incident_list_items.add(seq, ONLY_ROW, { facts, affected, roles });
  }
  for (const row of await read('incident_scope_items')) {
    addScopeItem(rows.incident_scope_items, row);
  }
  for (const row of await read('incident_due_items')) {
    addDueItem(rows.incident_due_items, row.incident_seq, row);
  }
  for (const row of await read('incident_analysis_items')) {
    const rules = Number(row.rules);
    rulesOf.set(Number(row.seq), rules);
    addAnalysisItem(rows.incident_analysis_items, row, rules, dueRules);
  }
  for (const { incident_seq: seq, word } of await read('search_words')) {
    rows.search_words.add(seq, String(word));
  }
  for (const row of await read('search_names')) {
    rows.search_names.add(
      row.incident_seq,
      toNameKey(row.entity_ref, row.word),
    );
  }
  return rows;
}

/** Items without those of incidents that make no sense since somebody changed them, which then count as different. */
async function buildReadable<Item>(
  seqs: readonly number[],
  build: (seqs: readonly number[]) => Promise<Map<number, Item>>,
): Promise<Map<number, Item>> {
  try {
    return await build(seqs);
  } catch (error) {
    const isAboutValues = [TypeError, RangeError, SyntaxError].some(
      kind => error instanceof kind,
    );
    if (!isAboutValues) throw error;
    if (seqs.length === 1) return new Map();
    const items = new Map<number, Item>();
    for (const seq of seqs) {
      const found = await buildReadable([seq], build);
      found.forEach((item, key) => items.set(key, item));
    }
    return items;
  }
}

async function buildExpected(
  db: Knex,
  seqs: readonly number[],
  dueRules: DueRules,
  rulesOf: ReadonlyMap<number, number>,
): Promise<TableRows> {
  const rows = createTableRows();
  for (const [seq, item] of await buildListItems(db, seqs)) {
    const { facts, affected, roles } = item;
    rows.incident_list_items.add(seq, ONLY_ROW, { facts, affected, roles });
  }
  const dueItems = await buildReadable(seqs, some =>
    buildDueItems(db, some, dueRules),
  );
  dueItems.forEach((item, seq) =>
    addDueItem(rows.incident_due_items, seq, { ...item }),
  );
  const analysisItems = await buildReadable(seqs, some =>
    buildAnalysisItems(db, some, dueRules),
  );
  analysisItems.forEach((item, seq) =>
    addAnalysisItem(
      rows.incident_analysis_items,
      { ...item },
      rulesOf.get(seq) ?? dueRules.code,
      dueRules,
    ),
  );
  const scopeItems: Row[] = await selectScopeItems(db, seqs);
  for (const row of scopeItems) addScopeItem(rows.incident_scope_items, row);
  for (const { seq, words, names } of await buildSearchIndex(db, seqs)) {
    words.forEach(word => rows.search_words.add(seq, word));
    names.forEach((nameWords, entityRef) =>
      nameWords.forEach(word =>
        rows.search_names.add(seq, toNameKey(entityRef, word)),
      ),
    );
  }
  return rows;
}

/** What is searched of a review; nothing of one that somebody changed to what is no JSON. */
function toSearchedReview(row: Row): SearchedReview | undefined {
  try {
    return toReviewRecord(row);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
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
  const reviews: Row[] = await db('reviews')
    .whereIn('incident_seq', [...seqs])
    .select('incident_seq', 'state', 'fields');
  const reviewOf = new Map(
    reviews.map(row => [Number(row.incident_seq), toSearchedReview(row)]),
  );
  return incidents.map(row => ({
    seq: Number(row.seq),
    words: getIncidentWords(
      {
        key: String(row.key),
        title: String(row.title),
        summary: (row.summary ?? undefined) as string | undefined,
        codename: (row.codename ?? undefined) as string | undefined,
      },
      reviewOf.get(Number(row.seq)),
    ),
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

/**
 * Compares the rows of some incidents with the record. Run it in a transaction that sees one state. What was due of an open
 * incident by other rules or settings is no difference; the task `apply-due-rules` brings it up to date.
 */
export async function findIncidentDifferences(
  db: Knex,
  seqs: readonly number[],
  dueRules: DueRules,
): Promise<IncidentDifference[]> {
  const rulesOf = new Map<number, number>();
  const stored = await readStored(db, seqs, dueRules, rulesOf);
  const expected = await buildExpected(db, seqs, dueRules, rulesOf);
  const builtByOthers = new Set(
    await findItemsOfOtherRules(db, dueRules, { among: seqs }),
  );
  const tables = Object.keys(INCIDENT_COLUMNS) as IncidentTable[];
  return seqs
    .map(seq => ({
      seq,
      differences: tables.flatMap(table =>
        table === 'incident_due_items' && builtByOthers.has(seq)
          ? []
          : compareRows(
              table,
              stored[table].get(seq),
              expected[table].get(seq),
            ),
      ),
    }))
    .filter(({ differences }) => differences.length > 0);
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
