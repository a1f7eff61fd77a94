import type { Knex } from 'knex';
import { chunks } from '../chunks';
import type { Row } from '../rowMapper';

/*
 * `incident_counts` holds the number of incidents of each entity, so that a service page adds up a few rows. A row counts
 * the incidents of one entity (`entity_ref` is `scope_ref`), or those that it has through another one, as on a system's page.
 */

/** The facts by which incidents are counted. */
const COUNTED_COLUMNS = ['mode', 'visibility', 'is_open', 'severity'] as const;

/** The primary key of `incident_counts`. */
const KEY = ['scope_ref', 'entity_ref', ...COUNTED_COLUMNS];

/** The counts that one incident is part of, by their key as text. */
export type Counted = ReadonlyMap<string, Row>;

/**
 * Lists the counts that an incident is part of.
 *
 * @param facts - a row with the columns by which incidents are counted
 * @param services - the affected entities, each with the entities that the incident counts for through it
 */
export function toCountKeys(
  facts: Row,
  services: ReadonlyArray<{ entityRef: string; scopes: readonly string[] }>,
): Counted {
  const counted = new Map<string, Row>();
  const add = (scopeRef: string, entityRef: string) => {
    const row: Row = {
      scope_ref: scopeRef,
      entity_ref: entityRef,
      mode: facts.mode,
      visibility: facts.visibility,
      is_open: Boolean(facts.is_open),
      severity: facts.severity ?? '',
    };
    counted.set(toCountKey(row), row);
  };
  for (const { entityRef, scopes } of services) {
    for (const scopeRef of scopes) {
      add(scopeRef, scopeRef);
      add(scopeRef, entityRef);
    }
  }
  return counted;
}

export function toCountKey(row: Row): string {
  return JSON.stringify(
    KEY.map(column =>
      column === 'is_open' ? Boolean(row[column]) : row[column],
    ),
  );
}

/** Collects the changes of counts that come from some incidents. */
export class CountChanges {
  readonly #rows = new Map<string, Row & { total: number }>();

  /** Adds `by` incidents to one count. */
  change(row: Row, by: number): void {
    this.#count(toCountKey(row), row, by);
  }

  /** Moves an incident from the counts that it was part of to those that it is part of. */
  add(before: Counted, after: Counted): void {
    before.forEach((row, key) => this.#count(key, row, -1));
    after.forEach((row, key) => this.#count(key, row, 1));
  }

  /**
   * Adds to the stored counts, because other transactions may change the same ones. All use the same order, which rules out
   * deadlocks.
   */
  async save(db: Knex): Promise<void> {
    const rows = [...this.#rows]
      .filter(([, { total }]) => total !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row);
    for (const part of chunks(rows)) {
      await db('incident_counts')
        .insert(part)
        .onConflict(KEY)
        .merge({ total: db.raw('incident_counts.total + excluded.total') });
    }
  }

  #count(key: string, row: Row, by: number) {
    const total = (this.#rows.get(key)?.total ?? 0) + by;
    this.#rows.set(key, { ...row, total });
  }
}

/**
 * Selects what `incident_counts` has to hold.
 *
 * @param scopeRefs - the entities to count for, all unless given
 */
export function selectCountsFromRecord(
  db: Knex,
  scopeRefs?: readonly string[],
): Knex.QueryBuilder {
  const keyOf = (columns: Record<string, string>) => ({
    ...columns,
    mode: 'incidents.mode',
    visibility: 'incidents.visibility',
    is_open: 'incidents.is_open',
  });
  const severity = db.raw("coalesce(incidents.severity, '')");
  const grouped = (query: Knex.QueryBuilder, columns: Record<string, string>) =>
    query
      .select(keyOf(columns))
      .select({ severity })
      .count({ total: '*' })
      .groupBy(
        ...new Set(Object.values(columns)),
        ...COUNTED_COLUMNS.map(column => `incidents.${column}`),
      );
  const inScope = (rows: Knex.QueryBuilder, column: string) =>
    scopeRefs ? rows.whereIn(column, [...scopeRefs]) : rows;
  const below = inScope(
    db('incident_scopes')
      .distinct('scope_ref', 'entity_ref', 'incident_seq')
      .whereNot('entity_ref', db.ref('scope_ref')),
    'scope_ref',
  );
  const whole = grouped(
    inScope(db('incident_scope_items as incidents'), 'incidents.scope_ref'),
    {
      scope_ref: 'incidents.scope_ref',
      entity_ref: 'incidents.scope_ref',
    },
  );
  const through = grouped(
    db(below.as('below') as unknown as Knex.TableDescriptor).join(
      'incidents',
      'incidents.seq',
      'below.incident_seq',
    ),
    { scope_ref: 'below.scope_ref', entity_ref: 'below.entity_ref' },
  );
  // A subquery, because knex would apply the grouping to the union.
  return db(whole.as('whole') as unknown as Knex.TableDescriptor)
    .select('*')
    .unionAll(through);
}
