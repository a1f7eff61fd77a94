import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import type { Row } from '../../database/rowMapper';
import { RecordedWrites } from '../../verification/RecordedWrites';
import type { ObligationRecord, ObligationsWriter } from './ObligationsStore';
import { toObligationRecord, toObligationRow } from './rows';

/** Obligations of single incidents, in the database. */
export class DatabaseObligations implements ObligationsWriter {
  /** @param writes - collects what a transaction writes, for its timeline entries */
  constructor(
    private readonly db: Knex,
    private readonly writes = new RecordedWrites(),
  ) {}

  async list(seq: number): Promise<ObligationRecord[]> {
    const rows: Row[] = await this.db('obligations')
      .where({ incident_seq: seq })
      .orderBy('seq');
    return rows.map(row => toObligationRecord(row));
  }

  async listOpen(seqs: readonly number[]) {
    const found = new Map<number, ObligationRecord[]>();
    for (const some of chunks(seqs)) {
      const rows: Row[] = await this.db('obligations')
        .whereIn('incident_seq', some)
        .whereIn('state', ['to-assess', 'pending'])
        .orderBy('seq');
      for (const row of rows) {
        const seq = Number(row.incident_seq);
        const before = found.get(seq) ?? [];
        found.set(seq, [...before, toObligationRecord(row)]);
      }
    }
    return found;
  }

  async insert(seq: number, obligations: readonly ObligationRecord[]) {
    for (const obligation of obligations) {
      const row = { ...toObligationRow(obligation), incident_seq: seq };
      await this.db('obligations').insert(row);
      this.writes.set(seq, 'obligations', row);
    }
  }

  async update(seq: number, id: string, changes: Partial<ObligationRecord>) {
    const row = toObligationRow(changes);
    await this.db('obligations').where({ id }).update(row);
    this.writes.set(seq, 'obligations', { ...row, id });
  }
}
