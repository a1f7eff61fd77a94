import {
  type MissingFact,
  type PlanClockReading,
  type PopulationState,
  POPULATION_STATES,
  POPULATION_STATUSES,
  type RecordField,
  REQUIREMENT_IDS,
  type RequirementId,
  type RequirementResult,
} from 'backstage-plugin-security-incidents-common';
import { toEscalation } from '../../serviceLevels/record';
import type { ServiceLevelSettings } from '../../serviceLevels/settings';
import type { IncidentFacts } from './facts';
import { getImpactFacts } from './impact';
import { getClocks, getManagementUpdates } from './levels';

/** What one requirement says about one incident, and since when it lacks something. */
export interface Outcome {
  result: RequirementResult;
  missing: MissingFact[];
  since?: string;
}

/** What the rules look at. */
interface Basis {
  facts: IncidentFacts;
  state: PopulationState;
  clocks: PlanClockReading[];
  now: string;
}

const NOT_APPLICABLE: Outcome = { result: 'not-applicable', missing: [] };
const NOT_DUE: Outcome = { result: 'not-due', missing: [] };
const MET: Outcome = { result: 'met', missing: [] };

/** Met unless something is missing. */
function judge(missing: MissingFact[], since?: string): Outcome {
  return missing.length === 0 ? MET : { result: 'missing', missing, since };
}

const lacking = (
  field: RecordField,
  isMissing: boolean,
  more: Omit<MissingFact, 'field'> = {},
): MissingFact[] => (isMissing ? [{ field, ...more }] : []);

/** The state of an incident in the population; merged ones and exercises have none. */
export function getPopulationState({
  incident: { status },
}: IncidentFacts): PopulationState | undefined {
  return POPULATION_STATES.find(state =>
    POPULATION_STATUSES[state].includes(status),
  );
}

const isHandled = (state: PopulationState) =>
  state === 'handled' || state === 'resolved' || state === 'closed';
const isEnded = (state: PopulationState) =>
  state === 'resolved' || state === 'closed';

/** The last change to a status. */
function findLast({ statusChanges }: IncidentFacts, status: string) {
  return statusChanges.filter(({ to }) => to === status).pop();
}

/** Who closed it last; undefined unless it is closed. */
export function getCloser(facts: IncidentFacts): string | undefined {
  return facts.incident.status === 'closed'
    ? findLast(facts, 'closed')?.by
    : undefined;
}

function judgeRecorded({ facts, state }: Basis): Outcome {
  const { incident } = facts;
  if (state === 'triage') return NOT_DUE;
  if (state === 'dismissed') {
    const dismissal = findLast(facts, 'dismissed');
    const hasReason = Boolean(dismissal?.reason || incident.resolution);
    return judge(lacking('disposition', !hasReason), dismissal?.at);
  }
  return judge(
    lacking('class', incident.classification === undefined),
    incident.declaredAt,
  );
}

function judgePrioritised({ facts: { incident }, state }: Basis): Outcome {
  if (!isHandled(state)) return NOT_APPLICABLE;
  const { impactLevel, urgency } = incident.priorityInputs;
  return judge(
    [
      ...lacking('priority', incident.priority === undefined),
      ...lacking('priorityInputs', !impactLevel || !urgency),
    ],
    incident.declaredAt,
  );
}

/** Everybody that an escalation names, and those of them that at least one told. */
function countTold({ escalations }: IncidentFacts) {
  const named = new Set<string>();
  const told = new Set<string>();
  for (const { ref, told: wasTold } of escalations.flatMap(
    escalation => toEscalation(escalation).to,
  )) {
    named.add(ref);
    if (wasTold) told.add(ref);
  }
  return { need: named.size, have: told.size };
}

function judgeEscalated({ facts }: Basis): Outcome {
  const { escalations } = facts;
  if (escalations.length === 0) return NOT_APPLICABLE;
  const { need, have } = countTold(facts);
  return judge(
    lacking('escalationRecipients', have < need || need === 0, { have, need }),
    escalations[0].firedAt,
  );
}

function judgeResolved({ facts, state }: Basis): Outcome {
  if (state === 'handled') return NOT_DUE;
  if (!isEnded(state)) return NOT_APPLICABLE;
  const { incident, steps, affected } = facts;
  const undecided = affected.filter(
    ({ compromise }) => compromise === 'unknown',
  ).length;
  return judge(
    [
      ...lacking('resolution', !incident.resolution?.summary),
      ...lacking('steps', steps.length === 0),
      ...lacking('serviceDecisions', undecided > 0, {
        have: affected.length - undecided,
        need: affected.length,
      }),
    ],
    incident.resolvedAt,
  );
}

const OPEN_OBLIGATIONS = ['to-assess', 'pending', 'missed'];

function judgeClosed({ facts, state }: Basis): Outcome {
  if (state === 'resolved') return NOT_DUE;
  if (state !== 'closed') return NOT_APPLICABLE;
  const { incident, obligations } = facts;
  const open = obligations.filter(each =>
    OPEN_OBLIGATIONS.includes(each.state),
  ).length;
  const closer = getCloser(facts);
  return judge(
    [
      ...lacking('obligationDecisions', open > 0, {
        have: obligations.length - open,
        need: obligations.length,
      }),
      ...lacking(
        'secondPerson',
        incident.isMajor && closer === incident.resolvedBy,
      ),
    ],
    incident.closedAt,
  );
}

function judgeAnalysed({ facts: { incident }, state }: Basis): Outcome {
  if (!isEnded(state)) return NOT_APPLICABLE;
  const impact = getImpactFacts(incident);
  return judge(
    [
      ...lacking('serviceMinutes', impact.serviceMinutes === undefined),
      ...lacking('recordsExposed', impact.recordsExposed === undefined),
      ...lacking('peopleAffected', impact.peopleAffected === undefined),
    ],
    incident.resolvedAt,
  );
}

const overdueSince = (dueAt: string, now: string) => ({
  overMs: Date.parse(now) - Date.parse(dueAt),
});

/** Whether management has to hear of an incident. */
function concernsManagement({ incident }: IncidentFacts): boolean {
  return (
    incident.isMajor || incident.priority === 'P1' || incident.priority === 'P2'
  );
}

function judgeReported({ facts, state, clocks, now }: Basis): Outcome {
  if (!isHandled(state) || !concernsManagement(facts)) return NOT_APPLICABLE;
  const { incident } = facts;
  const updates = getManagementUpdates(facts);
  if (isEnded(state)) {
    // The last one tells how it ended: it came after the response had worked.
    const end =
      incident.recoveredAt ?? incident.containedAt ?? incident.declaredAt ?? '';
    const last = updates[updates.length - 1];
    return judge(
      lacking('managementUpdate', last === undefined || last < end),
      incident.resolvedAt,
    );
  }
  const clock = clocks.find(({ clock: name }) => name === 'updateEvery');
  if (clock?.state === 'breached') {
    return judge(
      lacking('managementUpdate', true, overdueSince(clock.dueAt, now)),
      clock.dueAt,
    );
  }
  return updates.length > 0 ? MET : NOT_DUE;
}

const REVIEWED_SEVERITIES = ['high', 'critical'];

function judgeReviewed({ facts, state, now }: Basis): Outcome {
  const { incident, review } = facts;
  if (!isEnded(state)) return NOT_APPLICABLE;
  const isRequired =
    review?.required ??
    (incident.isMajor || REVIEWED_SEVERITIES.includes(incident.severity ?? ''));
  if (!isRequired) return NOT_APPLICABLE;
  const isDone =
    review?.state === 'approved' ||
    (review?.state === 'completed' && !review.needsApproval);
  if (isDone) return MET;
  const dueAt = review?.dueAt ?? incident.closedAt;
  const isLate =
    review?.state === 'waived' ||
    state === 'closed' ||
    (dueAt !== undefined && dueAt < now);
  return isLate
    ? judge(lacking('review', true), dueAt ?? incident.resolvedAt)
    : NOT_DUE;
}

function judgeDetection({ facts: { incident } }: Basis): Outcome {
  return judge(
    lacking('detectionMethod', !incident.detection?.method),
    incident.recordedAt,
  );
}

function judgeResponse({ facts, state }: Basis): Outcome {
  if (!isHandled(state)) return NOT_APPLICABLE;
  const { incident, runs, noPlan } = facts;
  return judge(
    lacking('plan', runs.length === 0 && noPlan === undefined),
    incident.declaredAt,
  );
}

function judgeContainment({ state, clocks, now }: Basis): Outcome {
  const clock = clocks.find(({ clock: name }) => name === 'contain');
  if (!isHandled(state) || !clock) return NOT_APPLICABLE;
  if (clock.state === 'met') return MET;
  if (clock.state !== 'breached') return NOT_DUE;
  const end = clock.stoppedAt ?? now;
  return judge(
    lacking('containment', true, overdueSince(clock.dueAt, end)),
    clock.dueAt,
  );
}

/** The tasks that ask for evidence, as far as they are done, and those of them that a file is kept for. */
export function countEvidence({ tasks, evidenceTasks }: IncidentFacts) {
  const asking = tasks.filter(({ needsEvidence }) => needsEvidence);
  const isKept = ({ id }: { id: string }) => evidenceTasks.includes(id);
  const due = asking.filter(task => task.state === 'done' || isKept(task));
  return {
    need: due.length,
    have: due.filter(isKept).length,
    open: asking.filter(
      task =>
        task.state !== 'done' && task.state !== 'skipped' && !isKept(task),
    ).length,
    since: due.find(task => !isKept(task))?.endedAt,
  };
}

function judgeEvidence({ facts, state }: Basis): Outcome {
  if (!isHandled(state)) return NOT_APPLICABLE;
  const { need, have, open, since } = countEvidence(facts);
  if (have < need) {
    return judge(lacking('evidence', true, { have, need }), since);
  }
  if (need > 0) return MET;
  return open > 0 && !isEnded(state) ? NOT_DUE : NOT_APPLICABLE;
}

const RULES: Record<RequirementId, (basis: Basis) => Outcome> = {
  recorded: judgeRecorded,
  prioritised: judgePrioritised,
  escalated: judgeEscalated,
  resolved: judgeResolved,
  closed: judgeClosed,
  analysed: judgeAnalysed,
  reported: judgeReported,
  reviewed: judgeReviewed,
  'element-detection': judgeDetection,
  'element-response': judgeResponse,
  'element-resolution': judgeContainment,
  'element-reporting': judgeEvidence,
};

/** The outcome of all requirements for one incident of the population, and the clocks that they looked at. */
export function evaluateRequirements(
  facts: IncidentFacts,
  state: PopulationState,
  settings: ServiceLevelSettings,
  now: string,
): { outcomes: Record<RequirementId, Outcome>; clocks: PlanClockReading[] } {
  const clocks = getClocks(facts, settings, now);
  const basis = { facts, state, clocks, now };
  return {
    clocks,
    outcomes: Object.fromEntries(
      REQUIREMENT_IDS.map(id => [id, RULES[id](basis)]),
    ) as Record<RequirementId, Outcome>,
  };
}
