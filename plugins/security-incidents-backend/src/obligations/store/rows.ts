import { createRowMapper } from '../../database/rowMapper';
import type { ObligationRow } from '../../database/followUpTables';
import type { ObligationRecord } from './ObligationsStore';

export const { toRecord: toObligationRecord, toRow: toObligationRow } =
  createRowMapper<ObligationRecord, ObligationRow>({
    id: 'id',
    ruleId: 'rule_id',
    regime: 'regime',
    rule: { json: 'rule' },
    state: 'state',
    raisedAt: 'raised_at',
    anchorAt: 'anchor_at',
    startsAt: 'starts_at',
    atRiskAt: 'at_risk_at',
    dueAt: 'due_at',
    dueBasis: 'due_basis',
    decidedAt: 'decided_at',
    decidedBy: 'decided_by',
    reason: 'reason',
    decidedWith: 'decided_with',
    submittedAt: 'submitted_at',
    submissionRecordedAt: 'submission_recorded_at',
    submittedBy: 'submitted_by',
    proof: 'proof',
    reference: 'reference',
    remindedAt: 'reminded_at',
    version: 'version',
  });
