import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  checkTimestamps,
  getObligationState,
  OWN_OBLIGATION_MOMENTS,
  type ObligationMoment,
  type ParsedDecideObligation,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../incidents/IncidentChange';
import { getRuleName, readClock } from './clocks';
import type { ObligationRuleBook } from './ObligationRuleBook';
import type { ObligationRecord } from './store/ObligationsStore';

/** Moments without which it is not known that the duty applies. The others can come later. */
const NEEDED_TO_APPLY: readonly ObligationMoment[] = [
  'confirmed',
  'high-risk-found',
  'materiality-determined',
  'discovered',
];

/** A decision about a version that somebody else decided since. It says who decided what. */
export class StaleObligationError extends ConflictError {
  name = 'ConflictError' as const;
  readonly currentVersion: number;

  constructor({ rule, state, decidedBy, decidedAt, ...now }: ObligationRecord) {
    const what = decidedBy
      ? `${decidedBy} decided "${state}" at ${decidedAt}${
          now.reason ? `: ${now.reason}` : ''
        }`
      : `it is "${state}"`;
    super(`If-Match: ${getRuleName(rule)} changed since you read it; ${what}`);
    this.currentVersion = now.version;
  }
}

/** The obligation of an incident that a request names. */
export function findObligation(
  obligations: readonly ObligationRecord[],
  id: string,
): ObligationRecord {
  const found = obligations.find(obligation => obligation.id === id);
  if (!found) throw new NotFoundError(`No obligation ${id} of this incident`);
  return found;
}

/** @throws InputError that names the field */
function assertPast(times: Partial<Record<string, string>>, now: string) {
  const [problem] = checkTimestamps(times, Date.parse(now)).filter(
    ({ overridable }) => !overridable,
  );
  if (problem) throw new InputError(`${problem.field}: ${problem.rule}`);
}

function isOwnMoment(anchor: ObligationMoment): boolean {
  return (OWN_OBLIGATION_MOMENTS as readonly ObligationMoment[]).includes(
    anchor,
  );
}

/** Sets the moments that a decision states. */
async function setMoments(
  change: IncidentChange,
  { rule, anchorAt: known }: ObligationRecord,
  request: { awareAt?: string; anchorAt?: string },
): Promise<{ anchorAt?: string; awareBefore?: string }> {
  const { incident, at } = change;
  const { awareAt, anchorAt } = request;
  assertPast({ awareAt, anchorAt }, at);
  if (anchorAt !== undefined && !isOwnMoment(rule.anchor)) {
    throw new InputError(
      `anchorAt: ${getRuleName(
        rule,
      )} has no moment of its own; it counts from "${rule.anchor}"`,
    );
  }
  const isAwareNeeded = rule.anchor === 'aware' || rule.cap?.anchor === 'aware';
  if (isAwareNeeded && (awareAt ?? incident.awareAt) === undefined) {
    throw new InputError(
      'awareAt: is needed, since the clock starts when the organisation became aware',
    );
  }
  if (NEEDED_TO_APPLY.includes(rule.anchor) && !(anchorAt ?? known)) {
    throw new InputError(
      `anchorAt: is needed, since ${getRuleName(rule)} counts from "${
        rule.anchor
      }"`,
    );
  }
  if (rule.anchor === 'classified-major' && !incident.isMajor) {
    throw new ConflictError(
      `decision: ${getRuleName(
        rule,
      )} applies to major incidents; declare it major first`,
    );
  }
  const awareBefore = incident.awareAt;
  if (awareAt !== undefined && awareAt !== awareBefore) {
    await change.set({ awareAt });
  }
  return { anchorAt: anchorAt ?? known, awareBefore };
}

const NO_SUBMISSION = {
  submittedAt: undefined,
  submissionRecordedAt: undefined,
  submittedBy: undefined,
  proof: undefined,
  reference: undefined,
};

function needReason(reason: string | undefined, why: string): void {
  if (reason === undefined) throw new InputError(`reason: is needed, ${why}`);
}

/** What differs. An entry that repeats what did not change would keep texts that are erased elsewhere. */
function findChanges(
  before: ObligationRecord,
  after: ObligationRecord,
): Partial<ObligationRecord> {
  const names = Object.keys({ ...before, ...after }) as Array<
    keyof ObligationRecord
  >;
  return Object.fromEntries(
    names
      .filter(name => before[name] !== after[name])
      .map(name => [name, after[name]]),
  );
}

/** Records a decision of a person about an obligation. */
export async function decideObligation(
  change: IncidentChange,
  obligation: ObligationRecord,
  all: readonly ObligationRecord[],
  request: ParsedDecideObligation,
  book: ObligationRuleBook,
): Promise<void> {
  const { tx, incident, actor, at } = change;
  const { rule } = obligation;
  const previous = {
    state: obligation.state,
    dueAt: obligation.dueAt,
    submittedAt: obligation.submittedAt,
  };
  const isSending = request.decision === 'submitted';
  const moments =
    request.decision === 'applicable' || isSending
      ? await setMoments(change, obligation, request)
      : {};
  if (isSending) {
    assertPast({ submittedAt: request.submittedAt }, at);
    if (obligation.state !== 'pending') {
      needReason(
        request.reason,
        'since nobody decided before that it has to be sent, or it is changed',
      );
    }
  }
  const decided: ObligationRecord = {
    ...obligation,
    ...NO_SUBMISSION,
    ...('anchorAt' in moments && { anchorAt: moments.anchorAt }),
    state: request.decision === 'applicable' ? 'pending' : request.decision,
    decidedAt: request.decision === 'to-assess' ? undefined : at,
    decidedBy: request.decision === 'to-assess' ? undefined : actor,
    decidedWith: undefined,
    reason: request.reason ?? obligation.reason,
    version: obligation.version + 1,
    ...(isSending && {
      submittedAt: request.submittedAt,
      submissionRecordedAt: at,
      submittedBy: actor,
      proof: request.proof,
      reference: request.reference,
      // Who decided before that it has to be sent stays known.
      ...(obligation.state === 'pending' && {
        decidedAt: obligation.decidedAt,
        decidedBy: obligation.decidedBy,
      }),
    }),
  };
  Object.assign(decided, readClock(decided, incident, all, book));
  const isLate = getObligationState(decided, at) === 'submitted-late';
  if (isSending && isLate) {
    needReason(request.reason, 'since it was sent after it was due');
  }
  await tx.obligations.update(
    incident.seq,
    obligation.id,
    findChanges(obligation, decided),
  );
  await change.log(isSending ? 'obligation.submitted' : 'obligation.decided', {
    obligationId: obligation.id,
    ruleId: obligation.ruleId,
    name: getRuleName(rule),
    decision: request.decision,
    reason: request.reason,
    dueAt: decided.dueAt,
    dueBasis: decided.dueBasis,
    ...(moments.awareBefore !== incident.awareAt &&
      'awareBefore' in moments && {
        awareAt: { from: moments.awareBefore ?? null, to: incident.awareAt },
      }),
    ...(decided.anchorAt !== obligation.anchorAt && {
      anchorAt: { from: obligation.anchorAt ?? null, to: decided.anchorAt },
    }),
    ...(isSending && {
      submittedAt: decided.submittedAt,
      proof: decided.proof,
      reference: decided.reference,
      isLate,
    }),
    previous,
  });
}
