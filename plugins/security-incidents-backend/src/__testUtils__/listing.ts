import type { Knex } from 'knex';
import { refreshListing } from '../store/listing';

const sorted = (rows: object[]) => rows.map(row => JSON.stringify(row)).sort();

async function copies(db: Knex) {
  return {
    scoped: sorted(await db('scoped_incidents').select()),
    listed: sorted(await db('listed_incidents').select()),
  };
}

/** Whatever a test did: lists show what the record says. */
export async function assertListingIsTrue(db: Knex): Promise<void> {
  const kept = await copies(db);
  for (const { seq } of await db('incidents').select('seq')) {
    await refreshListing(db, seq);
  }
  expect(kept).toEqual(await copies(db));
}

/** Makes a record what it would be after its life, which its rules allow nobody; answers its number. */
export async function rewriteIncident(
  db: Knex,
  id: string,
  row: Record<string, unknown>,
): Promise<number> {
  const [{ seq }] = await db('incidents').where({ id }).update(row, ['seq']);
  await refreshListing(db, seq);
  return seq;
}
