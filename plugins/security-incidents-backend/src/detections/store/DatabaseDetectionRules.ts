import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import type { Row } from '../../database/rowMapper';
import type {
  DetectionRulesStore,
  RulesTransaction,
  StoredRules,
} from './DetectionRulesStore';
import type { ChangeRecord } from './records';
import {
  toChangeRecord,
  toChangeRow,
  toDetectionRecord,
  toPatternRecord,
  toPatternRow,
  toRuleRecord,
  toRuleRow,
  toSuppressionRecord,
  toSuppressionRow,
} from './rows';

/** More than a page can show. */
const MAX_STORED = 500;
/** Names the lock of changes; any number that no other lock has. */
const LOCK = 0x5ec16;

async function read(db: Knex): Promise<StoredRules> {
  const rules: Row[] = await db('detection_rules')
    .orderBy(['position', 'id'])
    .limit(MAX_STORED);
  const suppressions: Row[] = await db('detection_suppressions')
    .orderBy(['created_at', 'id'])
    .limit(MAX_STORED);
  const patterns: Row[] = await db('detection_patterns')
    .orderBy(['position', 'id'])
    .limit(MAX_STORED);
  return {
    rules: rules.map(toRuleRecord),
    suppressions: suppressions.map(toSuppressionRecord),
    patterns: patterns.map(toPatternRecord),
  };
}

async function save(db: Knex, table: string, rows: readonly Row[]) {
  if (rows.length === 0) return;
  await db(table)
    .insert([...rows])
    .onConflict('id')
    .merge();
}

/** Rules, suppressions and patterns that people made. */
export class DatabaseDetectionRules implements DetectionRulesStore {
  constructor(private readonly db: Knex) {}

  read(): Promise<StoredRules> {
    return read(this.db);
  }

  async listChanges(limit: number): Promise<ChangeRecord[]> {
    const rows: Row[] = await this.db('detection_changes')
      .orderBy('seq', 'desc')
      .limit(limit);
    return rows.map(toChangeRecord);
  }

  async change<T>(work: (tx: RulesTransaction) => Promise<T>): Promise<T> {
    return this.db.transaction(async trx => {
      if (trx.client.config.client === 'pg') {
        await trx.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
      }
      return work({
        stored: await read(trx),
        saveRules: rules => save(trx, 'detection_rules', rules.map(toRuleRow)),
        deleteRule: id => trx('detection_rules').where({ id }).delete(),
        saveSuppression: suppression =>
          save(trx, 'detection_suppressions', [toSuppressionRow(suppression)]),
        listWaiting: async limit => {
          const rows: Row[] = await trx('detections')
            .where({ status: 'new', is_test: false })
            .orderBy('seq')
            .limit(limit)
            .forUpdate();
          return rows.map(toDetectionRecord);
        },
        suppress: async (seqs, suppressionId) => {
          for (const part of chunks(seqs)) {
            await trx('detections')
              .whereIn('seq', part)
              .update({
                status: 'suppressed',
                suppression_id: suppressionId,
                pending: null,
                version: trx.raw('version + 1'),
              });
          }
        },
        savePatterns: patterns =>
          save(trx, 'detection_patterns', patterns.map(toPatternRow)),
        deletePattern: id => trx('detection_patterns').where({ id }).delete(),
        log: async change => {
          await trx('detection_changes').insert(toChangeRow(change));
        },
      });
    });
  }

  async log(change: ChangeRecord): Promise<void> {
    await this.db('detection_changes').insert(toChangeRow(change));
  }

  async forgetSuppressions(endedBefore: string): Promise<void> {
    await this.db('detection_suppressions')
      .where('ends_at', '<', endedBefore)
      .delete();
  }
}
