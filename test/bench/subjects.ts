import type { Knex } from 'knex';
import type { Subject } from './service';

/** The number of entities that take turns, so that caches do not decide the result. */
const TURNS = 20;

async function entitiesWithHistory(
  db: Knex,
  relation: string,
): Promise<string[]> {
  const rows: Array<{ scope_ref: string }> = await db('incident_scopes')
    .select('scope_ref')
    .where({ relation })
    .groupBy('scope_ref')
    .orderByRaw('count(distinct incident_seq) desc, scope_ref');
  return rows.map(row => row.scope_ref);
}

/** Overview and list, for entities with little, much and very much history. */
export async function subjectsOf(db: Knex): Promise<Subject[]> {
  const services = await entitiesWithHistory(db, 'entity');
  const systems = await entitiesWithHistory(db, 'system');
  const middle = Math.floor(services.length / 2);
  const kinds = {
    'a usual service': services.slice(middle, middle + TURNS),
    'a busy service': services.slice(0, TURNS),
    'a system': systems.slice(systems.length / 2, systems.length / 2 + TURNS),
  };
  return Object.entries(kinds).flatMap(([name, entityRefs]) =>
    (['overview', 'list'] as const).map(call => ({ name, call, entityRefs })),
  );
}
