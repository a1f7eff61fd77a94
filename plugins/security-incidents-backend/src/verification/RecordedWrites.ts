import type { RecordedWrite } from 'backstage-plugin-security-incidents-common';
import type { Row } from '../database/rowMapper';
import {
  type RecordTableName,
  toRecordedColumns,
  toRowName,
} from './recordTables';

/** Collects the rows that a transaction writes, so that its timeline entries record them. */
export class RecordedWrites {
  readonly #writes = new Map<number, RecordedWrite[]>();

  /**
   * @param seq - internal key of the incident
   * @param row - the columns that were written, and those that name the row
   */
  set(seq: number, table: RecordTableName, row: Row): void {
    const set = toRecordedColumns(table, row);
    this.#add(seq, { table, row: toRowName(table, row), set });
  }

  remove(seq: number, table: RecordTableName, row: Row): void {
    this.#add(seq, { table, row: toRowName(table, row), removed: true });
  }

  /** Returns the writes of an incident since the last call. */
  take(seq: number): RecordedWrite[] {
    const writes = this.#writes.get(seq) ?? [];
    this.#writes.delete(seq);
    return writes;
  }

  /** The incidents with writes that nobody took. */
  get incidents(): number[] {
    return [...this.#writes.keys()];
  }

  #add(seq: number, write: RecordedWrite): void {
    const writes = this.#writes.get(seq);
    if (writes) writes.push(write);
    else this.#writes.set(seq, [write]);
  }
}
