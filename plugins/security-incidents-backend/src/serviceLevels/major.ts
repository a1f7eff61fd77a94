import { ConflictError } from '@backstage/errors';
import {
  isFrozenStatus,
  type IncidentStatus,
  type MajorIncidentStatus,
  type ParsedMajor,
} from 'backstage-plugin-security-incidents-common';
import type {
  AffectedRecord,
  IncidentRecord,
  MajorStandingRecord,
} from '../incidents/store/records';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { MajorCriterion } from './settings';

/*
 * The configuration and escalation ladders propose a major incident; a person decides. After the decision, a reason is not
 * proposed again while it lasts.
 */

function matches<T>(
  wanted: readonly T[] | undefined,
  value: T | undefined,
): boolean {
  return !wanted || (value !== undefined && wanted.includes(value));
}

/** Describes how an incident meets a criterion; undefined if it does not. */
function describeMatch(
  criterion: MajorCriterion,
  { severity, priority, personalData }: IncidentRecord,
  affected: readonly AffectedRecord[],
): string | undefined {
  const { severities, priorities, tiers, affectedAtLeast } = criterion;
  const services = affected.filter(({ role }) => role !== 'cleared');
  const tier = services
    .map(({ snapshot }) => snapshot.tier)
    .find(found => found !== undefined && tiers?.includes(found));
  const isMet =
    matches(severities, severity) &&
    matches(priorities, priority) &&
    (!tiers || tier !== undefined) &&
    services.length >= (affectedAtLeast ?? 0) &&
    (!criterion.personalData || personalData.involved === 'yes');
  if (!isMet) return undefined;
  const words = [
    severities && `its severity is ${severity}`,
    priorities && `its priority is ${priority}`,
    tiers && `it affects a service of tier ${tier}`,
    affectedAtLeast &&
      `it affects ${affectedAtLeast} ${
        affectedAtLeast === 1 ? 'service' : 'services'
      } or more`,
    criterion.personalData && 'personal data is involved',
  ]
    .filter(Boolean)
    .join(', and ');
  return `${words[0].toLocaleUpperCase('en')}${words.slice(1)}`;
}

/** Finds the criteria that an incident meets, in words. */
export function findMajorReasons(
  criteria: readonly MajorCriterion[],
  incident: IncidentRecord,
  affected: readonly AffectedRecord[],
): string[] {
  const reasons = criteria.flatMap(
    criterion => describeMatch(criterion, incident, affected) ?? [],
  );
  return [...new Set(reasons)];
}

/** A proposal has no effect once the incident is over, until it is re-opened. */
const isOver = (status: IncidentStatus) =>
  status === 'resolved' || isFrozenStatus(status);

/** Builds the response for the major-incident state. */
export function toMajorStatus({
  status,
  isMajor,
  majorAt,
  majorReason,
  majorStanding: standing,
}: IncidentRecord): MajorIncidentStatus {
  if (!standing) {
    // Incidents that became major before decisions were recorded.
    return isMajor
      ? {
          state: 'declared',
          at: majorAt,
          reason: majorReason,
          proposedBecause: [],
        }
      : { state: 'none', proposedBecause: [] };
  }
  const { state, at, by, reason, because } = standing;
  if (state === 'proposed' && isOver(status)) {
    return { state: 'none', proposedBecause: [] };
  }
  return {
    state: state === 'ended' ? 'none' : state,
    at,
    by,
    reason,
    proposedBecause: because,
  };
}

/** The effect of a change on the proposal. */
export interface ProposalChange {
  standing: MajorStandingRecord | undefined;
  /** Reasons that were not proposed before. */
  fresh: string[];
}

/**
 * Updates the proposal after a change.
 *
 * @param met - criteria that the incident meets now
 * @param raised - reasons from ladder steps that just fired
 */
export function followProposal(
  incident: IncidentRecord,
  met: readonly string[],
  raised: readonly string[],
  at: string,
): ProposalChange {
  const before = incident.majorStanding;
  const same = { standing: before, fresh: [] };
  if (incident.isMajor || isOver(incident.status)) return same;
  const kept = before?.raised ?? [];
  const fresh = [...met, ...raised].filter(
    reason => !before?.because.includes(reason),
  );
  const allRaised = [...new Set([...kept, ...raised])];
  const because = [...new Set([...met, ...allRaised])];
  if (fresh.length > 0) {
    return {
      standing: { state: 'proposed', at, because, raised: allRaised },
      fresh,
    };
  }
  if (!before || because.length === before.because.length) return same;
  // A reason that no longer holds may be proposed again later.
  return before.state === 'proposed' && because.length === 0
    ? { standing: undefined, fresh: [] }
    : { standing: { ...before, because }, fresh: [] };
}

/**
 * Records the decision about a major incident.
 *
 * @throws ConflictError when there is nothing to decide
 */
export async function decideMajor(
  change: IncidentChange,
  { decision, reason }: ParsedMajor,
) {
  const { incident, actor, at } = change;
  const { key, status, isMajor, majorStanding: standing } = incident;
  if (decision !== 'end' && !isMajor && isOver(status)) {
    throw new ConflictError(
      `decision: ${key} is ${status} and can no longer become a major incident; re-open it first`,
    );
  }
  const because = standing?.because ?? [];
  const decided = {
    at,
    by: actor,
    reason,
    because,
    raised: standing?.raised ?? [],
  };
  if (decision === 'declare') {
    if (isMajor) {
      throw new ConflictError(`decision: ${key} is already a major incident`);
    }
    await change.set({
      isMajor: true,
      majorReason: reason,
      majorAt: at,
      majorStanding: { ...decided, state: 'declared' },
    });
    await change.log('major.declared', { reason, because });
  } else if (decision === 'decline') {
    if (isMajor || standing?.state !== 'proposed') {
      throw new ConflictError(
        `decision: there is no proposal to make ${key} a major incident`,
      );
    }
    await change.set({ majorStanding: { ...decided, state: 'declined' } });
    await change.log('major.declined', { reason, because });
  } else {
    if (!isMajor) {
      throw new ConflictError(`decision: ${key} is not a major incident`);
    }
    await change.set({
      isMajor: false,
      majorReason: undefined,
      majorAt: undefined,
      majorStanding: { ...decided, state: 'ended' },
    });
    await change.log('major.ended', { reason, because });
  }
}
