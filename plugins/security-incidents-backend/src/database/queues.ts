import type { Knex } from 'knex';
import type { Row } from './rowMapper';

/** Tables with the time of the next check of each incident. */
type ChecksTable = 'service_level_checks' | 'notice_checks';
/** Tables of what is sent; `next_attempt_at` is set while an attempt is due. */
type OutboxTable = 'escalations' | 'notices';

/** An incident that is due for a check, and since when. */
export interface DueCheck {
  incidentSeq: number;
  incidentId: string;
  checkAt: string;
}

/** Sets the time of the next check of an incident; undefined for none. */
export async function setCheck(
  db: Knex,
  table: ChecksTable,
  incidentSeq: number,
  checkAt: string | undefined,
): Promise<void> {
  if (checkAt === undefined) {
    await db(table).where({ incident_seq: incidentSeq }).delete();
    return;
  }
  await db(table)
    .insert({ incident_seq: incidentSeq, check_at: checkAt })
    .onConflict('incident_seq')
    .merge();
}

/** Incidents that are due for a check, the longest overdue first, after the last one of the previous batch. */
export async function findDueChecks(
  db: Knex,
  table: ChecksTable,
  now: string,
  limit: number,
  after?: DueCheck,
): Promise<DueCheck[]> {
  const query = db(`${table} as due`)
    .join('incidents', 'incidents.seq', 'due.incident_seq')
    .select('due.incident_seq', 'due.check_at', 'incidents.id as incident_id')
    .where('due.check_at', '<=', now);
  if (after) {
    query.whereRaw('(due.check_at, due.incident_seq) > (?, ?)', [
      after.checkAt,
      after.incidentSeq,
    ]);
  }
  const rows: Row[] = await query
    .orderBy(['due.check_at', 'due.incident_seq'])
    .limit(limit);
  return rows.map(row => ({
    incidentSeq: Number(row.incident_seq),
    incidentId: String(row.incident_id),
    checkAt: String(row.check_at),
  }));
}

/** Rows whose next attempt is due, the longest due first, with `incident_id`; of one incident, if it is given. */
export async function findDueAttempts(
  db: Knex,
  table: OutboxTable,
  now: string,
  limit: number,
  incidentId?: string,
): Promise<Row[]> {
  const query = db(table)
    .join('incidents', 'incidents.seq', `${table}.incident_seq`)
    .select(`${table}.*`, 'incidents.id as incident_id')
    .where(`${table}.next_attempt_at`, '<=', now);
  if (incidentId !== undefined) query.where('incidents.id', incidentId);
  return query
    .orderBy([`${table}.next_attempt_at`, `${table}.id`])
    .limit(limit);
}

/**
 * Claims an attempt until `nextAttemptAt`. If this instance dies, another one sends then.
 *
 * @returns false when another instance claimed it first
 */
export async function claimAttempt(
  db: Knex,
  table: OutboxTable,
  seen: { id: string; attempts: number; nextAttemptAt?: string },
  nextAttemptAt: string,
): Promise<boolean> {
  const { id, attempts } = seen;
  const taken = await db(table)
    .where({ id, attempts, next_attempt_at: seen.nextAttemptAt })
    .update({ attempts: attempts + 1, next_attempt_at: nextAttemptAt });
  return taken === 1;
}
