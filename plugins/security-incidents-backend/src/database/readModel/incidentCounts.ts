import type { Knex } from 'knex';
import { CHUNK } from '../../incidents/store/incidentQueries';
import type { Row } from '../rowMapper';

/*
 * `incident_counts`: how many incidents count for an entity, so that service pages need not look at each of them. A row is
 * about one entity (`entity_ref` is `scope_ref`) or about what counts for it through another one, as on a system's page.
 */

/** What an incident is counted by. */
const COUNTED_COLUMNS = ['mode', 'visibility', 'is_open', 'severity'] as const;

const KEY = ['scope_ref', 'entity_ref', ...COUNTED_COLUMNS];

/** Counts that one incident is part of, by a text that orders them. */
export type Counted = ReadonlyMap<string, Row>;

/**
 * @param facts - a row with the columns that are counted by
 * @param services - what the incident affects, each with every entity that it counts for through it
 */
export function countedAs(
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
    counted.set(JSON.stringify(KEY.map(column => row[column])), row);
  };
  for (const { entityRef, scopes } of services) {
    for (const scopeRef of scopes) {
      add(scopeRef, scopeRef);
      add(scopeRef, entityRef);
    }
  }
  return counted;
}

/** The counts of a few incidents, as a change finds them and as it leaves them. */
export class CountChanges {
  readonly #rows = new Map<string, Row & { total: number }>();

  add(before: Counted, after: Counted): void {
    before.forEach((row, key) => this.#count(key, row, -1));
    after.forEach((row, key) => this.#count(key, row, 1));
  }

  /**
   * By adding, since others may be changing the same counts, and in one order for all, so that two changes never wait for
   * each other.
   */
  async save(db: Knex): Promise<void> {
    const rows = [...this.#rows]
      .filter(([, { total }]) => total !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row);
    for (let start = 0; start < rows.length; start += CHUNK) {
      await db('incident_counts')
        .insert(rows.slice(start, start + CHUNK))
        .onConflict(KEY)
        .merge({ total: db.raw('incident_counts.total + excluded.total') });
    }
  }

  #count(key: string, row: Row, by: number) {
    const total = (this.#rows.get(key)?.total ?? 0) + by;
    this.#rows.set(key, { ...row, total });
  }
}

/** The same counts, made from the record; for those that were not written change by change. */
export function countedAnew(db: Knex): Knex.QueryBuilder {
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
  const below = db('incident_scopes')
    .distinct('scope_ref', 'entity_ref', 'incident_seq')
    .whereNot('entity_ref', db.ref('scope_ref'))
    .as('below');
  const whole = grouped(db('scoped_incidents as incidents'), {
    scope_ref: 'incidents.scope_ref',
    entity_ref: 'incidents.scope_ref',
  });
  const through = grouped(
    db(below as unknown as Knex.TableDescriptor).join(
      'incidents',
      'incidents.seq',
      'below.incident_seq',
    ),
    { scope_ref: 'below.scope_ref', entity_ref: 'below.entity_ref' },
  );
  // A question of its own, because knex groups after the union what stands in front of it.
  return db(whole.as('whole') as unknown as Knex.TableDescriptor)
    .select('*')
    .unionAll(through);
}
