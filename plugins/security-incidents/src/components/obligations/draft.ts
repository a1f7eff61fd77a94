import {
  type DecideObligationRequest,
  type IncidentObligations,
  type Obligation,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useState } from 'react';

/** What a reader can answer. */
export type Answer = DecideObligationRequest['decision'];

/** A decision that is being written. */
export interface Draft {
  answer: Answer;
  /** ISO times; undefined while there is none. */
  awareAt?: string;
  anchorAt?: string;
  submittedAt?: string;
  proof: string;
  reference: string;
  reason: string;
}

const OPEN = [
  'applicable',
  'not-applicable',
  'submitted',
  'to-assess',
] as const;
const TO_SEND = ['submitted', 'not-applicable', 'to-assess'] as const;
const DECIDED = [
  'applicable',
  'submitted',
  'not-applicable',
  'to-assess',
] as const;

/** The answers to offer, the likely one first. */
export function getAnswers({ state }: Obligation): readonly Answer[] {
  if (state === 'to-assess') return OPEN;
  return state === 'pending' || state === 'missed' ? TO_SEND : DECIDED;
}

function getFirstAnswer(obligation: Obligation): Answer {
  const [first] = getAnswers(obligation);
  if (obligation.state === 'not-applicable') return 'not-applicable';
  return obligation.state.startsWith('submitted') ? 'submitted' : first;
}

/** The decision as it is written, with what is known filled in. */
export function useDraft(
  obligation: Obligation,
  { moments }: IncidentObligations,
  answer?: Answer,
) {
  const [draft, setDraft] = useState<Draft>(() => ({
    answer: answer ?? getFirstAnswer(obligation),
    awareAt: moments.awareAt ?? moments.declaredAt,
    anchorAt: obligation.anchorAt,
    submittedAt: obligation.submission?.at,
    proof: obligation.submission?.proof ?? '',
    reference: obligation.submission?.reference ?? '',
    reason: '',
  }));
  const change = useCallback(
    (changes: Partial<Draft>) =>
      setDraft(before => ({ ...before, ...changes })),
    [],
  );
  return { draft, change };
}

const needsAware = ({ rule }: Obligation) =>
  rule.anchor === 'aware' || rule.cap?.anchor === 'aware';

/** Whether everything that is needed is there. The backend checks the rest. */
export function isComplete(draft: Draft, obligation: Obligation): boolean {
  const { answer, awareAt, submittedAt, proof, reason } = draft;
  const isSending = answer === 'submitted';
  const hasReason = Boolean(reason.trim());
  if (answer === 'not-applicable' || answer === 'to-assess') return hasReason;
  if (needsAware(obligation) && !awareAt) return false;
  if (!isSending) return hasReason;
  const mayBeSilent =
    obligation.state === 'pending' || obligation.state === 'missed';
  return Boolean(submittedAt && proof.trim()) && (hasReason || mayBeSilent);
}

/** What is sent. */
export function toRequest(draft: Draft): DecideObligationRequest {
  const { answer, awareAt, anchorAt, submittedAt } = draft;
  const reason = draft.reason.trim();
  if (answer === 'not-applicable' || answer === 'to-assess') {
    return { decision: answer, reason };
  }
  const moments = {
    ...(awareAt && { awareAt }),
    ...(anchorAt && { anchorAt }),
  };
  if (answer === 'applicable') return { decision: answer, reason, ...moments };
  return {
    decision: answer,
    submittedAt: submittedAt ?? '',
    proof: draft.proof.trim(),
    ...(draft.reference.trim() && { reference: draft.reference.trim() }),
    ...(reason && { reason }),
    ...moments,
  };
}
