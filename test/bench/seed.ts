import type { Knex } from 'knex';
import { seedStatements } from './seedStatements';

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

/**
 * Fills a migrated, empty record on PostgreSQL, always with the same rows. It writes to the tables directly because the
 * service layer would take hours. Reads do not see the difference, except that the hash chains do not verify.
 *
 * Tables are unlogged and indexes are built after the rows, which makes the load several times faster.
 *
 * @param size - the number of incidents
 */
export async function seed(
  db: Knex,
  size: number,
  onStep: (step: string) => void = () => {},
): Promise<void> {
  const { constraints, indexes } = await readDefinitions(db);
  await db.raw("set work_mem = '256MB'");
  await db.raw("set maintenance_work_mem = '1GB'");
  await db.raw('set jit = off');
  for (const { name } of indexes) await db.raw('drop index ??', [name]);
  for (const { table, name } of constraints) {
    await db.raw('alter table ?? drop constraint ??', [table, name]);
  }
  for (const table of new Set(constraints.map(key => key.table))) {
    await db.raw('alter table ?? set unlogged', [table]);
  }
  for (const [index, statement] of seedStatements(size).entries()) {
    await db.raw('select setseed(?)', [1 / (index + 1)]);
    await db.raw(statement);
    onStep(statement.trim().slice(0, 60));
  }
  await db.raw('drop table links');
  for (const { table, name, definition } of constraints) {
    await db.raw(`alter table ?? add constraint ?? ${definition}`, [
      table,
      name,
    ]);
  }
  for (const { definition } of indexes) await db.raw(definition);
  onStep('indexes');
  for (const setting of ['work_mem', 'maintenance_work_mem', 'jit']) {
    await db.raw(`reset ${setting}`);
  }
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
