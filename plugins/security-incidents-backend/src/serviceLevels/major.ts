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
 * Major incidents: the configuration and ladders propose, a person decides. A proposal that was decided is not made again
 * for the same reason, as long as that reason lasts.
 */

function oneOf<T>(
  wanted: readonly T[] | undefined,
  value: T | undefined,
): boolean {
  return !wanted || (value !== undefined && wanted.includes(value));
}

/** Why an incident meets a criterion, in words; undefined when it does not. */
function meets(
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
    oneOf(severities, severity) &&
    oneOf(priorities, priority) &&
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

/** The reasons that the configuration sees for making it a major incident, in words. */
export function majorReasons(
  criteria: readonly MajorCriterion[],
  incident: IncidentRecord,
  affected: readonly AffectedRecord[],
): string[] {
  const reasons = criteria.flatMap(
    criterion => meets(criterion, incident, affected) ?? [],
  );
  return [...new Set(reasons)];
}

/** A proposal for what is over is moot; should it be opened again, so is the question. */
const isOver = (status: IncidentStatus) =>
  status === 'resolved' || isFrozenStatus(status);

/** Where the question stands, as it is answered. */
export function majorStanding({
  status,
  isMajor,
  majorAt,
  majorReason,
  majorStanding: standing,
}: IncidentRecord): MajorIncidentStatus {
  if (!standing) {
    // Of records that were made major before decisions were kept.
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

/** What a change means for the proposal. */
export interface ProposalChange {
  standing: MajorStandingRecord | undefined;
  /** What has not been proposed before. */
  fresh: string[];
}

/**
 * @param met - reasons that the configuration sees as the incident is now
 * @param raised - what steps of a ladder just said
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
  // What has passed may be proposed again when it comes back.
  return before.state === 'proposed' && because.length === 0
    ? { standing: undefined, fresh: [] }
    : { standing: { ...before, because }, fresh: [] };
}

/**
 * Records what a person decides.
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
      `decision: ${key} is ${status}, so that it is not made a major incident any more; open it again first`,
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
      throw new ConflictError(`decision: ${key} is a major incident already`);
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
        `decision: nothing proposes to make ${key} a major incident`,
      );
    }
    await change.set({ majorStanding: { ...decided, state: 'declined' } });
    await change.log('major.declined', { reason, because });
  } else {
    if (!isMajor) {
      throw new ConflictError(`decision: ${key} is no major incident`);
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
