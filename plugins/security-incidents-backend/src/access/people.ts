import { NotFoundError } from '@backstage/errors';
import type {
  IncidentRole,
  MemberSource,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { AuthorizedContext } from '../kernel/contexts';
import { makeMember } from './makeMember';

async function endRole(
  change: IncidentChange,
  role: IncidentRole,
  principalRef: string,
) {
  const { tx, incident, at } = change;
  await tx.renounceRole(incident.seq, role, at);
  const { roles } = await tx.getDetails(incident);
  const stillHolds = roles.some(
    held => held.principalRef === principalRef && !held.renouncedAt,
  );
  if (!stillHolds) await tx.removeMember(incident.seq, principalRef, 'role');
  await change.log('role.renounced', { role, principalRef });
}

/** Gives a role to somebody and ends it for its holder. Holders are members. */
export async function assumeRole(
  change: IncidentChange,
  role: IncidentRole,
  principalRef: string,
  context: AuthorizedContext,
) {
  const { tx, incident, at, actor } = change;
  const details = await tx.getDetails(incident);
  const holder = details.roles.find(
    held => held.role === role && !held.renouncedAt,
  );
  if (holder?.principalRef === principalRef) return;
  await makeMember(change, principalRef, 'role', context);
  if (holder) await endRole(change, role, holder.principalRef);
  await tx.insertRole(incident.seq, {
    role,
    principalRef,
    assumedAt: at,
    assignedBy: actor,
  });
  await change.log('role.assumed', {
    role,
    principalRef,
  });
}

/** Ends a role. */
export async function renounceRole(change: IncidentChange, role: IncidentRole) {
  const details = await change.tx.getDetails(change.incident);
  const holder = details.roles.find(
    held => held.role === role && !held.renouncedAt,
  );
  if (!holder) {
    throw new NotFoundError(
      `role: nobody is ${role} of ${change.incident.key}`,
    );
  }
  await endRole(change, role, holder.principalRef);
}

/** Makes somebody a member by hand. */
export async function addMember(
  change: IncidentChange,
  principalRef: string,
  context: AuthorizedContext,
) {
  const { tx, incident } = change;
  const { members } = await tx.getDetails(incident);
  const isMember = members.some(
    member =>
      member.principalRef === principalRef && member.source === 'manual',
  );
  if (isMember) return;
  await makeMember(change, principalRef, 'manual', context);
  await change.log('member.added', {
    principalRef,
    source: 'manual',
  });
}

/** Memberships that can be removed; reporters and role holders stay members. */
const REMOVABLE: readonly MemberSource[] = ['manual', 'break-glass'];

/** Removes a membership that was given by hand or by breaking the glass. */
export async function removeMember(
  change: IncidentChange,
  principalRef: string,
) {
  const { tx, incident } = change;
  const { members } = await tx.getDetails(incident);
  const sources = members
    .filter(member => member.principalRef === principalRef)
    .map(member => member.source)
    .filter(source => REMOVABLE.includes(source));
  if (sources.length === 0) {
    throw new NotFoundError(
      `principalRef: ${principalRef} was not added to ${incident.key}; reporters and role holders stay readers`,
    );
  }
  for (const source of sources) {
    await tx.removeMember(incident.seq, principalRef, source);
    await change.log('member.removed', { principalRef, source });
  }
}
