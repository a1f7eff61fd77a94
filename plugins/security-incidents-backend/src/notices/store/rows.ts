import { createRowMapper } from '../../database/rowMapper';
import type { NoticeRow } from '../../database/followUpTables';
import type { NoticeRecord } from './NoticesStore';

export const { toRecord: toNoticeRecord, toRow: toNoticeRow } = createRowMapper<
  NoticeRecord,
  NoticeRow
>({
  id: 'id',
  incidentSeq: 'incident_seq',
  kind: 'kind',
  noticeKey: 'notice_key',
  actor: 'actor',
  data: { json: 'data' },
  createdAt: 'created_at',
  attempts: 'attempts',
  nextAttemptAt: 'next_attempt_at',
  sentAt: 'sent_at',
  problem: 'problem',
});
