import { ConflictError } from '@backstage/errors';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import { makeMember } from './makeMember';
import type { IncidentChange } from '../incidents/IncidentChange';

/**
 * Makes the actor a member of a restricted incident that they may not read. The timeline records it.
 *
 * @throws ConflictError when the actor can already read the incident
 */
export async function breakGlass(
  change: IncidentChange,
  reason: string,
  context: AuthorizedContext,
) {
  const { tx, incident, actor } = change;
  if (await tx.findIncident(incident.id, getReadAccess(context))) {
    throw new ConflictError(`${incident.key}: you can already read it`);
  }
  await makeMember(change, actor, 'break-glass', context);
  await change.log('access.broken-glass', { principalRef: actor, reason });
}
