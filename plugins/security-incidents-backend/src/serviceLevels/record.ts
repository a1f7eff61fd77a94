import { randomUUID } from 'node:crypto';
import type {
  Escalation,
  EscalationKind,
  EscalationRecipient,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { EscalationRecord } from './store/EscalationsStore';
import type { IncidentChange } from '../incidents/IncidentChange';
import { NO_CHANNEL } from '../kernel/RetriedDeliveries';

/** An escalation to record. */
export interface FiredEscalation {
  action: Extract<
    TimelineAction,
    'escalation.fired' | 'escalation.requested' | 'major.proposed'
  >;
  kind: EscalationKind;
  /** Defaults to the id, which allows any number of manual escalations. */
  ruleKey?: string;
  reason: string;
  recipients: EscalationRecipient[];
  raisedToMajor?: boolean;
  requestedBy?: string;
  /** Whether people were notified already. */
  isDelivered?: boolean;
  /** More data for the timeline entry. */
  data?: Record<string, unknown>;
}

/** Records an escalation and its timeline entry, and returns its id. People are notified after the commit. */
export async function recordEscalation(
  change: IncidentChange,
  fired: FiredEscalation,
): Promise<string> {
  const { action, kind, reason, recipients, data } = fired;
  const id = randomUUID();
  const raisedToMajor = fired.raisedToMajor ?? false;
  const entry = await change.log(action, {
    escalationId: id,
    kind,
    reason,
    to: recipients,
    ...(raisedToMajor && { raisedToMajor }),
    ...data,
  });
  await change.tx.escalations.insert(change.incident.seq, {
    id,
    seq: entry.seq,
    ruleKey: fired.ruleKey ?? `${kind}:${id}`,
    kind,
    firedAt: change.at,
    reason,
    recipients,
    requestedBy: fired.requestedBy,
    raisedToMajor,
    attempts: 0,
    // Recorded from the start, so that verification notices what was added later.
    withheld: undefined,
    ...(recipients.some(({ told }) => told) &&
      (fired.isDelivered
        ? { deliveredAt: change.at }
        : { nextAttemptAt: change.at })),
  });
  return id;
}

/**
 * Builds the response. Recipients whom the delivery did not reach have `told: false`; who was notified in their place comes
 * last. The last timeline entry of an escalation says the same.
 */
export function toEscalation(record: EscalationRecord): Escalation {
  const { withheld = [], deliveredAt, nextAttemptAt, problem } = record;
  // No channel is shown at once, not only after the last attempt.
  const isRetried = nextAttemptAt !== undefined && problem !== NO_CHANNEL;
  const failedBecause =
    deliveredAt || isRetried || !problem ? undefined : problem;
  const known = new Set(record.recipients.map(({ ref }) => ref));
  const instead = withheld.filter(({ ref }) => !known.has(ref));
  const corrected = [...record.recipients, ...instead].map(recipient => {
    const kept = withheld.find(({ ref }) => ref === recipient.ref);
    if (kept) return kept;
    return failedBecause && recipient.told
      ? { ...recipient, told: false, why: 'could not be delivered' }
      : recipient;
  });
  return {
    id: record.id,
    firedAt: record.firedAt,
    kind: record.kind,
    reason: record.reason,
    to: corrected,
    by: record.requestedBy,
    deliveredAt,
    failedBecause,
    ...(record.raisedToMajor && { raisedToMajor: true }),
    seq: record.seq,
  };
}
