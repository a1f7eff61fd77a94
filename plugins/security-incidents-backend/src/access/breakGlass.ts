import { ConflictError } from '@backstage/errors';
import type { ReadAccess } from '../incidents/store/records';
import type { IncidentChange } from '../incidents/IncidentChange';

/**
 * Lets the actor read a restricted incident that they may not read, and leaves it in the timeline.
 *
 * @param access - what the actor may read without it
 * @throws ConflictError when they may read the incident already: then there is nothing to break
 */
export async function breakGlass(
  change: IncidentChange,
  reason: string,
  access: ReadAccess,
) {
  const { tx, incident, actor, at } = change;
  if (await tx.findIncident(incident.id, access)) {
    throw new ConflictError(`${incident.key}: you can read it already`);
  }
  await tx.saveMember(incident.seq, {
    principalRef: actor,
    source: 'break-glass',
    addedAt: at,
    addedBy: actor,
  });
  await change.log('access.broken-glass', { principalRef: actor, reason });
}
