import { createRowMapper } from '../../database/rowMapper';
import type { EscalationRow } from '../../database/followUpTables';
import type { EscalationRecord } from './EscalationsStore';

export const { toRecord: toEscalationRecord, toRow: toEscalationRow } =
  createRowMapper<EscalationRecord, EscalationRow>({
    id: 'id',
    seq: 'seq',
    ruleKey: 'rule_key',
    kind: 'kind',
    firedAt: 'fired_at',
    reason: 'reason',
    recipients: { json: 'recipients' },
    requestedBy: 'requested_by',
    raisedToMajor: { boolean: 'raised_to_major' },
    nextAttemptAt: 'next_attempt_at',
    attempts: 'attempts',
    deliveredAt: 'delivered_at',
    problem: 'problem',
    withheld: { json: 'withheld' },
  });
