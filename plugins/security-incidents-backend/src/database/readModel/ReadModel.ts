import type { Knex } from 'knex';
import { chunks } from '../chunks';
import { READ_MODEL } from '../../verification/DatabaseFindings';
import type { FindingReporter } from '../../verification/FindingReporter';
import type { Row } from '../rowMapper';
import {
  findAnalysisItemsOfOtherRules,
  rebuildAnalysisItems,
} from './analysisItems';
import { buildListItems, insertScopeItems } from './build';
import { CountChanges } from './counts';
import { findChangedMonths } from './months/changes';
import {
  findMonthDifferences,
  findNextMonths,
  LEAST_INCIDENTS,
  saveMonth,
} from './months/storedMonths';
import { saveRepairs } from './repairs';
import { type DueRules, findItemsOfOtherRules, rebuildDueItems } from './due';
import {
  buildSearchIndex,
  type CountDifference,
  findCountDifferences,
  findIncidentDifferences,
  findNextIncidents,
  findNextScopes,
  findScopesWithoutCounts,
  type IncidentDifference,
} from './verify';

/** The result of one slice of a check. */
export interface CheckedSlice<Position> {
  /** Where the next slice starts; undefined after the last one. */
  next?: Position;
  /** The rows that differed from the record and were repaired, one line each. */
  repaired: string[];
  /** What was reported: ids of incidents, or `read-model`. */
  subjects: string[];
}

type Reporter = Pick<FindingReporter, 'report'>;

/** Such as 2026-11. */
const toMonthName = (month: number) =>
  `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`;

/**
 * Compares the read model with the record in slices, and repairs what differs. A difference may be the trace of somebody who
 * changed the database, so it is reported before it is repaired, and each repair leaves a row in `read_model_repairs`.
 */
export class ReadModel {
  constructor(
    private readonly db: Knex,
    private readonly dueRules: DueRules,
    private readonly clock: () => Date,
  ) {}

  /**
   * Builds items anew that were built with other rules or settings: after an upgrade, or a change of the configuration.
   *
   * @returns how many; fewer than `limit` when no other is left
   */
  async applyDueRules(limit: number): Promise<number> {
    const { db, dueRules } = this;
    const due = await findItemsOfOtherRules(db, dueRules, { limit });
    const analysed = await findAnalysisItemsOfOtherRules(db, dueRules, limit);
    const seqs = [...new Set([...due, ...analysed])].slice(0, limit);
    for (const seq of seqs) {
      await db.transaction(async trx => {
        await lockIncident(trx, seq);
        await rebuildDueItems(trx, [seq], dueRules);
        await rebuildAnalysisItems(trx, [seq], dueRules);
      });
    }
    return seqs.length;
  }

  /**
   * Counts months of the analysis that are over and changed. PostgreSQL refuses it when another instance counts the same month.
   *
   * @param least - months with fewer incidents are not counted ahead
   * @returns how many; fewer than `limit` when no other is left
   */
  async countMonths(limit: number, least = LEAST_INCIDENTS): Promise<number> {
    const months = await findChangedMonths(this.db, this.clock(), limit);
    for (const month of months) {
      await this.#snapshot(trx => saveMonth(trx, month, least));
    }
    return months.length;
  }

  /** Checks the rows of up to `limit` incidents. */
  async checkIncidents(
    after: number,
    limit: number,
    reporter: Reporter,
  ): Promise<CheckedSlice<number>> {
    const seqs = await findNextIncidents(this.db, after, limit);
    if (seqs.length === 0) return { repaired: [], subjects: [] };
    const differing = await this.#snapshot(trx =>
      findIncidentDifferences(trx, seqs, this.dueRules),
    );
    const repaired: string[] = [];
    const subjects: string[] = [];
    for (const difference of differing) {
      const { subject, line } = await this.#reportIncident(
        difference,
        reporter,
      );
      await this.db.transaction(async trx => {
        await rebuildRows(trx, difference.seq, this.dueRules);
        await saveRepairs(trx, this.#toRepair(subject), difference.differences);
      });
      repaired.push(line);
      subjects.push(subject);
    }
    const missing = await findScopesWithoutCounts(this.db, seqs);
    const counts = await this.#checkCountsOf(missing, reporter);
    return {
      next: seqs[seqs.length - 1],
      repaired: [...repaired, ...counts],
      subjects: [...subjects, ...counts.map(() => READ_MODEL)],
    };
  }

  /** Checks the counts of up to `limit` entities. */
  async checkCounts(
    after: string,
    limit: number,
    reporter: Reporter,
  ): Promise<CheckedSlice<string>> {
    const scopeRefs = await findNextScopes(this.db, after, limit);
    if (scopeRefs.length === 0) return { repaired: [], subjects: [] };
    const repaired = await this.#checkCountsOf(scopeRefs, reporter);
    return {
      next: scopeRefs[scopeRefs.length - 1],
      repaired,
      subjects: repaired.map(() => READ_MODEL),
    };
  }

  /** Checks up to `limit` months of the analysis that did not change since they were counted. */
  async checkMonths(
    after: number,
    limit: number,
    reporter: Reporter,
  ): Promise<CheckedSlice<number>> {
    const months = await findNextMonths(this.db, after, limit);
    const repaired: string[] = [];
    for (const month of months) {
      const line = `analysis_months: ${toMonthName(month)}`;
      const differences = await this.#snapshot(trx =>
        findMonthDifferences(trx, month),
      );
      if (differences.length === 0) continue;
      const tables = new Set(differences.map(({ table }) => table));
      await reporter.report({
        subject: READ_MODEL,
        status: 'record-mismatch',
        message: `The read model differs from the records of ${toMonthName(
          month,
        )}: ${[...tables].join(', ')}`,
      });
      await this.#snapshot(async trx => {
        await saveMonth(trx, month, 0);
        await saveRepairs(trx, this.#toRepair(READ_MODEL), differences);
      });
      repaired.push(line);
    }
    return {
      ...(months.length > 0 && { next: months[months.length - 1] }),
      repaired,
      subjects: repaired.map(() => READ_MODEL),
    };
  }

  /** Rows of an incident that does not exist belong to the read model. */
  async #reportIncident(
    { seq, differences }: IncidentDifference,
    reporter: Reporter,
  ): Promise<{ subject: string; line: string }> {
    const incident: Row | undefined = await this.db('incidents')
      .where({ seq })
      .first('id', 'key');
    const subject = incident ? String(incident.id) : READ_MODEL;
    const places = new Set(
      differences.map(({ table, field }) =>
        field ? `${table}.${field}` : table,
      ),
    );
    await reporter.report({
      subject,
      status: 'record-mismatch',
      message: `The read model differs from the record of ${
        incident?.key ?? `incident ${seq}, which does not exist`
      }: ${[...places].join(', ')}`,
    });
    const tables = new Set(differences.map(({ table }) => table));
    return { subject, line: `${[...tables].join(', ')}: incident ${seq}` };
  }

  /** PostgreSQL refuses the repair when a change of an incident came in between; a later check does it. */
  async #checkCountsOf(
    scopeRefs: readonly string[],
    reporter: Reporter,
  ): Promise<string[]> {
    if (scopeRefs.length === 0) return [];
    const differing = await this.#snapshot(trx =>
      findCountDifferences(trx, scopeRefs),
    );
    if (differing.length === 0) return [];
    await reporter.report({
      subject: READ_MODEL,
      status: 'record-mismatch',
      message: `The read model differs from the records in ${
        differing.length
      } counts, first ${toLine(differing[0])}`,
    });
    return this.#snapshot(async trx => {
      const found = await findCountDifferences(trx, scopeRefs);
      const changes = new CountChanges();
      for (const { row, stored, expected } of found) {
        changes.change(row, expected - stored);
      }
      await changes.save(trx);
      await saveRepairs(
        trx,
        this.#toRepair(READ_MODEL),
        found.map(({ row, stored, expected }) => ({
          table: 'incident_counts' as const,
          row: JSON.stringify(row),
          field: 'total',
          kind: 'changed' as const,
          found: stored,
          expected,
        })),
      );
      return found.map(toLine);
    });
  }

  #toRepair(subject: string) {
    return { subject, repairedAt: this.clock().toISOString() };
  }

  /** A transaction that sees one state of the database. */
  #snapshot<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.db.client.config.client === 'pg'
      ? this.db.transaction(work, { isolationLevel: 'repeatable read' })
      : this.db.transaction(work);
  }
}

function toLine({ row, stored, expected }: CountDifference): string {
  return `incident_counts: ${row.scope_ref} through ${row.entity_ref} was ${stored} instead of ${expected}`;
}

/** Changes of an incident hold the same lock. */
async function lockIncident(trx: Knex.Transaction, seq: number) {
  await trx('incidents').where({ seq }).forUpdate().select('seq');
}

/** Rewrites the rows of one incident, but not the counts, which have a check of their own. */
async function rebuildRows(
  trx: Knex.Transaction,
  seq: number,
  dueRules: DueRules,
): Promise<void> {
  await lockIncident(trx, seq);
  await rebuildDueItems(trx, [seq], dueRules);
  await rebuildAnalysisItems(trx, [seq], dueRules);
  await trx('incident_scope_items').where({ seq }).delete();
  const mine = { incident_seq: seq };
  for (const table of ['incident_list_items', 'search_words', 'search_names']) {
    await trx(table).where(mine).delete();
  }
  const item = (await buildListItems(trx, [seq])).get(seq);
  if (!item) return;
  await insertScopeItems(trx, [seq]);
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
  for (const part of chunks(rows)) await trx(table).insert(part);
}
