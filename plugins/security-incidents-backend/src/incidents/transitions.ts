import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  findTransition,
  type ParsedTransition,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import { settlePlan } from '../responsePlans/runs/apply';
import type { IncidentRecord, ReadAccess } from './store/records';
import {
  getBlockers,
  describeTransitions,
  type GuardContext,
  PERMISSION_WORDS,
} from './guards';
import type { IncidentChange } from './IncidentChange';
import {
  addMerge,
  getMergedServices,
  getMergeTarget,
  removeMerge,
} from './merging';
import type { CallerPermissions } from '../authorization/permissions';

/** Changes the other incident of a merge in the same transaction. */
export interface MergePartner {
  changeAlso(
    id: string,
    work: (change: IncidentChange) => Promise<void>,
  ): Promise<void>;
  /** Whether the caller may merge into an incident. */
  mayMergeInto(target: IncidentRecord): Promise<boolean>;
  policy: PriorityPolicy;
}

/**
 * Moves an incident. Going where it is already changes nothing.
 *
 * @throws ConflictError when the move does not exist or is blocked, InputError when the request lacks what it needs
 */
export async function moveIncident(
  change: IncidentChange,
  request: ParsedTransition,
  guards: GuardContext,
  access: ReadAccess,
  partner: MergePartner,
  rights?: CallerPermissions,
) {
  const { incident, tx, at, actor } = change;
  if (incident.status === request.to) return;
  const details = await tx.getDetails(incident);
  const transition = findTransition(
    incident.status,
    request.to,
    incident.mergedFromStatus,
  );
  if (!transition) {
    throw new ConflictError(
      `to: ${
        STATUS_LABELS[request.to]
      } cannot be reached, ${describeTransitions(details)}`,
    );
  }
  // Asked for again: the incident may have moved since the caller's permission for another transition was checked.
  if (rights && !rights[transition.permission]) {
    throw new NotAllowedError(
      `You do not have permission to ${
        PERMISSION_WORDS[transition.permission]
      }`,
    );
  }
  for (const field of transition.requires) {
    if (request[field] === undefined) {
      throw new InputError(
        `${field}: is required to go from ${incident.status} to ${request.to}`,
      );
    }
  }
  const blockers = getBlockers(transition, details, guards);
  const inTheWay = blockers.filter(
    blocker => !(blocker.waivedByReason && request.reason),
  );
  if (inTheWay.length > 0) {
    throw new ConflictError(
      `to: ${request.to} is blocked. ${inTheWay
        .map(blocker => blocker.message)
        .join('. ')}`,
    );
  }
  const target =
    transition.to === 'merged'
      ? await getMergeTarget(tx, incident, request.mergedInto!, access)
      : undefined;
  if (target && !(await partner.mayMergeInto(target))) {
    throw new NotAllowedError(
      `mergedInto: you do not have permission to merge into ${target.key}`,
    );
  }

  const firstTimes = Object.fromEntries(
    transition.sets
      .filter(name => incident[name] === undefined)
      .map(name => [name, at]),
  );
  const { status: from, mergedIntoId } = incident;
  await change.set({
    status: transition.to,
    ...firstTimes,
    ...(request.resolution && { resolution: request.resolution }),
    ...(request.resolution?.code === 'false-positive' && {
      determination: 'false-positive' as const,
    }),
    ...(transition.to === 'resolved' &&
      transition.kind !== 'restore' && { resolvedBy: actor }),
    mergedIntoId: target?.id,
    mergedFromStatus: target ? from : undefined,
  });
  await change.log('status.changed', {
    from,
    to: transition.to,
    kind: transition.kind,
    reason: request.reason,
    resolution: request.resolution,
    mergedInto: target?.key,
    waived: blockers.map(blocker => blocker.guard),
  });
  await changePartner(change, partner, {
    into: target?.id,
    outOf: from === 'merged' ? mergedIntoId : undefined,
    mergedAt: details.statusChanges.filter(({ to }) => to === 'merged').pop()
      ?.at,
    reason: request.reason,
  });
  await settlePlan(change, transition, request.reason, guards.plans);
}

/** Writes a merge, or the end of one, into the record of the incident that continues. */
async function changePartner(
  change: IncidentChange,
  { changeAlso, policy }: MergePartner,
  merge: { into?: string; outOf?: string; mergedAt?: string; reason?: string },
) {
  const { into, outOf, mergedAt, reason } = merge;
  if (into === undefined && outOf === undefined) return;
  const services = await getMergedServices(change, change.incident);
  if (into !== undefined) {
    await changeAlso(into, survivor =>
      addMerge(survivor, services, reason, policy),
    );
  }
  if (outOf !== undefined) {
    await changeAlso(outOf, survivor =>
      removeMerge(survivor, services, mergedAt, reason, policy),
    );
  }
}
