import type { Knex } from 'knex';
import { chunks } from '../chunks';
import { createRowMapper } from '../rowMapper';
import type { ReadModelRepairRow } from '../readModelTables';
import type { RowDifference } from './verify';

/** More of one incident add nothing for whoever investigates. */
const MAX_REPAIRS = 100;

/** What a repair found, and replaced by what the record says. */
export interface RepairRecord extends RowDifference {
  repairedAt: string;
  /** The id of an incident, or `read-model`. */
  subject: string;
  /** The value of a count, and what it should have been. */
  found?: number;
  expected?: number;
}

export const { toRecord: toRepairRecord, toRow: toRepairRow } = createRowMapper<
  RepairRecord,
  ReadModelRepairRow
>({
  repairedAt: 'repaired_at',
  subject: 'subject',
  table: 'table_name',
  row: 'row_name',
  field: 'field',
  kind: 'kind',
  found: 'found',
  expected: 'expected',
});

/** Records what a repair replaced; it would otherwise remove the trace of a manipulation. */
export async function saveRepairs(
  trx: Knex,
  repair: Pick<RepairRecord, 'subject' | 'repairedAt'>,
  differences: ReadonlyArray<Omit<RepairRecord, 'subject' | 'repairedAt'>>,
): Promise<void> {
  const rows = differences
    .slice(0, MAX_REPAIRS)
    .map(
      ({
        table,
        row = undefined,
        field = undefined,
        kind,
        found = undefined,
        expected = undefined,
      }) =>
        // Every row has all columns, so that rows can be inserted together.
        toRepairRow({ ...repair, table, row, field, kind, found, expected }),
    );
  for (const part of chunks(rows)) {
    await trx('read_model_repairs').insert(part);
  }
}
