import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import type {
  DueNoticeCheck,
  NoticeKind,
  NoticeRecord,
  NoticesQueue,
  NoticesWriter,
} from './NoticesStore';
import { toNoticeRecord, toNoticeRow } from './rows';

const CHUNK = 50;
const OF_DUE_TIMES: readonly NoticeKind[] = ['due-soon', 'overdue'];

/** Notifications and the times of the next checks, in the database. */
export class DatabaseNotices implements NoticesWriter, NoticesQueue {
  constructor(private readonly db: Knex) {}

  async insert(notices: readonly NoticeRecord[]) {
    for (let start = 0; start < notices.length; start += CHUNK) {
      await this.db('notices')
        .insert(
          notices.slice(start, start + CHUNK).map(notice => ({
            ...toNoticeRow(notice),
          })),
        )
        .onConflict(['incident_seq', 'notice_key'])
        .ignore();
    }
  }

  async getDueKeys(incidentSeq: number) {
    const keys: string[] = await this.db('notices')
      .where({ incident_seq: incidentSeq })
      .whereIn('kind', [...OF_DUE_TIMES])
      .pluck('notice_key');
    return new Set(keys);
  }

  async setCheck(incidentSeq: number, checkAt: string | undefined) {
    const checks = this.db('notice_checks');
    if (checkAt === undefined) {
      await checks.where({ incident_seq: incidentSeq }).delete();
      return;
    }
    await checks
      .insert({ incident_seq: incidentSeq, check_at: checkAt })
      .onConflict('incident_seq')
      .merge();
  }

  async findDueChecks(now: string, limit: number, after?: DueNoticeCheck) {
    const query = this.db('notice_checks as due')
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

  async findUnsent(now: string, limit: number, incidentId?: string) {
    const query = this.db('notices')
      .join('incidents', 'incidents.seq', 'notices.incident_seq')
      .select('notices.*', 'incidents.id as incident_id')
      .where('notices.next_attempt_at', '<=', now);
    if (incidentId !== undefined) query.where('incidents.id', incidentId);
    const rows: Row[] = await query
      .orderBy(['notices.next_attempt_at', 'notices.id'])
      .limit(limit);
    return rows.map(row => ({
      incidentId: String(row.incident_id),
      notice: toNoticeRecord(row),
    }));
  }

  async claim(
    { id, attempts, nextAttemptAt: seen }: NoticeRecord,
    nextAttemptAt: string,
  ) {
    const taken = await this.db('notices')
      .where({ id, attempts, next_attempt_at: seen })
      .update({ attempts: attempts + 1, next_attempt_at: nextAttemptAt });
    return taken === 1;
  }

  async saveAttempt(
    id: string,
    attempt: Partial<
      Pick<NoticeRecord, 'nextAttemptAt' | 'sentAt' | 'problem'>
    >,
  ) {
    await this.db('notices').where({ id }).update(toNoticeRow(attempt));
  }

  async forgetBefore(time: string, limit: number) {
    const old = this.db('notices')
      .select('id')
      .where('created_at', '<', time)
      .whereNull('next_attempt_at')
      .whereNotIn('kind', [...OF_DUE_TIMES])
      .limit(limit);
    return this.db('notices').whereIn('id', old).delete();
  }
}
