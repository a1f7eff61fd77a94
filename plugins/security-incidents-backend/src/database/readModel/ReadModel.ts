import type { Knex } from 'knex';
import { CHUNK } from '../../incidents/store/incidentQueries';
import { buildListItems, insertScopeItems } from './build';
import { CountChanges } from './counts';
import {
  buildSearchIndex,
  findCountDifferences,
  findIncidentDifferences,
  findNextIncidents,
  findNextScopes,
  findScopesWithoutCounts,
} from './verify';

/** The result of one slice of a check. */
export interface CheckedSlice<Position> {
  /** Where the next slice starts; undefined after the last one. */
  next?: Position;
  /** The rows that differed from the record and were repaired, one line each. */
  repaired: string[];
}

/** Compares the read model with the record in slices, and repairs what differs. */
export class ReadModel {
  constructor(private readonly db: Knex) {}

  /** Checks the rows of up to `limit` incidents. */
  async checkIncidents(
    after: number,
    limit: number,
  ): Promise<CheckedSlice<number>> {
    const seqs = await findNextIncidents(this.db, after, limit);
    if (seqs.length === 0) return { repaired: [] };
    const differing = await this.#snapshot(trx =>
      findIncidentDifferences(trx, seqs),
    );
    const repaired: string[] = [];
    for (const { seq, tables } of differing) {
      await this.db.transaction(trx => rebuildRows(trx, seq));
      repaired.push(`${tables.join(', ')}: incident ${seq}`);
    }
    const missing = await findScopesWithoutCounts(this.db, seqs);
    repaired.push(...(await this.#checkCountsOf(missing)));
    return { next: seqs[seqs.length - 1], repaired };
  }

  /** Checks the counts of up to `limit` entities. */
  async checkCounts(
    after: string,
    limit: number,
  ): Promise<CheckedSlice<string>> {
    const scopeRefs = await findNextScopes(this.db, after, limit);
    if (scopeRefs.length === 0) return { repaired: [] };
    return {
      next: scopeRefs[scopeRefs.length - 1],
      repaired: await this.#checkCountsOf(scopeRefs),
    };
  }

  /** PostgreSQL refuses the repair when a change of an incident came in between; a later check does it. */
  async #checkCountsOf(scopeRefs: readonly string[]): Promise<string[]> {
    if (scopeRefs.length === 0) return [];
    return this.#snapshot(async trx => {
      const differing = await findCountDifferences(trx, scopeRefs);
      const changes = new CountChanges();
      for (const { row, stored, expected } of differing) {
        changes.change(row, expected - stored);
      }
      await changes.save(trx);
      return differing.map(
        ({ row, stored, expected }) =>
          `incident_counts: ${row.scope_ref} through ${row.entity_ref} was ${stored} instead of ${expected}`,
      );
    });
  }

  /** A transaction that sees one state of the database. */
  #snapshot<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.db.client.config.client === 'pg'
      ? this.db.transaction(work, { isolationLevel: 'repeatable read' })
      : this.db.transaction(work);
  }
}

/** Rewrites the rows of one incident, but not the counts, which have a check of their own. */
async function rebuildRows(trx: Knex.Transaction, seq: number): Promise<void> {
  // Changes of an incident hold the same lock.
  await trx('incidents').where({ seq }).forUpdate().select('seq');
  await trx('incident_scope_items').where({ seq }).delete();
  const mine = { incident_seq: seq };
  for (const table of ['incident_list_items', 'search_words', 'search_names']) {
    await trx(table).where(mine).delete();
  }
  const item = (await buildListItems(trx, [seq])).get(seq);
  if (!item) return;
  await insertScopeItems(trx, seq);
  await trx('incident_list_items').insert({ ...mine, ...item });
  const [{ words, names }] = await buildSearchIndex(trx, [seq]);
  await insertInChunks(
    trx,
    'search_words',
    words.map(word => ({ ...mine, word })),
  );
  await insertInChunks(
    trx,
    'search_names',
    [...names].flatMap(([ref, nameWords]) =>
      nameWords.map(word => ({ ...mine, entity_ref: ref, word })),
    ),
  );
}

async function insertInChunks(
  trx: Knex.Transaction,
  table: string,
  rows: readonly object[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    await trx(table).insert(rows.slice(start, start + CHUNK));
  }
}
