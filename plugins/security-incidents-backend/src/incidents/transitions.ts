import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  findTransition,
  type ParsedTransition,
  STATUS_LABELS,
  isOpenStatus,
} from 'backstage-plugin-security-incidents-common';
import { settlePlan } from '../responsePlans/runs/apply';
import type { IncidentsTransaction } from './store/IncidentsStore';
import type { IncidentRecord, ReadAccess } from './store/records';
import {
  getBlockers,
  describeTransitions,
  type GuardContext,
  PERMISSION_WORDS,
} from './guards';
import type { IncidentChange } from './IncidentChange';
import type { CallerPermissions } from '../authorization/permissions';

/** Reads the target of a merge, which is locked as well: it cannot be merged or closed meanwhile. */
async function getMergeTarget(
  tx: IncidentsTransaction,
  incident: IncidentRecord,
  idOrKey: string,
  access: ReadAccess,
): Promise<IncidentRecord> {
  const target = await tx.findIncident(idOrKey, access);
  if (!target) {
    throw new InputError(`mergedInto: no incident ${idOrKey} that you can see`);
  }
  if (target.id === incident.id) {
    throw new InputError('mergedInto: must be another incident');
  }
  if (!isOpenStatus(target.status)) {
    throw new InputError(
      `mergedInto: ${target.key} is ${target.status}, it must be open`,
    );
  }
  return target;
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

  const firstTimes = Object.fromEntries(
    transition.sets
      .filter(name => incident[name] === undefined)
      .map(name => [name, at]),
  );
  const from = incident.status;
  await change.set({
    status: transition.to,
    ...firstTimes,
    ...(request.resolution && { resolution: request.resolution }),
    ...(request.resolution?.code === 'false-positive' && {
      determination: 'false-positive' as const,
    }),
    ...(transition.to === 'resolved' && { resolvedBy: actor }),
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
  await settlePlan(change, transition, request.reason, guards.plans);
}
