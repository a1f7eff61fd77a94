import type { ReviewActionRow, ReviewRow } from '../../database/reviewTables';
import { createRowMapper } from '../../database/rowMapper';
import type { ActionRecord, ReviewRecord } from './records';

export const { toRecord: toReviewRecord, toRow: toReviewRow } = createRowMapper<
  ReviewRecord,
  ReviewRow
>({
  required: { boolean: 'required' },
  requiredBecause: 'required_because',
  dueAt: 'due_at',
  state: 'state',
  needsApproval: { boolean: 'needs_approval' },
  fields: { json: 'fields' },
  changes: { json: 'changes' },
  facilitatorRef: 'facilitator_ref',
  version: 'version',
  completedAt: 'completed_at',
  completedBy: 'completed_by',
  approvedAt: 'approved_at',
  approvedBy: 'approved_by',
  reopenedAt: 'reopened_at',
  reopenedBy: 'reopened_by',
  reopenReason: 'reopen_reason',
  waivedAt: 'waived_at',
  waivedBy: 'waived_by',
  waivedReason: 'waived_reason',
  remindedAt: 'reminded_at',
});

export const { toRecord: toActionRecord, toRow: toActionRow } = createRowMapper<
  ActionRecord,
  ReviewActionRow
>({
  id: 'id',
  type: 'type',
  title: 'title',
  ownerRef: 'owner_ref',
  dueAt: 'due_at',
  firstDueAt: 'first_due_at',
  moves: 'moves',
  state: 'state',
  nextAt: 'next_at',
  worksIf: 'works_if',
  checkBy: 'check_by',
  checkerRef: 'checker_ref',
  checkResult: 'check_result',
  checkText: 'check_text',
  checkedAt: 'checked_at',
  checkedBy: 'checked_by',
  link: 'link',
  note: 'note',
  noteAt: 'note_at',
  noteBy: 'note_by',
  addedAt: 'added_at',
  addedBy: 'added_by',
  doneAt: 'done_at',
  doneBy: 'done_by',
  droppedAt: 'dropped_at',
  droppedReason: 'dropped_reason',
  remindedAt: 'reminded_at',
  leadRemindedAt: 'lead_reminded_at',
  version: 'version',
});
