import type { Knex } from 'knex';
import {
  claimAttempt,
  type DueCheck,
  findDueAttempts,
  findDueChecks,
  setCheck,
} from '../../database/queues';
import type {
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
    await setCheck(this.db, 'notice_checks', incidentSeq, checkAt);
  }

  async findDueChecks(now: string, limit: number, after?: DueCheck) {
    return findDueChecks(this.db, 'notice_checks', now, limit, after);
  }

  async findUnsent(now: string, limit: number, incidentId?: string) {
    const rows = await findDueAttempts(
      this.db,
      'notices',
      now,
      limit,
      incidentId,
    );
    return rows.map(row => ({
      incidentId: String(row.incident_id),
      notice: toNoticeRecord(row),
    }));
  }

  async claim(notice: NoticeRecord, nextAttemptAt: string) {
    return claimAttempt(this.db, 'notices', notice, nextAttemptAt);
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
