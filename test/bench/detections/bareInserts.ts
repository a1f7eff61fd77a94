import type { Knex } from 'knex';

/** The tables that a delivery writes to, in the order of the intake, with the column that names the delivery. */
const TABLES = [
  { name: 'detection_replays', delivery: 'delivery_key', generated: [] },
  { name: 'detection_deliveries', delivery: 'id', generated: [] },
  { name: 'detections', delivery: 'delivery_id', generated: ['seq'] },
  { name: 'detection_sightings', delivery: 'delivery_id', generated: ['seq'] },
] as const;
const COPY = 'bare_';

type Row = Record<string, unknown>;

interface DeliveryRows {
  table: string;
  rows: Row[];
}

/** Creates empty copies of the tables with the same indexes and constraints. */
async function createCopies(db: Knex): Promise<void> {
  for (const { name } of TABLES) {
    await db.raw('create table ?? (like ?? including all)', [
      `${COPY}${name}`,
      name,
    ]);
  }
}

/** The rows that deliveries wrote, by delivery. */
async function readRows(db: Knex, deliveries: number) {
  const sample: Row[] = await db('detection_deliveries')
    .orderBy('received_at', 'desc')
    .limit(deliveries);
  const read = new Map<unknown, DeliveryRows[]>();
  for (const { id, delivery_key: key } of sample) {
    const parts: DeliveryRows[] = [];
    for (const { name, delivery, generated } of TABLES) {
      const value = delivery === 'delivery_key' ? key : id;
      const rows: Row[] = await db(name).where({ [delivery]: value });
      parts.push({
        table: `${COPY}${name}`,
        rows: rows.map(row =>
          Object.fromEntries(
            Object.entries(row).filter(
              ([column]) => !(generated as readonly string[]).includes(column),
            ),
          ),
        ),
      });
    }
    read.set(id, parts);
  }
  return [...read.values()];
}

/** Makes the SQL of a delivery before the clock starts. */
function toStatements(db: Knex, parts: readonly DeliveryRows[]) {
  return parts
    .filter(({ rows }) => rows.length > 0)
    .map(({ table, rows }) => db(table).insert(rows).toSQL().toNative());
}

/**
 * Inserts the rows of deliveries a second time, into copies of their tables: one transaction per delivery, nothing but the
 * inserts.
 *
 * @returns milliseconds per delivery
 */
export async function measureBareInserts(
  db: Knex,
  { deliveries, clients }: { deliveries: number; clients: number },
): Promise<number> {
  await createCopies(db);
  const all = (await readRows(db, deliveries)).map(parts =>
    toStatements(db, parts),
  );
  let next = 0;
  const client = async () => {
    while (next < all.length) {
      const statements = all[next];
      next += 1;
      await db.transaction(async trx => {
        for (const { sql, bindings } of statements) {
          const connection = await trx.client.acquireConnection();
          await connection.query({ text: sql, values: bindings });
        }
      });
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return (performance.now() - began) / all.length;
}
