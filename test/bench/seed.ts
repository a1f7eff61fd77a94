import createKnex, { type Knex } from 'knex';
import {
  type HistoryPart,
  seedStatements,
  TABLES_OF_ENTRIES,
} from './seedStatements';

interface Definition {
  table: string;
  name: string;
  definition: string;
}

/** Primary keys, unique constraints and indexes of the record's tables. */
async function readDefinitions(db: Knex) {
  const constraints: { rows: Definition[] } = await db.raw(`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where connamespace = current_schema()::regnamespace and contype in ('p', 'u')
      and conrelid::regclass::text not like 'knex%'`);
  const indexes: { rows: Definition[] } = await db.raw(`
    select tablename as "table", indexname as name, indexdef as definition
    from pg_indexes
    where schemaname = current_schema() and tablename not like 'knex%'
      and indexname not in (select conname from pg_constraint)`);
  return { constraints: constraints.rows, indexes: indexes.rows };
}

const SETTINGS = {
  work_mem: '256MB',
  maintenance_work_mem: '1GB',
  jit: 'off',
};

/** Runs the statements of each lane in order, and the lanes at the same time, each on a connection of its own. */
async function runInLanes(db: Knex, lanes: string[][]): Promise<void> {
  const { client, connection: address } = db.client.config;
  const connections = createKnex({
    client,
    connection: address,
    pool: { min: 0, max: lanes.length },
  });
  await Promise.all(
    lanes.map((statements, lane) =>
      connections.transaction(async connection => {
        for (const [name, value] of Object.entries(SETTINGS)) {
          await connection.raw('select set_config(?, ?, true)', [name, value]);
        }
        for (const [index, statement] of statements.entries()) {
          await connection.raw('select setseed(?)', [
            1 / (1 + lane + lanes.length * index),
          ]);
          await connection.raw(statement);
        }
      }),
    ),
  ).finally(() => connections.destroy());
}

/**
 * Fills a migrated, empty record on PostgreSQL, always with the same rows. It writes to the tables directly because the
 * service layer would take hours. Reads do not see the difference, except that the hash chains do not verify.
 *
 * Tables are unlogged and indexes are built after the rows, which makes the load several times faster. Two connections
 * share the work, because PostgreSQL uses one core for each.
 *
 * @param size - the number of incidents
 * @param part - the tables that are needed
 */
export async function seed(
  db: Knex,
  size: number,
  part: HistoryPart = 'all',
): Promise<void> {
  const { constraints, indexes } = await readDefinitions(db);
  for (const { name } of indexes) await db.raw('drop index ??', [name]);
  for (const { table, name } of constraints) {
    await db.raw('alter table ?? drop constraint ??', [table, name]);
  }
  for (const table of new Set(constraints.map(key => key.table))) {
    await db.raw('alter table ?? set unlogged', [table]);
  }
  await runInLanes(db, seedStatements(size, part));
  await db.raw('drop table links');

  const builds = [
    ...constraints.map(({ table, name, definition }) => ({
      table,
      statement: `alter table "${table}" add constraint "${name}" ${definition}`,
    })),
    ...indexes.map(({ table, definition }) => ({
      table,
      statement: definition,
    })),
  ];
  const ofEntries = ({ table }: { table: string }) =>
    TABLES_OF_ENTRIES.includes(table);
  const lanes = [
    builds.filter(build => !ofEntries(build)),
    builds.filter(ofEntries),
  ];
  await runInLanes(
    db,
    lanes.map(lane => lane.map(({ statement }) => statement)),
  );
  // Leaves the tables as autovacuum would.
  await db.raw('vacuum analyze');
}

/** The number of rows in each table, for the report. */
export async function sizes(db: Knex): Promise<Record<string, number>> {
  const answer: Record<string, number> = {};
  for (const table of [
    'incidents',
    'timeline_entries',
    'resolution_steps',
    'affected_entities',
    'incident_scopes',
    'incident_members',
    'search_words',
    'incident_scope_items',
    'incident_counts',
  ]) {
    const [{ total }] = await db(table).count({ total: '*' });
    answer[table] = Number(total);
  }
  return answer;
}
