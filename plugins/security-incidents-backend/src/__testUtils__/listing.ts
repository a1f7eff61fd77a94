import type { Knex } from 'knex';
import { refreshListing } from '../store/listing';

async function copies(db: Knex): Promise<string[]> {
  const rows = [
    ...(await db('scoped_incidents').select()),
    ...(await db('listed_incidents').select()),
  ];
  return rows.map(row => JSON.stringify(row));
}

/** Whatever a test did: lists show what the record says. */
export async function assertListingIsTrue(db: Knex): Promise<void> {
  const kept = await copies(db);
  for (const { seq } of await db('incidents').select('seq')) {
    await refreshListing(db, seq);
  }
  const made = await copies(db);
  const missing = made.filter(row => !kept.includes(row));
  const wrong = kept.filter(row => !made.includes(row));
  expect({ wrong, missing }).toEqual({ wrong: [], missing: [] });
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
