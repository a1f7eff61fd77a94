import { randomUUID } from 'node:crypto';
import type {
  Escalation,
  EscalationKind,
  EscalationRecipient,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type { EscalationRecord } from './store/EscalationsStore';
import type { IncidentChange } from '../incidents/IncidentChange';

/** What fires, and who it is for. */
export interface FiredEscalation {
  action: Extract<
    TimelineAction,
    'escalation.fired' | 'escalation.requested' | 'major.proposed'
  >;
  kind: EscalationKind;
  /** Its own id unless given, for what happens as often as somebody asks for it. */
  ruleKey?: string;
  reason: string;
  recipients: EscalationRecipient[];
  raisedToMajor?: boolean;
  requestedBy?: string;
  /** When people may be told; at once unless given. */
  notBefore?: string;
  /** What else the timeline keeps. */
  data?: Record<string, unknown>;
}

/** Records an escalation with its timeline entry, both or neither; answers its id. Telling people follows the commit. */
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
    nextAttemptAt: recipients.some(({ told }) => told)
      ? fired.notBefore ?? change.at
      : undefined,
  });
  return id;
}

/** An escalation as it is answered: who it did not reach after all is not said to have been told. */
export function toEscalation(record: EscalationRecord): Escalation {
  const { withheld = [], deliveredAt, nextAttemptAt, problem } = record;
  const failedBecause =
    deliveredAt || nextAttemptAt || !problem ? undefined : problem;
  const corrected = record.recipients.map(recipient => {
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
