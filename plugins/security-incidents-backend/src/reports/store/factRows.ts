import type {
  GapExplanation,
  IncidentStatus,
  RequirementId,
  StepAudience,
  StepKind,
} from 'backstage-plugin-security-incidents-common';
import type { Row } from '../../database/rowMapper';
import type {
  ActionFact,
  ObligationFact,
  ReviewFact,
  StatusFact,
  StepFact,
  TaskFact,
} from '../evaluate/facts';

const optional = <T extends string>(value: unknown): T | undefined =>
  value === null || value === undefined ? undefined : (String(value) as T);

export function toStepFact(row: Row): StepFact {
  return {
    id: String(row.id),
    kind: String(row.kind) as StepKind,
    audience: optional<StepAudience>(row.audience),
    performedAt: String(row.performed_at),
    performedBy: String(row.performed_by),
  };
}

/** Data that was erased leaves a change without its statuses, which then counts for nothing. */
export function toStatusFact(row: Row): StatusFact {
  const data = row.data === null ? {} : JSON.parse(String(row.data));
  return {
    at: String(row.at),
    by: String(row.actor),
    from: optional<IncidentStatus>(data.from),
    to: String(data.to) as IncidentStatus,
    reason: optional(data.reason),
  };
}

export function toTaskFact(row: Row): TaskFact {
  return {
    id: String(row.id),
    runId: String(row.run_id),
    state: String(row.state),
    required: Boolean(row.required),
    needsEvidence: Boolean(JSON.parse(String(row.definition)).evidenceRequired),
    dueAt: optional(row.due_at),
    endedAt: optional(row.ended_at),
  };
}

export function toObligationFact(row: Row): ObligationFact {
  return {
    state: String(row.state),
    title: String(JSON.parse(String(row.rule)).title ?? ''),
    dueAt: optional(row.due_at),
  };
}

export function toReviewFact(row: Row): ReviewFact {
  return {
    required: Boolean(row.required),
    state: String(row.state),
    needsApproval: Boolean(row.needs_approval),
    dueAt: optional(row.due_at),
  };
}

export function toActionFact(row: Row): ActionFact {
  return {
    id: String(row.id),
    title: String(row.title),
    state: String(row.state),
    ownerRef: optional(row.owner_ref),
    dueAt: optional(row.due_at),
    firstDueAt: optional(row.first_due_at),
    checkBy: optional(row.check_by),
  };
}

export function toExplanations(
  rows: readonly Row[],
): Partial<Record<RequirementId, GapExplanation>> {
  return Object.fromEntries(
    rows.map(row => [
      String(row.requirement),
      { text: String(row.text), at: String(row.at), by: String(row.by) },
    ]),
  );
}
