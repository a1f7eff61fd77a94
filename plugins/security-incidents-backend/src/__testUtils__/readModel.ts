import type { Knex } from 'knex';
import { selectCountsFromRecord } from '../database/readModel/counts';
import { rebuildAnalysisItems } from '../database/readModel/analysisItems';
import { rebuildDueItems } from '../database/readModel/due';
import { createDueRules } from '../serviceLevels/nextDue';
import { rebuildIncidents } from '../database/readModel/build';

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

/** Asserts that the read model matches the record. */
export async function assertReadModelMatches(db: Knex): Promise<void> {
  const kept = await copies(db);
  expect(byKey(await db('incident_counts'))).toEqual(
    byKey(await selectCountsFromRecord(db)),
  );
  const rows = await db('incidents').select('seq');
  const seqs = rows.map(({ seq }) => seq);
  await rebuildIncidents(db, seqs);
  const [other] = await db('incident_due_items').whereNot({
    rules: RULES.name,
  });
  if (!other) {
    await rebuildDueItems(db, seqs, RULES);
    await rebuildAnalysisItems(db, seqs, RULES);
  }
  const made = await copies(db);
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
