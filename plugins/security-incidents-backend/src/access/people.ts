import { NotFoundError } from '@backstage/errors';
import type {
  IncidentRole,
  MemberSource,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentChange } from '../incidents/IncidentChange';

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

/** Gives a role to somebody; whoever held it before gives it up. Holders may read the incident while it is restricted. */
export async function assumeRole(
  change: IncidentChange,
  role: IncidentRole,
  principalRef: string,
) {
  const { tx, incident, at, actor } = change;
  const details = await tx.getDetails(incident);
  const holder = details.roles.find(
    held => held.role === role && !held.renouncedAt,
  );
  if (holder?.principalRef === principalRef) return;
  if (holder) await endRole(change, role, holder.principalRef);
  await tx.insertRole(incident.seq, {
    role,
    principalRef,
    assumedAt: at,
    assignedBy: actor,
  });
  await tx.saveMember(incident.seq, {
    principalRef,
    source: 'role',
    addedAt: at,
    addedBy: actor,
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

/** Lets somebody read the incident while it is restricted. */
export async function addMember(change: IncidentChange, principalRef: string) {
  const { tx, incident, at, actor } = change;
  const { members } = await tx.getDetails(incident);
  const isMember = members.some(
    member =>
      member.principalRef === principalRef && member.source === 'manual',
  );
  if (isMember) return;
  await tx.saveMember(incident.seq, {
    principalRef,
    source: 'manual',
    addedAt: at,
    addedBy: actor,
  });
  await change.log('member.added', {
    principalRef,
    source: 'manual',
  });
}

/** What membership can be taken back; that of reporters and role holders comes with what they are. */
const REMOVABLE: readonly MemberSource[] = ['manual', 'break-glass'];

/** Takes that back, also from somebody who let themselves in; reporters and role holders stay readers. */
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
