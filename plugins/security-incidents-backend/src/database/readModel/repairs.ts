import type { Knex } from 'knex';
import { chunks } from '../chunks';
import type { ReadModelRepairRow } from '../tables';
import type { RowDifference } from './verify';

/** More of one incident add nothing for whoever investigates. */
const MAX_REPAIRS = 100;

/** Records what a repair replaced; it would otherwise remove the trace of a manipulation. */
export async function saveRepairs(
  trx: Knex,
  subject: string,
  differences: ReadonlyArray<
    RowDifference & { found?: number; expected?: number }
  >,
): Promise<void> {
  const at = new Date().toISOString();
  const rows = differences.slice(0, MAX_REPAIRS).map(
    ({
      table,
      row = null,
      field = null,
      kind,
      found = null,
      expected = null,
    }): Omit<ReadModelRepairRow, 'id'> => ({
      repaired_at: at,
      subject,
      table_name: table,
      row_name: row,
      field,
      kind,
      found,
      expected,
    }),
  );
  for (const part of chunks(rows)) {
    await trx('read_model_repairs').insert(part);
  }
}
