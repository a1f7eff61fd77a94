import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import {
  CountChanges,
  selectCountsFromRecord,
} from '../database/readModel/counts';
import { rebuildAnalysisItems } from '../database/readModel/analysisItems';
import { rebuildDueItems } from '../database/readModel/due';
import { createDueRules } from '../serviceLevels/nextDue';
import {
  buildNewIncidents,
  rebuildIncidents,
} from '../database/readModel/build';

const RULES = createDueRules();

async function copies(db: Knex): Promise<string[]> {
  const rows = [
    // Apps with other settings have items that these rules do not make.
    ...(await db('incident_due_items').where({ rules: RULES.name })),
    ...(await db('incident_analysis_items').where({ rules: RULES.code })),
    ...(await db('incident_scope_items').select()),
    ...(await db('incident_list_items').select()),
  ];
  return rows.map(row => JSON.stringify(row));
}

/** Returns the counts above zero, by their keys. */
function byKey(rows: Array<Record<string, unknown>>): Map<string, number> {
  const counts = rows.map(({ total, is_open: isOpen, ...key }) => {
    const ordered = Object.entries({ ...key, isOpen: Boolean(isOpen) }).sort();
    return [JSON.stringify(ordered), Number(total)] as const;
  });
  return new Map(counts.filter(([, total]) => total !== 0).sort());
}

/** Does something in a transaction that is rolled back. */
async function inVain<T>(
  db: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const trx = await db.transaction();
  try {
    return await work(trx);
  } finally {
    await trx.rollback();
  }
}

/** Asserts that the read model matches the record. */
export async function assertReadModelMatches(db: Knex): Promise<void> {
  const kept = await copies(db);
  expect(byKey(await db('incident_counts'))).toEqual(
    byKey(await selectCountsFromRecord(db)),
  );
  const [other] = await db('incident_due_items').whereNot({
    rules: RULES.name,
  });
  const rows = await db('incidents').select('seq');
  const made = await inVain(db, async trx => {
    await trx('incident_scope_items').delete();
    await trx('incident_list_items').delete();
    for (const seqs of chunks(rows.map(({ seq }) => Number(seq)))) {
      await buildNewIncidents(trx, seqs, new CountChanges());
      if (other) continue;
      await rebuildDueItems(trx, seqs, RULES);
      await rebuildAnalysisItems(trx, seqs, RULES);
    }
    return copies(trx);
  });
  const [isKept, isMade] = [new Set(kept), new Set(made)];
  const missing = made.filter(row => !isKept.has(row));
  const wrong = kept.filter(row => !isMade.has(row));
  expect({ wrong, missing }).toEqual({ wrong: [], missing: [] });
}

/** Sets a record to a final state directly in the database and returns its number. */
export async function rewriteIncident(
  db: Knex,
  id: string,
  row: Record<string, unknown>,
): Promise<number> {
  const [{ seq }] = await db('incidents').where({ id }).update(row, ['seq']);
  await rebuildIncidents(db, [seq]);
  await rebuildDueItems(db, [seq], RULES);
  await rebuildAnalysisItems(db, [seq], RULES);
  return seq;
}
